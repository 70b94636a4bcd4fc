import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `availability`, in the definition's order. */
export type AvailabilityCriterionId =
  | 'availability/uptime-objective'
  | 'availability/zone-spread'
  | 'availability/control-plane-redundancy'
  | 'availability/etcd-quorum'
  | 'availability/disruption-budgets'
  | 'availability/health-probes'
  | 'availability/workload-autoscaling'
  | 'availability/node-autoscaling'
  | 'availability/graceful-degradation'
  | 'availability/failure-survival';

/** What the definition asks in the chapter `availability`. */
export const availabilityCriteria: Readonly<Record<AvailabilityCriterionId, CriterionEntry>> = {
  'availability/uptime-objective': {
    title: 'Measured availability meets the tier objective',
    from: '1. Uptime & Availability Targets',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: '>= 99.99 % per rolling year (at most 52.56 min down)' },
      'important': { level: 'required', target: '>= 99.9 % per year (525.6 min)' },
      'best-effort': { level: 'required', target: '>= 99 % per year (5256 min)' },
    },
    metrics: [
      {
        name: 'availabilityPercent365d',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 99.99, 'important': 99.9, 'best-effort': 99 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Prometheus SLI (good/total) over 30 d and 365 d windows with the share of time the SLI itself was missing',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'uptime report of an external prober or the cloud provider' },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per SLI scrape',
      population: 'minutes of the period per service',
      samplingUnit: 'minute',
    },
  },
  'availability/zone-spread': {
    title: 'Nodes and critical workloads spread over zones or regions',
    from: '1. Uptime & Availability Targets',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: '>= 3 zones, no zone holds more than half of the replicas or a quorum' },
      'important': { level: 'required', target: '>= 2 zones' },
      'best-effort': { level: 'notRequired', target: 'single zone allowed' },
    },
    metrics: [
      {
        name: 'zones',
        unit: 'count',
        op: '>=',
        values: { 'critical': 3, 'important': 2, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'maxShareOfReplicasInOneZone',
        unit: 'ratio',
        op: '<=',
        values: { 'critical': 0.5, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'topology.kubernetes.io/zone labels of nodes, pod placement, PV node affinity, topologySpreadConstraints',
      },
    ],
  },
  'availability/control-plane-redundancy': {
    title: 'Redundant API servers and control-plane components',
    from: '1. Uptime & Availability Targets',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '>= 3 instances in >= 3 zones behind one endpoint, or a managed control plane with a contracted SLA >= 99.95 %',
      },
      'important': { level: 'required', target: '>= 2 instances or managed SLA' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'apiserverInstances',
        unit: 'count',
        op: '>=',
        values: { 'critical': 3, 'important': 2, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'kube-system static pods, endpoints of the kubernetes service, leases of controller-manager and scheduler',
      },
      {
        kind: 'external-report',
        maxAgeDays: 365,
        what: 'cloud provider API export of the cluster (regional or zonal control plane, SLA tier)',
      },
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'statement of the provider SLA where the control plane is managed',
      },
    ],
  },
  'availability/etcd-quorum': {
    title: 'etcd keeps quorum after the loss of one member and of one zone',
    from: '1. Uptime & Availability Targets',
    scope: 'platform',
    tiers: {
      'critical': { level: 'required', target: 'odd member count >= 3, no zone holds a majority' },
      'important': { level: 'required', target: 'odd member count >= 3' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'etcdMembers',
        unit: 'count',
        op: '>=',
        values: { 'critical': 3, 'important': 3, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'etcd pods or endpoints, member count per zone; etcd metrics (has_leader, quorum) where reachable',
      },
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'provider statement where etcd is hidden behind a managed control plane',
      },
    ],
  },
  'availability/disruption-budgets': {
    title: 'Pod disruption budgets protect critical workloads',
    from: '1. Uptime & Availability Targets',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: 'a PDB that keeps >= 1 (and the declared minimum) pod up and still allows 1 eviction',
      },
      'important': {
        level: 'recommended',
        target: 'a PDB that keeps >= 1 (and the declared minimum) pod up and still allows 1 eviction',
      },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'workloadsWithEffectivePdbPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'PodDisruptionBudget selector match, disruptionsAllowed, expected pods, replica count',
      },
    ],
  },
  'availability/health-probes': {
    title: 'Liveness, readiness and startup probes configured and sane',
    from: '1. Uptime & Availability Targets',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'readiness and liveness on every long-running container, startup where start > 30 s, detection within 60 s',
      },
      'important': { level: 'required', target: 'readiness and liveness' },
      'best-effort': { level: 'recommended', target: 'readiness' },
    },
    metrics: [
      {
        name: 'containersWithProbesPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': 100 },
        origin: 'proposed',
      },
      {
        name: 'worstCaseDetectionSeconds',
        unit: 'seconds',
        op: '<=',
        values: { 'critical': 60, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'probe specs; computed worst-case detection time = period x threshold + timeout',
      },
    ],
  },
  'availability/workload-autoscaling': {
    title: 'Workload autoscaling (HPA, VPA) configured and effective',
    from: '1. Uptime & Availability Targets',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'HPA with min >= replicas that survive a zone loss, max not reached > 5 % of the time, metrics available',
      },
      'important': {
        level: 'recommended',
        target:
          'HPA with min >= replicas that survive a zone loss, max not reached > 5 % of the time, metrics available',
      },
      'best-effort': { level: 'notRequired', target: null },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'HorizontalPodAutoscaler spec and conditions, VPA recommendations, requests set, metrics-server health',
      },
    ],
  },
  'availability/node-autoscaling': {
    title: 'Node autoscaling with headroom and quota',
    from: '1. Uptime & Availability Targets',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'autoscaler healthy, every zone scalable, capacity of N+1 zones within limits',
      },
      'important': { level: 'recommended', target: 'autoscaler or documented fixed capacity N+1' },
      'best-effort': { level: 'notRequired', target: null },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Cluster Autoscaler or Karpenter status, node group min/max per zone, unschedulable pods',
      },
      { kind: 'attestation', maxAgeDays: 180, what: 'capacity plan where the estate is fixed-size (bare metal)' },
    ],
  },
  'availability/graceful-degradation': {
    title: 'Graceful degradation: non-critical failure does not stop critical services',
    from: '1. Uptime & Availability Targets',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'priority classes set, no critical workload hard-depends on a lower tier, non-critical evictable first',
      },
      'important': { level: 'recommended', target: 'priority classes set' },
      'best-effort': { level: 'notRequired', target: null },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'PriorityClass use, dependency graph from NetworkPolicy, service references and mesh telemetry, QoS class, simulation result',
      },
    ],
  },
  'availability/failure-survival': {
    title: 'Simulated loss of a node and of a zone leaves every critical service up',
    from: '1. Uptime & Availability Targets',
    derived: true,
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '0 critical services lost for any single node and any single zone, capacity suffices to reschedule',
      },
      'important': { level: 'required', target: '0 services lost for any single node' },
      'best-effort': { level: 'notRequired', target: 'informative' },
    },
    metrics: [
      {
        name: 'criticalServicesLostSingleZone',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'servicesLostSingleNode',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'failure simulation over the collected estate: replicas, PDB, spread, PV zone binding, free capacity, quorum',
      },
      {
        kind: 'external-report',
        maxAgeDays: 183,
        what: 'record of a real drain or zone-evacuation exercise (chaos tool report)',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'every assessment; real exercise half-yearly',
      population: 'assessment runs and drain exercises',
      samplingUnit: 'run',
    },
  },
};
