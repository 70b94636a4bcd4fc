import type { Assessment, MissingEvidence } from '../../assessment/assessment.ts';
import { count } from './count.ts';
import { cutShort } from './cut-short.ts';

/** What supplies missing evidence, with the command where there is one. `isListed`: all that is missing follows, and needs no example. */
export function adviseSupply(
  { suppliedBy, details }: MissingEvidence,
  { estate }: Assessment,
  isListed: boolean = false,
): string {
  const rendered = estate.unreadSources.filter(({ type }) => type === 'kustomization' || type === 'chart');
  const types = new Set(rendered.map(({ type }) => type));
  const renderers = Object.entries(renderer).flatMap(([type, render]) =>
    types.has(type as keyof typeof renderer) ? [command(`${render} DIR | kubecompass assess -`)] : [],
  );
  const more = details.length > 1 ? ` (and ${details.length - 1} more, --verbose)` : '';
  switch (suppliedBy) {
    case 'policy-file':
      return `Declare what only you can know in kubecompass.yaml: ${command('kubecompass schema policy')} shows its keys.`;
    case 'namespaces':
      return `Assess the folder that holds the Namespace objects too: ${command('kubecompass assess THIS THAT')}.`;
    case 'stated-namespace':
      return 'Write metadata.namespace into the objects that state none.';
    case 'corrected-manifest':
      return `Correct what is written in the manifests: ${details[0] ?? ''}${more}`;
    case 'rendering':
      if (rendered.length === 0)
        return `Render first, into ${command('kubecompass assess -')}: ${cutShort(details[0] ?? '')}${more}`;
      if (rendered.every(isAltering))
        return `Put ${command('kubectl')} or ${command('kustomize')} on the PATH, and leave out --raw: what changes objects (${count(rendered.length, 'source')}) is applied then.`;
      if (rendered.every(isLacking))
        return `Give what ${countSources(rendered)} ${rendered.length === 1 ? 'lacks' : 'lack'} or ${rendered.length === 1 ? 'takes' : 'take'} from elsewhere (--verbose names it), or add --raw to read the files as they are.`;
      return rendered.length > manySources
        ? `Add --raw to read the files of ${countSources(rendered)} as they are, or render what is applied: ${renderers.join(' or ')}.`
        : `Render ${countSources(rendered)}: ${renderers.join(' or ')}; --raw reads their files as they are.`;
    case 'other-repository':
      return estate.cluster === null
        ? adviseElsewhere(details)
        : `Assess what it is deployed from: ${command('kubecompass assess FOLDER')}.`;
    case 'named-path':
      return `Give what the link leads to as a path of its own, ${command('kubecompass assess THIS THAT')}: ${details[0] ?? ''}${more}`;
    case 'readable-files':
      // A folder or a limit can be in the way as well as a document.
      return estate.unreadable.length > 0
        ? `Mend ${count(estate.unreadable.length, 'document')} that cannot be read or ${estate.unreadable.length === 1 ? 'is' : 'are'} not valid (--verbose names ${estate.unreadable.length === 1 ? 'it' : 'them'}, with the line).`
        : `See to it that all can be read: ${details[0] ?? ''}${more}`;
    case 'running-platform':
      return adviseRunning(isListed ? null : details, estate, more);
    case null:
      break;
  }
  return 'No input of this version shows it; what else does, a line names where it is known.';
}

/** From files the cluster itself is what to look at next; from a cluster what hid something, and then what no API server shows. */
function adviseRunning(
  details: readonly string[] | null,
  { cluster, gaps }: Assessment['estate'],
  more: string,
): string {
  if (cluster === null)
    return `Only the running platform shows it: ${command('kubecompass assess --context NAME')} looks at one.`;
  const refused = gaps.filter(({ gap }) => gap === 'forbidden');
  if (cluster.namespaces === null && refused.some(({ detail }) => isPodsOfAll.test(detail)))
    return `Name the namespaces that you may read, ${command('kubecompass assess -n NAMESPACE')}, or ask for the rights that are missing: ${command('kubecompass assess --explain-access')} prints all that are needed, and why.`;
  if (refused.length > 0)
    return `Ask for the rights that are missing: ${command(['kubecompass assess --explain-access', ...(cluster.namespaces ?? []).map((one) => `-n ${one}`)].join(' '))} prints all that are needed, and why.`;
  const [first] = gaps;
  const example = (detail: string): string => (details === null ? '.' : `: ${cutShort(detail)}${more}`);
  // A dump, or a snapshot of some criteria: nobody asked, and the cluster may still be there.
  if (first && gaps.every((one) => one.gap === 'not-collected'))
    return `Ask the cluster itself, ${command('kubecompass assess --context NAME')}${example(first.detail)}`;
  // Others may be in the way as well: a server behind the API server, a dump that is cut.
  const silent = gaps.find(({ gap, detail }) => gap === 'unreachable' && !isOfAnother(detail));
  if (silent) return `See to it that the API server answers${example(silent.detail)}`;
  const other = gaps.find(({ detail }) => isOfAnother(detail));
  if (other) return `See to it that what serves ${groupIn(other.detail)} answers${example(other.detail)}`;
  if (first) return `See to it that all can be read${example(first.detail)}`;
  if (details === null) return 'The API server does not show it; each line says who may know, where anybody does.';
  return `The API server does not show it, and --verbose lists each, with who may know${example(details[0] ?? '')}`;
}

