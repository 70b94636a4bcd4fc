import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, test } from 'vitest';
import { findTokens, rulesAsked, rulesLeftOut } from './find-tokens.ts';

// The bodies are made here, so that nobody's scanner takes this file for a leak.
function random(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'): string {
  let state = length + alphabet.length;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[(state >>> 8) % alphabet.length];
  }).join('');
}
const hex = '0123456789abcdef';
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const jwt = `${encode('{"alg":"RS256","typ":"JWT"}')}.${encode('{"sub":"ledger","iss":"bank"}')}.${random(43)}`;

const samples: readonly (readonly [string, string])[] = [
  [
    '1Password token',
    `ops_${Buffer.from(JSON.stringify({ email: 'a@b.example', muk: random(80) })).toString('base64')}`,
  ],
  ['Anthropic API key', `sk-ant-api03-${random(93)}AA`],
  ['Cloudflare token', `cfut_${random(40)}${random(8, hex)}`],
  ['Databricks token', `dapi${random(32, hex)}`],
  ['Docker token', `dckr_pat_${random(27)}`],
  ['Figma token', `figd_${random(45)}`],
  ['GitHub token', `ghp_${random(36)}`],
  ['GitHub token', `github_pat_${random(82)}`],
  ['GitLab token', `glpat-${random(20)}`],
  ['Grafana token', `glsa_${random(32)}_${random(8, hex)}`],
  ['Groq API key', `gsk_${random(52)}`],
  ['Vault token', `hvs.${random(95)}`],
  ['Hugging Face token', `hf_${random(34, 'abcdefghijklmnopqrstuvwxyz')}`],
  ['Linear API key', `lin_api_${random(40)}`],
  ['Notion token', `ntn_${random(11, '0123456789')}${random(35)}`],
  ['npm token', `npm_${random(36)}`],
  ['OpenAI API key', `sk-${random(20)}T3BlbkFJ${random(20)}`],
  ['SendGrid API key', `SG.${random(22)}.${random(43)}`],
  ['Shopify token', `shpat_${random(32)}`],
  ['Slack token', `xoxb-${random(12, '0123456789')}-${random(24)}`],
  ['Slack token', `https://hooks.slack.com/services/T${random(8)}/B${random(8)}/${random(24)}`],
  ['Stripe API key', `sk_live_${random(24)}`],
  ['Tailscale key', `tskey-auth-${random(12)}-${random(32)}`],
  ['Vercel token', `vcp_${random(24)}`],
  ['JSON Web Token', jwt],
  ['Google API key', `AIzaSy${random(33)}`],
  ['join token of a cluster', `K10${random(64, hex)}::server:${random(32, hex)}`],
  ['join token of a cluster', `K10${random(64, hex)}::${random(6, hex)}.${random(16, hex)}`],
  ['age secret key', `AGE-SECRET-KEY-1${random(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`],
];

test.each(samples)('%s', (kind, token) => {
  expect(findTokens(token)).toEqual([{ kind, start: 0, length: token.length, inUrl: false }]);
  expect(findTokens(`a: ${token}\n`).map(({ start, length }) => [start, length])).toEqual([[3, token.length]]);
});

test('each rule of secretlint is asked or left out, and each that is asked has a sample', () => {
  const names = rules.map(({ meta }) => meta.id.replace('@secretlint/secretlint-rule-', ''));
  expect(new Set([...rulesAsked, ...rulesLeftOut])).toEqual(new Set(names));
  expect(new Set(samples.map(([kind]) => kind)).size).toBe(rulesAsked.length + 4);
});

describe('no tokens are', () => {
  test.each([
    ['a placeholder', `ghp_${'x'.repeat(36)}`],
    ['a row of digits', `ghp_${'0'.repeat(36)}`],
    ['a name that begins like one', 'npm_config_cache=/tmp/cache, hf_home, sk_test_mode, glc_value'],
    ['a sample of a webhook', 'https://hooks.slack.com/services/change/me/please'],
    ['the documentation of one', 'xoxb-your-token'],
  ])('%s', (_name, text) => {
    expect(findTokens(text)).toEqual([]);
  });
});

test('a token is found behind many that only begin like one', () => {
  const token = `ghp_${random(36)}`;
  const text = `${'ghp_ '.repeat(2000)}${token}`;
  expect(findTokens(text)).toEqual([{ kind: 'GitHub token', start: 10_000, length: token.length, inUrl: false }]);
});

test('one that goes over the end of a window is found once and whole', () => {
  const token = `ghp_${random(36)}`;
  for (const before of [2030, 2046, 4060, 4094]) {
    const text = `ghp_${' '.repeat(before)}${token} ${' '.repeat(5000)}`;
    expect(findTokens(text)).toEqual([{ kind: 'GitHub token', start: before + 4, length: token.length, inUrl: false }]);
  }
});
