import { suggestNames } from '../collect/suggest-name.ts';
import { UserError } from '../collect/user-error.ts';

/** The name that was typed, which must be one of these. UserError with those that are near. */
export function nameIn<const T extends string>(typed: string, names: readonly T[], what: string): T {
  const known = names.find((name) => name === typed);
  if (known !== undefined) return known;
  const meant = suggestNames(typed, names);
  const hint =
    meant.length > 0
      ? `Did you mean ${meant.join(' or ')}?`
      : names.length < 10
        ? `There are ${names.join(', ')}.`
        : 'See `kubecompass explain` for the list.';
  throw new UserError(`there is no ${what} ${JSON.stringify(typed.slice(0, 100))}`, { hint });
}
