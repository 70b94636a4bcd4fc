import { isRaw, MalformedField, type Raw, writePath } from './fields.ts';
import { isPlaceholder } from './scope.ts';

/** Where something stands in an object. */
export type Path = readonly (string | number)[];

/** Takes up that an object is refused for what stands at a path, for what is missing there, or for what does not go with another of its fields. */
export interface Refuse {
  (path: Path, problem: string): void;
  readonly missing: (path: Path, meaning?: string) => void;
  readonly together: (path: Path, problem: string) => void;
}

/**
 * Takes up refusals into a list. Of what is unfinished, such as the base of a kustomization, what is missing may be put in before it is applied, and one of
 * two fields that do not go together may be changed.
 */
export function refuseInto(refused: MalformedField[], isUnfinished: boolean): Refuse {
  const refuse = (path: Path, problem: string): void =>
    void refused.push(new MalformedField(path, `${writePath(path)}: ${problem}`));
  const together = (path: Path, problem: string): void => {
    if (!isUnfinished) refuse(path, problem);
  };
  const missing = (path: Path, meaning?: string): void =>
    together(path, meaning === undefined ? 'there is none' : `there is none; ${meaning}`);
  return Object.assign(refuse, { missing, together });
}

/** Whether a field is left out; the API server takes an empty text for that, too. */
export function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Visits the objects of a list, each with where it stands. */
export function eachIn(of: Raw, key: string, path: Path, visit: (item: Raw, path: Path) => void): void {
  const list = of[key];
  if (!Array.isArray(list)) return;
  list.forEach((item: unknown, index) => {
    if (isRaw(item)) visit(item, [...path, key, index]);
  });
}

/** Whether something is still to be filled in, such as `$(NAME)`, `{{ .name }}` or the `_` that a kustomization replaces. */
export function isUnfilled(name: string): boolean {
  return isPlaceholder(name) || /[()%@]/.test(name) || !/[a-z0-9]/i.test(name);
}

/** Refuses a word that is none of a few. What is left out has a default, and what is still to be filled in may become anything. */
export function refuseWord(value: unknown, path: Path, words: readonly string[], refuse: Refuse): void {
  if (typeof value !== 'string' || value === '' || words.includes(value) || isUnfilled(value)) return;
  refuse(path, `expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
}

/** Whether somebody is to write a name of theirs instead, such as `YOUR_NAMESPACE`. One of a few letters is meant as it stands. */
export function isBlank(text: string): boolean {
  return text.length > 3 && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(text);
}
