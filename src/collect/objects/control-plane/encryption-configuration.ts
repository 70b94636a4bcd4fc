import type {
  EncryptionConfiguration,
  EncryptionProvider,
  EncryptionRule,
} from '../../../estate/encryption-configuration.ts';
import { parseDuration } from '../../../estate/duration.ts';
import { expectVersion, headOfFile } from './component-file.ts';
import { type Fields, MalformedField, writePath } from '../fields.ts';
import { type FileUse, writtenFileFor } from './written-files.ts';
import type { Subject } from '../object-metadata.ts';
import { refuseEncryptedResources } from './refuse-encrypted-resources.ts';
import { isPlaceholder } from '../scope.ts';

/**
 * Reads an EncryptionConfiguration, or its old name EncryptionConfig of v1, which the API server takes still (apiserver/pkg/apis/apiserver/v1/register.go).
 * One with which no API server starts is malformed: it encrypts nothing. Source: apiserver/pkg/apis/apiserver/validation/validation_encryption.go.
 */
export function readEncryptionConfiguration(subject: Subject): EncryptionConfiguration {
  expectVersion(subject, ['v1']);
  return { ...headOfFile(subject), noun: 'encryptionConfiguration', rules: readRules(subject.fields), within: null };
}

/** What a file of a control plane is for that says what the API server encrypts. */
export const encryptionFile: FileUse = {
  flag: 'encryption-provider-config',
  kind: 'EncryptionConfiguration',
  group: 'apiserver.config.k8s.io',
};

/** Reads the EncryptionConfiguration that a control plane of Cluster API writes on its servers; null where it writes none that can be read. */
export function readWrittenEncryption(subject: Subject): EncryptionConfiguration | null {
  const file = writtenFileFor(subject, encryptionFile);
  if (file === null || !('fields' in file)) return null;
  if (file.fields.text('apiVersion') !== 'apiserver.config.k8s.io/v1') return file.fields.refuse('apiVersion', 'v1');
  return { ...subject.head, noun: 'encryptionConfiguration', rules: readRules(file.fields), within: file.within };
}

function readRules(fields: Fields): EncryptionRule[] {
  const plugins = new Set<string>();
  const before: string[] = [];
  const rules = fields.objects('resources').map((rule) => readRule(rule, before, plugins));
  // The API server does not start with an empty list.
  return rules.length === 0 ? fields.refuse('resources', 'a list with an entry') : rules;
}

/** Adds its resources to those of the entries before it, and the names of its plugins to theirs. */
function readRule(rule: Fields, before: string[], plugins: Set<string>): EncryptionRule {
  const resources = rule.texts('resources');
  if (resources.length === 0) return rule.refuse('resources', 'a list of resources');
  refuseEncryptedResources(rule, resources, before);
  before.push(...resources);
  const providers = rule.objects('providers').map((provider) => readProvider(provider, plugins));
  if (providers.length === 0) return rule.refuse('providers', 'a list of providers');
  return { resources, providers };
}

/** Bytes of a key. Source: crypto/aes.NewCipher and nacl/secretbox. */
const keySizes = { aescbc: [16, 24, 32], aesgcm: [16, 24, 32], secretbox: [32] } as const;

function readProvider(provider: Fields, plugins: Set<string>): EncryptionProvider {
  const [name, ...others] = Object.keys(provider.raw).filter((key) => provider.has(key));
  if (name === undefined || others.length > 0)
    throw new MalformedField(provider.path, `${provider.where}: a provider has exactly one name, with an object`);
  switch (name) {
    case 'identity':
      provider.object(name);
      return name;
    case 'aescbc':
    case 'aesgcm':
    case 'secretbox':
      refuseKeys(provider.objectOrEmpty(name), keySizes[name]);
      return name;
    case 'kms':
      return readKms(provider.objectOrEmpty(name), plugins);
    default:
      throw new MalformedField(
        provider.path,
        `${provider.where}: this provider is not known; identity, aescbc, aesgcm, secretbox and kms are`,
      );
  }
}

/** Of a key only its length is looked at, and that only to refuse it. One that is still to be filled in may have any. */
function refuseKeys(cipher: Fields, sizes: readonly number[]): void {
  const keys = cipher.objects('keys');
  if (keys.length === 0) refuseAt(cipher, 'keys', 'there is no key');
  for (const key of keys) {
    if (!key.text('name')) key.refuse('name', 'the name of the key');
    const secret = key.text('secret');
    if (!secret) return key.refuse('secret', 'a key in base64');
    if (isUnfilled(secret)) continue;
    const size = base64Size(secret);
    if (size === null) refuseAt(key, 'secret', 'it is not base64, and no API server starts with it');
    else if (!sizes.includes(size))
      refuseAt(
        key,
        'secret',
        `the key has ${size} bytes, and must have ${sizes.join(', ').replace(/, (\d+)$/, ' or $1')}`,
      );
  }
}

/** Something writes the key in later, or it is encrypted in the file. */
function isUnfilled(secret: string): boolean {
  return isPlaceholder(secret) || secret.startsWith('ENC[');
}

/** Bytes that base64 stands for, as Go decodes it: with padding, and line breaks are nothing. null for what is none. */
function base64Size(text: string): number | null {
  const packed = text.replace(/[\r\n]/g, '');
  if (packed.length % 4 > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  return (packed.length / 4) * 3 - (packed.length - packed.replace(/=+$/, '').length);
}

function readKms(kms: Fields, plugins: Set<string>): EncryptionProvider {
  const version = kms.text('apiVersion') || 'v1';
  if (version !== 'v1' && version !== 'v2') return kms.refuse('apiVersion', 'v1 or v2');
  const name = kms.text('name');
  if (!name) return kms.refuse('name', 'the name of the plugin');
  if (version === 'v2' && name.includes(':')) return refuseAt(kms, 'name', 'the name of a plugin has no colon');
  // Of v1 a name may come again, unless the file is read anew while the server runs.
  if (version === 'v2' && plugins.has(name)) return refuseAt(kms, 'name', 'two plugins bear this name');
  plugins.add(name);
  const endpoint = kms.text('endpoint');
  if (!endpoint) return kms.refuse('endpoint', 'the address of the plugin');
  if (!isPlaceholder(endpoint) && !/^unix:/i.test(endpoint))
    return refuseAt(kms, 'endpoint', 'a plugin is reached by unix:// only');
  const timeout = kms.text('timeout');
  if (timeout !== null && !isPlaceholder(timeout) && !((parseDuration(timeout) ?? 0) > 0))
    return kms.refuse('timeout', 'a duration above zero, such as 3s');
  const cacheSize = kms.integer('cachesize');
  if (version === 'v2' && cacheSize !== null) return refuseAt(kms, 'cachesize', 'version v2 has no such cache');
  if (cacheSize === 0) return refuseAt(kms, 'cachesize', 'it must not be 0');
  return `kms-${version}`;
}

function refuseAt(fields: Fields, key: string, problem: string): never {
  const path = [...fields.path, key];
  throw new MalformedField(path, `${writePath(path)}: ${problem}`);
}
