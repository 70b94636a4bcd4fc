import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import type { Estate } from '../estate/estate.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { servedContainers, type ServedContainers } from './served-containers.ts';

function workload(containers: string, kind = 'Deployment', rest = ''): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, part: front}}
    spec: {${rest} containers: [${containers}]}
`;
}

function service(spec: string, name = 'web', namespace = 'shop'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {${spec}}
`;
}

function answer(estate: Estate): ServedContainers | Gap {
  const facts = viewFacts(estate);
  const [subject] = facts.workloads.items;
  if (!subject) throw new Error('no workload was read');
  const ask = servedContainers.compute(facts as never) as (of: unknown, from: unknown) => ServedContainers | Gap;
  return ask(subject, { place: subject.places[0] ?? null, nth: 0 });
}

/** Each container's name with `+` when it serves, `-` when not and `?` when that is not known. */
function served(yaml: string, authority: Authority = 'default'): string {
  const value = answer(estateOf(yaml, authority));
  return isGap(value)
    ? 'gap'
    : value.containers.map(({ container, serves }) => `${container.name}${signOf(serves)}`).join(' ');
}

function signOf(serves: boolean | null): string {
  return serves === null ? '?' : serves ? '+' : '-';
}

const app = '{name: app, image: web:1, ports: [{name: http, containerPort: 8080}]}';
const bare = '{name: app, image: web:1}';
const proxy =
  '{name: proxy, image: proxy:1, ports: [{name: https, containerPort: 8443}, {name: metrics, containerPort: 9090}]}';
const other = '{name: other, image: other:1}';
const selector = 'selector: {app: web}';

