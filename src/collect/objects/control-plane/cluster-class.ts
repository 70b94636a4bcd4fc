import type { ControlPlane } from '../../../estate/control-plane.ts';
import { groupOf, type Identified, notStated, type Origin } from '../../../estate/identity.ts';
import { isKeptFlag } from './api-server-flags.ts';
import { readKubeadmControlPlane } from './cluster-api.ts';
import { type Fields, isRaw } from '../fields.ts';
import { namesPatchFolder } from './kubeadm-patches.ts';
import { readKthreesControlPlane, readRke2ControlPlane } from './rancher-provider.ts';
import { readTalosControlPlane } from './talos.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

// Cluster API makes a control plane of three objects: a Cluster says how many servers it has and names a ClusterClass, which names a template that says all
// the rest, and may patch it for each Cluster (internal/controllers/topology/cluster of cluster-api).

interface Common {
  readonly name: string;
  readonly namespace: string;
  readonly place: string;
  readonly origin: Origin;
  /** Whether it is applied otherwise than it stands. */
  readonly isAltered: boolean;
}

interface ClusterPart extends Common {
  readonly noun: 'cluster';
  /** `namespace` null: its own. */
  readonly madeFrom: { readonly name: string; readonly namespace: string | null };
  /** The field that names its class. */
  readonly at: string;
}

interface ClassPart extends Common {
  readonly noun: 'class';
  readonly template: { readonly kind: string; readonly name: string; readonly namespace: string | null };
  /** What it patches in the template of the control plane. */
  readonly patches: readonly Patch[];
  /** Whether a program may patch anything. */
  readonly isOpen: boolean;
}

interface TemplatePart extends Common {
  readonly noun: 'template';
  readonly kind: string;
  /** What the template says, of one server; null where templates of its kind are not read. */
  readonly plane: ControlPlane | null;
  /** The paths on the servers of the files that it writes. */
  readonly files: readonly string[];
  /** The way to these. */
  readonly filesAt: readonly string[];
  /** Whether it names a folder of patches of kubeadm, into which files may be put. */
  readonly takesPatches: boolean;
}

/** What an object of Cluster API says of how control planes are made from a class. */
export type TopologyPart = ClusterPart | ClassPart | TemplatePart;

interface Patch {
  readonly op: string;
  /** The way to what it changes, from the template's own spec on. */
  readonly way: readonly string[];
  /** undefined where it is computed. */
  readonly value: unknown;
}

/** Reads what an object of Cluster API says of it; null for every other. */
export function readTopologyPart(subject: Subject, isAltered: boolean): TopologyPart | null {
  const { spec, head } = subject;
  const group = groupOf(head.apiVersion);
  const { name, namespace, origin } = head;
  const common = { name, namespace, place: head.places[0] ?? '', origin, isAltered };
  if (group === 'cluster.x-k8s.io' && head.kind === 'Cluster') {
    const topology = spec.object('topology');
    if (!topology) return null;
    const reference = topology.object('classRef');
    // `class` until v1beta1, `classRef` from v1beta2 on.
    const madeFrom = {
      name: reference ? reference.text('name') : topology.text('class'),
      namespace: reference ? reference.text('namespace') : topology.text('classNamespace'),
    };
    const at = reference ? 'spec.topology.classRef' : 'spec.topology.class';
    return { ...common, noun: 'cluster', madeFrom: { ...madeFrom, name: madeFrom.name ?? '' }, at };
  }
  if (group === 'cluster.x-k8s.io' && head.kind === 'ClusterClass') return { ...common, ...readClass(spec) };
  if (group !== 'controlplane.cluster.x-k8s.io' || !head.kind.endsWith('ControlPlaneTemplate')) return null;
  const own = spec.objectOrNone('template').objectOrNone('spec');
  const { read, holder } = readers[head.kind] ?? { read: null, holder: [] };
  const config = holder.reduce((fields, key) => fields.objectOrNone(key), own);
  return {
    ...common,
    noun: 'template',
    kind: head.kind,
    plane: read === null ? null : read({ ...subject, spec: own }),
    files: read === null ? [] : config.objects('files').map((file) => file.text('path') ?? ''),
    filesAt: [...holder, 'files'],
    takesPatches: namesPatchFolder(own.objectOrNone('kubeadmConfigSpec')),
  };
}

