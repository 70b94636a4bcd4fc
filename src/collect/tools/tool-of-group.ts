import type { KnownTool } from './known-tool.ts';
import { knownTools } from './known-tools.ts';

/** Kinds of groups that several tools share, and whose they are. */
const sharedKinds: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'argoproj.io': [
    [/^(?:Application|ApplicationSet|AppProject|ArgoCD|ArgoCDExport)$/, 'argo-cd'],
    [/^(?:Rollout|AnalysisTemplate|ClusterAnalysisTemplate|AnalysisRun|Experiment)$/, 'argo-rollouts'],
    [/Workflow|^WorkflowTemplate$/, 'argo-workflows'],
  ],
  'cilium.io': [
    [/^(?:TracingPolicy|TracingPolicyNamespaced|PodInfo)$/, 'tetragon'],
    [/./, 'cilium'],
  ],
};

/** Objects from which an operator makes another tool, by `group/Kind`. */
const madeFrom: Readonly<Record<string, string>> = {
  'monitoring.coreos.com/Prometheus': 'prometheus',
  'monitoring.coreos.com/Alertmanager': 'alertmanager',
  'monitoring.coreos.com/ThanosRuler': 'thanos',
};

/** The tool to which an API group, or a kind of a group that tools share, belongs; null where none is known. */
export function toolOfGroup(group: string, kind: string): KnownTool | null {
  const { byGroup, byId } = knownTools();
  const owners = byGroup.get(group);
  if (!owners) return null;
  if (owners.length === 1) return owners[0] ?? null;
  const id = sharedKinds[group]?.find(([pattern]) => pattern.test(kind))?.[1];
  return id === undefined ? null : (byId.get(id) ?? null);
}

/** The tool that an operator makes from an object of a kind; null for all other kinds. */
export function toolMadeFrom(group: string, kind: string): KnownTool | null {
  const id = madeFrom[`${group}/${kind}`];
  return id === undefined ? null : (knownTools().byId.get(id) ?? null);
}
