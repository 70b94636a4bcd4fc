import { isRaw, type Raw } from '../fields.ts';
import { isBlank, isUnfilled, type Refuse } from '../refuse-at.ts';
import { refuseKeys } from './refuse-keys.ts';

/** Go's decoder passes over line ends, and wants what is left in fours. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Refuses a Secret whose `data` is not base64, which the API server cannot decode, or with a key that can name no file. What its type needs may be kept out
 * of the folder: of a certificate the key.
 * Source: encoding/json of Go, which reads `[]byte` as such.
 */
export function refuseSecret({ data, stringData, sops }: Raw, refuse: Refuse): void {
  if (isRaw(sops)) return;
  refuseKeys({ data, stringData }, ['data', 'stringData'], refuse);
  if (!isRaw(data)) return;
  for (const key in data) {
    const value = data[key];
    if (typeof value !== 'string' || base64.test(value) || isUnfilled(value) || isBlank(value)) continue;
    if (!base64.test(value.replaceAll(/[\r\n]/g, '')))
      refuse(['data', key], 'it is not base64; plain text belongs into stringData');
  }
}
