import type { Raw } from '../fields.ts';
import { listOf } from '../list-of.ts';
import { isNamedBy, labelRule } from '../name-rule.ts';
import { isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { refuseDoubles } from '../refuse-doubles.ts';
import { refuseContainer } from './refuse-container.ts';

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
  for (const list of lists) {
    listOf(spec, list).forEach((container, index) => {
      const at = [...path, list, index];
      refuseName(container, seen, at, refuse);
      refuseDoubles(listOf(container, 'ports'), [...at, 'ports'], 'ports', refuse);
      refuseMounts(listOf(container, 'volumeMounts'), volumes, [...at, 'volumeMounts'], refuse);
      refuseContainer(container, at, refuse);
    });
  }
}

function refuseName({ name }: Raw, seen: Set<string>, path: Path, refuse: Refuse): void {
  const at = [...path, 'name'];
  if (name === undefined || name === null || name === '') return refuse.missing(at);
  if (typeof name !== 'string' || isUnfilled(name)) return;
  if (!isNamedBy(labelRule, name)) refuse(at, `a name has ${labelRule.words}`);
  if (seen.has(name)) refuse(at, 'two containers bear this name');
  seen.add(name);
}

/** A mount of a volume that the pod does not have. */
function refuseMounts(mounts: readonly Raw[], volumes: ReadonlySet<unknown>, path: Path, refuse: Refuse): void {
  mounts.forEach(({ name }, index) => {
    if (typeof name !== 'string' || isUnfilled(name) || volumes.has(name)) return;
    refuse([...path, index, 'name'], 'the pod has no volume of this name');
  });
}
