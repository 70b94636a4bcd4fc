import { isRaw, type Raw } from '../fields.ts';
import { isUnfilled, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses a container that the API server refuses for its image, how that is pulled, its ports or its probes.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateContainerPorts, validateProbe, validatePullPolicy).
 */
export function refuseContainer(container: Raw, path: Path, refuse: Refuse): void {
  const { image, ports } = container;
  if (image === undefined || image === null || image === '') refuse.missing([...path, 'image']);
  refuseWord(container['imagePullPolicy'], [...path, 'imagePullPolicy'], ['Always', 'IfNotPresent', 'Never'], refuse);
  if (Array.isArray(ports))
    ports.forEach((port: unknown, index) => {
      if (isRaw(port)) refusePort(port, [...path, 'ports', index], refuse);
    });
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const written = container[probe];
    if (isRaw(written)) refuseProbe(written, probe, [...path, probe], refuse);
  }
}

function refusePort({ name, containerPort, hostPort, protocol }: Raw, path: Path, refuse: Refuse): void {
  if (typeof name === 'string' && name !== '' && !isUnfilled(name)) refusePortName(name, [...path, 'name'], refuse);
  refusePortNumber(containerPort, [...path, 'containerPort'], refuse);
  if (hostPort !== 0) refusePortNumber(hostPort, [...path, 'hostPort'], refuse);
  refuseWord(protocol, [...path, 'protocol'], ['TCP', 'UDP', 'SCTP'], refuse);
}

function refusePortNumber(port: unknown, path: Path, refuse: Refuse): void {
  if (typeof port === 'number' && (port < 1 || port > 65_535)) refuse(path, 'a port is a number from 1 to 65535');
}

function refusePortName(name: string, path: Path, refuse: Refuse): void {
  if (name.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return;
  refuse(
    path,
    /^\d+$/.test(name)
      ? "it is text, and so the name of a port, which has a letter; a port's number is written without quotes"
      : 'the name of a port has at most 15 small letters, digits and single -, and at least one letter',
  );
}

const counts = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

function refuseProbe(probe: Raw, which: string, path: Path, refuse: Refuse): void {
  for (const key of counts) {
    const count = probe[key];
    if (typeof count === 'number' && count < 0) refuse([...path, key], 'it is below zero');
  }
  const { successThreshold } = probe;
  // Nought is left out.
  if (which !== 'readinessProbe' && typeof successThreshold === 'number' && successThreshold > 1)
    refuse([...path, 'successThreshold'], `of a ${which} it must be 1`);
  for (const handler of ['httpGet', 'tcpSocket']) {
    const port = isRaw(probe[handler]) ? probe[handler]['port'] : undefined;
    const at = [...path, handler, 'port'];
    if (typeof port === 'number') refusePortNumber(port, at, refuse);
    else if (typeof port === 'string' && port !== '' && !isUnfilled(port)) refusePortName(port, at, refuse);
  }
}
