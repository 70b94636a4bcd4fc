import type { Raw } from '../fields.ts';
import { eachIn, isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refusePortName, refusePortNumber } from '../refuse-port.ts';
import { refuseEnvironment } from './refuse-environment.ts';
import { refuseProbes } from './refuse-probes.ts';
import { refuseResources } from './refuse-resources.ts';
import { refuseContainerSecurity } from './refuse-security.ts';

/**
 * Refuses a container that the API server refuses for its image, how that is pulled, its ports, variables, probes, resources or rights. `spec` is its pod's.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateContainerCommon).
 */
export function refuseContainer(container: Raw, spec: Raw, path: Path, refuse: Refuse): void {
  if (isLeftOut(container['image'])) refuse.missing([...path, 'image']);
  refuseWord(container['imagePullPolicy'], [...path, 'imagePullPolicy'], ['Always', 'IfNotPresent', 'Never'], refuse);
  refuseWord(container['restartPolicy'], [...path, 'restartPolicy'], ['Always', 'OnFailure', 'Never'], refuse);
  eachIn(container, 'ports', path, (port, at) => refuseContainerPort(port, spec, at, refuse));
  refuseEnvironment(container, path, refuse);
  refuseProbes(container, { path, grace: spec['terminationGracePeriodSeconds'], refuse });
  refuseResources(container, path, refuse);
  refuseContainerSecurity(container, path, refuse);
}

function refuseContainerPort(port: Raw, { hostNetwork }: Raw, path: Path, refuse: Refuse): void {
  const { name, containerPort, hostPort, protocol } = port;
  refusePortName(name, [...path, 'name'], refuse);
  refusePortNumber(containerPort, [...path, 'containerPort'], refuse);
  refuseWord(protocol, [...path, 'protocol'], ['TCP', 'UDP', 'SCTP'], refuse);
  if (typeof hostPort !== 'number' || hostPort === 0) return;
  refusePortNumber(hostPort, [...path, 'hostPort'], refuse);
  if (hostNetwork === true && typeof containerPort === 'number' && hostPort !== containerPort)
    refuse.together([...path, 'hostPort'], 'in the network of the node it must be the containerPort');
}
