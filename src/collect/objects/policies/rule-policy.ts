import type { AdmissionPolicy, AdmissionRule, LookedAtByRule } from '../../../estate/admission-policy.ts';
import { lookedAt, sparedBy as sparedBySelector, withoutComponents } from './admission-policies.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';
import { askedAbout } from './asked-about.ts';
import { readSelector } from '../selector.ts';
import { isEmptySelector } from '../../../estate/label-selector.ts';

/** Reads a ClusterPolicy or Policy of Kyverno, which only audits unless it says otherwise. */
export function readRulePolicy({ spec, head }: Subject): AdmissionPolicy {
  const webhook = spec.object('webhookConfiguration');
  const open =
    spec.text('failurePolicy') === 'Ignore'
      ? 'spec.failurePolicy'
      : webhook?.text('failurePolicy') === 'Ignore'
        ? `${webhook.where}.failurePolicy`
        : null;
  const rules = spec.objects('rules').flatMap((rule) => rulesOf(rule, spec));
  return { ...head, noun: 'admissionPolicy', rules, failsOpenAt: open, runsIn: 'engine' };
}

function rulesOf(rule: Fields, spec: Fields): AdmissionRule[] {
  const validate = rule.object('validate');
  const images = rule.objects('verifyImages');
  return [
    ...(validate ? [ruleOf(rule, validate, spec, 'objects')] : []),
    ...images.flatMap((image) => {
      const keys = image.has('key') || image.has('roots') || image.has('subject') ? ['key'] : [];
      return lookedAt([...image.list('attestors'), ...keys], image.list('attestations')).map((looksAt) => ({
        ...ruleOf(rule, image, spec, looksAt),
        ...(asksAll(rule, image) ? { asksAll: true } : {}),
      }));
    }),
  ];
}

/** Whether a rule is about every image of every pod: nothing but kinds is matched, and nothing is left out. */
function asksAll(rule: Fields, image: Fields): boolean {
  const blocks = rule.objectOrEmpty('match').objects('any');
  const isOfPods = blocks.some((block) => {
    const resources = block.objectOrEmpty('resources');
    const asked = [...Object.keys(block.raw), ...Object.keys(resources.raw)];
    return resources.texts('kinds').includes('Pod') && asked.every((key) => key === 'resources' || key === 'kinds');
  });
  const images = [...image.texts('imageReferences'), image.text('image')];
  return (
    isOfPods &&
    images.includes('*') &&
    !['exclude', 'preconditions', 'context', 'celPreconditions'].some((key) => rule.has(key)) &&
    !image.has('skipImageReferences')
  );
}

function ruleOf(rule: Fields, at: Fields, spec: Fields, looksAt: LookedAtByRule): AdmissionRule {
  const own = actionAt(at, 'failureAction');
  const action = own ?? actionAt(spec, 'validationFailureAction');
  const path = own ? `${at.where}.failureAction` : 'spec.validationFailureAction';
  const overrides = [
    ...at.objects('failureActionOverrides'),
    ...(own ? [] : spec.objects('validationFailureActionOverrides')),
  ].map((one) => ({
    action: actionAt(one, 'action'),
    namespaces: withoutComponents(one.texts('namespaces')),
    all: one.texts('namespaces'),
    // With names and a selector a namespace has to have both; an empty selector selects all.
    byName: isOfAll(one),
    isForAll:
      isOfAll(one) && (one.has('namespaces') ? one.texts('namespaces').some(isEvery) : one.has('namespaceSelector')),
    path: one.where,
  }));
  // The first that names a namespace holds there.
  const firstHard = overrides.findIndex((one) => one.action !== 'Audit');
  const soft = (firstHard < 0 ? overrides : overrides.slice(0, firstHard)).find(
    (one) => one.byName && one.namespaces.length > 0,
  );
  const hard = overrides.filter((one) => one.action !== 'Audit');
  const onlyIn =
    (action === 'Audit' || action === null) &&
    hard.length > 0 &&
    hard.every((one) => one.action === 'Enforce' && one.byName && one.all.length > 0)
      ? { namespaces: hard.flatMap(({ all }) => all), path: hard[0]?.path ?? '' }
      : null;
  const name = rule.text('name');
  const left = sparedBy(rule);
  const forAll = overrides.findIndex((one) => one.isForAll);
  const idle =
    spec.boolean('admission') === false
      ? { path: 'spec.admission', because: 'it is not asked at admission' }
      : excludesAll(rule)
        ? { path: `${rule.where}.exclude`, because: 'every namespace is excluded' }
        : forAll >= 0 && overrides.slice(0, forAll + 1).every((one) => one.action === 'Audit')
          ? { path: overrides[forAll]?.path ?? '', because: 'an override for every namespace is Audit' }
          : null;
  if (idle) return { name, looksAt, refuses: false, ...idle, spares: left };
  return {
    name,
    looksAt,
    about: askedAbout(rule),
    refuses:
      action === 'Enforce' && overrides[forAll]?.action !== 'Audit'
        ? true
        : action === 'later' || overrides.some((one) => one.action !== 'Audit')
          ? null
          : false,
    path,
    because:
      action === null
        ? 'no failure action is set, which means Audit'
        : `${path.slice(path.lastIndexOf('.') + 1)} is ${action}`,
    spares: soft && left.namespaces.length === 0 ? { namespaces: soft.namespaces, path: soft.path } : left,
    ...(onlyIn === null ? {} : { refusesOnlyIn: onlyIn }),
  };
}

