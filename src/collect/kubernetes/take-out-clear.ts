import { readCredentialName } from '../credentials/credential-name.ts';
import { isPlaceholder, isReference, looksGenerated } from '../credentials/credential-value.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { isWeaklyNamed } from './is-weakly-named.ts';
import { takeOutOpaque, takeOutTokens } from './take-out-opaque.ts';
import { takeOutOfHooks, takeOutOfPath, takeOutOfRoutes } from './take-out-of-path.ts';

/** What stands in the place of a value that was taken out. */
export const takenOut = '';

/** Fields below which names and values are somebody else's, so that a clear name is that of a credential and not of where one is. */
const settings = new Set(['parameters', 'volumeAttributes', 'config', 'values', 'valuesObject']);

/** Lists whose items may be an option and its value. */
const argumentLists = /^(?:args|command|commands|\w*Args|cmd|entrypoint)$/i;

/** Code, in which such a name is that of a variable. */
const code = new Set(['expression', 'messageExpression', 'valueExpression', 'rego', 'expr', 'openAPIV3Schema']);

const deepest = 500;

const ending =
  /(?:pass(?:word|wd|phrase)?|pwd|\bpw|secret[-_.]?(?:access[-_.]?)?key|token|api[-_.]?key|private[-_.]?key)$/i;

/** A password, as French, German, Spanish, Portuguese and Dutch call it. */
const inOtherTongues = /(?:mot[-_.]?de[-_.]?passe|passwort|kennwort|contrase(?:ñ|n)a|senha|wachtwoord)$/i;

/** Whether a name can only be that of a credential: its value is taken out, however weak it looks. */
function isClearName(name: string): boolean {
  if (/(?:^|[-_.])(?:authorization|masterauth|pin|\w{1,12}pw)$|[a-z]Pin$/i.test(name)) return true;
  if (inOtherTongues.test(name)) return true;
  return ending.test(name) && readCredentialName(name) !== null;
}

/** Whether a value is a number where a password is: nobody calls a Secret so. */
function isShortNumber(name: string, value: string): boolean {
  return /^\d{3,12}$/.test(value.trim()) && /(?:pass(?:word|wd|phrase|code)?|pwd|secret)$/i.test(name);
}

/** Whether what stands behind a name is to go. */
function isToGo(name: string, value: string): boolean {
  return (
    isShortNumber(name, value) ||
    (isClearName(name) && !isHarmless(value)) ||
    // In text the names of variables are in capitals, and others of fields.
    isWeaklyNamed(name, value, /^[A-Z][A-Z0-9_]*$/.test(name))
  );
}

/** Templates, words that stand for nothing, and where a value is; no value. Digits are one, be they all the same. */
function isHarmless(value: string): boolean {
  const text = value.trim();
  return text === '' || (isPlaceholder(text) && !/^\d{3,}$/.test(text)) || isReference(text);
}

/**
 * Takes out of an object what stands under a clear name of a credential, whatever it looks like: in settings, variables, headers, arguments, files, URLs.
 * Names of Secrets, paths and templates stay. Tokens and keys that are known by their form, wherever they stand; in annotations, variables and arguments
 * also what looks as if a machine had made it. And all messages of its status, which may hold what somebody wrote.
 */
export function takeOutClear(whole: Raw): Raw {
  const object = takeOutOfRoutes(whole);
  const isConfigMap = object['kind'] === 'ConfigMap' && object['apiVersion'] === 'v1';
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      key === 'status'
        ? clean(withoutMessages(value, 0), true, 0)
        : // A schema speaks of credentials and holds none.
          object['kind'] === 'CustomResourceDefinition' && key !== 'metadata'
          ? value
          : clean(value, settings.has(key) || (isConfigMap && key === 'data'), 0),
    ]),
  );
}

