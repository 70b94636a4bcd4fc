import { isLabelKey } from '../../../estate/label.ts';
import { isRaw, type Raw } from '../fields.ts';
import { labelRule, refuseReference, subdomainRule } from '../name-rule.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseAffinity } from './refuse-affinity.ts';
import { refuseHosts } from './refuse-hosts.ts';
import { refuseForeign } from './refuse-os.ts';
import { refusePodSecurity } from './refuse-security.ts';
import { refuseSpread } from './refuse-spread.ts';
import { refuseSysctls } from './refuse-sysctls.ts';
import { refuseTolerations } from './refuse-tolerations.ts';
import { refuseVolumes } from './refuse-volumes.ts';

const dnsPolicies = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const longestDeadline = 2_147_483_647;
const named = [
  ['serviceAccountName', subdomainRule],
  ['priorityClassName', subdomainRule],
  ['runtimeClassName', subdomainRule],
  ['nodeName', subdomainRule],
  ['hostname', labelRule],
  ['subdomain', labelRule],
] as const;

/**
 * Refuses a pod for what it has beside containers: volumes, where it may run, names, and what it shares with its node.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidatePodSpec).
 */
export function refusePodSpec(spec: Raw, path: Path, refuse: Refuse): void {
  refuseVolumes(spec, path, refuse);
  refuseSpread(spec, path, refuse);
  refuseAffinity(spec, path, refuse);
  refuseTolerations(spec, path, refuse);
  refusePodSecurity(spec, path, refuse);
  refuseSysctls(spec, path, refuse);
  refuseHosts(spec, path, refuse);
  refuseForeign(spec, path, refuse);
  for (const [key, rule] of named) refuseReference(spec[key], rule, [...path, key], refuse);
  refuseWord(spec['dnsPolicy'], [...path, 'dnsPolicy'], dnsPolicies, refuse);
  refuseWord(spec['restartPolicy'], [...path, 'restartPolicy'], ['Always', 'OnFailure', 'Never'], refuse);
  const { activeDeadlineSeconds: deadline } = spec;
  if (typeof deadline === 'number' && (deadline < 1 || deadline > longestDeadline))
    refuse([...path, 'activeDeadlineSeconds'], `it is a number of seconds from 1 to ${longestDeadline}`);
  const { nodeSelector, dnsPolicy, dnsConfig, hostPID, shareProcessNamespace } = spec;
  if (dnsPolicy === 'None' && !isRaw(dnsConfig))
    refuse.missing([...path, 'dnsConfig'], 'the dnsPolicy None needs the names of servers');
  if (shareProcessNamespace === true && hostPID === true)
    refuse.together([...path, 'shareProcessNamespace'], 'it may not stand beside hostPID');
  if (!isRaw(nodeSelector)) return;
  for (const key in nodeSelector)
    if (!isLabelKey(key) && !isUnfilled(key)) refuse([...path, 'nodeSelector', key], 'it is no name of a label');
}

/**
 * Refuses a pod for what its template may have all the same: only the pods of that are refused, one by one (ValidatePodCreate, validateContainerOnlyForPod).
 */
export function refusePodItself(spec: Raw, refuse: Refuse): void {
  const { nodeName, schedulingGates } = spec;
  if (!isLeftOut(nodeName) && Array.isArray(schedulingGates) && schedulingGates.length > 0)
    refuse.together(['spec', 'nodeName'], 'it may not stand beside schedulingGates');
  for (const list of ['initContainers', 'containers'])
    eachIn(spec, list, ['spec'], ({ image }, path) => {
      if (typeof image === 'string' && /^[ \t\r\n]|[ \t\r\n]$/.test(image))
        refuse([...path, 'image'], 'it begins or ends with a space');
    });
}
