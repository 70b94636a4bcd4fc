import { expect, test } from 'vitest';
import { readIdentity } from './read-identity.ts';

const nothing = { apiVersion: null, kind: null, namespace: null, name: null };

test('reads what stands at the top and directly below metadata', () => {
  const text = `# kind: Comment
apiVersion: "apps/v1"
kind: Deployment # the kind
metadata:
  labels:
    name: not-this
  name: web
  namespace: 'bank'
spec:
  template:
    metadata:
      name: nor-this
    kind: NorThis
  broken: [`;
  expect(readIdentity(text)).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bank', name: 'web' });
});

test('reads indented documents, JSON over lines, CRLF and a refused marker', () => {
  expect(readIdentity('  kind: Pod\n  metadata:\n     name: a\n').kind).toBe('Pod');
  expect(readIdentity('  kind: Pod\n  metadata:\n     name: a\n').name).toBe('a');
  expect(readIdentity('kind: Pod\r\nmetadata:\r\n  name: a\r\n')).toEqual({ ...nothing, kind: 'Pod', name: 'a' });
  expect(readIdentity('{\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "a",\n')).toEqual({
    ...nothing,
    kind: 'Pod',
    name: 'a',
  });
  expect(readIdentity('--- text\nkind: Pod\n').kind).toBe('Pod');
  expect(readIdentity('%YAML 1.1\n---\nkind: Pod\n').kind).toBe('Pod');
});

test('two kinds, or one that is not written out, are none', () => {
  expect(readIdentity('kind: A\nname: x\nkind: B\n').kind).toBeNull();
  expect(readIdentity('kind: A\nkind: A\n').kind).toBe('A');
  expect(readIdentity('kind: {{ .Values.kind }}\n')).toEqual(nothing);
  expect(readIdentity('kind: A\nkind: {{ .Values.kind }}\n').kind).toBeNull();
  expect(readIdentity('kind: &a Pod\n')).toEqual(nothing);
  expect(readIdentity('kinds: A\nkind:B\n')).toEqual(nothing);
  expect(readIdentity('')).toEqual(nothing);
});
