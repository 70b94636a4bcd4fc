import type { Container, PodTemplate, Probe, SecurityContext } from '../estate/pod.ts';

// The Pod Security Standards, rule by rule and version by version. Source: kubernetes/pod-security-admission, policy/,
// snapshot 2026-07-01, whose newest policy is that of Kubernetes 1.37. Reread it for each minor release.

/** The levels of the standard, from the loosest. */
export const podSecurityLevels = ['privileged', 'baseline', 'restricted'] as const;

/** A level of the standard. `privileged` forbids nothing. */
export type PodSecurityLevel = (typeof podSecurityLevels)[number];

/** Whether a level forbids less than another one. */
export function isLooser(level: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return podSecurityLevels.indexOf(level) < podSecurityLevels.indexOf(other);
}

/** The minor of the newest policy known here: 37 is version 1.37, which `latest` and everything above it mean. */
export const newestPolicyMinor = 37;

/** A rule of the standard; upstream's `hostNamespaces` is told apart into its three. */
export type PodSecurityRule =
  | 'host-network'
  | 'host-pid'
  | 'host-ipc'
  | 'privileged'
  | 'capabilities-baseline'
  | 'host-path-volumes'
  | 'host-ports'
  | 'host-probes-and-host-lifecycle'
  | 'app-armor-profile'
  | 'se-linux-options'
  | 'proc-mount'
  | 'seccomp-profile-baseline'
  | 'sysctls'
  | 'windows-host-process'
  | 'restricted-volumes'
  | 'allow-privilege-escalation'
  | 'run-as-non-root'
  | 'run-as-user'
  | 'seccomp-profile-restricted'
  | 'capabilities-restricted'
  | 'proc-mount-restricted';

/** A field of a pod template that breaks a rule. */
export interface Spot {
  /** null for a field of the pod itself. */
  readonly container: Container | null;
  /** The field's path in the workload; for what is missing, the path where it belongs. */
  readonly path: string;
  readonly value?: string | number | boolean;
}

/** What breaks one rule in one container, or in the pod itself; at least one spot. */
export interface Violation<R extends string = PodSecurityRule> {
  readonly rule: R;
  readonly container: Container | null;
  readonly spots: readonly Spot[];
}

/** Looks at a pod template and reports each spot that breaks the rule. */
export type FindSpots = (pod: PodTemplate, report: (spot: Spot) => void) => void;

/** A list of rules, each with its way to find what breaks it. */
export type Rules<R extends string = PodSecurityRule> = readonly (readonly [rule: R, find: FindSpots])[];

/** What a pod template breaks of the given rules, by rule and container, in the order of the rules. */
export function violationsOfRules<R extends string>(pod: PodTemplate, rules: Rules<R>): Violation<R>[] {
  const violations: { rule: R; container: Container | null; spots: Spot[] }[] = [];
  let current: R;
  let firstOfRule = 0;

  function report(spot: Spot): void {
    for (let at = violations.length - 1; at >= firstOfRule; at--) {
      const known = violations[at];
      if (known?.container === spot.container) return void known.spots.push(spot);
    }
    violations.push({ rule: current, container: spot.container, spots: [spot] });
  }

  for (const [rule, find] of rules) {
    current = rule;
    firstOfRule = violations.length;
    find(pod, report);
  }
  return violations;
}

/** What a pod template breaks of a level, at the policy version 1.`minor`. */
export function violationsOf(
  pod: PodTemplate,
  level: PodSecurityLevel,
  minor: number = newestPolicyMinor,
): Violation[] {
  if (!Number.isInteger(minor) || minor < 0) throw new Error(`there is no policy version 1.${minor}`);
  return violationsOfRules(pod, rulesOf(level, Math.min(minor, newestPolicyMinor)));
}

/**
 * What a pod template breaks of both levels at the newest version, each field once: what a baseline rule already names is not said again by
 * the restricted rule that takes its place.
 */
export function violationsOfEveryLevel(pod: PodTemplate): {
  readonly baseline: readonly Violation[];
  readonly restricted: readonly Violation[];
} {
  const baseline = violationsOf(pod, 'baseline');
  const restricted = violationsOfRules(pod, newestRestrictedRules);
  if (baseline.length === 0 || restricted.length === 0) return { baseline, restricted };
  const named = new Set(baseline.flatMap(({ spots }) => spots.map(({ path }) => path)));
  const rest = restricted.flatMap(({ rule, container, spots }) => {
    const own = spots.filter(({ path }) => !named.has(path));
    return own.length === 0 ? [] : [{ rule, container, spots: own }];
  });
  return { baseline, restricted: rest };
}

