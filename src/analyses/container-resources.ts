import type { Gap } from '../estate/gap.ts';
import { landsWith } from '../estate/lands-with.ts';
import type { LimitRange } from '../estate/limit-range.ts';
import type { Container, PodTemplate } from '../estate/pod.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../estate/quantity.ts';
import { straysIn } from '../estate/strays.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type ContainerDefaults, containerDefaults } from './limit-range-defaults.ts';
import { partialTemplate } from './partial-template.ts';

/** What a container may lack. */
export type Shortage = 'cpu-request' | 'memory-request' | 'cpu-limit' | 'memory-limit' | 'ephemeral-storage';

/** A limit below its request, as written. */
export interface Refusal {
  readonly resource: string;
  readonly request: string;
  readonly limit: string;
  /** The LimitRange that sets the limit; null where the container does. */
  readonly by: LimitRange | null;
}

/** What one container asks for and is held to, with what a LimitRange and the pod itself add. */
export interface ContainerBounds {
  readonly container: Container;
  /** What nobody gives. An amount of zero gives nothing, and keeps a LimitRange from giving. */
  readonly lacks: readonly Shortage[];
  readonly refusals: readonly Refusal[];
  /** How many times its memory request the memory limit is, rounded down to a tenth; null unless both are known. */
  readonly headroom: number | null;
}

/** What the containers of a workload ask for and are held to. Ephemeral containers have no resources. */
export interface ContainerResources {
  readonly containers: readonly ContainerBounds[];
  /** Of the pod as a whole (KEP-2837). */
  readonly podRefusals: readonly Refusal[];
  /** What hangs on LimitRanges that were not seen; `refusal`: whether one sets a limit below a request. */
  readonly unsure: ReadonlySet<Shortage | 'refusal'>;
  /** Where amounts stand that Kubernetes does not read: templates that something fills in later. */
  readonly unreadable: readonly string[];
}

type Field = 'requests' | 'limits';

/** One amount: several where LimitRanges differ, because their order is not defined. */
interface Amount {
  readonly is: 'given' | 'lacking' | 'unseen' | 'unreadable';
  readonly of: readonly { readonly text: string; readonly quantity: Quantity; readonly by: LimitRange | null }[];
  /** Where what cannot be read stands. */
  readonly at?: string;
}

const wanted: readonly (readonly [Shortage, Field, string])[] = [
  ['cpu-request', 'requests', 'cpu'],
  ['memory-request', 'requests', 'memory'],
  ['cpu-limit', 'limits', 'cpu'],
  ['memory-limit', 'limits', 'memory'],
];

const everything: ReadonlySet<Shortage | 'refusal'> = new Set([...wanted.map(([shortage]) => shortage), 'refusal']);

