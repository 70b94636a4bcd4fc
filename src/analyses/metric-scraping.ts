import { elsewhere, type Gap } from '../estate/gap.ts';
import type { FactName } from '../estate/facts.ts';
import { identityOf, notStated } from '../estate/identity.ts';
import { indexSelectors } from '../estate/index-selectors.ts';
import { type Labels, type LabelSelector, selectorOfLabels } from '../estate/label-selector.ts';
import type { Monitor } from '../estate/monitor.ts';
import type { Service } from '../estate/service.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';

/** Whether anything scrapes the metrics of a workload's pods. */
export interface MetricScraping {
  readonly scraped: boolean;
  /** A monitor that selects it, or a Service of it, and names a port that is not there; null without one. */
  readonly misses: Monitor | null;
  /** What was not seen and may scrape it; null when that does not matter. */
  readonly missing: FactName | Gap | null;
  /** Whether it declares a port or a Service selects it: of what nobody reaches nothing can be scraped. */
  readonly listens: boolean;
  /** The other workloads of its namespace, how many of them are scraped, and one of these. */
  readonly others: { readonly all: number; readonly scraped: number; readonly example: Workload | null };
}

/**
 * Whether a monitor selects the pods, or a Service that selects them, or an annotation asks for scrapes. Every variant of all of these counts, and what
 * states no namespace may land in any, so that it is said to be unscraped only where nothing that was given could scrape it.
 */
export const metricScraping: Analysis<'workload', MetricScraping> = defineAnalysis({
  needs: ['workloads', 'services', 'monitors'],
  per: 'workload',
  compute: ({ workloads, services, monitors }) => {
    const of = (target: Monitor['target']) => monitors.items.filter((one) => one.target === target);
    const monitorsOfPod = indexByNamespace(of('pods'), ({ selector }) => selector, namespacesOf);
    const monitorsOfService = indexByNamespace(of('services'), ({ selector }) => selector, namespacesOf);
    const servicesOfPod = indexByNamespace(
      services.items,
      ({ selector }) => selectorOfLabels(selector),
      ({ namespace }) => [namespace],
    );
    const [unread] = of('anything');
    const sawAll = (
      [
        ['monitors', monitors],
        ['services', services],
        ['workloads', workloads],
      ] as const
    ).find(([, view]) => !view.all().complete)?.[0];

    const known = new Map<Workload, Looked>();
    function look(workload: Workload): Looked {
      const before = known.get(workload);
      if (before) return before;
      const { pod, namespace } = workload;
      const mine = servicesOfPod(pod.labels, namespace);
      const ports = pod.containers.flatMap((container) => container.ports);
      const seen = [
        ...monitorsOfPod(pod.labels, namespace).map((monitor) => ({ monitor, hits: hits(monitor, ports) })),
        ...mine.flatMap((service) =>
          monitorsOfService(service.labels, service.namespace).map((monitor) => ({
            monitor,
            hits: hits(monitor, service.ports),
          })),
        ),
      ];
      const asked = pod.asksForScrapes || mine.some((service: Service) => service.asksForScrapes);
      const found = {
        scraped: asked || seen.some(({ monitor, hits }) => hits && !monitor.mayLeaveOut),
        chosenBy: seen.find(({ monitor, hits }) => hits && monitor.mayLeaveOut)?.monitor ?? null,
        misses: seen.find((one) => !one.hits)?.monitor ?? null,
        listens: ports.length > 0 || mine.length > 0,
      };
      known.set(workload, found);
      return found;
    }

    const peersIn = Map.groupBy(
      workloads.items.filter(({ longRunning, controller }) => longRunning && controller === null),
      ({ namespace, places }) => (namespace === notStated ? `${namespace} ${places.join()}` : namespace),
    );
    const tallies = new Map(
      [...peersIn].map(([key, peers]) => [
        key,
        new Map(
          [...Map.groupBy(peers, identityOf)].map(([identity, variants]) => [
            identity,
            variants.find((one) => look(one).scraped) ?? null,
          ]),
        ),
      ]),
    );
    const scrapedIn = new Map(
      [...tallies].map(([key, tally]) => [key, [...tally.values()].filter((one) => one !== null)]),
    );

    return (workload): MetricScraping | Gap => {
      const part = partialTemplate(workload, 'labels', 'ports');
      if (part) return part;
      const { namespace, places } = workload;
      const key = namespace === notStated ? `${namespace} ${places.join()}` : namespace;
      const { chosenBy, ...own } = look(workload);
      const scraped = scrapedIn.get(key) ?? [];
      const isOne = scraped.some((one) => identityOf(one) === identityOf(workload));
      return {
        ...own,
        missing:
          sawAll ??
          (chosenBy ? chosen(chosenBy) : null) ??
          (unread ? elsewhere(`${unread.kind}/${unread.name} may have it scraped, in words that are not read`) : null),
        others: {
          all: Math.max((tallies.get(key)?.size ?? 1) - 1, 0),
          scraped: scraped.length - (isOne ? 1 : 0),
          example: scraped.find((one) => identityOf(one) !== identityOf(workload)) ?? null,
        },
      };
    };
  },
});

/** What is seen of a workload; `chosenBy`: a monitor that selects it, and may leave it out all the same. */
interface Looked extends Pick<MetricScraping, 'scraped' | 'misses' | 'listens'> {
  readonly chosenBy: Monitor | null;
}

function chosen({ kind, name }: Monitor): Gap {
  return elsewhere(
    `${kind}/${name} keeps or drops some of what it selects, by rules that are not read; \`promtool query instant http://localhost:9090 up\` shows which`,
    'running-platform',
  );
}

function namespacesOf({ namespaces }: Monitor): readonly string[] | null {
  return namespaces;
}

/**
 * Finds what selects some labels and looks into a namespace: in an index of each namespace, for the same labels stand in many. What states no namespace may
 * land in any; null: in all.
 */
function indexByNamespace<T>(
  items: readonly T[],
  selectorOf: (item: T) => LabelSelector | null,
  looksInto: (item: T) => readonly string[] | null,
): (labels: Labels, namespace: string) => T[] {
  const index = (some: readonly T[]) => indexSelectors(some, selectorOf);
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const namespace of new Set(looksInto(item) ?? [notStated])) {
      const group = groups.get(namespace);
      if (group) group.push(item);
      else groups.set(namespace, [item]);
    }
  const all = index(items);
  const indexes = new Map([...groups].map(([namespace, some]) => [namespace, index(some)]));
  const anywhere = indexes.get(notStated);
  return (labels, namespace) => {
    if (namespace === notStated) return [...all(labels)];
    return [...new Set([...(indexes.get(namespace)?.(labels) ?? []), ...(anywhere?.(labels) ?? [])])];
  };
}

function hits({ ports }: Monitor, given: readonly { readonly name: string | null }[]): boolean {
  return ports.some((port) => port === null || given.some(({ name }) => name === port));
}
