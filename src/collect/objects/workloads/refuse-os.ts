import { isRaw, type Raw } from '../fields.ts';
import { eachIn, isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

const ofLinuxPod = [
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'appArmorProfile',
];
const ofLinuxContainer = [
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
  'appArmorProfile',
];

/**
 * Refuses what a pod has that its operating system knows nothing of, where it names that.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateOS, validateWindows, validateLinux).
 */
export function refuseForeign(spec: Raw, path: Path, refuse: Refuse): void {
  const { os } = spec;
  if (!isRaw(os)) return;
  const { name } = os;
  if (isLeftOut(name)) refuse.missing([...path, 'os', 'name'], 'it is linux or windows');
  refuseWord(name, [...path, 'os', 'name'], ['linux', 'windows'], refuse);
  if (name !== 'linux' && name !== 'windows') return;
  const isWindows = name === 'windows';
  if (isWindows) refuseShared(spec, path, refuse);
  refuseFields(spec, isWindows ? ofLinuxPod : ['windowsOptions'], name, path, refuse);
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    eachIn(spec, list, path, (container, at) =>
      refuseFields(container, isWindows ? ofLinuxContainer : ['windowsOptions'], name, at, refuse),
    );
}

function refuseShared(spec: Raw, path: Path, refuse: Refuse): void {
  for (const key of ['hostPID', 'hostIPC'])
    if (spec[key] === true) refuse.together([...path, key], 'a pod of windows may not set it');
  for (const key of ['hostUsers', 'shareProcessNamespace'])
    if (typeof spec[key] === 'boolean') refuse.together([...path, key], 'a pod of windows may not set it');
}

function refuseFields({ securityContext }: Raw, keys: readonly string[], os: string, path: Path, refuse: Refuse): void {
  if (!isRaw(securityContext)) return;
  for (const key of keys) {
    const value = securityContext[key];
    if (isLeftOut(value) || (Array.isArray(value) && value.length === 0)) continue;
    refuse.together([...path, 'securityContext', key], `a pod of ${os} may not set it`);
  }
}
