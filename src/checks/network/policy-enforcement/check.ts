import type { EnforcerCover } from '../../../analyses/enforcer-cover.ts';
import { elsewhere, type Gap, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const policyEnforcement: Check = defineCheck({
  answers: 'network/policy-enforcement',
  title: 'Enforcement of network policies',
  question: 'Does the network plugin enforce network policies, on every node?',
  why: 'The API server takes every NetworkPolicy and does nothing with it: where the network plugin does not enforce them they are wishes, and nothing says so.',
  fix: 'Use a network plugin that enforces policies, such as Cilium, Calico, Antrea or OVN-Kubernetes, or add one that does nothing else.',
  needs: ['networkPlugins', 'liveClusters', 'otherEnforcers', 'enforcerCover', 'clusterGuards'],
  reasons: {
    'on-every-node': '{title}, which enforces them, is ready on each of the {nodes} nodes that run pods',
    'told-of-agents': 'what enforces them is judged by the agents of {title}',
    'judged-apart': 'the network plugin of this cluster is judged by itself',
    'not-on-every-node': [
      'FFP',
      'no agent of {title} is ready on {bare} of the {nodes} nodes that run pods ({names}), where nobody enforces them anew',
      'Look at its pods there: kubectl -n kube-system get pods -o wide, their events and their logs.',
    ],
    'enforces-nothing': ['FFF', '{title} enforces no network policies, and nothing else here does'],
    'enforcement-off': ['FFF', '{title} {does}', 'Remove the setting.'],
  },

  over: ({ networkPlugins, liveClusters }) => [...networkPlugins, ...liveClusters],

  judge: {
    networkPlugin({ title, kind, enforces, weakenedBy, path }, { otherEnforcers: { doubt }, enforcerCover: cover }) {
      const off = weakenedBy ? [fault('enforcement-off', here(weakenedBy.path), { title, does: weakenedBy.does })] : [];
      if (enforces === null) return [...off, unseen(settingUntold(title))];
      if (!enforces) return doubt === null ? fault('enforces-nothing', here(path), { title }) : unseen(doubt);
      const declared = notSeenToRun(`${title} (${probe})`);
      if (cover === null || !cover.hasAgent) return [...off, unseen(declared)];
      if (kind !== 'DaemonSet') return [...off, notApplicable('told-of-agents', { title })];
      const open = cover.unknown ?? (cover.beside === null ? null : ownerUntold(title, cover.beside));
      if (open) return [...off, unseen(open)];
      return [...off, ...onNodes(cover, title)];
    },

    liveCluster: (_cluster, { clusterGuards: { network, hidden } }) =>
      network ? notApplicable('judged-apart') : unseen(hidden.network ?? nonePlugin),
  },
});

function onNodes({ nodes, without }: EnforcerCover, title: string) {
  if (nodes === 0) return [unseen(noNodes)];
  if (without.length === 0) return [pass('on-every-node', here('status.numberReady'), { title, nodes })];
  const names = without.slice(0, 3).map(({ name }) => name);
  const more = without.length > names.length ? ` and ${without.length - names.length} more` : '';
  const said = { title, nodes, bare: without.length, names: `${names.join(', ')}${more}` };
  return [fault('not-on-every-node', ...without.slice(0, 3), said)];
}

const probe =
  'a connection that a policy denies must time out: `kubectl run probe --rm -it --image=busybox -- wget -T 3 -O - http://SERVICE`';
const nonePlugin: Gap = elsewhere(
  `no network plugin that this version knows was seen in this cluster; ${probe}`,
  'running-platform',
);
const noNodes: Gap = elsewhere(
  'no node of this cluster is ready and runs pods, so nothing can be ready on each',
  'running-platform',
);

function ownerUntold(one: string, other: string): Gap {
  return elsewhere(
    `${one} and ${other} were both seen, and which of them owns the network of the pods only a node tells (\`ls /etc/cni/net.d\`); ${probe}`,
    'running-platform',
  );
}

function settingUntold(title: string): Gap {
  return elsewhere(
    `whether ${title} enforces network policies is settled by its settings, which are not seen here; ${probe}`,
    'running-platform',
  );
}
