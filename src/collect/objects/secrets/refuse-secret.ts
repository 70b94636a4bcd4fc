import { isRaw, type Raw } from '../fields.ts';
import { isBlank, isLeftOut, isUnfilled, type Refuse } from '../refuse-at.ts';
import { refuseKeys } from './refuse-keys.ts';

/** Go's decoder passes over line ends, and wants what is left in fours. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Refuses a Secret whose `data` is not base64, which the API server cannot decode, with a key that can name no file, or
 * without what its type needs.
 * Source: encoding/json of Go, which reads `[]byte` as such; k8s.io/kubernetes pkg/apis/core/validation (ValidateSecret).
 */
export function refuseSecret({ type, data, stringData, sops }: Raw, refuse: Refuse): void {
  if (isRaw(sops)) return;
  refuseKeys({ data, stringData }, ['data', 'stringData'], refuse);
  refuseOfType(type, isRaw(data) ? data : {}, isRaw(stringData) ? stringData : {}, refuse);
  if (!isRaw(data)) return;
  for (const key in data) {
    const value = data[key];
    if (typeof value !== 'string' || base64.test(value) || isUnfilled(value) || isBlank(value)) continue;
    if (!base64.test(value.replaceAll(/[\r\n]/g, '')))
      refuse(['data', key], 'it is not base64; plain text belongs into stringData');
  }
}

/** What a type needs. The key beside a certificate may be kept out of the folder, where it does not belong. */
const keyOf: ReadonlyMap<unknown, string> = new Map([
  ['kubernetes.io/tls', 'tls.crt'],
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
]);

function refuseOfType(type: unknown, data: Raw, stringData: Raw, refuse: Refuse): void {
  const key = keyOf.get(type);
  if (key === undefined) return;
  const isPlain = Object.hasOwn(stringData, key);
  if (!isPlain && !Object.hasOwn(data, key))
    refuse.missing(['data', key], `a Secret of the type ${String(type)} needs it`);
  else if (key !== 'tls.crt' && isNoJson(isPlain ? stringData[key] : data[key], !isPlain))
    refuse([isPlain ? 'stringData' : 'data', key], 'it is no object of JSON');
}

/** Whether a text that is written whole is no object of JSON. What it holds is told nowhere. */
function isNoJson(value: unknown, isEncoded: boolean): boolean {
  if (isLeftOut(value)) return true;
  if (typeof value !== 'string' || (isEncoded && !base64.test(value.replaceAll(/[\r\n]/g, '')))) return false;
  const text = isEncoded ? Buffer.from(value, 'base64').toString() : value;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read !== 'object' || Array.isArray(read);
  } catch {
    return !/[$<>%@()]|\{\{/.test(text) && /[a-z0-9]/i.test(text) && !isBlank(text);
  }
}
