import type { LabelSelector } from './label-selector.ts';

/** Where a container stands: `sidecar` is an init container with restartPolicy Always, which runs as long as the pod (KEP-753). */
export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

/** A port that a container declares. Declaring is informational: a process listens where it likes. */
export interface ContainerPort {
  readonly name: string | null;
  readonly number: number;
  readonly protocol: string;
  readonly hostPort: number | null;
}

/** How a probe asks. */
export type ProbeType = 'httpGet' | 'tcpSocket' | 'grpc' | 'exec' | 'none';

/** One probe of a container, with the API's defaults filled in (period 10 s, timeout 1 s, failureThreshold 3). */
export interface Probe {
  readonly type: ProbeType;
  /** A number or the name of a declared port; null for exec. */
  readonly port: number | string | null;
  /** The host that it asks instead of the pod; null without one. */
  readonly host: string | null;
  /**
   * Two probes of one container with the same number ask the very same thing. Commands, paths and headers themselves stay where they were
   * read: they may hold a credential.
   */
  readonly asks: number;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** An environment variable, without its value: whether it is a literal or where it comes from. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly from: 'literal' | 'secret' | 'configMap' | 'field' | 'empty';
}

/** SELinux options as written; null where unset. */
export interface SeLinuxOptions {
  readonly type: string | null;
  readonly user: string | null;
  readonly role: string | null;
}

/** The fields of a pod's or container's securityContext that the Pod Security Standards read; null where unset. */
export interface SecurityContext {
  readonly privileged: boolean | null;
  readonly allowPrivilegeEscalation: boolean | null;
  readonly runAsNonRoot: boolean | null;
  readonly runAsUser: number | null;
  readonly readOnlyRootFilesystem: boolean | null;
  readonly capabilitiesAdded: readonly string[];
  readonly capabilitiesDropped: readonly string[];
  readonly seccompType: string | null;
  readonly appArmorType: string | null;
  readonly seLinux: SeLinuxOptions | null;
  readonly procMount: string | null;
  readonly hostProcess: boolean | null;
  /** Of pods only. */
  readonly sysctls: readonly string[];
}

/** One container of a pod template. */
export interface Container {
  readonly noun: 'container';
  readonly name: string;
  readonly role: ContainerRole;
  /** Path of the container in its object: `spec.template.spec.containers[0]`. */
  readonly path: string;
  readonly image: string | null;
  readonly imagePullPolicy: string | null;
  readonly ports: readonly ContainerPort[];
  readonly environment: readonly EnvironmentVariable[];
  /** Whether the container takes variables from Secrets or ConfigMaps as a whole. */
  readonly environmentFrom: readonly ('secret' | 'configMap')[];
  /** Quantities as written, API defaults applied: a missing request is the limit (as the API server does). */
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly liveness: Probe | null;
  readonly readiness: Probe | null;
  readonly startup: Probe | null;
  /** Hosts of lifecycle hooks, for the Pod Security Standards. */
  readonly lifecycleHosts: readonly string[];
  readonly hasPreStop: boolean;
  readonly securityContext: SecurityContext;
  readonly mounts: readonly { readonly volume: string; readonly path: string; readonly readOnly: boolean }[];
  /** What points to a slow start: `JAVA_OPTS`, `java`; only ever a name, because commands and values may hold credentials. */
  readonly slowStartSign: string | null;
  /** What tells that its replicas elect a leader, which alone works: the name of an argument or a variable; null without a sign. */
  readonly leaderElectionSign: string | null;
  /** The name of an image that keeps data of its own, which further replicas would not share; null for any other. */
  readonly storeSign: string | null;
}

/** One volume of a pod template; `source` is the API's field name (`hostPath`, `secret`, …), null when none is given. */
export interface Volume {
  readonly name: string;
  readonly source: string | null;
  /** The path of a hostPath volume. */
  readonly hostPath: string | null;
  /** The claim of a persistentVolumeClaim volume. */
  readonly claim: string | null;
  /** The audiences of projected service account tokens; `''` is the API server's own. */
  readonly tokenAudiences: readonly string[];
}

/** One topologySpreadConstraint. */
export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number | null;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly selector: LabelSelector | null;
  readonly matchLabelKeys: readonly string[];
  readonly nodeTaintsPolicy: string | null;
}

/** One pod affinity or anti-affinity term. */
export interface PodAffinityTerm {
  readonly required: boolean;
  readonly topologyKey: string;
  readonly selector: LabelSelector | null;
  readonly matchLabelKeys: readonly string[];
  /** Only pods whose values of these labels differ from the pod's own count. */
  readonly mismatchLabelKeys: readonly string[];
  /** Whose pods count: these namespaces' and those that the selector selects; the pod's own where neither is given. */
  readonly namespaces: readonly string[];
  readonly namespaceSelector: LabelSelector | null;
}

/** What a workload makes its pods from. */
export interface PodTemplate {
  /** Path of the pod's spec in its object: `spec.template.spec`, `spec.jobTemplate.spec.template.spec` or `spec`. */
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Only the annotations that a verdict reads (seccomp, AppArmor); the others stay where they were read. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What needs the pod's token although the API server does not: the name of a secret injector or of a cloud identity; null without a sign. */
  readonly tokenUser: string | null;
  /** Whether an annotation asks whatever scrapes metrics to scrape the pod. */
  readonly asksForScrapes: boolean;
  readonly serviceAccount: string;
  readonly automountToken: boolean | null;
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  readonly hostIpc: boolean;
  /** null where unset: the pod then shares the host's user namespace. */
  readonly hostUsers: boolean | null;
  readonly shareProcessNamespace: boolean;
  readonly os: string | null;
  readonly restartPolicy: string;
  readonly priorityClass: string | null;
  readonly terminationGracePeriodSeconds: number;
  readonly runtimeClass: string | null;
  /** Pod-level requests and limits, which replace the containers' sums (KEP-2837). */
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly securityContext: SecurityContext;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  /** The zones that its node selector and required node affinity let it run in; null where they name none. */
  readonly zones: readonly string[] | null;
  /** The one node that it is held to, and the path of what holds it; null where nothing names a single one. */
  readonly onlyNode: { readonly name: string; readonly path: string } | null;
  /** The scheduler that it asks for by name; null for the one that every cluster has. */
  readonly scheduler: string | null;
  /** Its terms of required pod affinity: it runs only where such pods run. */
  readonly affinity: readonly PodAffinityTerm[];
  readonly spread: readonly SpreadConstraint[];
  readonly antiAffinity: readonly PodAffinityTerm[];
}
