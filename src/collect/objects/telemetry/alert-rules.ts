import type { Alert, AlertRuleSet } from '../../../estate/alert-rule-set.ts';
import { parsePrometheusDuration } from '../../../estate/prometheus-duration.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { promqlProblem } from './promql-problem.ts';
import { isPlaceholder } from '../scope.ts';

/** Reads a PrometheusRule, and what has its shape and a language of its own: VMRule, AlertingRule of Loki. */
export function readAlertRules({ spec, metadata, head }: Subject): AlertRuleSet {
  const isPromql = head.kind === 'PrometheusRule';
  const isOwned = saysOwner({ ...metadata.labels('labels'), ...metadata.annotations() });
  return {
    ...head,
    noun: 'alertRuleSet',
    alerts: readGroups(spec, { isOwned, within: null, isPromql, isFile: false }),
  };
}

/** Reads a rule file that stands by itself, as Prometheus does. */
export function readAlertRuleFile({ fields, head }: Subject): AlertRuleSet {
  const source: RuleSource = { isOwned: false, within: null, isPromql: true, isFile: true };
  return { ...head, noun: 'alertRuleSet', alerts: readGroups(fields, source) };
}

/**
 * Reads a ConfigMap, if some of its data is a rule file: a document whose `groups` hold rules. A text that holds alerts by its lines and cannot be
 * parsed makes the whole a MalformedField, for Prometheus loads none of such a file.
 */