describe('a container serves when a Service', () => {
  test.each<[string, string, string]>([
    [
      'targets its port by number',
      workload(`${app}, ${proxy}`) + service(`${selector}, ports: [{port: 80, targetPort: 8080}]`),
      'app+ proxy-',
    ],
    [
      'targets its port by name',
      workload(`${app}, ${proxy}`) + service(`${selector}, ports: [{port: 80, targetPort: https}]`),
      'app- proxy+',
    ],
    [
      'has the port itself for a target',
      workload(`${app}, ${proxy}`) + service(`${selector}, ports: [{port: 8080}]`),
      'app+ proxy-',
    ],
    [
      'targets a number that the only container does not declare',
      workload(bare) + service(`${selector}, ports: [{port: 8080}]`),
      'app+',
    ],
    [
      'targets a number that one container alone probes',
      workload(`{name: app, image: web:1, readinessProbe: {httpGet: {port: 8080}}}, ${other}`) +
        service(`${selector}, ports: [{port: 8080}]`),
      'app+ other-',
    ],
    [
      'reaches a sidecar that stands among the init containers',
      workload(
        bare,
        'Deployment',
        'initContainers: [{name: mesh, image: mesh:1, restartPolicy: Always, ports: [{containerPort: 15008}]}],',
      ) + service(`${selector}, ports: [{port: 80, targetPort: 15008}]`),
      'mesh+ app-',
    ],
    [
      'names one pod of a StatefulSet',
      workload(app, 'StatefulSet') +
        service('selector: {app: web, statefulset.kubernetes.io/pod-name: web-0}, ports: [{port: 8080}]'),
      'app+',
    ],
    [
      'selects by all of its labels',
      workload(app) + service('selector: {app: web, part: front}, ports: [{port: 8080}]'),
      'app+',
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(served(yaml)).toBe(expected);
  });
});

test("a name that a sidecar declares too is the container's", () => {
  const mesh =
    'initContainers: [{name: mesh, image: mesh:1, restartPolicy: Always, ports: [{name: http, containerPort: 15008}]}],';
  const yaml = workload(app, 'Deployment', mesh) + service(`${selector}, ports: [{port: 80, targetPort: http}]`);
  expect(served(yaml)).toBe('mesh- app+');
});

describe('a container does not serve because of a Service that', () => {
  test.each<[string, string, string]>([
    [
      'shares one label only and selects other pods',
      workload(bare) + service('selector: {app: web, part: back}, ports: [{port: 8080}]'),
      'app-',
    ],
    [
      'stands in another namespace',
      workload(bare) + service(`${selector}, ports: [{port: 8080}]`, 'web', 'other'),
      'app-',
    ],
    ['has no selector', workload(bare) + service('ports: [{port: 8080}]'), 'app-'],
    ['has an empty selector', workload(bare) + service('selector: {}, ports: [{port: 8080}]'), 'app-'],
    [
      'is only a name for something outside',
      workload(bare) + service(`${selector}, type: ExternalName, externalName: db.example.org, ports: [{port: 8080}]`),
      'app-',
    ],
    [
      'has a port called metrics',
      workload(app) + service(`${selector}, ports: [{name: http-metrics, port: 8080}]`),
      'app-',
    ],
    [
      'targets a port called metrics',
      workload(proxy) + service(`${selector}, ports: [{port: 80, targetPort: metrics}]`),
      'proxy-',
    ],
    [
      'targets the number of a port called metrics',
      workload(proxy) + service(`${selector}, ports: [{port: 80, targetPort: 9090}]`),
      'proxy-',
    ],
    [
      'is called metrics',
      workload(app) + service(`${selector}, ports: [{name: https, port: 8080}]`, 'web-metrics-service'),
      'app-',
    ],
    [
      'reaches kube-rbac-proxy',
      workload(`{name: kube-rbac-proxy, image: p:1, ports: [{name: https, containerPort: 8443}]}`) +
        service(`${selector}, ports: [{port: 8443}]`),
      'kube-rbac-proxy-',
    ],
    ['names a dummy port', workload(bare) + service(`${selector}, ports: [{name: dummy, port: 12345}]`), 'app-'],
    [
      'names a pod of another StatefulSet',
      workload(bare, 'StatefulSet') +
        service('selector: {app: web, statefulset.kubernetes.io/pod-name: webs-0}, ports: [{port: 8080}]'),
      'app-',
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(served(yaml)).toBe(expected);
  });

  test('a Prometheus server and a metrics server answer queries: their names are no metrics names', () => {
    expect(served(workload(app) + service(`${selector}, ports: [{name: web, port: 8080}]`, 'prometheus-k8s'))).toBe(
      'app+',
    );
    expect(served(workload(app) + service(`${selector}, ports: [{name: https, port: 8080}]`, 'metrics-server'))).toBe(
      'app+',
    );
  });
});

describe('where no Service selects the pods', () => {
  test.each<[string, string, string]>([
    ['a declared port serves', workload(app), 'app+'],
    ['a port without a name serves', workload('{name: app, image: web:1, ports: [{containerPort: 8080}]}'), 'app+'],
    ['no port serves nobody', workload(bare), 'app-'],
    [
      'a port for metrics serves nobody',
      workload('{name: app, image: web:1, ports: [{name: metrics, containerPort: 9090}]}'),
      'app-',
    ],
    [
      'a port for probes serves nobody',
      workload('{name: app, image: web:1, ports: [{name: http-healthz, containerPort: 8081}]}'),
      'app-',
    ],
    ['a Service without ports sends nothing', workload(app) + service(`${selector}, clusterIP: None`), 'app+'],
  ])('%s', (_name, yaml, expected) => {
    expect(served(yaml)).toBe(expected);
  });
});

describe('it is not known whether a container serves', () => {
  test.each<[string, string, string]>([
    [
      'when a number is declared by none of several',
      workload(`${bare}, ${other}`) + service(`${selector}, ports: [{port: 8080}]`),
      'app? other?',
    ],
    [
      'when a number is probed by two',
      workload(
        '{name: a, image: a:1, livenessProbe: {tcpSocket: {port: 80}}}, {name: b, image: b:1, livenessProbe: {tcpSocket: {port: 80}}}',
      ) + service(`${selector}, ports: [{port: 80}]`),
      'a? b?',
    ],
    [
      'when a name is declared by none',
      workload(app) + service(`${selector}, ports: [{port: 80, targetPort: web}]`),
      'app?',
    ],
    [
      'when a name is declared for another protocol',
      workload(app) + service(`${selector}, ports: [{port: 80, targetPort: http, protocol: UDP}]`),
      'app?',
    ],
    [
      'beside one that certainly does',
      workload(`${app}, ${other}`) +
        service(`${selector}, ports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 81}]`),
      'app+ other?',
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(served(yaml)).toBe(expected);
  });

  test('when a number is probed at another host', () => {
    const elsewhere = '{name: app, image: web:1, livenessProbe: {tcpSocket: {port: 8080, host: 10.0.0.1}}}';
    expect(served(workload(`${elsewhere}, ${other}`) + service(`${selector}, ports: [{port: 8080}]`))).toBe(
      'app? other?',
    );
  });

  test('when Services were not all seen, but for those that one was seen to reach', () => {
    expect(served(workload(`${app}, ${proxy}`), 'partial')).toBe('app? proxy?');
    expect(
      served(workload(`${app}, ${proxy}`) + service(`${selector}, ports: [{port: 80, targetPort: http}]`), 'partial'),
    ).toBe('app+ proxy?');
  });

  test('when the template stands elsewhere: then nothing is said', () => {
    expect(
      served(
        '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web, namespace: shop}, spec: {workloadRef: {name: web}}}',
      ),
    ).toBe('gap');
  });
});

// The slow version asks, for one container, every Service, every port of it and every declared port in turn; what a name means is drawn with it.

interface DrawnPort {
  readonly name: string | null;
  readonly containerPort: number;
}

interface DrawnService {
  readonly name: string;
  readonly app: string;
  readonly ports: readonly { readonly name: string | null; readonly targetPort: number | string }[];
}

const portName = fc.constantFrom('http', 'grpc', 'metrics', null);
const drawnPort: fc.Arbitrary<DrawnPort> = fc.record({ name: portName, containerPort: fc.constantFrom(80, 81) });
/** The API server refuses two ports of one name. */
function areNamedApart(ports: readonly { readonly name: string | null }[]): boolean {
  const names = ports.flatMap(({ name }) => name ?? []);
  return new Set(names).size === names.length;
}
const drawnPorts = fc
  .uniqueArray(drawnPort, { maxLength: 2, selector: ({ containerPort }) => containerPort })
  .filter(areNamedApart);
const drawnService: fc.Arbitrary<DrawnService> = fc.record({
  name: fc.constantFrom('web', 'web-metrics'),
  app: fc.constantFrom('web', 'web', 'other'),
  ports: fc
    .array(fc.record({ name: portName, targetPort: fc.constantFrom<number | string>(80, 81, 'http', 'grpc') }), {
      minLength: 1,
      maxLength: 2,
    })
    // Of several ports of a Service each needs a name.
    .filter((ports) => areNamedApart(ports) && (ports.length < 2 || ports.every(({ name }) => name !== null))),
});

function slowAnswer(
  containers: readonly (readonly DrawnPort[])[],
  services: readonly DrawnService[],
  complete: boolean,
): string[] {
  const selecting = services.filter((one) => one.app === 'web');
  const traffic = selecting
    .filter((one) => one.name !== 'web-metrics')
    .flatMap((one) => one.ports.filter(({ name }) => name !== 'metrics'));
  const flat = containers.flatMap((ports, owner) => ports.map((port) => ({ ...port, owner })));
  const answers = traffic.map(({ targetPort }): { owners: number[]; known: boolean } => {
    if (typeof targetPort === 'string') {
      const first = flat.find(({ name }) => name === targetPort);
      return { owners: first ? [first.owner] : [], known: first !== undefined };
    }
    const declared = flat.filter(({ containerPort }) => containerPort === targetPort);
    if (declared.length > 0)
      return { owners: declared.filter(({ name }) => name !== 'metrics').map(({ owner }) => owner), known: true };
    return containers.length === 1 ? { owners: [0], known: true } : { owners: [], known: false };
  });
  return containers.map((ports, index) => {
    if (answers.some(({ owners }) => owners.includes(index))) return '+';
    if (!complete || answers.some(({ known }) => !known)) return '?';
    return selecting.length === 0 && ports.some(({ name }) => name !== 'metrics') ? '+' : '-';
  });
}

describe('against a slow, obvious version', () => {
  test('the same containers serve', () => {
    fc.assert(
      fc.property(
        fc.array(drawnPorts, { minLength: 1, maxLength: 2 }),
        fc.uniqueArray(drawnService, { maxLength: 2, selector: ({ name }) => name }),
        fc.boolean(),
        (containers, services, complete) => {
          const drawn = containers.map((ports, index) => JSON.stringify({ name: `c${index}`, image: 'c:1', ports }));
          const yaml =
            workload(drawn.join(', ')) +
            services
              .map((one) =>
                service(
                  `selector: {app: ${one.app}}, ports: ${JSON.stringify(one.ports.map((port, nth) => ({ ...port, port: 8000 + nth })))}`,
                  one.name,
                ),
              )
              .join('');
          const value = answer(estateOf(yaml, complete ? 'default' : 'partial'));
          if (isGap(value)) throw new Error(value.detail);
          const signs = value.containers.map(({ serves }) => signOf(serves));
          expect(signs).toEqual(slowAnswer(containers, services, complete));
          expect(signOf(value.serves)).toBe(signs.includes('+') ? '+' : signs.includes('?') ? '?' : '-');
          expect(value.unknown === null).toBe(!signs.includes('?'));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});
