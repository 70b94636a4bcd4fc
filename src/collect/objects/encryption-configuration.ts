import type {
  EncryptionConfiguration,
  EncryptionProvider,
  EncryptionRule,
} from '../../estate/encryption-configuration.ts';
import { expectVersion, headOfFile } from './component-file.ts';
import { type Fields, MalformedField } from './fields.ts';
import type { Subject } from './object-metadata.ts';

/** Reads an EncryptionConfiguration, or its old name EncryptionConfig of v1, which the API server takes still (apiserver/pkg/apis/apiserver/v1/register.go). */
export function readEncryptionConfiguration(subject: Subject): EncryptionConfiguration {
  expectVersion(subject, ['v1']);
  const { fields } = subject;
  const rules = fields.objects('resources').map(readRule);
  // The API server does not start with an empty list (ValidateEncryptionConfiguration).
  if (rules.length === 0) return fields.refuse('resources', 'a list with an entry');
  return { ...headOfFile(subject), noun: 'encryptionConfiguration', rules };
}

function readRule(rule: Fields): EncryptionRule {
  const resources = rule.texts('resources');
  const providers = rule.objects('providers').map(readProvider);
  if (resources.length === 0) return rule.refuse('resources', 'a list of resources');
  if (providers.length === 0) return rule.refuse('providers', 'a list of providers');
  return { resources, providers };
}

/** Of the keys only their number is looked at. */
function readProvider(provider: Fields): EncryptionProvider {
  const [name, ...others] = Object.keys(provider.raw);
  if (name === undefined || others.length > 0)
    throw new MalformedField(provider.path, `${provider.where}: a provider has exactly one name`);
  switch (name) {
    case 'identity':
      return name;
    case 'aescbc':
    case 'aesgcm':
    case 'secretbox':
      if (provider.objectOrEmpty(name).objects('keys').length === 0)
        throw new MalformedField([...provider.path, name, 'keys'], `${provider.where}.${name}.keys: there is no key`);
      return name;
    case 'kms':
      return readKms(provider.objectOrEmpty(name));
    default:
      throw new MalformedField(
        provider.path,
        `${provider.where}: this provider is not known; identity, aescbc, aesgcm, secretbox and kms are`,
      );
  }
}

function readKms(kms: Fields): EncryptionProvider {
  if (!kms.text('endpoint')) return kms.refuse('endpoint', 'the address of the plugin');
  const version = kms.text('apiVersion') ?? 'v1';
  if (version === 'v1' || version === 'v2') return `kms-${version}`;
  return kms.refuse('apiVersion', 'v1 or v2');
}
