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

test.each([
  [false, false, 'asks for credentials', /^Put them into HTTPS_PROXY .*NO_PROXY/],
  [false, true, 'asks for credentials', /^Put them into proxy-url (?!.*NO_PROXY)/],
  [true, false, 'does not accept the credentials in its address', /^Correct .*HTTPS_PROXY.*NO_PROXY/],
  [true, true, 'does not accept the credentials in its address', /^Correct .*proxy-url (?!.*NO_PROXY)/],
])('407, with credentials %s, of the kubeconfig %s: it %s', (withUser, ofKubeconfig, why, hint) => {
  const detail = '/version was not answered: the proxy answers with status 407';
  const explained = explainSilence(detail, 'prod', proxy, { withUser, ofKubeconfig });
  expect(explained?.why).toBe(`the proxy ${proxy} ${why} (407)`);
  expect(explained?.hint).toMatch(hint);
});
