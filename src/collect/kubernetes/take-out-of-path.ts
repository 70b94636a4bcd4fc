import { looksGenerated } from '../credentials/credential-value.ts';
import { groupOf } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';

/** Groups whose paths and URLs are those of requests, in which a token may be all that is asked for. */
const ofRequests = new Set([
  'admissionregistration.k8s.io',
  'extensions',
  'gateway.networking.k8s.io',
  'networking.istio.io',
  'networking.k8s.io',
  'projectcontour.io',
  'route.openshift.io',
  'traefik.containo.us',
  'traefik.io',
]);

/** Their fields that hold one; those of certificates hold slashes too. */
const pathFields = new Set([
  'exact',
  'match',
  'path',
  'prefix',
  'regex',
  'replaceFullPath',
  'replacePrefix',
  'replacePrefixMatch',
  'rewrite',
  'uri',
  'url',
  'value',
]);

const deepest = 500;

/** Takes out of a path, or of a URL, what looks as if a machine had made it. Names, words and versions stay. */
export function takeOutOfPath(path: string): string {
  return path.replaceAll(/(?<=\/)[^/\s"'`?#(){}]{12,}/g, (part) => (looksGenerated(part) ? '' : part));
}

/** The same of the addresses in a text that call themselves hooks: whoever knows one may send. */
export function takeOutOfHooks(text: string): string {
  if (!/hook/i.test(text)) return text;
  return text.replaceAll(/https?:\/\/[^\s"'`\\<>]{1,2000}/g, (url) => (/hook/i.test(url) ? takeOutOfPath(url) : url));
}

/** The same of all paths and URLs in an object that says which requests go where. */
export function takeOutOfRoutes(object: Raw): Raw {
  if (!ofRequests.has(groupOf(String(object['apiVersion'])))) return object;
  return cleanBelow(object, 0) as Raw;
}

function cleanBelow(value: unknown, depth: number): unknown {
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((one) => cleanBelow(one, depth + 1));
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      typeof one === 'string' && pathFields.has(key) ? takeOutOfPath(one) : cleanBelow(one, depth + 1),
    ]),
  );
}
