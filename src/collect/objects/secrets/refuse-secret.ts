import { isRaw, type Raw } from '../fields.ts';
import { isBlank, isUnfilled, type Refuse } from '../refuse-at.ts';
import { refuseKeys } from './refuse-keys.ts';

/** Go's decoder passes over line ends, and wants what is left in fours. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What a Secret of a type has to hold. */
const neededBy: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/**
 * Refuses a Secret whose `data` is not base64, which the API server cannot decode, and one that lacks what its type needs.
 * Source: encoding/json of Go, which reads `[]byte` as such; k8s.io/kubernetes pkg/apis/core/validation (ValidateSecret).
 */
export function refuseSecret({ data, stringData, type, sops }: Raw, refuse: Refuse): void {
  if (isRaw(sops)) return;
  refuseKeys({ data, stringData }, ['data', 'stringData'], refuse);
  const written = typeof type === 'string' ? type : '';
  const needed = Object.hasOwn(neededBy, written) ? neededBy[written] : undefined;
  for (const key of needed ?? [])
    if (![data, stringData].some((of) => isRaw(of) && Object.hasOwn(of, key)))
      refuse.missing(['data', key], `the type ${written} needs it`);
  if (!isRaw(data)) return;
  for (const key in data) {
    const value = data[key];
    if (typeof value !== 'string' || base64.test(value) || isUnfilled(value) || isBlank(value)) continue;
    if (!base64.test(value.replaceAll(/[\r\n]/g, '')))
      refuse(['data', key], 'it is not base64; plain text belongs into stringData');
  }
}
