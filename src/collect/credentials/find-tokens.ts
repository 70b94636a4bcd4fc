import { createRequire } from 'node:module';
import type { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { isPlaceholder } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

// Secretlint's rules are called one by one and without its core: they answer at once, where the core answers with a promise, takes
// longer to load than everything else here, and needs 155 µs for a text in which there is nothing (docs/decisions, the record on credentials).

/** One rule of secretlint, as much of it as is used here. */
interface Rule {
  readonly meta: { readonly id: string };
  create(context: RuleContext, options: Readonly<Record<string, never>>): { file?(source: RuleSource): unknown };
}

interface RuleContext {
  readonly sharedOptions: Readonly<Record<string, never>>;
  createTranslator(messages: unknown): (messageId: string) => { readonly messageId: string };
  report(found: { readonly message: { readonly messageId: string }; readonly range: readonly [number, number] }): void;
  ignore(): void;
}

interface RuleSource {
  readonly content: string;
  readonly filePath: undefined;
  readonly ext: string;
  readonly contentType: 'text';
}

/** Secretlint's rules that are asked, by name: what they find, and what its tokens begin with. A rule is called only for a text that holds that. */
const tokens: ReadonlyMap<string, { readonly kind: string; readonly anchor: RegExp }> = new Map([
  ['1password', { kind: '1Password token', anchor: /ops_ey/ }],
  ['anthropic', { kind: 'Anthropic API key', anchor: /sk-ant-/ }],
  ['cloudflare', { kind: 'Cloudflare token', anchor: /cf(?:k|ut|at)_/ }],
  ['databricks', { kind: 'Databricks token', anchor: /dapi[0-9a-f]{8}/i }],
  ['docker', { kind: 'Docker token', anchor: /dckr_pat_/ }],
  ['figma', { kind: 'Figma token', anchor: /figd_/ }],
  ['github', { kind: 'GitHub token', anchor: /gh[pousr]_|github_pat_/ }],
  ['gitlab', { kind: 'GitLab token', anchor: /glpat-/ }],
  ['grafana', { kind: 'Grafana token', anchor: /glc_|glsa_/ }],
  ['groq', { kind: 'Groq API key', anchor: /gsk_/ }],
  ['hashicorp-vault', { kind: 'Vault token', anchor: /hv[sbr]\./ }],
  ['huggingface', { kind: 'Hugging Face token', anchor: /hf_/ }],
  ['linear', { kind: 'Linear API key', anchor: /lin_api_/ }],
  ['notion', { kind: 'Notion token', anchor: /ntn_/ }],
  ['npm', { kind: 'npm token', anchor: /npm_/ }],
  ['openai', { kind: 'OpenAI API key', anchor: /sk-[\w-]{20,90}T3BlbkFJ/ }],
  ['sendgrid', { kind: 'SendGrid API key', anchor: /SG\./ }],
  ['shopify', { kind: 'Shopify token', anchor: /shp(?:pa|ca|at|ss)_/ }],
  ['slack', { kind: 'Slack token', anchor: /xox[bpaor]-|xapp-|https:\/\/hooks\.slack/i }],
  ['stripe', { kind: 'Stripe API key', anchor: /[sr]k_(?:live|test)_/ }],
  ['tailscale', { kind: 'Tailscale key', anchor: /tskey-/ }],
  ['vercel', { kind: 'Vercel token', anchor: /vc[piark]_/ }],
]);

/**
 * Rules that are left to our own: names and values of keys (aws), URLs (basicauth, database-connection-string), private keys, of which secretlint
 * misses those that are short (privatekey, gcp). Comments that switch a rule off (filter-comments) are not heeded: an exception is the way.
 */
export const rulesLeftOut: readonly string[] = [
  'aws',
  'basicauth',
  'database-connection-string',
  'filter-comments',
  'gcp',
  'privatekey',
];

/** The names of secretlint's rules that are asked, without their common prefix. */
export const rulesAsked: readonly string[] = [...tokens.keys()];

/** Tokens of a known form that secretlint does not look for by default. */
const ownForms: readonly { readonly kind: string; readonly anchor: RegExp; readonly form: RegExp }[] = [
  { kind: 'JSON Web Token', anchor: /\.eyJ/, form: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,2000}\.[\w-]{20,1000}/g },
  { kind: 'Google API key', anchor: /AIzaSy/, form: /(?<![\w-])AIzaSy[\w-]{33}(?![\w-])/g },
  {
    // What joins a node to k3s or RKE2: the digest of the cluster's certificate, and behind it the secret.
    kind: 'join token of a cluster',
    anchor: /K10[0-9a-f]{40}/,
    form: /(?<![\w-])K10[0-9a-f]{40,64}::(?:[\w-]{1,40}:)?[\w.~+/=-]{8,200}/g,
  },
  { kind: 'age secret key', anchor: /AGE-SECRET-KEY-1/, form: /AGE-SECRET-KEY-1[0-9A-Z]{58}(?![0-9A-Z])/g },
];

