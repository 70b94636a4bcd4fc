import type {
  Container,
  ContainerRole,
  EnvironmentVariable,
  PodAffinityTerm,
  PodTemplate,
  Probe,
  ProbeType,
  SecurityContext,
  SpreadConstraint,
  Volume,
} from '../../../estate/pod.ts';
import { type Fields, MalformedField, writePath } from '../fields.ts';
import { readSelector } from '../selector.ts';
import { storeSign } from './store-sign.ts';
import { asksForScrapes } from '../telemetry/monitors.ts';

/** Reads a pod template; `spec` is the pod's own spec, `metadata` its metadata. */
export function readPodTemplate(metadata: Fields, spec: Fields): PodTemplate {
  const security = spec.object('securityContext');
  const resources = spec.object('resources');
  return {
    path: spec.where,
    labels: metadata.labels('labels'),
    annotations: securityAnnotations(metadata),
    tokenUser: tokenUser(metadata),
    asksForScrapes: asksForScrapes(metadata),
    serviceAccount: spec.text('serviceAccountName') || spec.text('serviceAccount') || 'default',
    automountToken: spec.boolean('automountServiceAccountToken'),
    hostNetwork: spec.boolean('hostNetwork') ?? false,
    hostPid: spec.boolean('hostPID') ?? false,
    hostIpc: spec.boolean('hostIPC') ?? false,
    hostUsers: spec.boolean('hostUsers'),
    shareProcessNamespace: spec.boolean('shareProcessNamespace') ?? false,
    os: spec.object('os')?.text('name') ?? null,
    restartPolicy: spec.text('restartPolicy') ?? 'Always',
    priorityClass: spec.text('priorityClassName'),
    // The API server's default.
    terminationGracePeriodSeconds: spec.integer('terminationGracePeriodSeconds') ?? 30,
    runtimeClass: spec.text('runtimeClassName'),
    requests: requestsOf(resources),
    limits: resources?.quantities('limits') ?? {},
    securityContext: readSecurityContext(security),
    containers: [
      ...spec
        .objects('initContainers')
        .map((one) => readContainer(one, one.text('restartPolicy') === 'Always' ? 'sidecar' : 'init')),
      ...spec.objects('containers').map((one) => readContainer(one, 'container')),
      ...spec.objects('ephemeralContainers').map((one) => readContainer(one, 'ephemeral')),
    ],
    volumes: spec.objects('volumes').map(readVolume),
    zones: readZones(spec),
    onlyNode: readOnlyNode(spec),
    scheduler: readScheduler(spec),
    affinity: readPodTerms(spec, 'podAffinity').filter(({ required }) => required),
    spread: spec.objects('topologySpreadConstraints').map(readSpread),
    antiAffinity: readPodTerms(spec, 'podAntiAffinity'),
  };
}

const securityAnnotationPrefixes = [
  'seccomp.security.alpha.kubernetes.io/',
  'container.seccomp.security.alpha.kubernetes.io/',
  'container.apparmor.security.beta.kubernetes.io/',
];

function securityAnnotations(metadata: Fields): Record<string, string> {
  const kept: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(metadata.annotations())) {
    if (typeof value === 'string' && securityAnnotationPrefixes.some((prefix) => key.startsWith(prefix)))
      kept[key] = value;
  }
  return kept;
}

/** Injectors that sign in with the pod's own token, by the prefix of the annotations that call them. */
const tokenUsers: readonly (readonly [prefix: string, name: string])[] = [
  ['vault.hashicorp.com/', 'the Vault injector'],
  ['sidecar.istio.io/', 'the Istio sidecar'],
  ['linkerd.io/inject', 'the Linkerd proxy'],
  ['conjur.org/', 'the Conjur injector'],
];

function tokenUser(metadata: Fields): string | null {
  const keys = [...Object.keys(metadata.annotations()), ...Object.keys(metadata.object('labels')?.raw ?? {})];
  if (keys.includes('azure.workload.identity/use')) return 'a cloud identity';
  return tokenUsers.find(([prefix]) => keys.some((key) => key.startsWith(prefix)))?.[1] ?? null;
}

