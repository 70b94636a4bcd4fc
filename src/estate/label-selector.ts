import { isLabelKey, isLabelValue } from './label.ts';

/** The labels of an object. Keys may be any text (`__proto__`, too): ask with Object.hasOwn. */
export type Labels = Readonly<Record<string, string>>;

/** One of the conditions of a label selector that are more than "this key has this value". */
export interface SelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[] | null;
}

/** A label selector as the API writes it (meta/v1 LabelSelector): an object is selected when it meets every condition. */
export interface LabelSelector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: readonly SelectorRequirement[] | null;
}

/**
 * Whether a selector selects an object with these labels. An absent selector selects nothing, an empty one everything;
 * NotIn and DoesNotExist also hold for a key that the object does not have. What an absent or empty selector means to
 * the kind that carries it (policy/v1beta1 budgets, topology spread) is that kind's own rule, applied before.
 * Source: k8s.io/apimachinery, pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go.
 */
export function matchesSelector(selector: LabelSelector | null | undefined, labels: Labels): boolean {
  if (selector === null || selector === undefined) return false;
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels && !hasAll(labels, matchLabels)) return false;
  return !matchExpressions || matchExpressions.every((requirement) => meets(requirement, labels));
}

/**
 * Whether a plain map of labels (spec.selector of a Service or a ReplicationController) selects an object with these
 * labels. An absent or empty map selects nothing: such a Service has endpoints of somebody else's making, and the API
 * server fills in a ReplicationController's from its template.
 */
export function matchesLabels(map: Labels | null | undefined, labels: Labels): boolean {
  return map !== null && map !== undefined && Object.keys(map).length > 0 && hasAll(labels, map);
}

/** A plain map of labels as a selector; null, which selects nothing, where it is absent or empty. */
export function selectorOfLabels(map: Labels | null | undefined): LabelSelector | null {
  return map && Object.keys(map).length > 0 ? { matchLabels: map } : null;
}

/** Whether a selector has no condition and so selects everything. An absent selector is not empty: it selects nothing. */
export function isEmptySelector(selector: LabelSelector | null | undefined): boolean {
  if (selector === null || selector === undefined) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    (!matchLabels || Object.keys(matchLabels).length === 0) && (!matchExpressions || matchExpressions.length === 0)
  );
}

/**
 * A selector in kubectl's notation, in one fixed order: `app=web,tier in (a,b),!debug`. kubectl prints `<none>` for an
 * absent selector and for an empty one, which mean opposite things; here they are `<nothing>` and `<everything>`.
 */
export function describeSelector(selector: LabelSelector | null | undefined): string {
  if (selector === null || selector === undefined) return '<nothing>';
  if (isEmptySelector(selector)) return '<everything>';
  const { matchLabels, matchExpressions } = selector;
  const conditions: { key: string; words: string }[] = [];
  for (const [key, value] of Object.entries(matchLabels ?? {})) conditions.push({ key, words: `${key}=${value}` });
  for (const requirement of matchExpressions ?? []) {
    conditions.push({ key: requirement.key, words: describeRequirement(requirement) });
  }
  return conditions
    .toSorted((one, other) => compareTexts(one.key, other.key))
    .map(({ words }) => words)
    .join(',');
}

/**
 * What is wrong with a selector as somebody wrote it, as a sentence that starts with its path
 * ("spec.selector.matchLabels is a list, not a map"); null when it is well-formed or absent. The API server refuses
 * each of these, or drops the field it does not know, which would leave a selector that selects everything: the object
 * must become a named gap. Source: k8s.io/apimachinery, pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector.
 */
export function selectorProblem(selector: unknown, path = 'selector'): string | null {
  if (selector === null || selector === undefined) return null;
  if (!isMap(selector)) return `${path} is ${nameType(selector)}, not a map`;
  const strange = Object.keys(selector).find((field) => field !== 'matchLabels' && field !== 'matchExpressions');
  if (strange !== undefined) return `${path} has the unknown field ${quote(strange)}; labels belong under matchLabels`;

  const { matchLabels, matchExpressions } = selector;
  const problem = labelsProblem(matchLabels, `${path}.matchLabels`);
  if (problem !== null) return problem;
  if (matchExpressions === null || matchExpressions === undefined) return null;
  if (!Array.isArray(matchExpressions)) return `${path}.matchExpressions is ${nameType(matchExpressions)}, not a list`;
  return firstProblem(matchExpressions, (item, index) =>
    requirementProblem(item, `${path}.matchExpressions[${index}]`),
  );
}

/**
 * What is wrong with a map of labels as somebody wrote it (metadata.labels, spec.selector of a Service), as a sentence
 * that starts with its path; null when it is well-formed or absent. A key without a value is refused: the API server
 * reads it as the empty text, a patch as "no longer there", and a template that lost its value meant neither.
 */
