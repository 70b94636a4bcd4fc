import { withoutUrlCredentials } from '../../credentials/without-url-credentials.ts';
import { goBoolean } from '../../go-boolean.ts';
import type { Fields } from '../fields.ts';

/** The flags that are kept: those that speak of sign-in, rights, audit and encryption. None of them holds a secret itself. */
const kept =
  /^(?:audit-|oidc-|authentication-(?:config|token-webhook-)|authorization-(?:config|mode)$|encryption-provider-config$|anonymous-auth$|token-auth-file$|basic-auth-file$)/;

/** Of these the flags that are true or false. */
const switches: ReadonlySet<string> = new Set(['anonymous-auth']);

/** Of these the lists: each one that is given adds to those before it. Of the others the last one holds. Source: kubernetes, pkg/kubeapiserver/options; spf13/pflag, StringSlice. */
const lists: ReadonlySet<string> = new Set(['authorization-mode', 'oidc-required-claim', 'oidc-signing-algs']);

const noLists: ReadonlySet<string> = new Set();

/** Whether a flag is among those that are looked at. */
export function isKeptFlag(name: string): boolean {
  return kept.test(withDashes(name));
}

/** Its programs take `_` in the name of a flag for `-` (WordSepNormalizeFunc of k8s.io/component-base). */
function withDashes(name: string): string {
  return name.replaceAll('_', '-');
}

/** Flags by name. What a list holds is parted by commas, however often it was given. */
export type Flags = Readonly<Record<string, string>>;

/** Keeps the flags that are looked at; `Object.create(null)` because the names are the author's. */
function keepFlags(given: Iterable<readonly [string, string]>, adding = lists): Flags {
  const flags: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [spelt, value] of given) {
    const name = withDashes(spelt);
    if (!kept.test(name)) continue;
    const said = switches.has(name) ? String(goBoolean(value) ?? value) : withoutUrlCredentials(value);
    flags[name] = adding.has(name) && flags[name] !== undefined ? `${flags[name]},${said}` : said;
  }
  return flags;
}

/** The flags of a command line that are looked at. */
export function flagsOf(words: readonly string[]): Flags {
  return keepFlags(flagPairs(words));
}

/** Those of a kubelet's: its modes are no list, so that the last one holds. */
export function kubeletFlagsOf(words: readonly string[]): Flags {
  return keepFlags(flagPairs(words), noLists);
}

/** Every flag of a command line in its order: `--name=value`, `--name value`, and `--name` alone, which means true. */
export function flagPairs(words: readonly string[]): (readonly [name: string, value: string])[] {
  return words.flatMap((word, index): [string, string][] => {
    const [, name, value] = /^--?([a-z][a-z0-9_-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    const next = words[index + 1];
    return [[name, value ?? (next === undefined || next.startsWith('-') ? 'true' : next)]];
  });
}

/** What decides whether a request is allowed; `otherwise` where no flag says it. null: a file says it. */
export function authorizersOf(flags: Flags, otherwise: string): string[] | null {
  if (flags['authorization-config'] !== undefined) return null;
  return (flags['authorization-mode'] ?? otherwise).split(',').map((mode) => mode.trim());
}

/** Arguments as kubeadm takes them: a map until v1beta3, from v1beta4 on a list, in which a flag may stand twice. */
export function argumentsOf(component: Fields, form: 'map' | 'list' | 'either'): Flags {
  const given = component.value('extraArgs');
  if (Array.isArray(given) && form !== 'map')
    return keepFlags(component.objects('extraArgs').map((one) => [one.text('name') ?? '', one.text('value') ?? '']));
  if (form === 'list' && given !== undefined) return component.refuse('extraArgs', 'a list of name and value');
  const map = component.objectOrEmpty('extraArgs');
  map.eachText();
  return keepFlags(Object.keys(map.raw).map((name) => [name, map.text(name) ?? '']));
}

/** Flags as fields: `auditLogPath` is `--audit-log-path`, `oidcIssuerURL` is `--oidc-issuer-url`. What is no plain value is left out. */
export function flagsOfFields(fields: Fields): Flags {
  return keepFlags(
    Object.entries(fields.raw).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[flagName(key), String(value)]]
        : [],
    ),
  );
}

function flagName(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