/** What is done with what breaks a rule; `later` where that is filled in later. */
function actionAt(fields: Fields, key: string): 'Enforce' | 'Audit' | 'later' | null {
  const written = fields.text(key);
  if (written === null) return null;
  if (/^enforce$/i.test(written)) return 'Enforce';
  if (/^audit$/i.test(written)) return 'Audit';
  return isPlaceholder(written) ? 'later' : fields.refuse(key, 'Enforce or Audit');
}

/** Whether an override asks for no labels of a namespace: it has no selector, or an empty one. */
function isOfAll(override: Fields): boolean {
  const selector = readSelector(override, 'namespaceSelector');
  return selector === null || isEmptySelector(selector);
}

/** Whether a pattern is of every name. */
function isEvery(pattern: string): boolean {
  return /^(?:\*+|\?\*+)$/.test(pattern);
}

/** Whether a rule leaves out every namespace, whatever lies there. */
function excludesAll(rule: Fields): boolean {
  const exclude = rule.object('exclude');
  if (!exclude) return false;
  const isAll = (block: Fields): boolean =>
    !block.objectOrEmpty('resources').has('kinds') && excludedBy(block).some(isEvery);
  const all = exclude.objects('all');
  return [exclude, ...exclude.objects('any')].some(isAll) || (all.length > 0 && all.every(isAll));
}

/** The namespaces that a block leaves out whole. */
function excludedBy(block: Fields): readonly string[] {
  const resources = block.object('resources');
  const others = [...Object.keys(block.raw), ...Object.keys(resources?.raw ?? {})];
  const narrow = others.some((key) =>
    /^(names?|selector|namespaceSelector|annotations|subjects|roles|clusterRoles|operations|all)$/.test(key),
  );
  return narrow ? [] : (resources?.texts('namespaces') ?? []);
}

/** The namespaces that a rule leaves out whole: not only some objects of them. */
function sparedBy(rule: Fields): AdmissionRule['spares'] {
  const exclude = rule.object('exclude');
  const blocks = exclude ? [exclude, ...exclude.objects('any'), ...exclude.objects('all')] : [];
  const excluded = withoutComponents(blocks.flatMap(excludedBy));
  return excluded.length > 0 ? { namespaces: excluded, path: exclude?.where ?? '' } : unmatchedBy(rule);
}

/** The namespaces that a rule does not match, by their names: one block of `any` that matches them is enough to look there. */
function unmatchedBy(rule: Fields): AdmissionRule['spares'] {
  const match = rule.objectOrEmpty('match');
  const all = [match, ...match.objects('all')].map((block) => sparedBySelector(block.objectOrEmpty('resources')));
  const [first, ...others] = match.objects('any').map((block) => sparedBySelector(block.objectOrEmpty('resources')));
  const byEach = first?.namespaces.filter((name) => others.every(({ namespaces }) => namespaces.includes(name))) ?? [];
  const found = all.find(({ namespaces }) => namespaces.length > 0);
  return found ?? { namespaces: byEach, path: first?.path ?? '' };
}
