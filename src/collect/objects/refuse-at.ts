import { MalformedField, writePath } from './fields.ts';
import { isPlaceholder } from './scope.ts';

/** Where something stands in an object. */
export type Path = readonly (string | number)[];

/** Refuses an object for what stands at a path. */
export function refuseAt(path: Path, problem: string): never {
  throw new MalformedField(path, `${writePath(path)}: ${problem}`);
}

/** Whether something is still to be filled in, such as `$(NAME)`, `{{ .name }}` or the `_` that a kustomization replaces. */
export function isUnfilled(name: string): boolean {
  return isPlaceholder(name) || /[()%@]/.test(name) || !/[a-z0-9]/i.test(name);
}

/** Refuses a word that is none of a few. What is left out has a default, and what is still to be filled in may become anything. */
export function refuseWord(value: unknown, path: Path, words: readonly string[]): void {
  if (typeof value !== 'string' || value === '' || words.includes(value) || isUnfilled(value)) return;
  refuseAt(path, `expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
}

/** Whether somebody is to write a name of theirs instead, such as `YOUR_NAMESPACE`. */
export function isBlank(text: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(text);
}
