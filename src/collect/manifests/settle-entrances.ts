import type { Door, Entrance } from '../../estate/entrance.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Gathered } from './gathered.ts';

/** Whether an object gives Ingresses of a class of AWS certificates that they do not name (IngressClassParams, `spec.certificateArn`). */
export function givesCertificates({ apiVersion, kind, spec }: Raw): boolean {
  if (kind !== 'IngressClassParams' || !String(apiVersion).startsWith('elbv2.k8s.aws/') || !isRaw(spec)) return false;
  return Array.isArray(spec['certificateArn']) && spec['certificateArn'].length > 0;
}

/**
 * Leaves open whether an Ingress has TLS where another object of the folder says that it may end elsewhere: one without a class beside RouteGroups, which
 * skipper serves behind a load balancer; one of AWS's load balancers beside parameters of a class that name a certificate.
 */
export function settleEntrances({ found, classesWithCertificates }: Gathered): void {
  const hasSkipper = found.entrances.some(({ kind }) => kind === 'RouteGroup');
  if (!hasSkipper && classesWithCertificates === 0) return;
  found.entrances.forEach((fact, index) => {
    const one = fact as Entrance;
    if (one.kind !== 'Ingress') return;
    if (hasSkipper && one.controller === null) found.entrances[index] = leaveOpen(one, 'skipper');
    else if (classesWithCertificates > 0 && /(?:^|[-_.])alb(?:$|[-_.])/.test(one.controller ?? ''))
      found.entrances[index] = leaveOpen(one, one.controller);
  });
}

function leaveOpen(entrance: Entrance, controller: string | null): Entrance {
  const doors = entrance.doors.map((one): Door =>
    one.encryption === 'none' ? { ...one, encryption: null, plain: null } : one,
  );
  return { ...entrance, controller, doors };
}
