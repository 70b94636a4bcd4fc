import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const policyEnforcement: Check = defineCheck({
  answers: 'network/policy-enforcement',
  title: 'Enforcement of network policies',
  question: 'Does the network plugin enforce network policies, on every node?',
  why: 'The API server takes every NetworkPolicy and does nothing with it: where the network plugin does not enforce them they are wishes, and nothing says so.',
  fix: 'Use a network plugin that enforces policies, such as Cilium, Calico, Antrea or OVN-Kubernetes, or add one that does nothing else.',
  needs: ['networkPlugins', 'otherEnforcers'],
  reasons: {
    'enforces-nothing': ['FFF', '{title} enforces no network policies, and nothing else here does'],
    'enforcement-off': ['FFF', '{title} {does}', 'Remove the setting.'],
  },

  over: ({ networkPlugins }) => networkPlugins,

  judge({ title, enforces, weakenedBy, path }, { otherEnforcers: { doubt } }) {
    const off = weakenedBy ? [fault('enforcement-off', here(weakenedBy.path), { title, does: weakenedBy.does })] : [];
    if (enforces === null) return [...off, unseen(settingUntold(title))];
    if (enforces) return [...off, unseen(notSeenToRun(`${title} (${probe})`))];
    return doubt === null ? fault('enforces-nothing', here(path), { title }) : unseen(doubt);
  },
});

const probe =
  'a connection that a policy denies must time out: `kubectl run probe --rm -it --image=busybox -- wget -T 3 -O - http://SERVICE`';

function settingUntold(title: string) {
  return elsewhere(
    `whether ${title} enforces network policies is settled by its settings, which are not seen here; ${probe}`,
    'running-platform',
  );
}
