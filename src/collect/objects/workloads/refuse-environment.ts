import { isRaw, type Raw } from '../fields.ts';
import { refuseReference, subdomainRule } from '../name-rule.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';

const sources = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** What a variable may say of its pod, beside single labels and annotations. */
const ofThePod = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.host',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]);

/**
 * Refuses variables without a name or with one that can be none, those with a value and a source beside it, and those with a source that is none.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateEnv, validateEnvVarValueFrom).
 */
export function refuseEnvironment(container: Raw, path: Path, refuse: Refuse): void {
  eachIn(container, 'env', path, (variable, at) => {
    const { name, value, valueFrom } = variable;
    if (isLeftOut(name)) refuse.missing([...at, 'name']);
    else if (typeof name === 'string' && !/^[ -<>-~]+$/.test(name) && !isUnfilled(name))
      refuse([...at, 'name'], 'the name of a variable has printable characters of ASCII only, and no =');
    if (isRaw(valueFrom)) refuseSource(valueFrom, value, [...at, 'valueFrom'], refuse);
  });
}

function refuseSource(valueFrom: Raw, value: unknown, path: Path, refuse: Refuse): void {
  const written = sources.filter((source) => !isLeftOut(valueFrom[source]));
  if (written.length === 0) refuse.together(path, `it names no source: ${sources.slice(0, 4).join(', ')}`);
  else if (!isLeftOut(value)) refuse.together(path, 'it may not stand beside a value');
  else if (written.length > 1)
    refuse.together(path, `a variable has one source, and this has ${written.join(' and ')}`);
  refuseKeyOf(valueFrom, 'configMapKeyRef', path, refuse);
  refuseKeyOf(valueFrom, 'secretKeyRef', path, refuse);
  const { fieldRef } = valueFrom;
  const field = isRaw(fieldRef) ? fieldRef['fieldPath'] : undefined;
  if (typeof field !== 'string' || ofThePod.has(field) || isUnfilled(field)) return;
  if (!/^metadata\.(?:labels|annotations)\['.*'\]$/.test(field))
    refuse([...path, 'fieldRef', 'fieldPath'], 'a variable can say no such field of its pod');
}

/** Which key of which object is meant has to be there, also where neither has to be (validateSecretKeySelector). */
function refuseKeyOf(valueFrom: Raw, source: string, path: Path, refuse: Refuse): void {
  const of = valueFrom[source];
  if (!isRaw(of)) return;
  if (isLeftOut(of['name'])) refuse.missing([...path, source, 'name']);
  else refuseReference(of['name'], subdomainRule, [...path, source, 'name'], refuse);
  if (isLeftOut(of['key'])) refuse.missing([...path, source, 'key']);
}