const kubeadmTemplate = 'KubeadmControlPlaneTemplate';

/** How the control planes of a template are read, and where it says which files are written on their servers. */
const readers: Readonly<
  Record<string, { readonly read: (subject: Subject) => ControlPlane; readonly holder: readonly string[] }>
> = {
  [kubeadmTemplate]: { read: readKubeadmControlPlane, holder: ['kubeadmConfigSpec'] },
  RKE2ControlPlaneTemplate: { read: readRke2ControlPlane, holder: [] },
  KThreesControlPlaneTemplate: { read: readKthreesControlPlane, holder: ['kthreesConfigSpec'] },
  TalosControlPlaneTemplate: { read: readTalosControlPlane, holder: ['controlPlaneConfig'] },
};

function readClass(spec: Fields): Omit<ClassPart, keyof Common> {
  const controlPlane = spec.objectOrNone('controlPlane');
  // `ref` until v1beta1, `templateRef` from v1beta2 on.
  const reference = controlPlane.object('templateRef') ?? controlPlane.objectOrNone('ref');
  const kind = reference.text('kind') ?? '';
  const all = spec.objects('patches');
  return {
    noun: 'class',
    template: { kind, name: reference.text('name') ?? '', namespace: reference.text('namespace') },
    // The field that names the program was called otherwise before v1beta2. One that only looks changes nothing.
    isOpen: all.some((one) => {
      const external = one.objectOrNone('external');
      return external.has('generateExtension') || external.has('generatePatchesExtension');
    }),
    patches: all
      .flatMap((one) => one.objects('definitions'))
      .filter((one) => {
        const selector = one.objectOrNone('selector');
        return (
          selector.text('kind') === kind && selector.objectOrNone('matchResources').boolean('controlPlane') === true
        );
      })
      .flatMap((one) => one.objects('jsonPatches'))
      .flatMap((patch) => {
        const steps = stepsOf(patch.text('path') ?? '');
        const way = below(steps, ['spec', 'template', 'spec']);
        return way === null ? [] : [{ op: patch.text('op') ?? '', way, value: patch.value('value') }];
      }),
  };
}

/** The steps of a JSON pointer. */
function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The rest of a way below another one, empty where it ends at or above that; null where it leads elsewhere. */
function below(way: readonly string[], start: readonly string[]): readonly string[] | null {
  return start.every((step, index) => index >= way.length || way[index] === step) ? way.slice(start.length) : null;
}

/** What becomes of control planes that are made from a class. */
export interface SettledTopology {
  /** The control plane of a Cluster, with what its class says. */
  readonly complete: (plane: ControlPlane) => ControlPlane;
  /** Whether a template is told of by the Clusters of the folder that are made of it, and is no control plane by itself. */
  readonly isTold: (template: ControlPlane) => boolean;
  /** The templates whose files a class may change, with the class. */
  readonly changed: readonly { readonly template: TemplatePart; readonly by: string }[];
}

