import { isRaw, type Raw } from '../fields.ts';
import { isUnfilled, type Refuse } from '../refuse-at.ts';

const longestKey = 253;

/** Refuses keys of a ConfigMap or Secret that can name no file. Source: k8s.io/apimachinery pkg/util/validation (IsConfigMapKey). */
export function refuseKeys(raw: Raw, fields: readonly string[], refuse: Refuse): void {
  for (const field of fields) {
    const data = raw[field];
    if (!isRaw(data)) continue;
    for (const key in data)
      if (!isKey(key) && !isUnfilled(key))
        refuse([field, key], `a key has letters, digits, -, _ and . only, and at most ${longestKey} of them`);
  }
}

function isKey(key: string): boolean {
  return key.length <= longestKey && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}
