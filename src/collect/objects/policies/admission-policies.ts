import type { AdmissionPolicy, AdmissionRule, LookedAtByRule } from '../../../estate/admission-policy.ts';
import { celProblem } from './cel-problem.ts';
import { type Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';
import { isComponentNamespace } from '../namespaces/component-namespaces.ts';
import { reachOf } from './rule-reach.ts';

const nowhere = { namespaces: [], path: '' } as const;

/** Reads a ValidatingAdmissionPolicy: whether it refuses anything, its bindings say. One that the API server refuses is malformed. */
export function readAdmissionPolicy({ spec, head }: Subject): AdmissionPolicy {
  refuseExpressions(spec);
  if (spec.list('validations').length + spec.list('auditAnnotations').length === 0)
    return spec.refuse('validations', 'a list of validations, as it has no auditAnnotations either');
  const rule = {
    ...said(spec, null, 'its bindings say what it does'),
    spares: sparedBy(spec.objectOrEmpty('matchConstraints')),
    ...reachOf(spec.objectOrEmpty('matchConstraints'), spec, head),
  };
  return {
    ...head,
    noun: 'admissionPolicy',
    rules: [rule],
    failsOpenAt: failsOpen(spec),
    runsIn: 'api-server',
    binds: null,
  };
}

/** Reads a ValidatingAdmissionPolicyBinding. */
export function readAdmissionPolicyBinding({ spec, head }: Subject): AdmissionPolicy {
  const around = spec.objectOrEmpty('matchResources');
  const rule = { ...byActions(spec, []), spares: sparedBy(around), ...reachOf(around, spec, head) };
  const binds = spec.text('policyName') || spec.refuse('policyName', 'the name of a policy');
  return { ...head, noun: 'admissionPolicy', rules: [rule], failsOpenAt: null, runsIn: 'api-server', binds };
}

/** Reads a ValidatingPolicy or ImageValidatingPolicy of Kyverno, which denies unless it says otherwise. */
export function readCelPolicy({ spec, head }: Subject): AdmissionPolicy {
  refuseExpressions(spec);
  const off = spec.object('evaluation')?.object('admission')?.boolean('enabled') === false;
  const action = off
    ? { refuses: false, path: 'spec.evaluation.admission.enabled', because: 'it is not asked at admission' }
    : byActions(spec, ['Deny']);
  const images = head.kind.endsWith('ImageValidatingPolicy');
  const spares = sparedBy(spec.objectOrEmpty('matchConstraints'));
  const kinds: LookedAtByRule[] = images ? lookedAt(spec.list('attestors'), spec.list('attestations')) : ['objects'];
  const rules = kinds.map((looksAt): AdmissionRule => ({ ...action, name: null, looksAt, spares }));
  return { ...head, noun: 'admissionPolicy', rules, failsOpenAt: failsOpen(spec), runsIn: 'engine' };
}

/** Reads a constraint of Gatekeeper, whose kind its template makes: it denies unless it says otherwise. */
export function readConstraint({ spec, head }: Subject): AdmissionPolicy {
  const action = spec.text('enforcementAction') ?? 'deny';
  const isScoped = action === 'scoped';
  const known = isScoped
    ? deniesAtAdmission(spec.objects('scopedEnforcementActions'))
    : oneOf(action, { deny: true, dryrun: false, warn: false });
  const looksAt = /ratify|cosign|signature|signed/i.test(head.kind)
    ? 'signatures'
    : /vuln|cve/i.test(head.kind)
      ? 'vulnerabilities'
      : 'objects';
  const spares = {
    namespaces: withoutComponents(spec.objectOrEmpty('match').texts('excludedNamespaces')),
    path: 'spec.match.excludedNamespaces',
  };
  const because = isScoped
    ? 'enforcementAction is scoped, and none of its actions denies at admission'
    : `enforcementAction is ${action}`;
  const path = isScoped ? 'spec.scopedEnforcementActions' : 'spec.enforcementAction';
  const rule: AdmissionRule = { name: null, looksAt, refuses: known, path, because, spares };
  return { ...head, noun: 'admissionPolicy', rules: [rule], failsOpenAt: null, runsIn: 'engine' };
}

/** Points at which objects are admitted; the others look at what runs already, or at files. */
const admissionPoints = ['*', 'validation.gatekeeper.sh', 'vap.k8s.io'];

/** Whether what breaks a constraint is refused by one of its actions, each of which holds at the points it names; null where that is filled in later. */
function deniesAtAdmission(actions: readonly Fields[]): boolean | null {
  const answers = actions.map((one): boolean | null => {
    const points = one.objects('enforcementPoints').map((point) => point.text('name') ?? '');
    const action = one.text('action') ?? '';
    const isMeant = action === 'deny' || isPlaceholder(action);
    const isThere = points.some((point) => admissionPoints.includes(point));
    if (action === 'deny' && isThere) return true;
    return isMeant && (isThere || points.some(isPlaceholder)) ? null : false;
  });
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** Reads a policy of Kubewarden, which protects unless it monitors. */
export function readModulePolicy({ spec, head }: Subject): AdmissionPolicy {
  const mode = spec.text('mode') ?? 'protect';
  const module = spec.text('module') ?? spec.text('policy') ?? '';
  const looksAt = /verify-image-signatures/.test(module)
    ? 'signatures'
    : /vulnerab/.test(module)
      ? 'vulnerabilities'
      : 'objects';
  const rule: AdmissionRule = {
    name: null,
    looksAt,
    refuses: oneOf(mode, { protect: true, monitor: false }),
    path: 'spec.mode',
    because: `mode is ${mode}`,
    spares: sparedBy(spec),
  };
  const rules = spec.boolean('mutating') === true && looksAt === 'objects' ? [] : [rule];
  return { ...head, noun: 'admissionPolicy', rules, failsOpenAt: failsOpen(spec), runsIn: 'engine' };
}

/** Reads a ClusterImagePolicy of Sigstore, which enforces unless it warns, or of OpenShift, which the nodes enforce. */
export function readImagePolicy({ spec, head }: Subject): AdmissionPolicy {
  const mode = spec.text('mode') ?? 'enforce';
  const passing = passingAuthority(spec);
  // For images that nobody signs: an exception, which verifies nothing and was never meant to.
  const isException =
    passing !== null && !spec.objects('images').some((one) => everyImage.test(one.text('glob') ?? ''));
  const rule: AdmissionRule = {
    name: null,
    looksAt: 'signatures',
    refuses: passing ? false : oneOf(mode, { enforce: true, warn: false }),
    path: passing ?? 'spec.mode',
    because: passing ? 'one of its authorities passes every image, which is enough' : `mode is ${mode}`,
    spares: nowhere,
    ...(!spec.has('match') && spec.objects('images').some((one) => one.text('glob') === '**') ? { asksAll: true } : {}),
  };
  const rules = isException ? [] : [rule];
  return { ...head, noun: 'admissionPolicy', rules, failsOpenAt: null, runsIn: 'engine' };
}

const everyImage = /^[*/]*$/;

/** Where an authority passes whatever it is asked about: one that is content is enough, unless the policy asks for more. */
function passingAuthority(spec: Fields): string | null {
  if (spec.has('policy')) return null;
  const found = spec.objects('authorities').find((one) => one.object('static')?.text('action') === 'pass');
  return found ? `${found.where}.static.action` : null;
}

/** Services through which the API server asks an engine of policies. */
const engines =
  /^(gatekeeper-webhook-service|kyverno-svc|policy-server-.+|opa|policy-webhook|cosign-.*webhook|ratify)$/;

/** Reads a ValidatingWebhookConfiguration that asks an engine of policies; null for all others. */
export function readEngineWebhook({ fields, head }: Subject): AdmissionPolicy | null {
  const webhooks = fields
    .objects('webhooks')
    .filter((one) => engines.test(one.object('clientConfig')?.object('service')?.text('name') ?? ''));
  if (webhooks.length === 0) return null;
  const open = webhooks.find((one) => one.text('failurePolicy') === 'Ignore');
  return {
    ...head,
    noun: 'admissionPolicy',
    rules: [],
    failsOpenAt: open ? `${open.where}.failurePolicy` : null,
    runsIn: 'engine',
  };
}

/** What an attestation is of: its predicate's type, which also stands below `intoto` or `referrer`. */
function typesOf(attestation: unknown): string[] {
  if (!isRaw(attestation)) return [];
  const { type, predicateType, intoto, referrer } = attestation;
  const inside = [intoto, referrer].map((one) => (isRaw(one) ? one['type'] : null));
  return [type, predicateType, ...inside].filter((one) => typeof one === 'string');
}

/** What signatures and attestations of an image a rule asks for. */
export function lookedAt(attestors: readonly unknown[], attestations: readonly unknown[]): LookedAtByRule[] {
  const scans = attestations.some((one) => typesOf(one).some((type) => /vuln|trivy|grype/i.test(type)));
  const signs = attestors.length > 0 || (attestations.length > 0 && !scans);
  return [...(signs ? (['signatures'] as const) : []), ...(scans ? (['vulnerabilities'] as const) : [])];
}

function said(spec: Fields, refuses: boolean | null, because: string): Omit<AdmissionRule, 'spares'> {
  return { name: null, looksAt: 'objects', refuses, path: `${spec.where}.validationActions`, because };
}

/** The API server has no default for them; `otherwise` is an engine's. */
function byActions(spec: Fields, otherwise: readonly string[]): Omit<AdmissionRule, 'spares'> {
  const written = spec.texts('validationActions');
  const actions = written.length === 0 ? otherwise : written;
  if (actions.length === 0) return spec.refuse('validationActions', 'a list of actions');
  if (actions.some((one) => !/^(Deny|Warn|Audit)$/.test(one) && !isPlaceholder(one)))
    return spec.refuse('validationActions', 'Deny, Warn or Audit');
  // What is refused is told anyway (apis/admissionregistration/validation).
  if (actions.includes('Deny') && actions.includes('Warn'))
    return spec.refuse('validationActions', 'Deny or Warn, not both');
  if (new Set(actions).size < actions.length) return spec.refuse('validationActions', 'each action once');
  const refuses = actions.includes('Deny') || (actions.some(isPlaceholder) ? null : false);
  return said(spec, refuses, `validationActions is ${actions.join(', ')}`);
}

function oneOf(value: string, known: Readonly<Record<string, boolean>>): boolean | null {
  return Object.hasOwn(known, value) ? (known[value] as boolean) : null;
}

/** Where nothing is said they fail closed, webhooks of v1 as well. */
function failsOpen(spec: Fields): string | null {
  const policy = spec.text('failurePolicy') ?? 'Fail';
  if (policy !== 'Fail' && policy !== 'Ignore' && !isPlaceholder(policy))
    return spec.refuse('failurePolicy', 'Fail or Ignore');
  return policy === 'Ignore' ? 'spec.failurePolicy' : null;
}

/** Refuses a policy with an expression that cannot be read: the API server does not take it, and so it checks nothing. */
function refuseExpressions(spec: Fields): void {
  const lists = ['variables', 'matchConditions', 'validations', 'auditAnnotations'];
  for (const one of lists.flatMap((list) => spec.objects(list))) {
    for (const key of ['expression', 'messageExpression', 'valueExpression']) {
      const expression = one.text(key);
      const problem = expression === null ? null : celProblem(expression);
      if (problem === null) continue;
      const path = [...one.path, key];
      throw new MalformedField(path, `${writePath(path)}: this expression cannot be read: ${problem}`);
    }
  }
}

const nameLabel = 'kubernetes.io/metadata.name';

/** The namespaces that a selector leaves out by their names. */
export function sparedBy(around: Fields): AdmissionRule['spares'] {
  const selector = around.object('namespaceSelector');
  const namespaces = (selector?.objects('matchExpressions') ?? [])
    .filter((one) => one.text('key') === nameLabel && one.text('operator') === 'NotIn')
    .flatMap((one) => one.texts('values'));
  return selector && namespaces.length > 0
    ? { namespaces: withoutComponents(namespaces), path: selector.where }
    : nowhere;
}

/** Names of namespaces, without those of components of the cluster. */
export function withoutComponents(namespaces: readonly string[]): string[] {
  return namespaces.filter((name) => !isComponentNamespace(name));
}
