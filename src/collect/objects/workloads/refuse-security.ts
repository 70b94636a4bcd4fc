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

/** Refuses users, groups and profiles of a container that there are not. Rights that contradict each other are faults, and told as such (ValidateSecurityContext). */
export function refuseContainerSecurity({ securityContext }: Raw, container: Path, refuse: Refuse): void {
  if (!isRaw(securityContext)) return;
  const path = [...container, 'securityContext'];
  refuseShared(securityContext, path, refuse);
  refuseWord(securityContext['procMount'], [...path, 'procMount'], ['Default', 'Unmasked'], refuse);
}

function refuseShared(context: Raw, path: Path, refuse: Refuse): void {
  refuseId(context['runAsUser'], [...path, 'runAsUser'], refuse);
  refuseId(context['runAsGroup'], [...path, 'runAsGroup'], refuse);
  const profile = context['seccompProfile'];
  if (!isRaw(profile)) return;
  const { type, localhostProfile } = profile;
  const at = [...path, 'seccompProfile'];
  if (isLeftOut(type)) refuse.missing([...at, 'type'], `it must be ${profiles.join(' or ')}`);
  refuseWord(type, [...at, 'type'], profiles, refuse);
  if (type === 'Localhost' && isLeftOut(localhostProfile))
    refuse.missing([...at, 'localhostProfile'], 'the type Localhost needs its name');
  if ((type === 'RuntimeDefault' || type === 'Unconfined') && !isLeftOut(localhostProfile))
    refuse.together([...at, 'localhostProfile'], `it may not stand beside the type ${type}`);
}

function refuseId(id: unknown, path: Path, refuse: Refuse): void {
  if (typeof id === 'number' && (id < 0 || id > largestId)) refuse(path, `it is a number from 0 to ${largestId}`);
}
