import { expect, test } from 'vitest';
import { explainSilence } from './explain-silence.ts';

const proxy = 'http://proxy:3128';

test.each<[string, string | null, string | null]>([
  ['the proxy answers with status 407', proxy, 'the proxy http://proxy:3128 asks for credentials (407)'],
  ['the proxy answers with status 403', proxy, 'the proxy http://proxy:3128 does not let it through (403)'],
  ['ECONNREFUSED', proxy, 'nothing listens at the proxy http://proxy:3128'],
  ['ECONNREFUSED', null, 'nothing listens there'],
  ['ENOTFOUND', proxy, 'the name of the proxy http://proxy:3128 cannot be found'],
  ['the proxy gives no answer within its time', proxy, 'the proxy http://proxy:3128 gives no answer in time'],
  ['ECONNRESET', proxy, 'the proxy http://proxy:3128 ends the connection, or answers in its own words'],
  ['ECONNRESET', null, null],
  ['CERT_HAS_EXPIRED', proxy, 'its certificate has expired'],
  ['no answer within 30 s', null, 'it does not answer in time'],
])('%s, asked through %s: %s', (detail, through, expected) => {
  expect(explainSilence(`/version was not answered: ${detail}`, 'prod', through)?.why ?? null).toBe(expected);
});
