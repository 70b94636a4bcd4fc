import type { NodeRepair } from '../../../estate/node-repair.ts';
import { goBoolean } from '../../go-boolean.ts';
import { flagPairs } from '../control-plane/api-server-flags.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

/** What Karpenter marks the nodes with that it makes, and so is the name of its own. */
export const karpenterPool = 'karpenter.sh/nodepool';

/** The controllers for AWS and Azure, which say which nodes are to be repaired; those of others say so of none. */
const image = /(?:^|\/)karpenter\/controller(?:[:@]|$)/;

/** Reads the Deployment of Karpenter where it is told to repair the nodes that it made; null for all others. It does not unless it is told so. */
export function readKarpenterRepair({ spec, head }: Subject): NodeRepair | null {
  const pod = spec.objectOrNone('template').objectOrNone('spec');
  const container = pod.objects('containers').find((one) => image.test(String(one.value('image'))));
  if (!container || !gateOf(container)) return null;
  return {
    ...head,
    noun: 'nodeRepair',
    isForOwnNodes: true,
    onlyOf: karpenterPool,
    proof: `kubectl get nodes -l ${karpenterPool}`,
  };
}

/** Whether its gate NodeRepair is open: by the flag, or else by the variable. */
function gateOf(container: Fields): boolean {
  const flags = flagPairs([...container.texts('command'), ...container.texts('args')]);
  const variable = container.objects('env').findLast((one) => one.text('name') === 'FEATURE_GATES');
  const gates = flags.findLast(([name]) => name === 'feature-gates')?.[1] ?? variable?.text('value') ?? '';
  const said = gates.split(',').findLast((one) => one.trim().startsWith('NodeRepair='));
  return said !== undefined && goBoolean(said.trim().slice('NodeRepair='.length)) === true;
}
