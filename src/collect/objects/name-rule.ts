import { isBlank, isUnfilled, type Path, type Refuse } from './refuse-at.ts';
import { isPlaceholder } from './scope.ts';

/** What a name has to look like. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly most: number;
  readonly words: string;
}

/** Most objects are named like a host. Source: k8s.io/apimachinery pkg/util/validation (IsDNS1123Subdomain). */
export const subdomainRule: NameRule = {
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  most: 253,
  words: 'small letters, digits, - and . only, with a letter or digit at both ends',
};

/** Containers, Services and Namespaces are named like a part of it (IsDNS1123Label). */
export const labelRule: NameRule = {
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  words: 'small letters, digits and - only, with a letter or digit at both ends, and at most 63 of them',
};

/** Whether a name may be one. */
export function isNamedBy({ pattern, most }: NameRule, name: string): boolean {
  return name.length <= most && pattern.test(name);
}

/** Refuses what names another object and can be no name of one. What is left out, or still to be written, names none yet. */
export function refuseReference(name: unknown, rule: NameRule, path: Path, refuse: Refuse): void {
  if (typeof name !== 'string' || name === '' || isNamedBy(rule, name) || isUnfilled(name) || isBlank(name)) return;
  refuse(path, `a name has ${rule.words}`);
}

/**
 * Refuses a name that can be no step of a URL's path, which is all that is asked of roles and their bindings. One such as `%NAME%` is still to be written.
 * Source: k8s.io/apimachinery pkg/api/validation/path (IsValidPathSegmentName).
 */
export function refusePathName(name: unknown, path: Path, refuse: Refuse): void {
  if (typeof name !== 'string' || isPlaceholder(name)) return;
  if (name === '.' || name === '..' || /[/%]/.test(name.replaceAll(/%[^/%]+%/g, '')))
    refuse(path, 'it has a / or %, or is . or .., which no such name may be');
}
