import type { AuditedResources, AuditLevel, AuditPolicy, AuditRule } from '../../../estate/audit-policy.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { defaultReadLimits } from '../../manifests/text/read-limits.ts';
import { expectVersion, headOfFile } from './component-file.ts';
import { Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import { type FileUse, writtenFileFor } from './written-files.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

/** Reads a Policy of audit.k8s.io. One with which no API server starts is malformed (apiserver/pkg/apis/audit/validation). */
export function readAuditPolicy(subject: Subject): AuditPolicy {
  expectVersion(subject, ['v1']);
  return { ...headOfFile(subject), noun: 'auditPolicy', rules: readRules(subject.fields), within: null };
}

/** Reads a ConfigMap that holds one audit policy as a text, from which some distributions take it; null for all others. Of several the one in force is not known. */
export function readAuditPolicyMap({ fields, head }: Subject): AuditPolicy | null {
  const data = fields.objectOrEmpty('data');
  const found = Object.keys(data.raw).filter((key) => {
    const text = data.value(key);
    return (
      typeof text === 'string' &&
      // The words that few texts hold come first: most hold dashboards.
      text.includes('audit.k8s.io/') &&
      /^kind:\s*["']?Policy\b/m.test(text) &&
      /^apiVersion:\s*["']?audit\.k8s\.io\//m.test(text)
    );
  });
  const [key] = found;
  if (key === undefined || found.length > 1) return null;
  const [document] = readDocuments(data.text(key) ?? '', defaultReadLimits);
  const value = document && 'value' in document ? document.value : undefined;
  const within = writePath(['data', key]);
  if (!isRaw(value)) throw new MalformedField(['data', key], `${within}: the audit policy in it cannot be read`);
  if (value['apiVersion'] !== 'audit.k8s.io/v1')
    throw new MalformedField(['data', key], `${within}: this version of the audit policy is not known; v1 is`);
  const rules = readRules(new Fields(value, fields, ['data', key]));
  const isKept = head.origin.api !== undefined && ofOperators.has(head.namespace);
  return { ...head, noun: 'auditPolicy', ...(isKept ? { keptByOperator: true } : {}), rules, within };
}

/** Where the operators of OpenShift's API servers write the policies of these, one for each revision. */
const ofOperators: ReadonlySet<string> = new Set([
  'openshift-apiserver',
  'openshift-config-managed',
  'openshift-kube-apiserver',
  'openshift-oauth-apiserver',
]);

/** What a file of a control plane is for that says what the API server logs. */
export const auditFile: FileUse = { flag: 'audit-policy-file', kind: 'Policy', group: 'audit.k8s.io' };

/** Reads the audit policy that a control plane of Cluster API writes on its servers; null where it writes none that can be read. */
export function readWrittenAuditPolicy(subject: Subject): AuditPolicy | null {
  const file = writtenFileFor(subject, auditFile);
  if (file === null || !('fields' in file)) return null;
  if (file.fields.text('apiVersion') !== 'audit.k8s.io/v1') return file.fields.refuse('apiVersion', 'v1');
  return { ...subject.head, noun: 'auditPolicy', rules: readRules(file.fields), within: file.within };
}

function readRules(policy: Fields): AuditRule[] {
  const omits = readStages(policy);
  const rules = policy.objects('rules').map((rule) => readRule(rule, omits));
  // The API server does not start with such a policy (audit/policy/reader.go).
  return rules.length === 0 ? policy.refuse('rules', 'a list with a rule') : rules;
}

const levels: readonly string[] = ['None', 'Metadata', 'Request', 'RequestResponse'] satisfies AuditLevel[];
const stages: readonly string[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

function readStages(fields: Fields): string[] {
  const omits = fields.texts('omitStages');
  return omits.every((one) => stages.includes(one))
    ? omits
    : fields.refuse('omitStages', `a list of ${stages.join(', ')}`);
}

function readRule(rule: Fields, omits: readonly string[]): AuditRule {
  const level = rule.text('level') ?? '';
  if (!levels.includes(level)) return rule.refuse('level', levels.join(', '));
  const resources = rule.objects('resources').map(readResources);
  const namespaces = rule.texts('namespaces');
  const paths = rule.texts('nonResourceURLs');
  if (paths.length > 0 && resources.length + namespaces.length > 0)
    throw new MalformedField(
      [...rule.path, 'nonResourceURLs'],
      `${rule.where}.nonResourceURLs: a rule is for paths or for resources, not for both`,
    );
  paths.forEach((path, index) => {
    if (path === '*' || (path.startsWith('/') && !path.slice(0, -1).includes('*'))) return;
    const at = [...rule.path, 'nonResourceURLs', index];
    throw new MalformedField(at, `${writePath(at)}: a path begins with /, and a star stands at its end only`);
  });
  return {
    level: level as AuditLevel,
    users: rule.texts('users'),
    groups: rule.texts('userGroups'),
    verbs: rule.texts('verbs'),
    resources,
    namespaces,
    paths,
    omits: [...new Set([...omits, ...readStages(rule)])],
  };
}

function readResources(one: Fields): AuditedResources {
  const group = one.text('group') ?? '';
  const resources = one.texts('resources');
  const names = one.texts('resourceNames');
  // Since Kubernetes 1.36 a star stands for all groups (kubernetes/kubernetes#135262); older API servers do not start with it.
  if (group !== '' && group !== '*' && !isPlaceholder(group) && !/^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(group))
    throw new MalformedField(
      [...one.path, 'group'],
      `${one.where}.group: a group is one name without a version, or a star for all`,
    );
  if (names.length > 0 && resources.length === 0)
    throw new MalformedField([...one.path, 'resourceNames'], `${one.where}.resourceNames: names need their resources`);
  return { group, resources, names };
}