/** What every anchor has: a text without it is done after one look. Written for speed: see the measurements in the decision record. */
const anyAnchor =
  /[_.-](?<=(?:npm|gh[pousr]|github_pat|shp(?:pa|ca|at|ss)|[sr]k_(?:live|test)|glc|glsa|gsk|hf|lin_api|ntn|ops|vc[piark]|dckr_pat|figd|cfk|cfut|cfat)_|(?:xox[bpaor]|xapp|glpat|sk-ant|tskey|AGE-SECRET-KEY)-|(?:SG|hv[sbr])\.)[\w-]{6}|\.eyJ/;
const anyWord = /hooks\.slack|T3BlbkFJ|AIzaSy|dapi[0-9a-fA-F]{8}|K10[0-9a-f]{40}/;

const shortestToken = 20;
/** A rule sees this much of a text at once, from an anchor on, and a text this often: hostile text costs little. */
const windowLength = 4096;
const mostWindows = 64;

interface Asked {
  readonly kind: string;
  readonly anchor: RegExp;
  readonly rule: Rule;
}

const prefix = '@secretlint/secretlint-rule-';

let asked: readonly Asked[] | undefined;

/** Few folders hold what looks like a token, so the rules are loaded with the first of them, and at once: reading waits for nothing. */
function loadRules(): readonly Asked[] {
  const preset = createRequire(import.meta.url)('@secretlint/secretlint-rule-preset-recommend') as {
    rules: typeof rules;
  };
  return (preset.rules as unknown as readonly Rule[]).flatMap((rule) => {
    const name = rule.meta.id.slice(prefix.length);
    const known = tokens.get(name);
    return known ? [{ ...known, rule }] : [];
  });
}

/** Finds tokens that are known by their form. */
export function findTokens(text: string): FoundCredential[] {
  if (text.length < shortestToken || !(anyAnchor.test(text) || anyWord.test(text))) return [];
  const found: FoundCredential[] = [];
  asked ??= loadRules();
  for (const { kind, anchor, rule } of asked) {
    for (const { window, offset } of windowsFrom(anchor, text)) {
      for (const [start, end] of ask(rule, window)) {
        // What begins in the second half is found whole in the next window.
        if (start < windowLength / 2) add(found, text, kind, offset + start, end - start);
      }
    }
  }
  for (const { kind, anchor, form } of ownForms) {
    if (!anchor.test(text)) continue;
    for (const match of text.matchAll(form)) add(found, text, kind, match.index, match[0].length);
  }
  return found;
}

/** The stretches of a text that begin shortly before an anchor. */
function* windowsFrom(anchor: RegExp, text: string): Generator<{ window: string; offset: number }> {
  let from = 0;
  for (let windows = 0; windows < mostWindows && from < text.length; windows += 1) {
    const at = text.slice(from).search(anchor);
    if (at < 0) return;
    // Rules look at the character before a token.
    const offset = Math.max(from + at - 1, 0);
    yield { window: text.slice(offset, offset + windowLength), offset };
    from = offset + windowLength / 2;
  }
}

function ask(rule: Rule, content: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  const context: RuleContext = {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({ messageId }),
    report: ({ range }) => void ranges.push(range),
    ignore: () => undefined,
  };
  rule.create(context, {}).file?.({ content, filePath: undefined, ext: '', contentType: 'text' });
  return ranges;
}

function add(found: FoundCredential[], text: string, kind: string, start: number, length: number): void {
  if (found.length >= mostFound || found.some((one) => one.start === start)) return;
  const token = text.slice(start, start + length);
  if (length < shortestToken || isPlaceholder(token) || new Set(token.slice(-16)).size < 6) return;
  found.push({ kind, start, length, inUrl: false });
}
