import { factNames } from '../../estate/facts.ts';
import { identityOf, notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Gathered } from './gathered.ts';
import { noteSource } from './note-source.ts';
import { type GivenFolder, settleGitops } from './settle-gitops.ts';

/**
 * Gives their namespace to objects that state none, where a GitOps object says into which one their folder is applied; lists GitOps objects that bring
 * what is not in the folder.
 */
export function landObjects(gathered: Gathered, given: GivenFolder): void {
  const { found, holes, gitops, places, unstated, identities, landings } = gathered;
  const { missing, namespaceFor } = settleGitops(gitops, places, given);
  for (const { one, alike, untold } of missing) {
    const { source, where } = one;
    const { what, namespace, mayHold, isChart, names } = source;
    const why =
      isChart || alike === null
        ? 'is not in the folder'
        : `does not lie there from the root of what was given; ${alike} may be meant`;
    const message =
      untold === null || isChart || source.folders !== null
        ? `${what}, which ${why}`
        : `${what}; which Applications it makes cannot be told: ${untold}`;
    noteSource(gathered, {
      file: where.origin.file,
      type: 'gitops',
      message,
      place: where.place,
      mayHold,
      namespace,
      elsewhere: true,
      isChart,
      names,
    });
  }
  const landing = (stated: string | null, place: Place | undefined): string | null =>
    stated === notStated && place !== undefined ? (landings.get(place) ?? namespaceFor(place) ?? stated) : stated;
  for (const head of unstated)
    identities.add(identityOf({ ...head, namespace: landing(notStated, head.places[0]) ?? notStated }));
  if (landings.size > 0 || missing.length < gitops.length) {
    for (const name of factNames) {
      found[name] = found[name].map((item) => {
        const namespace = landing(item.namespace, item.places[0]);
        return namespace === null || namespace === item.namespace ? item : { ...item, namespace };
      });
    }
  }
  holes.forEach((hole, index) => {
    const namespace = landing(hole.namespace, hole.stands);
    // What is malformed and states no namespace may land in any.
    holes[index] = { ...hole, namespace: namespace === notStated && hole.gap.gap === 'malformed' ? null : namespace };
  });
}
