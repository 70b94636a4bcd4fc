import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

/** Refuses a Service of a type, or with a port, that there is not. Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateService). */
export function refuseService({ type, ports }: Raw, refuse: Refuse): void {
  refuseWord(type, ['spec', 'type'], ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'], refuse);
  if (!Array.isArray(ports)) return;
  ports.forEach((one: unknown, index) => {
    if (!isRaw(one)) return;
    const { port, protocol } = one;
    refuseWord(protocol, ['spec', 'ports', index, 'protocol'], ['TCP', 'UDP', 'SCTP'], refuse);
    if (typeof port === 'number' && (port < 1 || port > 65_535))
      refuse(['spec', 'ports', index, 'port'], 'a port is a number from 1 to 65535');
  });
}