export function readAlertRuleFiles({ fields, metadata, head }: Subject): AlertRuleSet | null {
  const data = fields.object('data');
  const isOwned = saysOwner({ ...metadata.labels('labels'), ...metadata.annotations() });
  const alerts: Alert[] = [];
  let isRuleSet = false;
  for (const key of Object.keys(data?.raw ?? {})) {
    const text = data?.raw[key];
    if (typeof text !== 'string' || !mayHoldRules(text)) continue;
    const path = ['data', key];
    for (const document of readDocuments(text)) {
      // A template with commands on lines of their own is no rule file yet.
      if (document.problem && !/^\s*\{[{%]/m.test(text) && /^\s*(?:-\s+)?["']?alert["']?\s*:/m.test(text))
        throw new MalformedField(
          path,
          `${writePath(path)}: its alert rules cannot be parsed: ${document.problem.message}`,
        );
      if (!isRaw(document.value) || !isRuleFile(document.value['groups'])) continue;
      isRuleSet = true;
      const inside = new Fields(document.value, new Fields({ kind: head.kind }), path);
      alerts.push(...readGroups(inside, { isOwned, within: writePath(path), isPromql: true, isFile: true }));
    }
  }
  return isRuleSet ? { ...head, noun: 'alertRuleSet', alerts } : null;
}

function mayHoldRules(text: string): boolean {
  return /^["']?groups["']?\s*:/m.test(text) && /\b(?:alert|record)\b/.test(text);
}

/** Whether it is Prometheus' list of groups, and nobody else's: each has rules, and these alert or record, by an expression or in a group with a name. */
export function isRuleFile(groups: unknown): boolean {
  if (!Array.isArray(groups) || groups.length === 0) return false;
  return groups.every((group) => {
    const rules = isRaw(group) ? group['rules'] : undefined;
    if (!isRaw(group) || !Array.isArray(rules)) return false;
    const isNamed = typeof group['name'] === 'string';
    return (
      (isNamed || rules.length > 0) &&
      rules.every((rule) => isRaw(rule) && ('alert' in rule || 'record' in rule) && (isNamed || 'expr' in rule))
    );
  });
}

/** How the rules of an object are to be read. */
interface RuleSource {
  /** Whether the object says who answers for all of them. */
  readonly isOwned: boolean;
  /** The field of the object whose text holds the groups; null where the object itself does. */
  readonly within: string | null;
  readonly isPromql: boolean;
  /** Whether Prometheus reads it, and not the API server: a label that is a number is text to it then. */
  readonly isFile: boolean;
}

/** Prometheus loads nothing of a file with a rule that it refuses (rulefmt.Parse), and the operator's webhook refuses the object. */
function readGroups(holder: Fields, source: RuleSource): Alert[] {
  const names = new Set<string>();
  return holder.objects('groups').flatMap((group) => {
    const name = group.text('name') || group.refuse('name', 'the name of the group');
    if (names.has(name)) group.refuse('name', 'a name that no other group beside it has');
    names.add(name);
    for (const key of ['interval', 'query_offset']) checkDuration(group, key);
    const shared = labelsOf(group, source);
    return group.objects('rules').flatMap((rule) => readRule(rule, shared, source) ?? []);
  });
}

/** null for a rule that only records. */
function readRule(rule: Fields, shared: Readonly<Record<string, string>>, source: RuleSource): Alert | null {
  const { isOwned, within, isPromql } = source;
  const name = rule.text('alert');
  const record = rule.text('record');
  if (name !== null && record !== null) return rule.refuse('record', 'no record beside an alert');
  if (!name && !record) return rule.refuse('alert', 'the name of an alert or of a record');
  checkExpression(rule, isPromql);
  const waits = ['for', 'keep_firing_for'];
  for (const key of waits) checkDuration(rule, key);
  const labels = { ...shared, ...labelsOf(rule, source) };
  const annotations = rule.annotations();
  for (const map of ['labels', 'annotations']) checkTemplates(rule.objectOrEmpty(map));
  if (name === null) {
    const wrong = [...waits, 'annotations'].find((key) => rule.has(key));
    return wrong === undefined ? null : rule.refuse(wrong, 'none in a rule that records');
  }
  const severity = severityOf(labels);
  return {
    name,
    path: within ?? rule.where,
    urgency: urgencyOf(severity),
    severity,
    waits: looksAhead.test(String(rule.value('expr'))) ? null : waitOf(rule),
    hasRunbook: hasRunbook({ ...labels, ...annotations }),
    hasOwner: isOwned || saysOwner({ ...labels, ...annotations }),
  };
}

/** Expressions of what has not failed yet, or of how long ago something was: `predict_linear`, an end of validity, the time since a backup. */
const looksAhead = /predict_linear|\btime\(\)|expir|not_?after/i;

function waitOf(rule: Fields): number | null {
  const text = rule.text('for') ?? '';
  if (isPlaceholder(text)) return null;
  return (parsePrometheusDuration(text) ?? 0) / 1000;
}

/** A template that does not close is refused with its rule; what one prints is another question. */
function checkTemplates(map: Fields): void {
  for (const key of Object.keys(map.raw)) {
    const text = map.raw[key];
    if (typeof text === 'string' && text.includes('{{') && text.replaceAll(/\{\{[^]*?\}\}/g, '').includes('{{'))
      map.refuse(key, 'a template whose {{ is closed by }}');
  }
}

function labelsOf(fields: Fields, { isFile }: RuleSource): Readonly<Record<string, string>> {
  if (!isFile) return fields.labels('labels');
  const { raw } = fields.objectOrEmpty('labels');
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value ?? '')]),
  );
}

function checkDuration(fields: Fields, key: string): void {
  const text = fields.text(key);
  if (text !== null && text !== '' && !isPlaceholder(text) && parsePrometheusDuration(text) === null)
    fields.refuse(key, 'a duration of Prometheus, such as 5m or 1h30m');
}

/** `isPromql`: whether Prometheus' own language is asked for, and not one that is like it. */
function checkExpression(rule: Fields, isPromql: boolean): void {
  const value = rule.value('expr');
  if (typeof value === 'number' || typeof value === 'bigint') return;
  const text = rule.text('expr')?.trim();
  if (!text) return rule.refuse('expr', 'an expression');
  const problem = isPromql ? promqlProblem(text) : null;
  if (problem === null) return;
  const path = [...rule.path, 'expr'];
  throw new MalformedField(path, `${writePath(path)}: Prometheus does not load this expression: ${problem}`);
}

/** Tools that write rules put their name before it: `sloth_severity`. */
const severityKey = /(?:^|_)(?:severity|priority|urgency|level)$/;

function severityOf(labels: Readonly<Record<string, string>>): string | null {
  const given = Object.keys(labels).filter((one) => severityKey.test(one) && labels[one] !== '');
  const key = given.includes('severity') ? 'severity' : given[0];
  return key === undefined ? null : (labels[key] ?? null);
}

/** The names that are in use for what has to wake somebody, and for what has not: there is no standard beyond the habit of `critical` and `page`. */
const waking = /^(?:critical|page|pager|p1|sev-?1|emergency)$/i;
const quiet = /^(?:warn(?:ing)?|info(?:rmational)?|notice|none|debug|ok|low|minor|ticket|p[45]|sev-?[45])$/i;

function urgencyOf(severity: string | null): Alert['urgency'] {
  if (severity === null) return 'none';
  if (severity.includes('{{') || isPlaceholder(severity)) return 'computed';
  if (waking.test(severity.trim())) return 'page';
  return quiet.test(severity.trim()) ? 'notice' : 'own';
}

/** A key that says so, or an address that does: many write it into the description. */
function hasRunbook(words: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(words).some(
    ([key, value]) =>
      typeof value === 'string' &&
      (/run_?-?book|playbook|(?:^|[_-])sop(?:$|[_-])/i.test(key)
        ? !/^\W*(?:to-?do|tbd|n\/?a|none)?\W*$/i.test(value)
        : /https?:\/\/\S*(?:run-?_?book|playbook)/i.test(value)),
  );
}

const ownerKey = /(?:^|[/._-])(?:owner|owned[_-]by|team|squad|contact)$/i;

function saysOwner(words: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(words).some(([key, value]) => ownerKey.test(key) && value !== '');
}
