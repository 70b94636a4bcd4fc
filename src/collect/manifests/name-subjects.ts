import { isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import type { Kustomized } from './where.ts';

/** The namespace that kustomizations set for what they take; null where they set none, or several. */
export function givenNamespace(kustomized: Kustomized | undefined): string | null {
  const [one = null, ...others] = kustomized?.namespaces ?? [];
  return others.length === 0 ? one : null;
}

/**
 * A ClusterRoleBinding with the namespaces that kustomize writes to its accounts: to `default`, and to those that it takes with it. MalformedField where
 * several kustomizations take it, each into another namespace. Any other object stays as it is.
 * Source: sigs.k8s.io/kustomize api/filters (namespace, nameref).
 */
export function nameSubjects(raw: Raw, kustomized: Kustomized): Raw {
  const { kind, subjects } = raw;
  if (kind !== 'ClusterRoleBinding' || !Array.isArray(subjects)) return raw;
  const namespace = givenNamespace(kustomized);
  const named = subjects.map((subject: unknown, index) => {
    if (!isRaw(subject) || subject['kind'] !== 'ServiceAccount' || (subject['namespace'] ?? '') !== '') return subject;
    const { name } = subject;
    if (typeof name !== 'string' || (name !== 'default' && !kustomized.holdsAccount(name))) return subject;
    if (namespace !== null) return { ...subject, namespace };
    const several = [...kustomized.namespaces].filter((one) => one !== null);
    if (several.length === 0) return subject;
    throw new MalformedField(
      ['subjects', index, 'namespace'],
      `subjects[${index}].namespace: each kustomization sets another one (${several.join(', ')}); only what they are rendered to tells them apart`,
    );
  });
  return { ...raw, subjects: named };
}
