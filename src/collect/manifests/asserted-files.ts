import { basename, dirname, join } from 'node:path';
import { isRaw } from '../objects/fields.ts';
import type { FoundFile } from './list-files.ts';
import { readDocuments } from './text/read-documents.ts';

/**
 * The paths of the files that say what a test expects to find in a cluster, or not to find: parts of objects, which nobody applies. kuttl knows its own
 * by their names (`00-assert.yaml`, `00-errors.yaml`), and its steps and the tests of chainsaw name others. So are the patches of kubeadm.
 */
export function assertedFiles(
  files: readonly FoundFile[],
  textOf: (file: FoundFile) => string | null,
): ReadonlySet<string> {
  const asserted = new Set<string>();
  const applied = new Set<string>();
  for (const file of files) {
    const name = basename(file.path);
    if (/^\d+-(?:assert|errors)(?:-[^.]+)?\.ya?ml$/i.test(name)) asserted.add(file.path);
    if (ofKubeadm.test(name)) asserted.add(file.path);
    if (!/^(?:chainsaw-test|\d+-.+)\.ya?ml$/.test(name)) continue;
    const folder = dirname(file.path);
    const text = textOf(file) ?? '';
    if (!/^kind: Test(?:Step)?\s*$/m.test(text)) continue;
    for (const { value } of readDocuments(text)) {
      for (const path of namedBy(value, /^(?:assert|error)$/)) asserted.add(join(folder, path));
      for (const path of namedBy(value, /^(?:apply|create|update|patch)$/)) applied.add(join(folder, path));
    }
  }
  // A test may apply a file, and then expect all that it holds.
  return asserted.difference(applied);
}

/**
 * kubeadm lays these over the pods of the control plane; without a `+` such a file may be a whole pod as well.
 * Source: k8s.io/kubernetes cmd/kubeadm/app/util/patches (`target[suffix][+patchtype].extension`).
 */
export const ofKubeadm =
  /^(?:kube-apiserver|kube-controller-manager|kube-scheduler|etcd|kubeletconfiguration|corednsdeployment)[^.+]*\+(?:strategic|merge|json)\.(?:ya?ml|json)$/;

/** The files that a test of chainsaw, or a step of kuttl, names under some of its operations, wherever it does. */
function namedBy(value: unknown, operations: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => namedBy(one, operations));
  if (!isRaw(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const given = operations.test(key) ? [inner].flat().map((one: unknown) => (isRaw(one) ? one['file'] : one)) : [];
    const files = given.filter((one) => typeof one === 'string');
    return files.length > 0 ? files : namedBy(inner, operations);
  });
}
