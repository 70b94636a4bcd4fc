import type { Monitor } from '../../../estate/monitor.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { readSelector } from '../selector.ts';

/** Reads a ServiceMonitor or a VMServiceScrape. */
export function readServiceMonitor(subject: Subject): Monitor {
  // A port of the pod (targetPort), or none at all: then every port of the Service's pods that fits is scraped.
  const ports = subject.spec.objects('endpoints').map((endpoint) => endpoint.text('port') || null);
  return monitor(subject, 'services', namespacesOf(subject), ports);
}

/** Reads a PodMonitor or a VMPodScrape. */
export function readPodMonitor(subject: Subject): Monitor {
  const ports = subject.spec.objects('podMetricsEndpoints').map((endpoint) => endpoint.text('port') || null);
  return monitor(subject, 'pods', namespacesOf(subject), ports);
}

/** Reads a PodMonitoring, of its own namespace, or a ClusterPodMonitoring, of all. */
export function readPodMonitoring(subject: Subject): Monitor {
  const { spec, head } = subject;
  const ports = spec.objects('endpoints').map((endpoint) => {
    const port = endpoint.integerOrText('port');
    return typeof port === 'string' ? port : null;
  });
  return monitor(subject, 'pods', head.kind.startsWith('Cluster') ? null : [head.namespace], ports);
}

function monitor(
  { spec, head }: Subject,
  target: Monitor['target'],
  namespaces: Monitor['namespaces'],
  ports: Monitor['ports'],
): Monitor {
  const endpoints = [...spec.objects('endpoints'), ...spec.objects('podMetricsEndpoints')];
  return {
    ...head,
    noun: 'monitor',
    target,
    selector: readSelector(spec, 'selector') ?? {},
    namespaces,
    mayLeaveOut: endpoints.some(leavesOut),
    ports,
  };
}

/** Whether targets are kept or dropped before they are scraped, in the words of either operator; what is done to the metrics is another matter. */
function leavesOut(endpoint: Fields): boolean {
  const rules = [...endpoint.objects('relabelings'), ...endpoint.objects('relabelConfigs')];
  return rules.some((rule) => /^(?:keep|drop)/i.test(rule.text('action') ?? ''));
}

/** Its own namespace where it names none. Source: prometheus-operator, getNamespacesFromNamespaceSelector. */
function namespacesOf({ spec, head }: Subject): readonly string[] | null {
  const where = spec.objectOrEmpty('namespaceSelector');
  if (where.boolean('any') === true) return null;
  const named = where.texts('matchNames');
  return named.length > 0 ? named : [head.namespace];
}

/** Reads what has things scraped in the words of the scraper itself, which are not read. */
export function readScrapeConfig({ head }: Subject): Monitor {
  return {
    ...head,
    noun: 'monitor',
    target: 'anything',
    selector: {},
    namespaces: null,
    mayLeaveOut: true,
    ports: [null],
  };
}

/** Reads a scraper that may be given such words beside its monitors; null without. */
export function readScraper(subject: Subject): Monitor | null {
  const given = ['additionalScrapeConfigs', 'inlineScrapeConfig', 'monitor'];
  return given.some((key) => subject.spec.has(key)) ? readScrapeConfig(subject) : null;
}

/** Reads a collector of OpenTelemetry that scrapes; null for all others. */
export function readScrapingCollector(subject: Subject): Monitor | null {
  const config = subject.spec.value('config');
  const text = typeof config === 'string' ? config : JSON.stringify(config ?? {});
  const scrapes = /scrape_configs|receiver_creator/.test(text) || subject.spec.has('targetAllocator');
  return scrapes ? readScrapeConfig(subject) : null;
}

/** Reads a ConfigMap or a Secret with the configuration of a scraper; null for all others. */
export function readScraperFile(subject: Subject): Monitor | null {
  const isSecret = subject.head.kind === 'Secret';
  const texts = ['data', 'stringData'].flatMap((map) =>
    textsOf(subject.fields.objectOrEmpty(map)).map((text) =>
      map === 'data' && isSecret ? Buffer.from(text, 'base64').toString('utf8') : text,
    ),
  );
  return texts.some(mayScrape) ? readScrapeConfig(subject) : null;
}

function mayScrape(text: string): boolean {
  // Dashboards are long, and a plain search is ten times as fast.
  return scraperMarks.some((mark) => text.includes(mark)) && scraperWords.test(text);
}

const scraperMarks = ['scrape_configs:', 'prometheus.scrape "', '[[inputs.prometheus]]'];
const scraperWords = /^\s*(?:- )?scrape_configs:|^\s*prometheus\.scrape "|\[\[inputs\.prometheus\]\]/m;

function textsOf({ raw }: Fields): string[] {
  return Object.values(raw).filter((value) => typeof value === 'string');
}

/** Whether annotations ask whatever scrapes to scrape the pods: the old convention of Prometheus, and those of agents that look for their own. */
export function asksForScrapes(metadata: Fields): boolean {
  return Object.entries(metadata.annotations()).some(
    ([key, value]) =>
      (/^(?:prometheus\.io|k8s\.grafana\.com|metrics\.dynatrace\.com)\/scrape$/.test(key) &&
        String(value) === 'true') ||
      key.startsWith('ad.datadoghq.com/'),
  );
}
