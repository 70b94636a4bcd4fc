import { factNames } from '../../estate/facts.ts';
import { identityOf, notStated } from '../../estate/identity.ts';
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
  const { found, holes, gitops, places, unstated, identities, landings, chartRepositories } = gathered;
  const { missing, namespacesFor } = settleGitops(gitops, places, given);
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
  if (landings.size > 0 || gitops.length > 0) {
    for (const name of factNames) {
      found[name] = found[name].flatMap((item) => {
        if (item.namespace !== notStated) return [item];
        return landing(item.namespace, item.places[0], item.origin.file).map((namespace) =>
          namespace === null || namespace === item.namespace ? item : { ...item, namespace },
        );
      });
    }
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
