import type { KindLine } from '../kind-line.ts';
import { readAlertmanagerConfig, readAlertmanagerFile } from './alert-routings.ts';
import { readAlertRuleFiles, readAlertRules } from './alert-rules.ts';
import {
  readClusterLogging,
  readLogGroup,
  readLokiFile,
  readLokiStack,
  readStackConfigPolicy,
  readVictoriaLogs,
} from './log-stores.ts';
import {
  readPodMonitor,
  readPodMonitoring,
  readScrapeConfig,
  readScraper,
  readScraperFile,
  readScrapingCollector,
  readServiceMonitor,
} from './monitors.ts';
import {
  readJaeger,
  readPrometheus,
  readTelemetryWorkload,
  readTempo,
  readTraceCollector,
  readVictoriaMetrics,
} from './telemetry-stores.ts';

/** Which facts are made of objects of this room. */
export const telemetryKinds: readonly KindLine[] = [
  {
    fact: 'alertRules',
    read: readAlertRules,
    of: [
      'monitoring.coreos.com/PrometheusRule',
      'operator.victoriametrics.com/VMRule',
      'loki.grafana.com/AlertingRule',
    ],
  },
  { fact: 'alertRules', read: readAlertRuleFiles, of: ['/ConfigMap'] },
  {
    fact: 'alertRoutes',
    read: readAlertmanagerConfig,
    of: ['monitoring.coreos.com/AlertmanagerConfig', 'operator.victoriametrics.com/VMAlertmanagerConfig'],
  },
  { fact: 'alertRoutes', read: readAlertmanagerFile, of: ['/Secret', '/ConfigMap'] },
  { fact: 'logStores', read: readLokiStack, of: ['loki.grafana.com/LokiStack'] },
  { fact: 'logStores', read: readLokiFile, of: ['/ConfigMap', '/Secret'] },
  { fact: 'logStores', read: readClusterLogging, of: ['logging.openshift.io/ClusterLogging'] },
  { fact: 'logStores', read: readStackConfigPolicy, of: ['stackconfigpolicy.k8s.elastic.co/StackConfigPolicy'] },
  {
    fact: 'logStores',
    read: readVictoriaLogs,
    of: [
      'operator.victoriametrics.com/VLogs',
      'operator.victoriametrics.com/VLSingle',
      'operator.victoriametrics.com/VLCluster',
    ],
  },
  {
    fact: 'logStores',
    read: readLogGroup,
    of: [
      'cloudwatchlogs.services.k8s.aws/LogGroup',
      'cloudwatchlogs.aws.upbound.io/Group',
      'logging.cnrm.cloud.google.com/LoggingLogBucket',
    ],
  },
  {
    fact: 'monitors',
    read: readServiceMonitor,
    of: [
      'monitoring.coreos.com/ServiceMonitor',
      'azmonitoring.coreos.com/ServiceMonitor',
      'operator.victoriametrics.com/VMServiceScrape',
    ],
  },
  {
    fact: 'monitors',
    read: readPodMonitor,
    of: [
      'monitoring.coreos.com/PodMonitor',
      'azmonitoring.coreos.com/PodMonitor',
      'operator.victoriametrics.com/VMPodScrape',
    ],
  },
  {
    fact: 'monitors',
    read: readPodMonitoring,
    of: ['monitoring.googleapis.com/PodMonitoring', 'monitoring.googleapis.com/ClusterPodMonitoring'],
  },
  {
    fact: 'monitors',
    read: readScrapeConfig,
    of: [
      'monitoring.coreos.com/ScrapeConfig',
      'operator.victoriametrics.com/VMScrapeConfig',
      'operator.victoriametrics.com/VMStaticScrape',
    ],
  },
  {
    fact: 'monitors',
    read: readScraper,
    of: [
      'monitoring.coreos.com/Prometheus',
      'monitoring.coreos.com/PrometheusAgent',
      'operator.victoriametrics.com/VMAgent',
      'operator.victoriametrics.com/VMSingle',
      'uds.dev/Package',
    ],
  },
  { fact: 'monitors', read: readScrapingCollector, of: ['opentelemetry.io/OpenTelemetryCollector'] },
  { fact: 'monitors', read: readScraperFile, of: ['/ConfigMap', '/Secret'] },
  {
    fact: 'telemetryStores',
    read: readPrometheus,
    of: [
      'monitoring.coreos.com/Prometheus',
      'monitoring.coreos.com/PrometheusAgent',
      'monitoring.coreos.com/Alertmanager',
      'monitoring.coreos.com/ThanosRuler',
    ],
  },
  {
    fact: 'telemetryStores',
    read: readVictoriaMetrics,
    of: [
      'operator.victoriametrics.com/VMSingle',
      'operator.victoriametrics.com/VMCluster',
      'operator.victoriametrics.com/VMAgent',
      'operator.victoriametrics.com/VMAlert',
      'operator.victoriametrics.com/VMAlertmanager',
    ],
  },
  {
    fact: 'telemetryStores',
    read: readTempo,
    of: ['tempo.grafana.com/TempoStack', 'tempo.grafana.com/TempoMonolithic'],
  },
  { fact: 'telemetryStores', read: readJaeger, of: ['jaegertracing.io/Jaeger'] },
  { fact: 'telemetryStores', read: readTraceCollector, of: ['opentelemetry.io/OpenTelemetryCollector'] },
  { fact: 'telemetryStores', read: readTelemetryWorkload, of: ['apps/Deployment', 'apps/StatefulSet'] },
];
