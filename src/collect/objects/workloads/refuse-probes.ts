import { isRaw, type Raw } from '../fields.ts';
import type { Path, Refuse } from '../refuse-at.ts';
import { refuseHandler } from './refuse-handler.ts';

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const ofProbes = ['httpGet', 'tcpSocket', 'exec', 'grpc'];
const ofHooks = ['exec', 'httpGet', 'tcpSocket', 'sleep'];
const counts = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/**
 * Refuses the probes and the hooks of a container, and all of these of one that runs before the others and ends. `grace` is the time that its pod has to
 * end. Source: k8s.io/kubernetes pkg/apis/core/validation (validateProbe, validateLifecycle, validateInitContainers).
 */
export function refuseProbes(
  container: Raw,
  { path, grace, refuse }: { readonly path: Path; readonly grace: unknown; readonly refuse: Refuse },
): void {
  const endsFirst = path.at(-2) === 'initContainers' && container['restartPolicy'] !== 'Always';
  for (const key of [...probes, 'lifecycle'])
    if (endsFirst && isRaw(container[key]))
      refuse.together([...path, key], 'an init container has none, unless its restartPolicy is Always');
  for (const which of probes) {
    const probe = container[which];
    if (!isRaw(probe)) continue;
    const at = [...path, which];
    refuseHandler(probe, ofProbes, { path: at, grace, refuse });
    refuseProbe(probe, which, at, refuse);
  }
  const { lifecycle } = container;
  if (!isRaw(lifecycle)) return;
  for (const hook of ['postStart', 'preStop']) {
    const written = lifecycle[hook];
    if (isRaw(written)) refuseHandler(written, ofHooks, { path: [...path, 'lifecycle', hook], grace, refuse });
  }
}

function refuseProbe(probe: Raw, which: (typeof probes)[number], path: Path, refuse: Refuse): void {
  for (const key of counts) {
    const count = probe[key];
    if (typeof count === 'number' && count < 0) refuse([...path, key], 'it is below zero');
  }
  const { successThreshold, terminationGracePeriodSeconds: grace } = probe;
  // Nought is left out.
  if (which !== 'readinessProbe' && typeof successThreshold === 'number' && successThreshold > 1)
    refuse([...path, 'successThreshold'], `of a ${which} it must be 1`);
  if (typeof grace !== 'number') return;
  const at = [...path, 'terminationGracePeriodSeconds'];
  if (which === 'readinessProbe') refuse(at, 'a readinessProbe ends no container, and has none');
  else if (grace < 1) refuse(at, 'it must be at least 1');
}
