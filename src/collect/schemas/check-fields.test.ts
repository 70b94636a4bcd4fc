import { describe, expect, test } from 'vitest';
import { checkFields } from './check-fields.ts';
import { type FieldTable, fieldsOf, knownKind, metadataType } from './field-tables.ts';

const pod = (container: object, spec: object = {}): { apiVersion: string; kind: string } & Record<string, unknown> => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'ledger' },
  spec: {
    selector: { matchLabels: { app: 'ledger' } },
    template: { spec: { containers: [{ name: 'app', ...container }], ...spec } },
  },
});

describe('a field that is none is named, with what was meant', () => {
  test.each<[string, ReturnType<typeof pod>, string]>([
    [
      'misspelt',
      pod({ livenesProbe: { httpGet: { port: 80 } } }),
      'spec.template.spec.containers[0].livenesProbe: there is no such field; did you mean livenessProbe?',
    ],
    [
      'in other letters',
      pod({ ReadinessProbe: {} }),
      'spec.template.spec.containers[0].ReadinessProbe: there is no such field; did you mean readinessProbe?',
    ],
    [
      'too high up',
      { ...pod({}), spec: { serviceAccountName: 'ledger' } },
      'spec.serviceAccountName: there is no such field here; it belongs into spec.template.spec',
    ],
    [
      'one level too high, of what containers and init containers both have',
      pod({}, { livenessProbe: { httpGet: { port: 80 } } }),
      'spec.template.spec.livenessProbe: there is no such field here; it belongs into spec.template.spec.containers[]',
    ],
    [
      'too high, of what the containers have two levels below',
      pod({}, { allowPrivilegeEscalation: false }),
      'spec.template.spec.allowPrivilegeEscalation: there is no such field here; it belongs into spec.template.spec.containers[].securityContext',
    ],
    [
      'of a container, in what the pod has of the same name',
      pod({}, { securityContext: { privileged: false } }),
      'spec.template.spec.securityContext.privileged: there is no such field here; it belongs into spec.template.spec.containers[].securityContext',
    ],
    [
      'too far down',
      pod({ nodeSelector: { a: 'b' } }),
      'spec.template.spec.containers[0].nodeSelector: there is no such field here; it belongs to spec.template.spec',
    ],
    ['of nothing at all', pod({ colour: 'red' }), 'spec.template.spec.containers[0].colour: there is no such field'],
    [
      'in the metadata of a custom resource',
      { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'a', label: {} }, spec: {} },
      'metadata.label: there is no such field; did you mean labels?',
    ],
    [
      'of a custom resource, a slip of the pen away',
      { apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: { name: 'a' }, spec: { shedule: '@daily' } },
      'spec.shedule: there is no such field; did you mean schedule?',
    ],
  ])('%s', (_name, object, message) => {
    expect(checkFields(object)).toEqual({
      isKnown: true,
      dropped: [{ path: expect.anything(), message }],
      refused: [],
    });
  });
});

describe('nothing is said of', () => {
  test.each<[string, ReturnType<typeof pod>]>([
    ['fields that only the newest version has', pod({}, { evictionResponders: [] })],
    [
      'a field of a custom resource that may be one of a newer version',
      { apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: {}, spec: { brandNew: 1 } },
    ],
    ['what SOPS adds to an object', { apiVersion: 'v1', kind: 'Secret', metadata: {}, sops: { mac: 'x' } }],
    [
      'what the cluster wrote',
      { apiVersion: 'v1', kind: 'Service', metadata: { managedFields: [] }, status: { anything: 1 } },
    ],
    ['values that something fills in later', pod({ ports: '${PORTS}', stdin: '{{ .stdin }}' })],
    [
      'amounts as numbers and ports as text',
      pod({ resources: { limits: { cpu: 2 } }, livenessProbe: { httpGet: { port: 'http' } } }),
    ],
    [
      'rules whose fields stand in another version of their API',
      {
        apiVersion: 'admissionregistration.k8s.io/v1beta1',
        kind: 'MutatingAdmissionPolicy',
        metadata: { name: 'a' },
        spec: {
          matchConstraints: {
            resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
          },
        },
      },
    ],
    ['fields without a value', pod({ env: null, ports: [null] })],
  ])('%s', (_name, object) => {
    expect(checkFields(object)).toEqual({ isKnown: true, dropped: [], refused: [] });
  });
});

test('a kind without a kept schema is not checked, and says so', () => {
  expect(checkFields({ apiVersion: 'bank.example/v1', kind: 'Ledger', spec: { anything: 1 } })).toEqual({
    isKnown: false,
    dropped: [],
    refused: [],
  });
});

test.each<[object, string]>([
  [{ tty: 'yes' }, 'spec.template.spec.containers[0].tty: expected true or false, found text'],
  [{ stdin: 1 }, 'spec.template.spec.containers[0].stdin: expected true or false, found a number'],
  [{ volumeDevices: {} }, 'spec.template.spec.containers[0].volumeDevices: expected a list, found an object'],
  [{ workingDir: ['/'] }, 'spec.template.spec.containers[0].workingDir: expected text, found a list'],
])('a field of another type than the API server takes is refused: %j', (container, message) => {
  expect(checkFields(pod(container)).refused.map((one) => one.message)).toEqual([expect.stringContaining(message)]);
});

test('an object full of fields that are none is told in short, and every one is counted', () => {
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_none, index) => [`x${index}`, index]));
  const { dropped } = checkFields(pod(many));
  expect(dropped).toHaveLength(51);
  expect(dropped.at(-1)?.message).toBe('there are 99950 more fields that are none');
});

test('every type that a table names is in it', () => {
  const tables = new Set<FieldTable>([
    metadataType().table,
    (knownKind('velero.io/v1', 'Schedule') as { table: FieldTable }).table,
  ]);
  expect(tables.size).toBe(2);
  for (const table of tables) {
    const { kinds, types } = table;
    const named = [
      ...Object.values(kinds),
      ...Object.keys(types).flatMap((type) => Object.values(fieldsOf(table, type) ?? {})),
    ];
    expect(named.length).toBeGreaterThan(Object.keys(types).length);
    expect(named.filter((type) => !/^[[{]*[A-Za-z]\d*$/.test(type))).toEqual([]);
    const missing = named
      .map((type) => type.replace(/^[[{]+/, ''))
      .filter((type) => !/^[sinbqxa]$/.test(type) && !(type in types));
    expect(missing).toEqual([]);
    expect(Object.values(kinds).filter((type) => !(type in types))).toEqual([]);
  }
});
