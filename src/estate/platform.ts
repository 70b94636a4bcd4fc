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
  'controlPlane',
  'encryptionConfiguration',
  'alertRuleSet',
  'alertRouting',
]);

/** Whether an object is the whole platform's: by its noun, or because it lies in no namespace. */
export function belongsToPlatform({ noun, namespace }: Pick<Identified, 'noun' | 'namespace'>): boolean {
  return platformNouns.has(noun) || namespace === '';
}
