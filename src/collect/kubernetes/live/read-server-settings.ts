import type { EncryptionProvider } from '../../../estate/encryption-configuration.ts';
import type { ServerSettings } from '../../../estate/server-settings.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/** Where nothing is said OpenShift encrypts nothing, and logs who did what of every request (config/v1, types_apiserver.go). */
const providers: Readonly<Record<string, EncryptionProvider>> = {
  '': 'identity',
  'identity': 'identity',
  'aescbc': 'aescbc',
  'aesgcm': 'aesgcm',
  'KMS': 'kms-v2',
};

const at = { encryption: 'spec.encryption.type', logs: 'spec.audit.profile' };

/** Reads the APIServer that tells OpenShift how to run its API servers; null for one of another name, which nothing heeds. */
export function readToldSettings({ spec, head }: Subject): ServerSettings | null {
  if (head.name !== 'cluster') return null;
  const audit = spec.objectOrEmpty('audit');
  const profile = audit.text('profile') || 'Default';
  const others = audit.objects('customRules').map((one) => one.text('profile') ?? '');
  const isNone = (one: string): boolean => one === 'None';
  return {
    ...head,
    noun: 'serverSettings',
    is: 'told',
    encryption: providers[spec.objectOrEmpty('encryption').text('type') ?? ''] ?? null,
    logs: isNone(profile) ? (others.every(isNone) ? 'none' : 'some') : others.some(isNone) ? 'some' : 'all',
    hasEncrypted: null,
    words: null,
    at,
  };
}

/** Reads the KubeAPIServer in which the operator of OpenShift's API servers says how they are; null for one of another name. */
export function readSaidSettings({ fields, head }: Subject): ServerSettings | null {
  if (head.name !== 'cluster') return null;
  const conditions = fields.objectOrEmpty('status').objects('conditions');
  const encrypted = conditions.find((one) => one.text('type') === 'Encrypted');
  const reason = encrypted?.text('reason') ?? null;
  return {
    ...head,
    noun: 'serverSettings',
    is: 'says',
    encryption: null,
    logs: null,
    hasEncrypted: encrypted?.text('status') === 'True' && reason === 'EncryptionCompleted' ? true : null,
    words: encrypted ? `its condition Encrypted is ${encrypted.text('status')}${reason ? ` (${reason})` : ''}` : null,
    at: { encryption: 'status.conditions', logs: 'status.conditions' },
  };
}
