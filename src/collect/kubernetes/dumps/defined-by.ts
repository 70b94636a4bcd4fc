import type { ServedKind } from '../cluster-record.ts';
import { kindKey } from '../maker-kinds.ts';
import type { DumpList } from './dump.ts';
import { textAt } from './value-of-file.ts';

type Kind = Pick<ServedKind, 'group' | 'kind'>;

/**
 * Whether a kind that is not Kubernetes' own is served, by what defines such kinds: all CustomResourceDefinitions, and all APIServices, which hand a group to
 * another server. Null where these are not whole.
 */
export function definedBy(lists: readonly DumpList[]): (kind: Kind) => boolean | null {
  const definitions = wholeOf(lists, 'CustomResourceDefinition');
  const services = wholeOf(lists, 'APIService');
  const defined = new Set(
    (definitions?.objects ?? []).flatMap((one) => {
      const group = textAt(one, 'spec', 'group') ?? '';
      return [kindKey({ group, kind: textAt(one, 'spec', 'names', 'kind') ?? '' }), `${group}/*`];
    }),
  );
  const handedOn = new Set(
    (services?.objects ?? []).flatMap((one) =>
      textAt(one, 'spec', 'service', 'name') === null ? [] : (textAt(one, 'spec', 'group') ?? []),
    ),
  );
  return (kind) => {
    if (defined.has(kindKey(kind))) return true;
    return definitions && services && !handedOn.has(kind.group) ? false : null;
  };
}

function wholeOf(lists: readonly DumpList[], kind: string): DumpList | null {
  const mine = lists.filter((one) => one.kind === kind);
  return mine.length === 1 && mine[0]?.lacks === null && mine[0].namespace === null ? mine[0] : null;
}
