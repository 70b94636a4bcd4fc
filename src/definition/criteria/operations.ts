import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `operations`, in the definition's order. */
export type OperationsCriterionId =
  | 'operations/metrics'
  | 'operations/central-logging'
  | 'operations/tracing'
  | 'operations/actionable-alerts'
  | 'operations/incident-runbooks'
  | 'operations/current-documentation'
  | 'operations/gitops'
  | 'operations/self-healing'
  | 'operations/patching';

/** What the definition asks in the chapter `operations`. */
export const operationsCriteria: Readonly<Record<OperationsCriterionId, CriterionEntry>> = {
  'operations/metrics': {
    title: 'Metrics monitoring operational for platform and workloads',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'Prometheus or equivalent HA, control plane, nodes and >= 95 % of critical workloads scraped, retention >= 15 d, targets up',
      },
      'important': { level: 'required', target: '>= 90 %' },
      'best-effort': { level: 'recommended', target: '>= 90 %' },
    },
    metrics: [
      {
        name: 'criticalWorkloadsScrapedPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 95, 'important': 90, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Prometheus targets and rules API, ServiceMonitor and PodMonitor coverage, remote write health, kube-state-metrics and node exporter presence',
      },
    ],
  },
  'operations/central-logging': {
    title: 'Logs centralised off the node',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'collector on 100 % of nodes, all critical namespaces seen in the last hour, store outside the failure domain',
      },
      'important': {
        level: 'required',
        target:
          'collector on 100 % of nodes, all critical namespaces seen in the last hour, store outside the failure domain',
      },
      'best-effort': {
        level: 'recommended',
        target:
          'collector on 100 % of nodes, all critical namespaces seen in the last hour, store outside the failure domain',
      },
    },
    metrics: [
      {
        name: 'nodesWithLogCollectorPercent',
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
        what: 'collector DaemonSet readiness per node, pipeline outputs, last log time per namespace, dropped-record metrics',
      },
    ],
  },
  'operations/tracing': {
    title: 'Distributed tracing available for critical services',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'workload',
    tiers: {
      'critical': { level: 'required', target: 'traces from >= 90 % of critical services in the last day' },
      'important': { level: 'recommended', target: 'traces from >= 90 % of critical services in the last day' },
      'best-effort': { level: 'notRequired', target: null },
    },
    metrics: [
      {
        name: 'criticalServicesTracedPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 90, 'important': null, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'OpenTelemetry, Jaeger or Tempo collectors, instrumentation resources, mesh tracing settings, service list of the backend',
      },
    ],
  },
  'operations/actionable-alerts': {
    title: 'Alerts actionable, routed and with a defined response',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'every critical alert has severity, owner, runbook and a receiver that was tested <= 92 d; noise < 5 per on-call day',
      },
      'important': { level: 'required', target: 'runbook and receiver' },
      'best-effort': { level: 'recommended', target: 'runbook and receiver' },
    },
    metrics: [
      {
        name: 'criticalAlertsWithRunbookAndReceiverPercent',
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
        what: 'PrometheusRule labels and annotations, Alertmanager route simulation, dead-man switch, alert rate and flap statistics',
      },
      { kind: 'external-report', maxAgeDays: 92, what: 'paging tool test record' },
    ],
  },
  'operations/incident-runbooks': {
    title: 'Runbooks exist for common incidents',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every critical alert and the 10 most frequent incidents have a runbook, used in <= 365 d',
      },
      'important': { level: 'required', target: 'every critical alert' },
      'best-effort': { level: 'recommended', target: 'every critical alert' },
    },
    metrics: [
      {
        name: 'criticalAlertsWithRunbookPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 100, 'important': 100, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'runbook_url targets resolve, runbook files in Git with owner and review date, alert-to-runbook coverage',
      },
    ],
  },
  'operations/current-documentation': {
    title: 'Architecture diagrams and platform documentation current',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'organisation',
    tiers: {
      'critical': { level: 'required', target: 'diagram generated from or compared with the real estate <= 92 d' },
      'important': { level: 'required', target: '<= 365 d' },
      'best-effort': { level: 'recommended', target: '<= 365 d' },
    },
    metrics: [
      {
        name: 'architectureDocumentAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 92, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'estate model exported as network and data-flow diagram; difference to the documented one',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'signed review' },
    ],
  },
  'operations/gitops': {
    title: 'GitOps is the way configuration reaches the cluster, drift-free',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'controller healthy, all applications Synced, self-heal on, drift corrected <= 1 h, no manual writes outside break-glass',
      },
      'important': { level: 'required', target: 'drift visible <= 24 h' },
      'best-effort': { level: 'recommended', target: 'drift visible <= 24 h' },
    },
    metrics: [
      {
        name: 'driftCorrectionMinutes',
        unit: 'minutes',
        op: '<=',
        values: { 'critical': 60, 'important': 1440, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'Argo CD and Flux status, sync history, drift by comparing rendered Git with live objects, audit-log writers',
      },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per sync',
      population: 'drift events and applications per day',
      samplingUnit: 'drift event',
    },
  },
  'operations/self-healing': {
    title: 'Self-healing automation reduces manual work',
    from: '6. Support & Maintenance > Operational Maturity',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'no bare pods, node auto-repair or health checks on, restart storms handled, manual interventions counted',
      },
      'important': { level: 'required', target: 'no bare pods' },
      'best-effort': { level: 'recommended', target: 'no bare pods' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'controller ownership of pods, MachineHealthCheck or provider auto-repair, node-problem-detector, crash-loop age, count of manual mutations in the audit log',
      },
    ],
  },
  'operations/patching': {
    title: 'Kubernetes, nodes and add-ons patched on schedule',
    from: '6. Support & Maintenance > Tool Selection Criteria',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          'supported Kubernetes minor, newest patch <= 30 d old, node image <= 30 d, critical CVE <= 15 d, version skew legal',
      },
      'important': { level: 'required', target: 'patch <= 60 d' },
      'best-effort': { level: 'required', target: 'supported minor' },
    },
    metrics: [
      {
        name: 'newestPatchAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 30, 'important': 60, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'server and kubelet versions, node OS image and kernel, add-on versions against the release knowledge base, pending reboot',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'node vulnerability or patch report' },
    ],
    period: {
      operation: 'event-driven',
      frequency: 'per released patch',
      population: 'patches released for components in the inventory',
      samplingUnit: 'patch',
    },
  },
};
