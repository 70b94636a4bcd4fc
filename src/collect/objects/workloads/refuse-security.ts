import { isRaw, type Raw } from '../fields.ts';
import { isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

const largestId = 2_147_483_647;
const profiles = ['RuntimeDefault', 'Unconfined', 'Localhost'];

/** Refuses users, groups and profiles of a whole pod that there are not. Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePodSecurityContext). */
export function refusePodSecurity({ securityContext }: Raw, spec: Path, refuse: Refuse): void {
  if (!isRaw(securityContext)) return;
  const path = [...spec, 'securityContext'];
  refuseShared(securityContext, path, refuse);
  refuseId(securityContext['fsGroup'], [...path, 'fsGroup'], refuse);
  const { fsGroupChangePolicy, supplementalGroups } = securityContext;
  refuseWord(fsGroupChangePolicy, [...path, 'fsGroupChangePolicy'], ['OnRootMismatch', 'Always'], refuse);
  if (Array.isArray(supplementalGroups))
    supplementalGroups.forEach((group: unknown, index) =>
      refuseId(group, [...path, 'supplementalGroups', index], refuse),
    );
}

/** Refuses rights of a container that contradict each other, beside what is refused of a pod's, too (ValidateSecurityContext). */
export function refuseContainerSecurity({ securityContext }: Raw, spec: Raw, container: Path, refuse: Refuse): void {
  if (!isRaw(securityContext)) return;
  const path = [...container, 'securityContext'];
  refuseShared(securityContext, path, refuse);
  const { procMount, allowPrivilegeEscalation, privileged, capabilities } = securityContext;
  refuseWord(procMount, [...path, 'procMount'], ['Default', 'Unmasked'], refuse);
  if (procMount === 'Unmasked' && (spec['hostUsers'] ?? true) === true)
    refuse.together([...path, 'procMount'], 'without hostUsers: false it may not be Unmasked');
  if (allowPrivilegeEscalation !== false) return;
  const add = isRaw(capabilities) ? capabilities['add'] : undefined;
  const at = [...path, 'allowPrivilegeEscalation'];
  if (privileged === true) refuse.together(at, 'what is privileged may not go without it');
  else if (Array.isArray(add) && add.includes('CAP_SYS_ADMIN'))
    refuse.together(at, 'what has CAP_SYS_ADMIN may not go without it');
}

function refuseShared(context: Raw, path: Path, refuse: Refuse): void {
  refuseId(context['runAsUser'], [...path, 'runAsUser'], refuse);
  refuseId(context['runAsGroup'], [...path, 'runAsGroup'], refuse);
  for (const key of ['seccompProfile', 'appArmorProfile']) {
    const profile = context[key];
    if (!isRaw(profile)) continue;
    const { type, localhostProfile } = profile;
    if (isLeftOut(type)) refuse.missing([...path, key, 'type'], `it must be ${profiles.join(' or ')}`);
    refuseWord(type, [...path, key, 'type'], profiles, refuse);
    const at = [...path, key, 'localhostProfile'];
    if (type === 'Localhost' && isLeftOut(localhostProfile)) refuse.missing(at, 'the type Localhost needs its name');
    if ((type === 'RuntimeDefault' || type === 'Unconfined') && !isLeftOut(localhostProfile))
      refuse.together(at, `it may not stand beside the type ${type}`);
  }
}

function refuseId(id: unknown, path: Path, refuse: Refuse): void {
  if (typeof id === 'number' && (id < 0 || id > largestId)) refuse(path, `it is a number from 0 to ${largestId}`);
}
