import { factNames } from '../../estate/facts.ts';
import { type Identified, identityOf, notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Gathered } from './gathered.ts';
import type { GitopsSource } from './gitops-sources.ts';
import { noteSource } from './note-source.ts';
import { type GivenFolder, settleGitops } from './settle-gitops.ts';

/**
 * Gives their namespace to objects that state none, where a GitOps object says into which one their folder is applied; lists GitOps objects that bring
 * what is not in the folder.
 */
export function landObjects(gathered: Gathered, given: GivenFolder): void {
  const { found, holes, gitops, places, unstated, identities, landings, clusters, chartRepositories } = gathered;
  const { missing, namespacesFor, clustersFor, takenForOne } = settleGitops(gitops, places, given, clusters);
  if (takenForOne.length > 1) {
    const [first, second, ...others] = takenForOne.map((place) => place || 'the root folder');
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    gathered.assumptions.push(`GitOps objects that name no cluster are all in one: in ${first}, ${second}${more}`);
  }
  for (const { one, alike, untold, comesFrom } of missing) {
    const { source, where } = one;
    const { what, namespace, mayHold, isChart, names } = source;
    const why =
      isChart || alike === null
        ? 'is not in the folder'
        : `does not lie there from the root of what was given; ${alike} may be meant`;
    const message =
      comesFrom !== null
        ? `${what}, which comes from ${comesFrom}`
        : untold === null || isChart || source.folders !== null
          ? `${what}, which ${why}`
          : `${what}; which Applications it makes cannot be told: ${untold}`;
    noteSource(gathered, {
      file: where.origin.file,
      type: 'gitops',
      message,
      hint: howToGive(source, chartRepositories),
      place: where.place,
      mayHold,
      namespace,
      elsewhere: true,
      isChart,
      names,
    });
  }
  /** Where something lands that stands in a place: in several namespaces where several GitOps objects apply the place. */
  const landing = (stated: string | null, place: Place | undefined, file?: string): readonly (string | null)[] => {
    if (stated !== notStated || place === undefined) return [stated];
    const own = landings.get(place);
    const given = own === undefined ? namespacesFor(place, file).map((one) => one ?? stated) : [own];
    return given.length === 0 ? [stated] : given;
  };
  for (const head of unstated)
    for (const namespace of landing(notStated, head.places[0], head.origin.file))
      identities.add(identityOf({ ...head, namespace: namespace ?? notStated }));
  /** The clusters that an object goes to; none where nothing applies it, or that is not known of all that do. */
  const clustersOf = ({ namespace, places, origin }: Identified, given: string | null): readonly string[] => {
    const [place] = places;
    if (place === undefined) return [];
    const all = clustersFor(place, origin.file, namespace === notStated ? given : undefined);
    const known = all.filter((one) => one !== null);
    return known.length === all.length ? known.toSorted() : [];
  };
  if (landings.size > 0 || gitops.length > 0) {
    const named = new Set<string>();
    for (const name of factNames) {
      found[name] = found[name].flatMap((item) =>
        landing(item.namespace, item.places[0], item.origin.file).map((landed) => {
          const namespace = landed ?? item.namespace;
          const goesTo = clustersOf(item, namespace === notStated ? null : namespace);
          for (const one of goesTo) named.add(one);
          if (namespace === item.namespace && goesTo.length === 0) return item;
          return goesTo.length === 0 ? { ...item, namespace } : { ...item, namespace, clusters: goesTo };
        }),
      );
    }
    // Where all that is known goes to one cluster, that tells nothing apart.
    if (named.size === 1)
      for (const name of factNames) found[name] = found[name].map(({ clusters: _one, ...item }) => item);
  }
  const landed = holes.flatMap((hole) =>
    landing(hole.namespace, hole.stands).map((namespace) => {
      // What is malformed and states no namespace may land in any.
      const isAnywhere = namespace === notStated && hole.gap.gap === 'malformed';
      return { ...hole, namespace: isAnywhere ? null : namespace };
    }),
  );
  holes.splice(0, holes.length, ...landed);
}

/** How the manifests of a chart can be had; null where it is not known where the chart is. */
function howToGive({ chart, namespace }: GitopsSource, repositories: Gathered['chartRepositories']): string | null {
  if (chart === null) return null;
  const { repository } = chart;
  const held = 'key' in repository ? repositories.get(repository.key) : { ...repository, version: null };
  if (held === undefined || /[\s`$]|\.git$/.test(held.url)) return null;
  if (/\{\{|\$\{/.test(`${chart.chart} ${chart.version} ${chart.release}`)) return null;
  const { url } = held;
  const from =
    chart.chart === null
      ? [url]
      : url.startsWith('oci://')
        ? [`${url.replace(/\/+$/, '')}/${chart.chart}`]
        : [chart.chart, '--repo', url];
  const version = chart.version ?? held.version;
  const words = [
    'helm',
    'template',
    chart.release,
    ...from,
    ...(version === null ? [] : ['--version', version]),
    ...(namespace === null ? [] : ['--namespace', namespace]),
    '--values',
    'FILE',
  ];
  return `\`${words.map((word) => (/^[\w./:@+-]+$/.test(word) ? word : `'${word}'`)).join(' ')}\` writes manifests that can be kept there`;
}
