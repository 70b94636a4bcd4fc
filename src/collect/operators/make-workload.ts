import { elsewhere, type Gap } from '../../estate/gap.ts';
import { notStated } from '../../estate/identity.ts';
import type { OwnBudget, Workload, WorkloadAspect, WorkloadForm } from '../../estate/workload.ts';
import { type OwnPlace, ownPath } from '../../estate/own-place.ts';
import { parsePath } from '../../estate/parse-path.ts';
import { Fields, MalformedField, type Raw, writePath } from '../objects/fields.ts';
import { readTierLabel, type Subject } from '../objects/object-metadata.ts';
import { readContainer, readPodTemplate } from '../objects/workloads/pod-template.ts';
import type { Places } from './places.ts';

/** One container that an operator makes, in the words of Kubernetes. */
export interface Container {
  /** Where the resource speaks of it. */
  readonly at: Fields;
  /** Where fields of it stand, and that those that are not named stand nowhere; left out where it stands there as Kubernetes has it. */
  readonly fields?: Places | undefined;
  /** What is put together of the resource and of the operator's defaults. */
  readonly container: Raw;
  readonly role?: 'init' | 'sidecar';
}

/** One set of pods that an operator makes of a resource: what the resource states, and what the operator's documentation says of the rest. */
export interface MadePods {
  /** What tells it apart where a resource makes several; left out for the main one. */
  readonly part?: string;
  readonly form: WorkloadForm;
  /** Where the number stands, and the operator's default (null without one that is documented); or what it starts with, where nothing else is stated; null: it is not for the resource to say. */
  readonly replicas:
    | { readonly at: Fields; readonly key: string; readonly otherwise: number | null }
    | { readonly is: number; readonly path: string }
    | null;
  /** The labels that every one of these pods bears; left out where they are not known. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Where the resource speaks of the pods. */
  readonly at: Fields;
  /** Where fields of the pods stand, and that those that are not named stand nowhere; left out where the pod's spec stands there as Kubernetes has it. */
  readonly fields?: Places | undefined;
  /** Where labels of the pods may be written. */
  readonly labelsAt?: string;
  /** The pods' spec, in the words of Kubernetes, without containers. */
  readonly pod: Raw;
  readonly containers: readonly Container[];
  /** Of what everything is said here; the rest is not known. */
  readonly known: readonly WorkloadAspect[];
  /** Of what only a part is said here. */
  readonly partly?: readonly WorkloadAspect[];
  /** The budget that the operator makes; left out where `known` does not name it, or where it makes none. */
  readonly budget?: OwnBudget | null;
  readonly hasScale?: boolean;
  readonly scalesByLoad?: boolean;
  readonly copiesData?: boolean;
  readonly makesPolicies?: boolean;
  /** The system that these pods form together with those of other resources, and what they do in it; left out where they form one by themselves. */
  readonly system?: { readonly name: string; readonly roles: readonly string[] };
  /** The claims of each pod; left out where its data lies in none. */
  readonly claims?: Workload['claimTemplates'] | undefined;
}

/** What an operator makes of one of its kinds; none where the resource makes no pods. */
export type MakePods = (subject: Subject) => readonly MadePods[];

/** An operator, and what it makes. One file for each. */
export interface OperatorRoom {
  readonly operator: string;
  /** By `group/Kind`. */
  readonly makes: Readonly<Record<string, MakePods>>;
}

const words: Readonly<Record<WorkloadAspect, string>> = {
  replicas: 'how many pods there are',
  labels: 'the labels of the pods',
  images: 'the images of the pods',
  ports: 'the ports of the pods',
  probes: 'the probes of the pods',
  resources: 'what every container of the pods requests',
  security: 'the security context of the pods',
  account: 'the service account of the pods',
  spread: 'how the pods are spread',
  priority: 'the priority class of the pods',
  shutdown: 'how the pods are stopped',
  rollout: 'how the pods are replaced',
  budget: 'whether a disruption budget covers the pods',
};

const aspects = Object.keys(words) as WorkloadAspect[];

/** Makes workloads of what an operator makes of a resource. */
export function makeWorkloads(operator: string, make: MakePods): (subject: Subject) => readonly Workload[] {
  return (subject) => make(subject).map((made) => makeWorkload(operator, subject, made));
}

