import { isLabelKey, isLabelValue } from '../../../estate/label.ts';
import { selectorProblem } from '../../../estate/label-selector.ts';
import { isRaw, type Raw } from '../fields.ts';
import { labelRule, refuseReference } from '../name-rule.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { isPlaceholder } from '../scope.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * Refuses wishes for nodes and neighbours that are none: without a weight, a topology, a term, or with a condition that cannot be read.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateAffinity).
 */
export function refuseAffinity({ affinity }: Raw, spec: Path, refuse: Refuse): void {
  if (!isRaw(affinity)) return;
  const path = [...spec, 'affinity'];
  if (isRaw(affinity['nodeAffinity'])) refuseNodes(affinity['nodeAffinity'], [...path, 'nodeAffinity'], refuse);
  for (const key of ['podAffinity', 'podAntiAffinity']) {
    const of = affinity[key];
    if (!isRaw(of)) continue;
    eachIn(of, required, [...path, key], (term, at) => refuseTerm(term, at, refuse));
    eachIn(of, preferred, [...path, key], (wish, at) => {
      refuseWeight(wish, at, refuse);
      const term = wish['podAffinityTerm'];
      refuseTerm(isRaw(term) ? term : {}, [...at, 'podAffinityTerm'], refuse);
    });
  }
}

function refuseNodes(of: Raw, path: Path, refuse: Refuse): void {
  const must = of[required];
  if (isRaw(must)) {
    const terms = must['nodeSelectorTerms'];
    if (isLeftOut(terms) || (Array.isArray(terms) && terms.length === 0))
      refuse.missing([...path, required, 'nodeSelectorTerms'], 'there must be at least one term');
    eachIn(must, 'nodeSelectorTerms', [...path, required], (term, at) => refuseConditions(term, at, refuse));
  }
  eachIn(of, preferred, path, (wish, at) => {
    refuseWeight(wish, at, refuse);
    if (isRaw(wish['preference'])) refuseConditions(wish['preference'], [...at, 'preference'], refuse);
  });
}

function refuseWeight({ weight }: Raw, path: Path, refuse: Refuse): void {
  const at = [...path, 'weight'];
  if (isLeftOut(weight)) refuse.missing(at, 'it is a number from 1 to 100');
  if (typeof weight === 'number' && (weight < 1 || weight > 100)) refuse(at, 'it is a number from 1 to 100');
}

/** Keys whose values are taken from the pod itself, for and against. */
function refuseKeys({ labelSelector, matchLabelKeys, mismatchLabelKeys }: Raw, path: Path, refuse: Refuse): void {
  const [alike, unlike] = [matchLabelKeys, mismatchLabelKeys].map((keys): readonly unknown[] =>
    Array.isArray(keys) ? keys : [],
  ) as [readonly unknown[], readonly unknown[]];
  for (const [name, keys] of [
    ['matchLabelKeys', alike],
    ['mismatchLabelKeys', unlike],
  ] as const) {
    if (keys.length > 0 && isLeftOut(labelSelector)) refuse.together([...path, name], 'it needs a labelSelector');
    keys.forEach((key, index) => {
      if (typeof key !== 'string' || isUnfilled(key)) return;
      if (!isLabelKey(key)) refuse([...path, name, index], 'it is no name of a label');
      else if (name === 'matchLabelKeys' && unlike.includes(key))
        refuse.together([...path, name, index], 'it is among mismatchLabelKeys, too');
    });
  }
}

function refuseTerm(term: Raw, path: Path, refuse: Refuse): void {
  const { topologyKey, labelSelector, namespaces } = term;
  refuseKeys(term, path, refuse);
  if (Array.isArray(namespaces))
    namespaces.forEach((name: unknown, index) =>
      refuseReference(name, labelRule, [...path, 'namespaces', index], refuse),
    );

  if (isLeftOut(topologyKey)) refuse.missing([...path, 'topologyKey']);
  else if (typeof topologyKey === 'string' && !isLabelKey(topologyKey) && !isUnfilled(topologyKey))
    refuse([...path, 'topologyKey'], 'it is no name of a label');
  const problem = selectorProblem(labelSelector, 'it');
  // It quotes what is wrong, which may be still to be filled in.
  if (problem !== null && !isPlaceholder(problem)) refuse([...path, 'labelSelector'], problem);
}

/** Of the fields of a node only its name can be asked for, and only for one (ValidateNodeFieldSelectorRequirement). */
function refuseFields(term: Raw, path: Path, refuse: Refuse): void {
  eachIn(term, 'matchFields', path, ({ key, operator, values }, at) => {
    if (typeof key === 'string' && key !== 'metadata.name' && !isUnfilled(key))
      refuse([...at, 'key'], 'expected metadata.name');
    if (typeof operator === 'string' && operator !== 'In' && operator !== 'NotIn' && !isUnfilled(operator))
      refuse([...at, 'operator'], 'expected In or NotIn');
    else if (Array.isArray(values) && values.length !== 1) refuse.together([...at, 'values'], 'it is one name');
  });
}

function refuseConditions(term: Raw, path: Path, refuse: Refuse): void {
  refuseFields(term, path, refuse);
  eachIn(term, 'matchExpressions', path, ({ key, operator, values }, at) => {
    if (typeof key === 'string' && !isLabelKey(key) && !isUnfilled(key))
      refuse([...at, 'key'], 'it is no name of a label');
    if (isLeftOut(key)) refuse.missing([...at, 'key']);
    refuseOperator(operator, values, at, refuse);
    // A wish may ask for any value.
    if (path.includes(required) && Array.isArray(values))
      values.forEach((value: unknown, index) => {
        if (typeof value === 'string' && !isLabelValue(value) && !isUnfilled(value))
          refuse([...at, 'values', index], 'it is no value of a label');
      });
  });
}

/** How many values each way to ask takes. */
const numbers: Readonly<Record<string, (count: number) => boolean>> = {
  In: (count) => count > 0,
  NotIn: (count) => count > 0,
  Exists: (count) => count === 0,
  DoesNotExist: (count) => count === 0,
  Gt: (count) => count === 1,
  Lt: (count) => count === 1,
};

function refuseOperator(operator: unknown, values: unknown, path: Path, refuse: Refuse): void {
  const at = [...path, 'operator'];
  const rule = `expected ${Object.keys(numbers).join(', ')}`;
  if (isLeftOut(operator)) return refuse.missing(at, rule);
  if (typeof operator !== 'string' || isUnfilled(operator)) return;
  const isMany = Object.hasOwn(numbers, operator) ? numbers[operator] : undefined;
  if (isMany === undefined) return refuse(at, rule);
  if (values !== undefined && values !== null && !Array.isArray(values)) return;
  if (!isMany(values?.length ?? 0)) refuse.together([...path, 'values'], `${operator} takes other values than these`);
}