/** Joins Clusters with their classes, and these with their templates, as far as they are in the folder. */
export function settleTopology(parts: readonly TopologyPart[]): SettledTopology {
  const clusters = parts.filter((one) => one.noun === 'cluster');
  const classes = parts.filter((one) => one.noun === 'class');
  const templates = parts.filter((one) => one.noun === 'template');
  const templateOf = (one: ClassPart): Found<TemplatePart> => {
    const { kind, name, namespace } = one.template;
    return find(templates, one, (template) => template.kind === kind, name, namespace);
  };
  const classOf = (one: ClusterPart): Found<ClassPart> =>
    find(classes, one, () => true, one.madeFrom.name, one.madeFrom.namespace);

  return {
    complete(plane) {
      const own = plane.kind === 'Cluster' ? clusters.find((one) => isSame(one, plane)) : undefined;
      if (!own) return plane;
      const found = classOf(own);
      if ('why' in found)
        return hidden(plane, own, `the ClusterClass ${nameOf(own.madeFrom.name)}, ${found.why}, says`);
      const by = found.one;
      if (isManaged(by.template.kind)) return { ...plane, store: 'managed' };
      const template = templateOf(by);
      const what = `${by.template.kind} ${nameOf(by.template.name)}`;
      if ('why' in template) return hidden(plane, own, `the ${what}, ${template.why}, says`);
      if (template.one.plane === null) return hidden(plane, own, `the ${what}, which is not read here, says`);
      const join = template.one.kind === kubeadmTemplate ? joined : joinedWhole;
      return join(plane, own, by, template.one, template.one.plane);
    },
    isTold: (plane) =>
      clusters.some((one) => {
        if (one.isAltered) return false;
        const by = classOf(one);
        const template = 'one' in by ? templateOf(by.one) : null;
        return template !== null && 'one' in template && template.one.plane !== null && isTemplate(template.one, plane);
      }),
    changed: classes.flatMap((one) => {
      const template = templateOf(one);
      if (!('one' in template)) return [];
      const isChanged = one.isOpen || one.patches.some((patch) => changesFiles(patch, template.one));
      return isChanged ? [{ template: template.one, by: one.name }] : [];
    }),
  };
}

function joined(
  plane: ControlPlane,
  { at }: ClusterPart,
  { name, patches, isOpen }: ClassPart,
  template: TemplatePart,
  told: ControlPlane,
): ControlPlane {
  const { servers } = plane;
  const isStoreOpen = isOpen || patches.some(({ way }) => meets(way, [...ofCluster, 'etcd', 'external']));
  const store = isStoreOpen ? null : told.store;
  const hiddenBy =
    isOpen || patches.some((patch) => changesFlags(patch, template))
      ? `patches of the ClusterClass ${name} may change`
      : told.hiddenBy;
  const { flags, authorizers } = hiddenBy === undefined ? told : { flags: null, authorizers: null };
  return {
    ...plane,
    store,
    // Of members of its own the template says the number, of those beside each server the Cluster.
    storeMembers: store === 'local' ? servers : store === null ? null : told.storeMembers,
    flags,
    authorizers,
    ...(hiddenBy === undefined ? {} : { hiddenBy }),
    at: { ...plane.at, flags: at, encryption: at, authorizers: at },
  };
}

/** Of the distributions that configure their API servers themselves all is known that the template says, or nothing. */
function joinedWhole(
  plane: ControlPlane,
  { at }: ClusterPart,
  { name, patches, isOpen }: ClassPart,
  _template: TemplatePart,
  told: ControlPlane,
): ControlPlane {
  const isPatched = isOpen || patches.some(({ way: [first] }) => first === undefined || !beside.has(first));
  if (isPatched) {
    const encrypts = told.kind === 'RKE2ControlPlaneTemplate' ? true : ('unsaid' as const);
    return { ...hidden(plane, { at }, `patches of the ClusterClass ${name} may change`), encryptsSecrets: encrypts };
  }
  const { servers } = plane;
  const { store, storeMembers, flags, authorizers, encryptsSecrets, keepsAuditLog, snapshots } = told;
  const { hiddenBy, maySignInElsewhere, policyOnServers } = told;
  return {
    ...plane,
    store,
    storeMembers: store === 'local' ? servers : store === null ? null : storeMembers,
    flags,
    authorizers,
    encryptsSecrets,
    keepsAuditLog,
    snapshots: snapshots && {
      ...snapshots,
      stoppedBy: snapshots.stoppedBy === null ? null : at,
      at: { schedule: at, leave: at },
    },
    ...(hiddenBy === undefined ? {} : { hiddenBy }),
    ...(maySignInElsewhere === undefined ? {} : { maySignInElsewhere }),
    ...(policyOnServers === undefined ? {} : { policyOnServers }),
    at: {
      ...plane.at,
      store: store === 'local' ? plane.at.store : at,
      flags: at,
      encryption: at,
      authorizers: at,
    },
  };
}