function makeWorkload(operator: string, { fields, metadata, head }: Subject, made: MadePods): Workload {
  const { part, form, replicas, known, partly = [], labels = null, at } = made;
  const places = placesOf(made);
  const resource = { raw: fields.raw, places, at: at.path };
  const pod = inResource({ ...resource, path: podPath, put: made.pod }, () =>
    readPodTemplate(new Fields({ labels: labels ?? {} }), settle(podPath, made.pod)),
  );
  const containers = made.containers.map(({ container, role }, index) =>
    inResource({ ...resource, path: containerPath(index), put: container }, () =>
      readContainer(settle(containerPath(index), container), role ?? 'container'),
    ),
  );
  const number = form === 'DaemonSet' ? null : writtenIn(replicas);
  const otherwise = replicas === null ? null : 'is' in replicas ? replicas.is : replicas.otherwise;
  const seen = new Set<WorkloadAspect>(known);
  if (form === 'DaemonSet' || number !== null || otherwise !== null) seen.add('replicas');
  if (labels !== null) seen.add('labels');
  return {
    ...head,
    noun: 'workload',
    ...(part === undefined ? {} : { part, name: `${head.name}/${part}` }),
    form,
    made: {
      operator,
      makesContainers: true,
      places,
      unseen: gapsOf(
        operator,
        head,
        aspects.filter((one) => !seen.has(one) && !partly.includes(one)),
      ),
      partly: gapsOf(operator, head, partly),
      budget: made.budget ?? null,
      hasScale: made.hasScale ?? true,
      scalesByLoad: made.scalesByLoad ?? false,
      copiesData: made.copiesData ?? false,
      makesPolicies: made.makesPolicies ?? false,
      ...(made.system && { system: made.system }),
    },
    templateOf: null,
    controller: null,
    tierLabel: readTierLabel(metadata),
    replicas: form === 'DaemonSet' ? null : (number ?? otherwise ?? 1),
    replicasDeclared: number !== null,
    replicasPath: pathOf(replicas, at),
    longRunning: form !== 'Job' && form !== 'CronJob',
    selector: null,
    updateStrategy: 'RollingUpdate',
    maxUnavailable: null,
    claimTemplates: made.claims ?? [],
    isStatic: false,
    nodeTool: null,
    job: null,
    pod: { ...pod, containers },
  };
}

function pathOf(replicas: MadePods['replicas'], at: Fields): string {
  if (replicas === null) return at.where;
  return 'is' in replicas ? replicas.path : writePath([...replicas.at.path, replicas.key]);
}

function writtenIn(replicas: MadePods['replicas']): number | null {
  if (replicas === null || 'is' in replicas) return null;
  const { at, key } = replicas;
  const number = at.integer(key);
  return number !== null && number < 0 ? at.refuse(key, 'a whole number from 0') : number;
}

/** What is put together stands nowhere: a path of its own, which no resource has. */
const podPath = ['made-pods', 'spec'] as const;

function containerPath(index: number): (string | number)[] {
  return [...podPath, 'containers', index];
}

function settle(path: readonly (string | number)[], raw: Raw): Fields {
  return new Fields(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)), null, path);
}

/** The resource that pods are made of, where it speaks of them, and what was put together of it. */
interface Resource {
  readonly raw: Raw;
  readonly places: readonly OwnPlace[];
  readonly at: readonly (string | number)[];
  readonly path: readonly (string | number)[];
  readonly put: Raw;
}

/** What is wrong with it is told where the resource says it. */
function inResource<T>(resource: Resource, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    const own = pathIn(resource, error.path);
    throw new MalformedField(own, error.message.replaceAll(writePath(error.path), writePath(own)));
  }
}

/** Where the resource says what is wrong; where it has a shape of its own, the very value is looked for near the place that is known. */
function pathIn(
  { raw, places, at, path, put }: Resource,
  broken: readonly (string | number)[],
): readonly (string | number)[] {
  const near = parsePath(ownPath(places, writePath(broken)));
  const steps = broken.slice(path.length);
  const wrong = valueAt(put, steps);
  const around = valueAt(raw, near);
  if (wrong === undefined || around === wrong) return near;
  const starts = [near, ...(Array.isArray(around) ? around.map((_item, index) => [...near, index]) : []), at];
  const found = steps
    .map((_step, from) => steps.slice(from))
    .flatMap((rest) => starts.map((start) => [...start, ...rest]))
    .find((one) => valueAt(raw, one) === wrong);
  return found ?? near;
}

function valueAt(raw: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Raw)[step] : undefined),
    raw,
  );
}

function placesOf({ at, fields, labelsAt, containers }: MadePods): OwnPlace[] {
  const labels = labelsAt ?? (fields ? at.where : writePath([...at.path.slice(0, -1), 'metadata', 'labels']));
  return [
    { of: 'made-pods.metadata', at: labels, holds: 'nothing' },
    ...placed(writePath(podPath), at, fields),
    ...containers.flatMap((one, index) => placed(writePath(containerPath(index)), one.at, one.fields)),
  ];
}

function placed(of: string, at: Fields, fields: Places | undefined): OwnPlace[] {
  const named = Object.entries(fields ?? {}).map(([field, place]): OwnPlace => {
    const own = `${of}.${field}`;
    if ('near' in place) return { of: own, at: place.near, holds: 'nothing' };
    return { of: own, at: writePath([...place.in.path, place.key]), holds: place.in.has(place.key) ? 'all' : 'fields' };
  });
  return [{ of, at: at.where, holds: fields ? 'nothing' : 'all' }, ...named];
}

function gapsOf(
  operator: string,
  { kind, name, namespace }: Subject['head'],
  hidden: readonly WorkloadAspect[],
): Readonly<Partial<Record<WorkloadAspect, Gap>>> {
  const where = namespace === notStated || namespace === '' ? '' : ` -n ${namespace}`;
  return Object.fromEntries(
    hidden.map((one) => [
      one,
      elsewhere(
        `what ${operator} makes of ${kind}/${name} decides ${words[one]} (\`kubectl get ${one === 'budget' ? 'pdb' : 'pods'}${where} -o yaml\` shows it)`,
        'running-platform',
      ),
    ]),
  );
}
