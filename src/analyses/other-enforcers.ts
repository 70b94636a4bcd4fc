import type { FactName } from '../estate/facts.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import { identityOf } from '../estate/identity.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether something else may enforce network policies beside a plugin. */
export interface OtherEnforcers {
  /** What leaves that open; null where nothing given points to another one. */
  readonly doubt: FactName | Gap | null;
}

/**
 * Whether a platform has a sign of another plugin that enforces policies. Which of two owns the network of the pods, no folder tells, nor whether they
 * are of one cluster.
 */
export const otherEnforcers: Analysis<'networkPlugin', OtherEnforcers> = defineAnalysis({
  needs: ['networkPlugins', 'otherNetworkPolicies'],
  per: 'networkPlugin',
  compute: ({ networkPlugins, otherNetworkPolicies }) => {
    const isSettled = networkPlugins.all().settled;
    const isAlone = otherNetworkPolicies.all().complete;
    return (plugin) => {
      const other = networkPlugins.items.find(
        (one) => one.title !== plugin.title && one.enforces !== false && identityOf(one) !== identityOf(plugin),
      );
      if (other) return { doubt: ownerUntold(plugin.title, other.title) };
      if (!isSettled) return { doubt: 'networkPlugins' };
      return { doubt: isAlone ? null : 'otherNetworkPolicies' };
    };
  },
});

function ownerUntold(one: string, other: string): Gap {
  return elsewhere(
    `${one} and ${other} were both seen, and which of them serves the pods a folder does not tell; \`ls /etc/cni/net.d\` on a node shows it`,
    'running-platform',
  );
}