/** The API server takes a missing request from the limit (defaults.go of core/v1). */
function requestsOf(resources: Fields | null): Record<string, string> {
  return { ...resources?.quantities('limits'), ...resources?.quantities('requests') };
}

/** Reads one container. */
export function readContainer(container: Fields, role: ContainerRole): Container {
  const resources = container.object('resources');
  const asked: string[] = [];
  const lifecycle = container.object('lifecycle');
  const hooks = ['postStart', 'preStop'].flatMap((name) => lifecycle?.object(name) ?? []);
  for (const hook of hooks) readHandler(hook, hookTypes);
  return {
    noun: 'container',
    name: container.text('name') ?? '',
    role,
    path: container.where,
    image: container.text('image') || null,
    imagePullPolicy: container.text('imagePullPolicy'),
    ports: container.objects('ports').map((port) => ({
      name: port.text('name'),
      number: port.integer('containerPort') ?? 0,
      protocol: port.text('protocol') ?? 'TCP',
      hostPort: port.integer('hostPort'),
    })),
    environment: container.objects('env').map(readVariable),
    environmentFrom: container.objects('envFrom').map(readEnvironmentFrom),
    requests: requestsOf(resources),
    limits: resources?.quantities('limits') ?? {},
    liveness: readProbe(container.object('livenessProbe'), asked),
    readiness: readProbe(container.object('readinessProbe'), asked),
    startup: readProbe(container.object('startupProbe'), asked),
    lifecycleHosts: hooks.flatMap((hook) =>
      ['httpGet', 'tcpSocket'].flatMap((type) => hook.object(type)?.text('host') ?? []),
    ),
    hasPreStop: lifecycle?.has('preStop') ?? false,
    securityContext: readSecurityContext(container.object('securityContext')),
    mounts: container.objects('volumeMounts').map((mount) => ({
      volume: mount.text('name') ?? '',
      path: mount.text('mountPath') ?? '',
      readOnly: mount.boolean('readOnly') ?? false,
    })),
    slowStartSign: slowStartSign(container),
    leaderElectionSign: leaderElectionSign(container),
    storeSign: storeSign(container.text('image')),
  };
}

function readVariable(variable: Fields): EnvironmentVariable {
  const name = variable.text('name') ?? '';
  const value = variable.text('value');
  const from = variable.object('valueFrom');
  if (!from) return { name, from: value ? 'literal' : 'empty' };
  if (from.object('secretKeyRef')) return { name, from: 'secret' };
  return { name, from: from.object('configMapKeyRef') ? 'configMap' : 'field' };
}

function readEnvironmentFrom(from: Fields): Container['environmentFrom'][number] {
  const secret = from.object('secretRef');
  const configMap = from.object('configMapRef');
  // What names neither is refused by the API server, and means nothing here.
  return secret && !configMap ? 'secret' : 'configMap';
}

const javaVariables = [
  'JAVA_OPTS',
  'JAVA_TOOL_OPTIONS',
  '_JAVA_OPTIONS',
  'JDK_JAVA_OPTIONS',
  'JVM_OPTS',
  'ES_JAVA_OPTS',
  'KAFKA_HEAP_OPTS',
  'CATALINA_OPTS',
];

function slowStartSign(container: Fields): string | null {
  const program = [...container.texts('command'), ...container.texts('args')];
  const variable = container.objects('env').find((one) => javaVariables.includes(one.text('name') ?? ''));
  if (variable) return variable.text('name');
  return program.some(
    (word) => word === 'java' || word.endsWith('/java') || word.startsWith('-Xmx') || /^(exec )?java /.test(word),
  )
    ? 'java'
    : null;
}

/** `--leader-elect`, `--enable-leader-election`, `--leader-election-namespace=kube-system`; as a variable `LEADER_ELECTION_ID`. */
function leaderElectionSign(container: Fields): string | null {
  const word = [...container.texts('command'), ...container.texts('args')].find(
    (one) => /^--?(enable-?)?leader-?elect/i.test(one) && !/=(false|0|off|no)$/i.test(one),
  );
  if (word !== undefined) return word.split('=')[0] as string;
  const variable = container.objects('env').find((one) => {
    const value = one.value('value');
    return /(^|_)LEADER_?ELECT/i.test(one.text('name') ?? '') && !/^(false|0|off|no)$/i.test(String(value));
  });
  return variable?.text('name') ?? null;
}

