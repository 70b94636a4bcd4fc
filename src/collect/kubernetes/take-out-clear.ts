import { readCredentialName } from '../credentials/credential-name.ts';
import { isPlaceholder, isReference, looksGenerated } from '../credentials/credential-value.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { takeOutOpaque, takeOutTokens } from './take-out-opaque.ts';

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

/** Whether a name can only be that of a credential: its value is taken out, however weak it looks. */
function isClearName(name: string): boolean {
  if (/(?:^|[-_.])(?:authorization|masterauth)$/i.test(name)) return true;
  return ending.test(name) && readCredentialName(name) !== null;
}

/** Templates, words that stand for nothing, and where a value is; no value. */
function isHarmless(value: string): boolean {
  const text = value.trim();
  return text === '' || isPlaceholder(text) || isReference(text);
}

/**
 * Takes out of an object what stands under a clear name of a credential, whatever it looks like: in settings, variables, headers, arguments, files, URLs.
 * Names of Secrets, paths and templates stay. Tokens and keys that are known by their form, wherever they stand; in annotations, variables and arguments
 * also what looks as if a machine had made it. And all messages of its status, which may hold what somebody wrote.
 */
export function takeOutClear(object: Raw): Raw {
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
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (code.has(key)) return [key, typeof one === 'string' ? takeOutTokens(one) : one];
      if (Array.isArray(one) && argumentLists.test(key)) return [key, cleanArguments(one)];
      if (key === 'annotations' && isRaw(one)) return [key, cleanAnnotations(one, inSettings, depth + 1)];
      if (typeof one === 'string' && ((isPair && key === 'value') || (inSettings && isClearName(key))))
        return [key, isHarmless(one) ? one : takenOut];
      if (typeof one === 'string' && named !== null && key === 'value')
        return [key, takeOutOpaque(cleanText(one), named)];
      return [key, clean(one, inSettings || settings.has(key), depth + 1)];
    }),
  );
}

/** Annotations are text, of which many say nothing by their names. */
function cleanAnnotations(annotations: Raw, inSettings: boolean, depth: number): unknown {
  const cleaned = clean(annotations, inSettings, depth);
  if (!isRaw(cleaned)) return cleaned;
  return Object.fromEntries(
    Object.entries(cleaned).map(([key, one]) => [key, typeof one === 'string' ? takeOutOpaque(one, key) : one]),
  );
}

/** An option and its value stand in one item or in two. */
function cleanArguments(items: readonly unknown[]): unknown[] {
  return items.map((item, index) => {
    if (typeof item !== 'string') return item;
    const before = items[index - 1];
    const option = typeof before === 'string' ? /^--?([\w.-]+)$/.exec(before)?.[1] : undefined;
    if (option !== undefined && isClearName(option) && !item.startsWith('-')) return isHarmless(item) ? item : takenOut;
    if (option !== undefined && /(?:^|-)basic-auth$/.test(option) && item.includes(':')) return takenOut;
    const [, start, name, value] = /^(--?([\w.-]+)=)(.+)$/s.exec(item) ?? [];
    if (start !== undefined && isClearName(name as string)) return isHarmless(value as string) ? item : start;
    return takeOutOpaque(cleanText(item), option);
  });
}

/** Values in a text: of URLs, of headers, and of lines such as those of files of settings, and what is known by its form. Names and all else stay. */
export function cleanText(whole: string): string {
  const text = takeOutTokens(whole);
  if (!/pass|pwd|pw\b|token|key|authorization|auth\b|sudo|-stdin|\/\/[^/\s]*@/i.test(text)) return text;
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
          (/^key$/i.test(name) || isClearName(name)) && !isHarmless(value) ? start : all,
      )
      .replaceAll(
        /(authorization\\?["']?\s{0,4}[:=]?\s{0,4}\\?["']?(?:bearer|basic|token|apikey)\s+)([^\s"'`\\,;]+)/gi,
        keepHarmless,
      )
      .replaceAll(
        /(set_header\s+["']?([\w-]{1,60})["']?\s+["']?)([^\s"'`\\,;]+)(?![^;\n]{0,400} )/gi,
        (all: string, start: string, name: string, value: string) =>
          isClearName(name) && !isHarmless(value) ? start : all,
      )
      // Logins to registries, in the files of their clients.
      .replaceAll(/("auth"\s{0,4}:\s{0,4}")([\w+/=-]{8,})(?=")/g, (all: string, start: string, value: string) =>
        Buffer.from(value, 'base64').includes(':') ? start : all,
      )
      .replaceAll(/(\b(?:insecure-)?password\s{1,8}')([^'\n]{1,400})(?=')/gi, keepHarmless)
      .replaceAll(/(\sinsecure-password\s{1,8})([^\s'"]{1,400})/g, keepHarmless)
      .replaceAll(
        /((?<![\w.-])([A-Za-z][\w.-]{0,80})\\?["']?[ \t]{0,8}[:=](?!=)[ \t]{0,8})(?:"([^"\\\n]+)"|'([^'\n]+)'|(\\?["']?)([^\s"'`\\,;&|(){}[\]<>][^\s"'`\\,;&]*?(?=[)}\]]{0,9}(?:[\s"'`\\,;&]|\{\{|$))))/g,
        keepUnlessClear,
      )
      .replaceAll(
        /^([ \t]*(?:--?)?([A-Za-z][\w.-]{0,80})[ \t]+)([^\s;:={]+)(?=[ \t]*;?[ \t]*$)/gm,
        (all: string, start: string, name: string, value: string) =>
          hasLines && !/authorization$/i.test(name) && isClearName(name) && !isHarmless(value) ? start : all,
      )
      .replaceAll(
        /(\s--?([\w.-]{1,80})\s+)([^\s"'`\\;-][^\s"'`\\;]*)/g,
        (all: string, start: string, name: string, value: string) =>
          isClearName(name) && !isHarmless(value) ? start : all,
      )
      .replaceAll(toStandardInput, keepHarmless)
  );
}

/** `echo horse | tool --password-stdin`: what is said to a program that reads a password. */
const toStandardInput =
  /((?<![\w-])(?:echo|printf)\s+(?:-\w+\s+)?(?:["']?%s(?:\\n)?["']?\s+)?["']?)([^\s"'|;&][^"'|;&\n]{0,400}?)(?=["']?\s{0,8}\|[^|;&\n]{0,400}?(?:-stdin\b|\b(?:ch)?passwd\b|\bsudo\s+(?:-\w+\s+)*-S\b|\blogin\b))/g;

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
  if (!isClearName(name) || isHarmless(value)) return all;
  // `authorization: enabled` is a switch, and what a header begins with is no value.
  if (/authorization$/i.test(name) && /^[A-Za-z]{1,15}$/.test(value)) return all;
  if (double !== undefined) return `${start}""`;
  return single === undefined ? `${start}${open ?? ''}` : `${start}''`;
}
