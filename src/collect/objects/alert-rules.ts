import type { Alert, AlertRuleSet } from '../../estate/alert-rule-set.ts';
import { parsePrometheusDuration } from '../../estate/prometheus-duration.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { Fields, isRaw, MalformedField, writePath } from './fields.ts';
import type { Subject } from './object-metadata.ts';
import { isPlaceholder } from './scope.ts';

/** Reads a PrometheusRule, and what has its shape: VMRule, AlertingRule of Loki. */
export function readAlertRules({ spec, metadata, head }: Subject): AlertRuleSet {
  const isOwned = saysOwner({ ...metadata.labels('labels'), ...metadata.annotations() });
  const alerts = spec.objects('groups').flatMap((group) => readGroup(group, isOwned, null));
  return { ...head, noun: 'alertRuleSet', alerts };
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
      const inside = new Fields(document.value, new Fields({}, null, []), path);
      alerts.push(...inside.objects('groups').flatMap((group) => readGroup(group, isOwned, writePath(path))));
    }
  }
  return isRuleSet ? { ...head, noun: 'alertRuleSet', alerts } : null;
}

function mayHoldRules(text: string): boolean {
  return /^["']?groups["']?\s*:/m.test(text) && /\b(?:alert|record)\b/.test(text);
}

/** Whether it is Prometheus' list of groups, and nobody else's: each has a name, and rules that alert or record by an expression. */
function isRuleFile(groups: unknown): boolean {
  if (!Array.isArray(groups) || groups.length === 0) return false;
  return groups.every((group) => {
    const rules = isRaw(group) && typeof group['name'] === 'string' ? group['rules'] : undefined;
    return Array.isArray(rules) && rules.every((rule) => isRaw(rule) && ('alert' in rule || 'record' in rule));
  });
}

/** `within`: the field of the object whose text holds the group; null where the object itself does. */
function readGroup(group: Fields, isOwned: boolean, within: string | null): Alert[] {
  for (const key of ['interval', 'query_offset']) checkDuration(group, key);
  const shared = labelsOf(group, within);
  return group.objects('rules').flatMap((rule) => {
    const name = rule.text('alert');
    const record = rule.text('record');
    if (name !== null && record !== null) return rule.refuse('record', 'no record beside an alert');
    if (!name && !record) return rule.refuse('alert', 'the name of an alert or of a record');
    checkExpression(rule);
    checkDuration(rule, 'for');
    checkDuration(rule, 'keep_firing_for');
    if (name === null) return [];
    const labels = { ...shared, ...labelsOf(rule, within) };
    const annotations = rule.annotations();
    return {
      name,
      path: within ?? rule.where,
      urgency: urgencyOf(severityOf(labels)),
      hasRunbook: hasRunbook({ ...labels, ...annotations }),
      hasOwner: isOwned || saysOwner({ ...labels, ...annotations }),
    };
  });
}

/** A label that is a number or a boolean is text to Prometheus, which reads files; the API server refuses it. */
function labelsOf(fields: Fields, within: string | null): Readonly<Record<string, string>> {
  if (within === null) return fields.labels('labels');
  const { raw } = fields.objectOrEmpty('labels');
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value ?? '')]),
  );
}

/** Prometheus loads nothing of a file with such a rule (rulefmt.Parse), and the operator's webhook refuses the object. */
function checkDuration(fields: Fields, key: string): void {
  const text = fields.text(key);
  if (text !== null && text !== '' && !isPlaceholder(text) && parsePrometheusDuration(text) === null)
    fields.refuse(key, 'a duration of Prometheus, such as 5m or 1h30m');
}

/** Far from a parser: what no expression can be, for its brackets and quotes do not close. */
function checkExpression(rule: Fields): void {
  const value = rule.value('expr');
  if (typeof value === 'number' || typeof value === 'bigint') return;
  const text = rule.text('expr')?.trim();
  if (!text) rule.refuse('expr', 'an expression');
  else if (!text.includes('$') && !closes(text)) rule.refuse('expr', 'an expression whose brackets and quotes close');
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function closes(expression: string): boolean {
  const open: string[] = [];
  const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|[()[\]{}"'`]/g;
  for (const [one] of expression.matchAll(token)) {
    if (one.length > 1 || one === '#') continue;
    const end = closing[one];
    if (end !== undefined) open.push(end);
    else if (open.pop() !== one) return false;
  }
  return open.length === 0;
}

/** Tools that write rules put their name before it: `sloth_severity`. */
const severityKey = /(?:^|_)(?:severity|priority|urgency|level)$/;

function severityOf(labels: Readonly<Record<string, string>>): string | null {
  const given = Object.keys(labels).filter((one) => severityKey.test(one) && labels[one] !== '');
  const key = given.includes('severity') ? 'severity' : given[0];
  return key === undefined ? null : (labels[key] ?? null);
}

/** The names that are in use for what has to wake somebody: there is no standard beyond the habit of `critical` and `page`. */
function urgencyOf(severity: string | null): Alert['urgency'] {
  if (severity === null) return 'none';
  if (severity.includes('{{') || isPlaceholder(severity)) return 'computed';
  return /^(?:critical|page|pager|p1|sev-?1|emergency)$/i.test(severity.trim()) ? 'page' : 'notice';
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