const probeTypes: readonly Exclude<ProbeType, 'none'>[] = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

const hookTypes = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;

/** What a probe or a hook does. The API server refuses one that does two things (validateHandler of core/v1). */
function readHandler<Type extends string>(
  fields: Fields,
  types: readonly Type[],
): { type: Type | 'none'; handler: Fields | null } {
  const [type, second] = types.filter((one) => fields.has(one));
  if (type === undefined) return { type: 'none', handler: null };
  if (second !== undefined) {
    const path = [...fields.path, second];
    throw new MalformedField(path, `${writePath(path)}: ${type} stands beside it, and only one of them may`);
  }
  const handler = fields.object(type);
  if (type === 'exec') handler?.texts('command');
  return { type, handler };
}

/** The API server takes a zero here for unset (defaults.go of core/v1). */
function orDefault(value: number | null, unset: number): number {
  return value === null || value === 0 ? unset : value;
}

/** `asked` collects what the container's probes ask, so that equal ones get equal numbers without their content being kept. */
function readProbe(probe: Fields | null, asked: string[]): Probe | null {
  if (!probe) return null;
  const { type, handler } = readHandler(probe, probeTypes);
  const question = JSON.stringify([type, handler?.raw ?? null], (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  if (!asked.includes(question)) asked.push(question);
  return {
    type,
    port: handler?.has('port') ? handler.integerOrText('port') : null,
    host: type === 'httpGet' || type === 'tcpSocket' ? (handler?.text('host') ?? null) : null,
    asks: asked.indexOf(question),
    initialDelaySeconds: probe.integer('initialDelaySeconds') ?? 0,
    periodSeconds: orDefault(probe.integer('periodSeconds'), 10),
    timeoutSeconds: orDefault(probe.integer('timeoutSeconds'), 1),
    failureThreshold: orDefault(probe.integer('failureThreshold'), 3),
  };
}

function readSecurityContext(security: Fields | null): SecurityContext {
  const capabilities = security?.object('capabilities');
  const seLinux = security?.object('seLinuxOptions');
  return {
    privileged: security?.boolean('privileged') ?? null,
    allowPrivilegeEscalation: security?.boolean('allowPrivilegeEscalation') ?? null,
    runAsNonRoot: security?.boolean('runAsNonRoot') ?? null,
    runAsUser: security?.integer('runAsUser') ?? null,
    readOnlyRootFilesystem: security?.boolean('readOnlyRootFilesystem') ?? null,
    capabilitiesAdded: capabilities?.texts('add') ?? [],
    capabilitiesDropped: capabilities?.texts('drop') ?? [],
    seccompType: profileType(security?.object('seccompProfile')),
    appArmorType: profileType(security?.object('appArmorProfile')),
    seLinux: seLinux ? { type: seLinux.text('type'), user: seLinux.text('user'), role: seLinux.text('role') } : null,
    procMount: security?.text('procMount') ?? null,
    hostProcess: security?.object('windowsOptions')?.boolean('hostProcess') ?? null,
    sysctls: security?.objects('sysctls').map((one) => one.text('name') ?? '') ?? [],
  };
}

/** A profile without a type is one of the type '', which nothing allows, and not the same as no profile. */
function profileType(profile: Fields | null | undefined): string | null {
  return profile ? (profile.text('type') ?? '') : null;
}

function readVolume(volume: Fields): Volume {
  const source = Object.keys(volume.raw).find((key) => key !== 'name' && volume.has(key)) ?? null;
  const tokens =
    volume
      .object('projected')
      ?.objects('sources')
      .flatMap((one) => one.object('serviceAccountToken') ?? []) ?? [];
  return {
    name: volume.text('name') ?? '',
    source,
    hostPath: volume.object('hostPath')?.text('path') ?? null,
    claim: volume.object('persistentVolumeClaim')?.text('claimName') ?? null,
    tokenAudiences: tokens.map((token) => token.text('audience') ?? ''),
  };
}

function readSpread(constraint: Fields): SpreadConstraint {
  return {
    topologyKey: constraint.text('topologyKey') ?? '',
    maxSkew: constraint.integer('maxSkew') ?? 1,
    minDomains: constraint.integer('minDomains'),
    whenUnsatisfiable: constraint.text('whenUnsatisfiable') === 'ScheduleAnyway' ? 'ScheduleAnyway' : 'DoNotSchedule',
    selector: readSelector(constraint, 'labelSelector'),
    matchLabelKeys: constraint.texts('matchLabelKeys'),
    nodeTaintsPolicy: constraint.text('nodeTaintsPolicy'),
  };
}

const zoneKeys = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

/** The zones in which the scheduler may place the pod: the node selector and one of the affinity's terms must be met. */
function readZones(spec: Fields): string[] | null {
  const nodeSelector = spec.labels('nodeSelector');
  const selected = zoneKeys.flatMap((key) => nodeSelector[key] ?? []);
  const required = spec
    .object('affinity')
    ?.object('nodeAffinity')
    ?.object('requiredDuringSchedulingIgnoredDuringExecution');
  const ofTerms = required?.objects('nodeSelectorTerms').map((term) => {
    const zonal = term
      .objects('matchExpressions')
      .filter((one) => one.text('operator') === 'In' && zoneKeys.includes(one.text('key') ?? ''));
    return zonal.length === 0 ? null : zonal.flatMap((one) => one.texts('values'));
  });
  const affine =
    ofTerms && ofTerms.length > 0 && !ofTerms.includes(null) ? ofTerms.flatMap((zones) => zones ?? []) : null;
  if (selected.length > 0) return [...new Set(selected)].toSorted();
  return affine && [...new Set(affine)].toSorted();
}

function readScheduler(spec: Fields): string | null {
  const name = spec.text('schedulerName');
  return name === null || name === '' || name === 'default-scheduler' ? null : name;
}

const hostname = 'kubernetes.io/hostname';

/**
 * The node that the pod's spec names, or the one that its node selector or every term of its required affinity names. A scheduler writes the node into the
 * spec of a Pod as well, so there it holds nothing.
 */
function readOnlyNode(spec: Fields): PodTemplate['onlyNode'] {
  const written = spec.text('nodeName');
  if (written && spec.where !== 'spec') return { name: written, path: `${spec.where}.nodeName` };
  const selected = spec.labels('nodeSelector')[hostname];
  if (selected) return { name: selected, path: `${spec.where}.nodeSelector` };
  const required = spec
    .object('affinity')
    ?.object('nodeAffinity')
    ?.object('requiredDuringSchedulingIgnoredDuringExecution');
  const terms = required?.objects('nodeSelectorTerms') ?? [];
  const names = new Set(terms.map(nodeOfTerm));
  const [name] = names;
  return required && names.size === 1 && name ? { name, path: required.where } : null;
}

function nodeOfTerm(term: Fields): string | null {
  const single = (list: string, key: string): string | null => {
    const named = term
      .objects(list)
      .filter((one) => one.text('operator') === 'In' && one.text('key') === key)
      .map((one) => one.texts('values'))
      .find((values) => values.length === 1);
    return named?.[0] ?? null;
  };
  return single('matchExpressions', hostname) ?? single('matchFields', 'metadata.name');
}

function readPodTerms(spec: Fields, field: 'podAffinity' | 'podAntiAffinity'): PodAffinityTerm[] {
  const rules = spec.object('affinity')?.object(field);
  if (!rules) return [];
  const term = (fields: Fields, required: boolean): PodAffinityTerm => ({
    required,
    topologyKey: fields.text('topologyKey') ?? '',
    selector: readSelector(fields, 'labelSelector'),
    matchLabelKeys: fields.texts('matchLabelKeys'),
    mismatchLabelKeys: fields.texts('mismatchLabelKeys'),
    namespaces: fields.texts('namespaces'),
    namespaceSelector: readSelector(fields, 'namespaceSelector'),
  });
  return [
    ...rules.objects('requiredDuringSchedulingIgnoredDuringExecution').map((one) => term(one, true)),
    ...rules
      .objects('preferredDuringSchedulingIgnoredDuringExecution')
      .map((one) => term(one.objectOrEmpty('podAffinityTerm'), false)),
  ];
}
