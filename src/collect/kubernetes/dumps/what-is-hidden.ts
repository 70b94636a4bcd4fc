import { isRaw, type Raw } from '../../objects/fields.ts';

/** What tools put in the place of a value that they hide. */
const mask = /\*{3}(?:HIDDEN|REDACTED)\*{3}|^(?:<redacted>|\[?REDACTED\]?|x{5,}|\d+ bytes long)$/i;

/**
 * How far an object can be relied on whose dump hides values. `credentials`: only what may be a credential is hidden (an environment variable, an annotation);
 * `whole`: nobody can tell what else it says; `nothing` is hidden.
 */
export function whatIsHidden(object: Raw): 'nothing' | 'credentials' | 'whole' {
  if (object['kind'] === 'Secret') return hidesCertificate(object) ? 'whole' : 'nothing';
  let hidden: 'nothing' | 'credentials' | 'whole' = 'nothing';
  const look = (value: unknown, isAside: boolean): void => {
    if (hidden === 'whole') return;
    if (typeof value === 'string') {
      if (mask.test(value)) hidden = isAside ? 'credentials' : 'whole';
    } else if (Array.isArray(value)) for (const one of value) look(one, isAside);
    else if (isRaw(value))
      for (const [key, one] of Object.entries(value)) {
        if (key === 'status' && value === object) continue;
        look(one, isAside || key === 'env' || key === 'annotations');
      }
  };
  look(object, false);
  return hidden;
}

/** Keys of a Secret are told, and certificates in it are public: one that is empty was taken out. */
function hidesCertificate({ data, type }: Raw): boolean {
  return (
    type !== 'kubernetes.io/service-account-token' &&
    isRaw(data) &&
    Object.entries(data).some(([key, value]) => /\.(?:crt|pem)$/.test(key) && !isCertificate(value))
  );
}

function isCertificate(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('LS0tLS1CRUdJTi');
}