/** Who may not even list pods of the whole cluster has rights in namespaces, if any. */
const isPodsOfAll = /cannot list resource "pods" in API group "" at the cluster scope/;

/** Whether it tells of an API group that the API server passes on to a server that does not answer. */
function isOfAnother(detail: string): boolean {
  return detail.startsWith('the API group ') && detail.includes(', which does not answer');
}

function groupIn(detail: string): string {
  return /^the API group \S+/.exec(detail)?.[0] ?? 'the API group';
}

/** Whether a program was there, and could not render it for want of a file, or of what lies elsewhere. */
function isLacking({ message }: { readonly message: string }): boolean {
  return message.includes('not rendered: ') && !/ on the PATH|nothing was asked/.test(message);
}

/** Whether it changes objects that are read as they stand in their files. */
function isAltering({ message }: { readonly message: string }): boolean {
  return message.includes('applied only where kubectl or kustomize is on the PATH');
}

/**
 * A folder of another repository can be given beside this one; a chart has to be rendered, with the values of its release; and another revision of this
 * repository is assessed by itself, where it is checked out.
 */
function adviseElsewhere(details: readonly string[]): string {
  const isRevision = (detail: string): boolean =>
    / which comes from the (?:revision \S+|default branch), and /.test(detail);
  const revisions = details.filter(isRevision).length;
  if (revisions === 0) return adviseFetched(details);
  const checkOut = `Check out the revision from which ${count(revisions, 'GitOps object applies', 'GitOps objects apply')} (--verbose names it), and assess it by itself: ${command('git worktree add THERE REVISION')}.`;
  return revisions === details.length
    ? checkOut
    : `${checkOut} ${adviseFetched(details.filter((detail) => !isRevision(detail)))}`;
}

function adviseFetched(details: readonly string[]): string {
  const charts = details.filter((detail) => / the chart .+, which is not in the folder/.test(detail)).length;
  const folders = details.length - charts;
  const together = `Assess what ${count(folders, 'GitOps object fetches', 'GitOps objects fetch')} from elsewhere together with this: ${command('kubecompass assess THIS THAT')}`;
  if (charts === 0) return `${together}.`;
  const how = `with ${charts === 1 ? 'its' : 'their'} values: ${command('helm template NAME CHART | kubecompass assess THIS -')} (--verbose gives the command of each whose address is known).`;
  return folders === 0
    ? `Render ${count(charts, 'chart that a GitOps object installs', 'charts that GitOps objects install')}, ${how}`
    : `${together}; render ${count(charts, 'chart that another installs', 'charts that others install')}, ${how}`;
}

/** Nobody renders more sources than this one by one. */
const manySources = 3;

const renderer = { kustomization: 'kustomize build', chart: 'helm template' } as const;

/** A command that stays on one line, so that it can be copied. */
export function command(text: string): string {
  return `\`${text}\``.replaceAll(' ', '\u00a0');
}

/** Sources that were not rendered, in words: `6 kustomizations, 1 chart`. */
const sourceWords = {
  kustomization: 'kustomization',
  component: 'component',
  chart: 'chart',
  gitops: 'GitOps source',
} as const;

export function countSources(sources: Assessment['estate']['unreadSources']): string {
  return [...Map.groupBy(sources, ({ type }) => type)]
    .map(([type, list]) => count(list.length, sourceWords[type]))
    .join(', ');
}
