import type { Identified } from './identity.ts';

/** The platform itself, as a subject. */
export interface Platform {
  readonly noun: 'platform';
}

/** The organisation: its people and papers, as a subject. */
export interface Organisation {
  readonly noun: 'organisation';
}

/**
 * Nouns of what serves the whole platform, wherever it stands: an alert rule in `monitoring` pages for every tier. Like the platform itself these
 * are judged once for each tier that it hosts.
 */
const platformNouns: ReadonlySet<string> = new Set<string>([
  'admissionPolicy',
  'controlPlane',
  'nodeScaler',
  'networkEncryption',
  'networkPlugin',
  'encryptionConfiguration',
  'auditPolicy',
  'signIn',
  'kubeconfig',
  'kubelet',
  'alertRuleSet',
  'alertRouting',
  'nodeAgent',
  'telemetryStore',
  'tool',
]);

/**
 * Whether an object is the whole platform's: by its noun, because it lies in no namespace, or because it says so itself. Of one noun some may be the
 * platform's and some a namespace's: a backup of everything, and that of one database.
 */
export function belongsToPlatform(one: Pick<Identified, 'noun' | 'namespace'>): boolean {
  return (
    platformNouns.has(one.noun) || one.namespace === '' || ('servesPlatform' in one && one.servesPlatform === true)
  );
}