/** What an object tells of itself, without its messages. */
function withoutMessages(value: unknown, depth: number): unknown {
  if (depth > deepest) return takenOut;
  if (Array.isArray(value)) return value.map((one) => withoutMessages(one, depth + 1));
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      typeof one === 'string' && /message$/i.test(key) ? takenOut : withoutMessages(one, depth + 1),
    ]),
  );
}

function clean(value: unknown, inSettings: boolean, depth: number): unknown {
  if (depth > deepest) return takenOut;
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map((one) => clean(one, inSettings, depth + 1));
  if (!isRaw(value)) return value;
  const named = typeof value['name'] === 'string' ? value['name'] : null;
  const isPair = named !== null && isClearName(named);
  const isPassword = value['type'] === 'password';
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (code.has(key)) return [key, typeof one === 'string' ? cleanCode(one) : one];
      if (key === 'fake' && isRaw(one)) return [key, withoutTexts(one)];
      // What a probe asks for; a path of files has no port beside it.
      if (typeof one === 'string' && key === 'path' && Object.hasOwn(value, 'port'))
        return [key, takeOutOfPath(cleanText(one))];
      if (Array.isArray(one) && argumentLists.test(key)) return [key, cleanArguments(one)];
      if (key === 'annotations' && isRaw(one)) return [key, cleanAnnotations(one, inSettings, depth + 1)];
      if (typeof one === 'string' && isShortNumber(key === 'value' && named !== null ? named : key, one))
        return [key, takenOut];
      if (typeof one === 'string' && key === 'value' && (isPassword || (named !== null && isToGoOfPair(named, one))))
        return [key, isHarmless(one) ? one : takenOut];
      if (typeof one === 'string' && isWeaklyNamed(key, one, false)) return [key, takenOut];
      if (typeof one === 'string' && ((isPair && key === 'value') || (inSettings && isClearName(key))))
        return [key, isHarmless(one) ? one : takenOut];
      if (typeof one === 'number' && inSettings && (isClearName(key) || isShortNumber(key, String(one))))
        return [key, takenOut];
      if (typeof one === 'string' && named !== null && key === 'value')
        return [key, takeOutOpaque(cleanText(one), named)];
      return [key, clean(one, inSettings || settings.has(key), depth + 1)];
    }),
  );
}

/** Variables, headers and parameters. */
function isToGoOfPair(name: string, value: string): boolean {
  return /^(?:set-)?cookie$/i.test(name) || isWeaklyNamed(name, value, true);
}

