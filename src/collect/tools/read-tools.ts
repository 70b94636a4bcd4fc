import { groupOf } from '../../estate/identity.ts';
import type { Tool } from '../../estate/tool.ts';
import type { Workload } from '../../estate/workload.ts';
import type { Container } from '../../estate/pod.ts';
import { headOfFile } from '../objects/control-plane/component-file.ts';
import type { Head, Subject } from '../objects/object-metadata.ts';
import { chartsOf } from './charts-of.ts';
import { declaredPostgres } from './declared-postgres.ts';
import { declaredKubernetes } from './kubernetes-versions.ts';
import type { KnownTool } from './known-tool.ts';
import { knownTools } from './known-tools.ts';
import { toolMadeFrom, toolOfGroup } from './tool-of-group.ts';
import { isCountedApart, readVersion, toolOfImage, versionOfImage } from './tool-of-image.ts';

/** A sighting before anything is looked up for the day of the estate. */
export type ToolSighting = Omit<Tool, 'maturity' | 'ended' | 'support'> & { readonly product: string | null };

/** The platform tools that an object declares; `workload` is the workload that was read of it, if it is one. */
export function readTools(subject: Subject, workload: Workload | null): ToolSighting[] {
  const { fields, metadata, spec } = subject;
  const head = subject.head.name === '' ? headOfFile(subject) : subject.head;
  const { apiVersion, kind } = head;
  if (workload) return toolsOfWorkload(head, workload, metadata.labels('labels'));
  const group = groupOf(apiVersion);
  if (kind === 'CustomResourceDefinition') {
    const tool = toolOfGroup(spec.text('group') ?? '', spec.objectOrNone('names').text('kind') ?? '');
    const version = readVersion(metadata.labels('labels')['app.kubernetes.io/version'] ?? '');
    return tool ? [sighting(head, tool, { seenAs: 'definition', at: 'spec.group', version })] : [];
  }
  if (!group.includes('.')) return [];
  const declared = declaredKubernetes(apiVersion, kind, fields);
  const made = toolMadeFrom(group, kind);
  const postgresql = knownTools().byId.get('postgresql') as KnownTool;
  const database = declaredPostgres(`${group}/${kind}`, spec, postgresql);
  const owner = toolOfGroup(group, kind);
  return [
    ...(declared ? [kubernetes(head, declared)] : []),
    ...chartsOf(apiVersion, kind, fields).flatMap((chart) => {
      const tool = knownTools().byChart.get(chart.name);
      if (!tool) return [];
      const tells = tool.chartBearsVersion === true && !chart.setsTag;
      const version = tells ? readVersion(chart.version ?? '') : null;
      return [sighting(head, tool, { seenAs: 'chart', at: chart.at, version, runs: true })];
    }),
    ...(made
      ? [
          sighting(head, made, {
            seenAs: 'object',
            at: 'spec.version',
            version: readVersion(spec.text('version') ?? ''),
            runs: true,
          }),
        ]
      : []),
    ...(database ? [sighting(head, postgresql, { seenAs: 'object', ...database, runs: true })] : []),
    ...(owner ? [sighting(head, owner, { seenAs: 'object', at: 'apiVersion' })] : []),
  ];
}

/** A sighting of a tool by an object of this identity. */
export function sighting(
  { apiVersion, kind, namespace, name, places, origin }: Head,
  { id, title, category, serves, product }: KnownTool,
  seen: Pick<Tool, 'seenAs' | 'at'> & Partial<Pick<Tool, 'version' | 'runs' | 'container' | 'image'>>,
): ToolSighting {
  return {
    apiVersion,
    kind,
    namespace,
    name,
    places,
    origin,
    noun: 'tool',
    part: id,
    tool: id,
    title,
    category,
    serves,
    version: null,
    runs: false,
    container: null,
    image: null,
    ...seen,
    product: product ?? null,
  };
}

function kubernetes(head: Head, declared: NonNullable<ReturnType<typeof declaredKubernetes>>): ToolSighting {
  return {
    ...sighting(head, knownTools().byId.get('kubernetes') as KnownTool, {
      seenAs: declared.isRunning ? 'server' : 'object',
      at: declared.at,
      version: readVersion(declared.version),
      runs: true,
    }),
    product: declared.product,
  };
}

/** Each tool once, by the first of its containers. */
function toolsOfWorkload(
  head: Head,
  { kind, name, pod }: Workload,
  labels: Readonly<Record<string, string>>,
): ToolSighting[] {
  const found = new Map<string, ToolSighting>();
  const mayBeCommand = kind === 'Job' || kind === 'CronJob';
  for (const container of pod.containers) {
    const { image } = container;
    // What runs before the pod starts, or while somebody looks into it, is a command that comes with the image.
    if (image === null || container.role === 'init' || container.role === 'ephemeral') continue;
    const owner = toolOfImage(image);
    if (!owner || found.has(owner.tool.id)) continue;
    const labelled = [labels, pod.labels].find((all) => isLabelled(all, owner.tool));
    const isNamed = labelled !== undefined || isCalled(owner.tool, name, container);
    // A database never runs as a Job: it is a client that copies, migrates or waits.
    if (mayBeCommand && owner.tool.category === 'database') continue;
    if ((owner.needsName || mayBeCommand) && !isNamed) continue;
    const version = isCountedApart(image, owner.tool)
      ? versionOfWhole(owner.tool, [labels, pod.labels])
      : (versionOfImage(image, owner.tool) ?? readVersion(labelled?.['app.kubernetes.io/version'] ?? ''));
    const at = `${container.path}.image`;
    found.set(
      owner.tool.id,
      sighting(head, owner.tool, {
        seenAs: 'workload',
        at,
        version,
        runs: true,
        container: container.name,
        image: image.replace(/@.*$/s, '').replace(/:[^/:]*$/, ''),
      }),
    );
  }
  return [...found.values()];
}

/** The version of the tool that labels say a part belongs to; null where they name none. */
function versionOfWhole({ id }: KnownTool, all: readonly Readonly<Record<string, string>>[]): string | null {
  const whole = all.find((labels) => labels['app.kubernetes.io/part-of'] === id);
  return readVersion(whole?.['app.kubernetes.io/version'] ?? '');
}

function isLabelled(labels: Readonly<Record<string, string>>, { names = [] }: KnownTool): boolean {
  return ['app.kubernetes.io/name', 'app', 'k8s-app', 'name', 'component'].some((label) => {
    const value = labels[label];
    return value !== undefined && names.includes(value);
  });
}

function isCalled({ names = [] }: KnownTool, workload: string, container: Container): boolean {
  return names.some(
    (one) =>
      workload === one || workload.startsWith(`${one}-`) || workload.endsWith(`-${one}`) || container.name === one,
  );
}
