import type { EncryptionProvider } from '../estate/encryption-configuration.ts';
import { parseInstant } from '../estate/instant.ts';
import type { LiveCluster } from '../estate/live-cluster.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** How an API server has written Secrets since it was started, as far as it counts. */
export interface SecretWrites {
  /** How many it encrypted. */
  readonly encrypted: number;
  /** The providers that did; after a change of the first one there are several. */
  readonly providers: readonly EncryptionProvider[];
  /** Prefixes of providers that nobody here knows. */
  readonly otherPrefixes: readonly string[];
  /** How many it wrote as plain text although it has providers that encrypt. */
  readonly plain: number;
  /** How often it found one in its store as plain text. */
  readonly foundPlain: number;
  /** A Secret that the only API server made after it was started, while it counted no write under any provider: it lies there as plain text. null: none is known. */
  readonly uncounted: { readonly secret: string; readonly createdAt: string; readonly startedAt: string } | null;
}

/** How the API server of a cluster writes Secrets; null where it was not asked what it counts. */
export const secretWrites: Analysis<'liveCluster', SecretWrites | null> = defineAnalysis({
  needs: [],
  per: 'liveCluster',
  compute:
    () =>
    (cluster): SecretWrites | null => {
      const { metrics } = cluster;
      if (metrics === null) return null;
      const counted = Object.entries(metrics.encrypted).filter(([, count]) => count > 0);
      const named = counted.map(([prefix]) => ({ prefix, provider: providerOf(prefix) }));
      return {
        encrypted: counted.reduce((sum, [, count]) => sum + count, 0),
        providers: [...new Set(named.flatMap(({ provider }) => provider ?? []))],
        otherPrefixes: named.filter(({ provider }) => provider === null).map(({ prefix }) => prefix),
        plain: metrics.writtenPlain ?? 0,
        foundPlain: metrics.readPlain ?? 0,
        uncounted: counted.length === 0 && !metrics.writtenPlain ? uncountedIn(cluster) : null,
      };
    },
});

/** Another server may have written before this one was alone, so a minute lies between. */
const settleMs = 60_000;

function uncountedIn({ apiServers, provider, metrics, newestSecret }: LiveCluster): SecretWrites['uncounted'] {
  // A provider replaces API servers as it likes, one beside the other.
  if (apiServers !== 1 || provider?.isManaged === true || !metrics?.startedAt || !newestSecret) return null;
  const { namespace, name, createdAt } = newestSecret;
  const [created, started] = [parseInstant(createdAt), parseInstant(metrics.startedAt)];
  if (created === null || started === null || created < started + settleMs) return null;
  return { secret: `${namespace}/${name}`, createdAt, startedAt: metrics.startedAt };
}

const plainNames: Readonly<Record<string, EncryptionProvider>> = {
  aescbc: 'aescbc',
  aesgcm: 'aesgcm',
  secretbox: 'secretbox',
};

/** Who writes a prefix, such as `k8s:enc:kms:v2` (k8s.io/apiserver, pkg/server/options/encryptionconfig). */
function providerOf(prefix: string): EncryptionProvider | null {
  const [, name = '', version = ''] = /^k8s:enc:([a-z]+):(v\d+)/.exec(prefix) ?? [];
  if (name === 'kms') return version === 'v1' ? 'kms-v1' : version === 'v2' ? 'kms-v2' : null;
  return plainNames[name] ?? null;
}