/** Of code its literals: what else stands there is names, of which many are long. */
function cleanCode(text: string): string {
  return takeOutTokens(text).replaceAll(/(?<=(["'`]))[^"'`\n]{16,}(?=\1)/g, (literal) => takeOutOpaque(literal));
}

/** What a store that only pretends gives away, under names that say nothing. */
function withoutTexts(value: unknown, depth = 0): unknown {
  if (depth > deepest || typeof value === 'string' || typeof value === 'number') return takenOut;
  if (Array.isArray(value)) return value.map((one) => withoutTexts(one, depth + 1));
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      (key === 'key' || key === 'version') && typeof one === 'string' ? one : withoutTexts(one, depth + 1),
    ]),
  );
}

/** Annotations are text, of which many say nothing by their names. */
function cleanAnnotations(annotations: Raw, inSettings: boolean, depth: number): unknown {
  const cleaned = clean(annotations, inSettings, depth);
  if (!isRaw(cleaned)) return cleaned;
  return Object.fromEntries(
    Object.entries(cleaned).map(([key, one]) => [
      key,
      typeof one === 'string' ? (isToGo(key, one) ? takenOut : takeOutOpaque(one, key)) : one,
    ]),
  );
}

/** An option and its value stand in one item or in two. */
function cleanArguments(items: readonly unknown[]): unknown[] {
  return items.map((item, index) => {
    if (typeof item !== 'string') return item;
    const before = items[index - 1];
    const option = typeof before === 'string' ? /^--?([\w.-]+)$/.exec(before)?.[1] : undefined;
    if (option !== undefined && !item.startsWith('-') && isToGo(option, item)) return takenOut;
    if (option !== undefined && isClearName(option) && !item.startsWith('-')) return item;
    if (option !== undefined && /pass\w*-command$/.test(option) && /^\s*(?:echo|printf)\s/.test(item)) return takenOut;
    if (option !== undefined && /(?:^|-)basic-auth$/.test(option) && item.includes(':')) return takenOut;
    const [, start, name, value] = /^(--?([\w.-]+)=)(.+)$/s.exec(item) ?? [];
    if (start !== undefined && isToGo(name as string, value as string)) return start;
    if (start !== undefined && isClearName(name as string)) return item;
    return takeOutOpaque(cleanText(item), option);
  });
}

/** Values in a text: of URLs, of headers, and of lines such as those of files of settings, and what is known by its form. Names and all else stay. */
export function cleanText(whole: string): string {
  const text = takeOutOfHooks(takeOutTokens(whole))
    .replaceAll(lineOfPgpass, keepHarmless)
    .replaceAll(lineOfUserlist, keepHarmless);
  if (
    !/pass|pwd|pw\b|pin\b|secret|token|key|credential|cookie|kennwort|contrase|senha|wachtwoord|authorization|auth\b|sudo|-stdin|\/\/[^/\s]*@/i.test(
      text,
    )
  )
    return text;
  const hasLines = text.includes('\n');
  return (
    text
      .replaceAll(/(\/\/[^\s/?#"'`\\|,;<>@:]{0,200}:)([^\s/"'`\\|,;<>]{1,400})(?=@[\w.[-])/g, keepHarmless)
      .replaceAll(/(\/\/)([^\s/?#"'`\\|,;<>@:]{12,400})(?=@[\w.[-])/g, (all: string, start: string, user: string) =>
        looksGenerated(user) ? start : all,
      )
      .replaceAll(
        /([?&]([\w.-]{1,60})=)([^&\s"'`;,#\\<>]+)/g,
        (all: string, start: string, name: string, value: string) =>
          isToGo(name, value) || (/^key$/i.test(name) && !isHarmless(value)) ? start : all,
      )
      .replaceAll(
        /(authorization\\?["']?\s{0,4}[:=]?\s{0,4}\\?["']?(?:bearer|basic|token|apikey)\s+)([^\s"'`\\,;]+)/gi,
        keepHarmless,
      )
      .replaceAll(
        /(set_header\s+["']?([\w-]{1,60})["']?\s+["']?)([^\s"'`\\,;]+)(?![^;\n]{0,400} )/gi,
        (all: string, start: string, name: string, value: string) => (isToGo(name, value) ? start : all),
      )
      // Logins to registries, in the files of their clients.
      .replaceAll(/("auth"\s{0,4}:\s{0,4}")([\w+/=-]{8,})(?=")/g, (all: string, start: string, value: string) =>
        Buffer.from(value, 'base64').includes(':') ? start : all,
      )
      .replaceAll(/(\bcookie:\s{0,4}["']?)([\w.-]{1,80}=[^\s"'`\\,][^"'`\\\n]{0,4000})/gi, keepHarmless)
      // A login of Keycloak, and those of .netrc, LDAP and ODBC.
      .replaceAll(
        /("type"\s{0,4}:\s{0,4}"password"[^{}]{0,400}?"value"\s{0,4}:\s{0,4}")([^"\\\n]+)(?=")/g,
        keepHarmless,
      )
      .replaceAll(
        /("value"\s{0,4}:\s{0,4}")([^"\\\n]+)(?="[^{}]{0,400}?"type"\s{0,4}:\s{0,4}"password")/g,
        keepHarmless,
      )
      .replaceAll(/(\b(?:login|machine|default)\s{1,8}\S{1,250}\s{1,8}password\s{1,8})(\S{1,400})/g, keepHarmless)
      .replaceAll(/((?:^|\s)(?:bind|root|user)pw\s{1,8})([^\s:=]{1,400})/g, keepHarmless)
      .replaceAll(
        /((?:^|[;"'\s])pwd\s{0,4}=\s{0,4})([^;"'\s]{1,400})(?=;|["']|$)/gim,
        (all: string, start: string, value: string) =>
          /\b(?:uid|driver|server|database|dsn)\s{0,4}=/i.test(text) ? keepHarmless(all, start, value) : all,
      )
      .replaceAll(/(\b(?:insecure-)?password\s{1,8}')([^'\n]{1,400})(?=')/gi, keepHarmless)
      .replaceAll(/(\sinsecure-password\s{1,8})([^\s'"]{1,400})/g, keepHarmless)
      .replaceAll(
        /((?<![\w.-])([A-Za-z_][\w.-]{0,80})\\?["']?[ \t]{0,8}[:=](?!=)[ \t]{0,8})(?:"([^"\\\n]+)"|'([^'\n]+)'|(\\?["']?)([^\s"'`\\,;&|(){}[\]<>][^\s"'`\\,;&]*?(?=[)}\]]{0,9}(?:[\s"'`\\,;&]|\{\{|$))))/g,
        keepUnlessClear,
      )
      .replaceAll(
        /^([ \t]*(?:--?)?([A-Za-z][\w.-]{0,80})[ \t]+)([^\s;:={]+)(?=[ \t]*;?[ \t]*$)/gm,
        (all: string, start: string, name: string, value: string) =>
          hasLines && !/authorization$/i.test(name) && isToGo(name, value) ? start : all,
      )
      .replaceAll(
        /(\s--?([\w.-]{1,80})\s+)([^\s"'`\\;-][^\s"'`\\;]*)/g,
        (all: string, start: string, name: string, value: string) => (isToGo(name, value) ? start : all),
      )
      .replaceAll(toStandardInput, keepHarmless)
  );
}

/** `db:5432:*:app:horse`: where, which database, who, and the password. An address of IPv6 or of hardware is no such line. */
const lineOfPgpass =
  /^((?![\da-f:]+$)[^\s:#"'{}]{1,250}:(?:\d{2,5}|\*):[^\s:"'{}]{1,64}:(?:[A-Za-z_*][\w.@$-]{0,63}):)([^\s:][^:\n]*)$/gim;

/** `echo horse | tool --password-stdin`: what is said to a program that reads a password. */
const toStandardInput =
  /((?<![\w-])(?:echo|printf)\s+(?:-\w+\s+)?(?:["']?%s(?:\\n)?["']?\s+)?["']?)([^\s"'|;&][^"'|;&\n]{0,400}?)(?=["']?\s{0,8}\|[^|;&\n]{0,400}?(?:-stdin\b|\b(?:ch)?passwd\b|\bsudo\s+(?:-\w+\s+)*-S\b|\blogin\b))/g;

/** `"app" "horse"`: a user and its password, as PgBouncer keeps them. */
const lineOfUserlist = /^([ \t]{0,8}"[^"\n]{1,64}"[ \t]{1,8}")([^"\n]{1,400})(?="[ \t]{0,8}$)/gm;

function keepHarmless(all: string, start: string, value: string): string {
  return isHarmless(value) ? all : start;
}

function keepUnlessClear(
  all: string,
  start: string,
  name: string,
  double: string | undefined,
  single: string | undefined,
  open: string | undefined,
  bare: string | undefined,
): string {
  const value = double ?? single ?? bare ?? '';
  if (!isToGo(name, value)) return all;
  // `authorization: enabled` is a switch, and what a header begins with is no value.
  if (/authorization$/i.test(name) && /^[A-Za-z]{1,15}$/.test(value)) return all;
  if (double !== undefined) return `${start}""`;
  return single === undefined ? `${start}${open ?? ''}` : `${start}''`;
}
