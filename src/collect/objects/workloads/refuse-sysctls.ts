import { isRaw, type Raw } from '../fields.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';

const pattern = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

/**
 * Refuses settings of the kernel that have no name or the same, and those that would change the node's own, because the pod shares with it what they are of.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateSysctls), k8s.io/component-helpers/node/util/sysctl.
 */
export function refuseSysctls(spec: Raw, path: Path, refuse: Refuse): void {
  const { securityContext } = spec;
  if (!isRaw(securityContext)) return;
  const seen = new Set<string>();
  eachIn(securityContext, 'sysctls', [...path, 'securityContext'], ({ name }, item) => {
    const at = [...item, 'name'];
    if (isLeftOut(name)) return refuse.missing(at);
    if (typeof name !== 'string' || isUnfilled(name)) return;
    if (name.length > 253 || !pattern.test(name)) refuse(at, 'it is no name of a sysctl');
    if (seen.has(name)) refuse(at, 'two sysctls bear this name');
    seen.add(name);
    const shared = sharedBy(name);
    if (shared !== null && spec[shared] === true) refuse.together(at, `it may not stand beside ${shared}`);
  });
}

/** Which sharing with the node makes a sysctl the node's own; the parts of a name are also parted by slashes. */
function sharedBy(written: string): 'hostNetwork' | 'hostIPC' | null {
  const first = /[./]/.exec(written)?.[0];
  const name = first === '/' ? written.replaceAll('/', '.') : written;
  if (name.startsWith('net.')) return 'hostNetwork';
  return name === 'kernel.sem' || /^(?:kernel\.shm|kernel\.msg|fs\.mqueue\.)/.test(name) ? 'hostIPC' : null;
}