export function labelsProblem(labels: unknown, path = 'labels'): string | null {
  if (labels === null || labels === undefined) return null;
  if (!isMap(labels)) return `${path} is ${nameType(labels)}, not a map`;
  return firstProblem(Object.entries(labels), ([key, value]) => {
    if (!isLabelKey(key)) return `${path} has ${quote(key)}, which is no valid label key`;
    const problem = valueProblem(value);
    return problem && `${path}[${quote(key)}] ${problem}`;
  });
}

/**
 * Finds, for any selector, the items it selects, in their own order. Items are filed once under each of their labels,
 * so that a selector which requires a value looks at the items that have it, not at all of them.
 */
export function indexByLabels<Item>(
  items: Iterable<Item>,
  labelsOf: (item: Item) => Labels,
): (selector: LabelSelector | null | undefined) => Item[] {
  const all = [...items];
  const byKey = new Map<string, Map<string, Item[]>>();
  for (const item of all) {
    for (const [key, value] of Object.entries(labelsOf(item))) {
      const byValue = byKey.get(key);
      const filed = byValue?.get(value);
      if (filed) filed.push(item);
      else if (byValue) byValue.set(value, [item]);
      else byKey.set(key, new Map([[value, [item]]]));
    }
  }

  return (selector) => {
    if (selector === null || selector === undefined) return [];
    let candidates = all;
    for (const [key, value] of requiredLabels(selector)) {
      const filed = byKey.get(key)?.get(value);
      if (filed === undefined) return [];
      if (filed.length < candidates.length) candidates = filed;
    }
    return candidates.filter((item) => matchesSelector(selector, labelsOf(item)));
  };
}

/** The labels that an object must have to be selected; `In` with several values requires none of them by itself. */
export function requiredLabels({
  matchLabels,
  matchExpressions,
}: LabelSelector): (readonly [key: string, value: string])[] {
  const required: (readonly [string, string])[] = matchLabels ? Object.entries(matchLabels) : [];
  for (const { key, operator, values } of matchExpressions ?? []) {
    const only = values?.length === 1 ? values[0] : undefined;
    if (operator === 'In' && only !== undefined) required.push([key, only]);
  }
  return required;
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  // A plain loop: this is asked for every pair of a budget and a workload.
  for (const key in wanted) {
    if (!Object.hasOwn(wanted, key)) continue;
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) return false;
  }
  return true;
}

function meets({ key, operator, values }: SelectorRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const listed = value !== undefined && values?.includes(value) === true;
  return operator === 'In' ? listed : !listed;
}

function describeRequirement({ key, operator, values }: SelectorRequirement): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  const listed = values?.toSorted(compareTexts).join(',');
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${listed})`;
}

function requirementProblem(requirement: unknown, path: string): string | null {
  if (!isMap(requirement)) return `${path} is ${nameType(requirement)}, not a map`;
  const strange = Object.keys(requirement).find((field) => !['key', 'operator', 'values'].includes(field));
  if (strange !== undefined) return `${path} has the unknown field ${quote(strange)}`;

  const { key, operator, values } = requirement;
  if (typeof key !== 'string') return `${path}.key is ${nameType(key)}, not a text`;
  if (!isLabelKey(key)) return `${path}.key is ${quote(key)}, which is no valid label key`;
  if (values !== null && values !== undefined && !Array.isArray(values)) {
    return `${path}.values is ${nameType(values)}, not a list`;
  }
  const listed: readonly unknown[] = values ?? [];
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (listed.length === 0) return `${path}.values is empty, and ${operator} needs at least one value`;
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (listed.length > 0) return `${path}.values is given, and ${operator} takes none`;
      break;
    default: {
      const given = typeof operator === 'string' ? quote(operator) : nameType(operator);
      return `${path}.operator is ${given}, not In, NotIn, Exists or DoesNotExist`;
    }
  }
  return firstProblem(listed, (value, index) => {
    const problem = valueProblem(value);
    return problem && `${path}.values[${index}] ${problem}`;
  });
}

function valueProblem(value: unknown): string | null {
  if (typeof value !== 'string') return `is ${nameType(value)}, not a text`;
  return isLabelValue(value) ? null : `is ${quote(value)}, which is no valid label value`;
}

function firstProblem<Item>(
  items: readonly Item[],
  problemOf: (item: Item, index: number) => string | null,
): string | null {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== null) return problem;
  }
  return null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameType(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

/** A text from a manifest as part of a sentence: cut, because it may be long, and escaped, because it may hold anything. */
function quote(text: string): string {
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 70)}…` : text).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  );
}

/** Code unit order: the same everywhere, and for label keys and values the byte order that kubectl sorts by. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