interface VersionedRule {
  readonly rule: PodSecurityRule;
  readonly level: 'baseline' | 'restricted';
  /** Baseline rules that this one takes the place of at the restricted level. */
  readonly replaces?: readonly PodSecurityRule[];
  /** From which minor on the rule is looked for in which way. */
  readonly since: readonly (readonly [minor: number, find: FindSpots])[];
}

function eachContainer(find: (container: Container, report: (spot: Spot) => void) => void): FindSpots {
  return (pod, report) => {
    for (const container of pod.containers) find(container, report);
  };
}

/** The securityContexts of the pod and of its containers. */
function eachSecurityContext(
  find: (security: SecurityContext, path: string, container: Container | null, report: (spot: Spot) => void) => void,
): FindSpots {
  return (pod, report) => {
    find(pod.securityContext, pod.path, null, report);
    for (const container of pod.containers) find(container.securityContext, container.path, container, report);
  };
}

function unlessWindows(find: FindSpots): FindSpots {
  return (pod, report) => {
    if (pod.os !== 'windows') find(pod, report);
  };
}

/** With a user namespace of its own, root in the pod is nobody on the node. */
function unlessOwnUsers(find: FindSpots): FindSpots {
  return (pod, report) => {
    if (pod.hostUsers !== false) find(pod, report);
  };
}

const baselineCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function addsOnly(allowed: ReadonlySet<string>): FindSpots {
  return eachContainer((container, report) => {
    container.securityContext.capabilitiesAdded.forEach((value, index) => {
      // The names are compared as they are written: CAP_CHOWN and ALL are not allowed.
      if (allowed.has(value)) return;
      report({ container, path: `${container.path}.securityContext.capabilities.add[${index}]`, value });
    });
  });
}

const addsOnlyBinding = addsOnly(new Set(['NET_BIND_SERVICE']));

const restrictedCapabilities: FindSpots = (pod, report) => {
  for (const container of pod.containers) {
    const dropped = container.securityContext.capabilitiesDropped;
    // Compared as it is written: `all`, which container runtimes understand, is not enough.
    if (dropped.includes('ALL')) continue;
    report({
      container,
      path: `${container.path}.securityContext.capabilities.drop`,
      ...(dropped.length > 0 ? { value: dropped.join(', ') } : {}),
    });
  }
  addsOnlyBinding(pod, report);
};

const hostPathVolumes: FindSpots = (pod, report) => {
  pod.volumes.forEach(({ source, hostPath }, index) => {
    if (source !== 'hostPath' && hostPath === null) return;
    report({
      container: null,
      path: `${pod.path}.volumes[${index}].hostPath.path`,
      ...(hostPath === null ? {} : { value: hostPath }),
    });
  });
};

const restrictedSources = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const restrictedVolumes: FindSpots = (pod, report) => {
  pod.volumes.forEach(({ source }, index) => {
    // A volume that names no source is an emptyDir: the API server makes it one.
    if (source === null || restrictedSources.has(source)) return;
    report({
      container: null,
      path: `${pod.path}.volumes[${index}].${source === 'hostPath' ? 'hostPath.path' : source}`,
    });
  });
};

const hostPorts = eachContainer((container, report) => {
  container.ports.forEach(({ hostPort }, index) => {
    if (hostPort === null || hostPort === 0) return;
    report({ container, path: `${container.path}.ports[${index}].hostPort`, value: hostPort });
  });
});

/** Any host breaks the rule, 127.0.0.1 too. */
const probeHosts = eachContainer((container, report) => {
  const { liveness, readiness, startup, lifecycleHosts } = container;
  const look = (probe: Probe | null, field: string): void => {
    if (probe?.host) report({ container, path: `${container.path}.${field}.${probe.type}.host` });
  };
  look(liveness, 'livenessProbe');
  look(readiness, 'readinessProbe');
  look(startup, 'startupProbe');
  if (lifecycleHosts.some((host) => host !== '')) report({ container, path: `${container.path}.lifecycle` });
});

const appArmorAnnotations = 'container.apparmor.security.beta.kubernetes.io/';

const appArmorContexts = eachSecurityContext(({ appArmorType: value }, path, container, report) => {
  if (value === null || value === 'RuntimeDefault' || value === 'Localhost') return;
  report({ container, path: `${path}.securityContext.appArmorProfile.type`, value });
});

const appArmor: FindSpots = (pod, report) => {
  appArmorContexts(pod, report);
  for (const [key, value] of Object.entries(pod.annotations)) {
    if (!key.startsWith(appArmorAnnotations)) continue;
    if (value === '' || value === 'runtime/default' || value.startsWith('localhost/')) continue;
    report(annotationSpot(pod, key));
  }
};

