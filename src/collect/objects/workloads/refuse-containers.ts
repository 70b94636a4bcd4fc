import type { Raw } from '../fields.ts';
import { listOf } from '../list-of.ts';
import { isNamedBy, labelRule } from '../name-rule.ts';
import { eachIn, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { refuseDoubles } from '../refuse-doubles.ts';
import { refuseContainer } from './refuse-container.ts';
import { refuseMounts } from './refuse-mounts.ts';

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * Refuses the containers of a pod: that there are none, and what is wrong with their names, images, ports and mounts. `claims` are volumes, too.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePodSpec, validateContainers, validateContainerCommon).
 */
export function refuseContainers(spec: Raw, path: Path, claims: readonly unknown[], refuse: Refuse): void {
  const { containers } = spec;
  if (containers === undefined || containers === null || (Array.isArray(containers) && containers.length === 0))
    refuse.missing([...path, 'containers']);
  const seen = new Set<string>();
  const volumes = new Set([...listOf(spec, 'volumes').map(({ name }) => name), ...claims]);
  for (const list of lists)
    eachIn(spec, list, path, (container, at) => {
      refuseName(container, seen, at, refuse);
      refuseDoubles(listOf(container, 'ports'), [...at, 'ports'], 'ports', refuse);
      refuseMounts(container, volumes, at, refuse);
      refuseContainer(container, spec, at, refuse);
    });
  refuseHostPorts(spec, path, refuse);
}

function refuseName({ name }: Raw, seen: Set<string>, path: Path, refuse: Refuse): void {
  const at = [...path, 'name'];
  if (name === undefined || name === null || name === '') return refuse.missing(at);
  if (typeof name !== 'string' || isUnfilled(name)) return;
  if (!isNamedBy(labelRule, name)) refuse(at, `a name has ${labelRule.words}`);
  if (seen.has(name)) refuse(at, 'two containers bear this name');
  seen.add(name);
}

/** Containers that run at the same time cannot share a port of their node (checkHostPortConflicts). */
function refuseHostPorts(spec: Raw, path: Path, refuse: Refuse): void {
  const seen = new Set<string>();
  eachIn(spec, 'containers', path, (container, at) =>
    eachIn(container, 'ports', at, ({ hostPort, hostIP, protocol }, port) => {
      if (typeof hostPort !== 'number' || hostPort === 0) return;
      const of = typeof protocol === 'string' && protocol !== '' ? protocol : 'TCP';
      const key = `${of} ${typeof hostIP === 'string' ? hostIP : ''} ${hostPort}`;
      if (seen.has(key)) refuse.together([...port, 'hostPort'], 'two ports take this port of the node');
      seen.add(key);
    }),
  );
}