/** What of such a template says nothing of what its servers run. */
const beside = new Set(['machineTemplate', 'rolloutStrategy', 'version', 'registrationMethod', 'registrationAddress']);

function hidden(plane: ControlPlane, { at }: Pick<ClusterPart, 'at'>, hiddenBy: string): ControlPlane {
  return { ...plane, hiddenBy, at: { ...plane.at, flags: at, encryption: at, authorizers: at } };
}

function nameOf(name: string): string {
  return name === '' ? 'that it is made from' : name;
}

const ofKubeadm = ['kubeadmConfigSpec'];
const ofCluster = [...ofKubeadm, 'clusterConfiguration'];

/** Whether a patch may change which of the flags that are looked at the API server gets, or their values. */
function changesFlags({ op, way, value }: Patch, { takesPatches }: TemplatePart): boolean {
  const args = [...ofCluster, 'apiServer', 'extraArgs'];
  if (meets(way, args)) {
    const [key, ...deeper] = below(way, args) ?? [];
    if (key === undefined) return true;
    // In a list a step is a number: what stands there cannot be told, but for what is added at its end.
    if (!/^(?:-|\d+)$/.test(key)) return isKeptFlag(key);
    const name = op === 'add' && deeper.length === 0 && isRaw(value) ? value['name'] : undefined;
    return typeof name !== 'string' || isPlaceholder(name) || isKeptFlag(name);
  }
  if (['initConfiguration', 'joinConfiguration'].some((one) => meets(way, [...ofKubeadm, one, 'patches']))) return true;
  return takesPatches && meets(way, [...ofKubeadm, 'files']);
}

/** Whether a patch may change one of the files that are written; one that is added beside them changes none. */
function changesFiles({ op, way, value }: Patch, { files, filesAt }: TemplatePart): boolean {
  if (!meets(way, filesAt)) return false;
  if (op !== 'add' || way.length !== filesAt.length + 1 || !isRaw(value)) return true;
  const path = value['path'];
  return typeof path !== 'string' || files.includes(path);
}

/** Whether one of two ways leads over the other one. */
function meets(way: readonly string[], other: readonly string[]): boolean {
  return way.every((step, index) => index >= other.length || other[index] === step);
}

/** Whether whoever makes such a control plane runs it, too. */
function isManaged(kind: string): boolean {
  return /^(?:AWSManaged|AzureManaged|GCPManaged|ROSA)ControlPlaneTemplate$/.test(kind);
}

/** Whether a fact was made of a template. */
export function isTemplate(template: TemplatePart, fact: Identified): boolean {
  return fact.kind === template.kind && isSame(template, fact);
}

function isSame({ name, origin }: Common, fact: Identified): boolean {
  return fact.name === name && fact.origin.file === origin.file && fact.origin.document === origin.document;
}

type Found<T> = { readonly one: T } | { readonly why: string };

/** What a part means by a name: of several that differ in the folder the one that lies beside it. */
function find<T extends Common>(
  all: readonly T[],
  from: Common,
  isKind: (one: T) => boolean,
  name: string,
  namespace: string | null,
): Found<T> {
  if (name === '' || isPlaceholder(name)) return { why: 'whose name is filled in later' };
  const within = namespace ?? from.namespace;
  const alike = all.filter(
    (one) =>
      isKind(one) &&
      one.name === name &&
      (one.namespace === within || one.namespace === notStated || within === notStated),
  );
  const own = alike.filter(({ place }) => place === from.place);
  const [first, ...others] = own.length > 0 ? own : alike;
  if (!first) return { why: 'which is not in the folder' };
  if (others.length > 0) return { why: 'of which the folder holds several' };
  return first.isAltered ? { why: 'which is changed before it is applied' } : { one: first };
}