/** Points at an annotation of the pod, without its value. */
function annotationSpot(pod: PodTemplate, key: string, container: Container | null = null): Spot {
  return { container, path: `${pod.path.replace(/spec$/, 'metadata.annotations')}[${JSON.stringify(key)}]` };
}

function seLinux(...types: readonly string[]): FindSpots {
  return eachSecurityContext(({ seLinux: options }, path, container, report) => {
    if (!options) return;
    const { type, user, role } = options;
    const field = `${path}.securityContext.seLinuxOptions`;
    if (type && !types.includes(type)) report({ container, path: `${field}.type`, value: type });
    if (user) report({ container, path: `${field}.user`, value: user });
    if (role) report({ container, path: `${field}.role`, value: role });
  });
}

const seLinuxTypes = ['container_t', 'container_init_t', 'container_kvm_t'];

const procMount = eachContainer((container, report) => {
  const value = container.securityContext.procMount;
  if (value !== null && value !== 'Default')
    report({ container, path: `${container.path}.securityContext.procMount`, value });
});

const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompOfContainers = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before 1.19, seccomp profiles were annotations. */
const seccompAnnotations: FindSpots = (pod, report) => {
  const breaks = (key: string): boolean => {
    if (!Object.hasOwn(pod.annotations, key)) return false;
    const value = pod.annotations[key] ?? '';
    return value !== 'runtime/default' && value !== 'docker/default' && !value.startsWith('localhost/');
  };
  if (breaks(seccompOfPod)) report(annotationSpot(pod, seccompOfPod));
  for (const container of pod.containers) {
    const key = `${seccompOfContainers}${container.name}`;
    if (breaks(key)) report(annotationSpot(pod, key, container));
  }
};

function isConfined(seccompType: string | null): boolean {
  return seccompType === 'RuntimeDefault' || seccompType === 'Localhost';
}

const seccompType = eachSecurityContext(({ seccompType: value }, path, container, report) => {
  if (value !== null && !isConfined(value))
    report({ container, path: `${path}.securityContext.seccompProfile.type`, value });
});

/** A container without a profile is reported where the pod has none either; where the pod's is wrong, the pod is. */
const seccompSet: FindSpots = (pod, report) => {
  seccompType(pod, report);
  if (pod.securityContext.seccompType !== null) return;
  for (const container of pod.containers) {
    if (container.securityContext.seccompType !== null) continue;
    report({ container, path: `${container.path}.securityContext.seccompProfile.type` });
  }
};

function sysctlsAmong(...allowed: readonly string[]): FindSpots {
  const names = new Set(allowed);
  return (pod, report) => {
    pod.securityContext.sysctls.forEach((value, index) => {
      if (names.has(value)) return;
      report({ container: null, path: `${pod.path}.securityContext.sysctls[${index}].name`, value });
    });
  };
}

const firstSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const sysctls27 = [...firstSysctls, 'net.ipv4.ip_local_reserved_ports'];
const sysctls29 = [
  ...sysctls27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const sysctls32 = [...sysctls29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const sysctls37 = [...sysctls32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

const hostProcess = eachSecurityContext(({ hostProcess: value }, path, container, report) => {
  if (value === true) report({ container, path: `${path}.securityContext.windowsOptions.hostProcess`, value });
});

const escalation = eachContainer((container, report) => {
  const value = container.securityContext.allowPrivilegeEscalation;
  if (value === false) return;
  const path = `${container.path}.securityContext.allowPrivilegeEscalation`;
  report({ container, path, ...(value === null ? {} : { value }) });
});

/** A container that says nothing is reported where the pod says nothing either; where the pod says false, the pod is. */
const nonRoot: FindSpots = (pod, report) => {
  const ofPod = pod.securityContext.runAsNonRoot;
  if (ofPod === false) report({ container: null, path: `${pod.path}.securityContext.runAsNonRoot`, value: false });
  for (const container of pod.containers) {
    const value = container.securityContext.runAsNonRoot;
    const path = `${container.path}.securityContext.runAsNonRoot`;
    if (value === false) report({ container, path, value });
    else if (value === null && ofPod === null) report({ container, path });
  }
};

const rootUser = eachSecurityContext(({ runAsUser: value }, path, container, report) => {
  if (value === 0) report({ container, path: `${path}.securityContext.runAsUser`, value });
});

function podFlag(field: 'hostNetwork' | 'hostPID' | 'hostIPC', isSet: (pod: PodTemplate) => boolean): FindSpots {
  return (pod, report) => {
    if (isSet(pod)) report({ container: null, path: `${pod.path}.${field}`, value: true });
  };
}

const privileged = eachContainer((container, report) => {
  const value = container.securityContext.privileged;
  if (value === true) report({ container, path: `${container.path}.securityContext.privileged`, value });
});

const standard: readonly VersionedRule[] = [
  { rule: 'host-network', level: 'baseline', since: [[0, podFlag('hostNetwork', ({ hostNetwork }) => hostNetwork)]] },
  { rule: 'host-pid', level: 'baseline', since: [[0, podFlag('hostPID', ({ hostPid }) => hostPid)]] },
  { rule: 'host-ipc', level: 'baseline', since: [[0, podFlag('hostIPC', ({ hostIpc }) => hostIpc)]] },
  { rule: 'privileged', level: 'baseline', since: [[0, privileged]] },
  { rule: 'capabilities-baseline', level: 'baseline', since: [[0, addsOnly(baselineCapabilities)]] },
  { rule: 'host-path-volumes', level: 'baseline', since: [[0, hostPathVolumes]] },
  { rule: 'host-ports', level: 'baseline', since: [[0, hostPorts]] },
  { rule: 'host-probes-and-host-lifecycle', level: 'baseline', since: [[34, probeHosts]] },
  { rule: 'app-armor-profile', level: 'baseline', since: [[0, appArmor]] },
  {
    rule: 'se-linux-options',
    level: 'baseline',
    since: [
      [0, seLinux(...seLinuxTypes)],
      [31, seLinux(...seLinuxTypes, 'container_engine_t')],
    ],
  },
  {
    rule: 'proc-mount',
    level: 'baseline',
    since: [
      [0, procMount],
      [35, unlessOwnUsers(procMount)],
    ],
  },
  {
    rule: 'seccomp-profile-baseline',
    level: 'baseline',
    since: [
      [0, seccompAnnotations],
      [19, seccompType],
    ],
  },
  {
    rule: 'sysctls',
    level: 'baseline',
    since: [
      [0, sysctlsAmong(...firstSysctls)],
      [27, sysctlsAmong(...sysctls27)],
      [29, sysctlsAmong(...sysctls29)],
      [32, sysctlsAmong(...sysctls32)],
      [37, sysctlsAmong(...sysctls37)],
    ],
  },
  { rule: 'windows-host-process', level: 'baseline', since: [[0, hostProcess]] },
  { rule: 'restricted-volumes', level: 'restricted', replaces: ['host-path-volumes'], since: [[0, restrictedVolumes]] },
  {
    rule: 'allow-privilege-escalation',
    level: 'restricted',
    since: [
      [8, escalation],
      [25, unlessWindows(escalation)],
    ],
  },
  {
    rule: 'run-as-non-root',
    level: 'restricted',
    since: [
      [0, nonRoot],
      [35, unlessOwnUsers(nonRoot)],
    ],
  },
  {
    rule: 'run-as-user',
    level: 'restricted',
    since: [
      [23, rootUser],
      [35, unlessOwnUsers(rootUser)],
    ],
  },
  {
    rule: 'seccomp-profile-restricted',
    level: 'restricted',
    replaces: ['seccomp-profile-baseline'],
    since: [
      [19, seccompSet],
      [25, unlessWindows(seccompSet)],
    ],
  },
  {
    rule: 'capabilities-restricted',
    level: 'restricted',
    replaces: ['capabilities-baseline'],
    since: [
      [22, restrictedCapabilities],
      [25, unlessWindows(restrictedCapabilities)],
    ],
  },
  { rule: 'proc-mount-restricted', level: 'restricted', replaces: ['proc-mount'], since: [[35, procMount]] },
];

/** The rules of each level by version, worked out once: most pods are looked at by all of them. */
const compiledRules: Record<PodSecurityLevel, Rules[]> = { privileged: [], baseline: [], restricted: [] };

const restrictedRuleNames: ReadonlySet<PodSecurityRule> = new Set(
  standard.flatMap(({ rule, level }) => (level === 'restricted' ? [rule] : [])),
);

/** What only the restricted level has, at the newest version. */
const newestRestrictedRules: Rules = compileRules('restricted', newestPolicyMinor).filter(([rule]) =>
  restrictedRuleNames.has(rule),
);

function rulesOf(level: PodSecurityLevel, minor: number): Rules {
  return (compiledRules[level][minor] ??= level === 'privileged' ? [] : compileRules(level, minor));
}

/** The restricted level has the rules of baseline too, but for those that its own, where the version has them, take the place of. */
function compileRules(level: 'baseline' | 'restricted', minor: number): Rules {
  const known = standard.filter(
    (one) => (level === 'restricted' || one.level === level) && one.since.some(([since]) => since <= minor),
  );
  const replaced = new Set(known.flatMap(({ replaces }) => replaces ?? []));
  return known.flatMap(({ rule, since }) => {
    const find = since.findLast(([from]) => from <= minor)?.[1];
    return find && !replaced.has(rule) ? [[rule, find] as const] : [];
  });
}