/** What containers ask for and are held to once admission has filled in what the namespace's LimitRanges give. */
export const containerResources: Analysis<'workload', ContainerResources> = defineAnalysis({
  needs: ['limitRanges', 'namespaces'],
  per: 'workload',
  compute: ({ limitRanges, namespaces }) => {
    const straysNear = straysIn(limitRanges);
    const defaults = new Map<LimitRange, ContainerDefaults>();
    function defaultsOf(range: LimitRange): ContainerDefaults {
      const known = defaults.get(range) ?? containerDefaults(range);
      defaults.set(range, known);
      return known;
    }

    return (workload, vantage): ContainerResources | Gap => {
      const part = partialTemplate(workload);
      if (part) return part;
      // Whoever goes by none of them need not wait for what an operator leaves unsaid.
      if (workload.made?.unseen.resources)
        return { containers: [], podRefusals: [], unsure: everything, unreadable: [] };
      const { found, complete, settled } = limitRanges.near(workload, vantage);
      const ranges = found.filter((range) => landsWith(range, workload));
      // LimitRanges that state no namespace, beside the workload or beside its Namespace; anywhere, while that is hidden.
      const home = namespaces.near(workload, vantage);
      const places = home.settled ? [...workload.places, ...home.found.flatMap((namespace) => namespace.places)] : [];
      const strays = straysNear({ namespace: workload.namespace, places });
      const unsure = new Set<Shortage | 'refusal'>();
      const unreadable: string[] = [];

      function amountOf(container: Container, field: Field, resource: string): Amount {
        const own = amountIn(container, field, resource);
        if (own) return own;
        // A LimitRange that is hidden may come first, and a container keeps the first default that it gets.
        if (!settled) return { is: 'unseen', of: [] };
        const given = ranges.flatMap((range) => {
          const text = defaultsOf(range)[field].get(resource);
          return text === undefined ? [] : [{ text, quantity: parseQuantity(text), by: range }];
        });
        const strange = given.find(({ quantity }) => quantity === null);
        if (strange) return { is: 'unreadable', of: [], at: `${resource} of LimitRange ${strange.by.name}` };
        const of = given.filter(({ quantity }) => quantity !== null && quantity.nanos > 0n) as Amount['of'];
        if (of.length > 0) return { is: 'given', of };
        const mayCome = strays.mayBeMore || strays.found.some((range) => defaultsOf(range)[field].has(resource));
        return { is: complete && !mayCome ? 'lacking' : 'unseen', of };
      }

      function boundsOf(container: Container): ContainerBounds {
        const lacks: Shortage[] = [];
        for (const [shortage, field, resource] of wanted) {
          const ofPod = amountIn(workload.pod, field, resource);
          const { is, at } = ofPod && ofPod.is !== 'lacking' ? ofPod : amountOf(container, field, resource);
          // An init container runs before the others and on what they ask for: the larger of both is the pod's request (effective init request).
          if (field === 'requests' && container.role === 'init' && is !== 'unreadable') continue;
          if (is === 'lacking') lacks.push(shortage);
          if (is === 'unseen') unsure.add(shortage);
          if (at !== undefined) unreadable.push(at);
        }
        const storage = (['requests', 'limits'] as const).map((field) =>
          amountOf(container, field, 'ephemeral-storage'),
        );
        if (storage.every(({ is }) => is === 'lacking')) lacks.push('ephemeral-storage');

        const limitless = Object.keys(container.requests).some(
          (resource) => !Object.hasOwn(container.limits, resource),
        );
        if (!settled && limitless) unsure.add('refusal');
        const refusals = refusalsIn(container.requests, (resource) => amountOf(container, 'limits', resource));
        return {
          container,
          lacks,
          refusals,
          headroom: headroomOf(amountOf(container, 'requests', 'memory'), amountOf(container, 'limits', 'memory')),
        };
      }

      const containers = workload.pod.containers.filter(({ role }) => role !== 'ephemeral').map(boundsOf);
      const podRefusals = refusalsIn(workload.pod.requests, (resource) => amountIn(workload.pod, 'limits', resource));
      return { containers, podRefusals, unsure, unreadable: [...new Set(unreadable)] };
    };
  },
});

/** The amount that a container or a pod states itself; null when it states none. */
function amountIn(where: Pick<Container | PodTemplate, Field | 'path'>, field: Field, resource: string): Amount | null {
  if (!Object.hasOwn(where[field], resource)) return null;
  const text = where[field][resource] as string;
  const quantity = parseQuantity(text);
  if (quantity === null) {
    // A request that was not written is the limit.
    const written = text === where.limits[resource] ? 'limits' : field;
    return { is: 'unreadable', of: [], at: `${where.path}.resources.${written}.${resource}` };
  }
  return { is: quantity.nanos > 0n ? 'given' : 'lacking', of: [{ text, quantity, by: null }] };
}

/** The requests that exceed their limits, whatever the order in which LimitRanges are asked. */
function refusalsIn(
  requests: Readonly<Record<string, string>>,
  limitOf: (resource: string) => Amount | null,
): Refusal[] {
  return Object.entries(requests).flatMap(([resource, request]) => {
    const asked = parseQuantity(request);
    const limits = limitOf(resource)?.of ?? [];
    const [limit] = limits;
    if (asked === null || !limit || !limits.every(({ quantity }) => compareQuantities(quantity, asked) < 0)) return [];
    return [{ resource, request, limit: limit.text, by: limit.by }];
  });
}

function headroomOf(request: Amount, limit: Amount): number | null {
  if (request.is !== 'given' || limit.is !== 'given' || request.of.length > 1 || limit.of.length > 1) return null;
  const [asked, most] = [request.of[0]?.quantity.nanos, limit.of[0]?.quantity.nanos];
  return asked === undefined || most === undefined ? null : Number((most * 10n) / asked) / 10;
}
