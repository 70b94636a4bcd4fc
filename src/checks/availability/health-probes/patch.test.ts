import { expect, test } from 'vitest';
import { patched } from '../../../../test/support/patched.ts';

const criterion = 'availability/health-probes';

/** A critical Deployment behind a Service, with these lines in its container. */
function web(lines: readonly string[]): string {
  return `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: { kubecompass.io/tier: critical }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web # serves
          image: registry.bank.example/web:1.0
          ports: [{ containerPort: 8080 }]
${lines.map((line) => `          ${line}\n`).join('')}`;
}

const liveness = 'livenessProbe: { httpGet: { path: /live, port: 8080 } }';
const readiness = 'readinessProbe: { httpGet: { path: /ready, port: 8080 } }';

test('a readiness probe asks what the liveness probe asks, and gives up sooner', async () => {
  const { files, unpatched } = await patched({ 'web.yaml': web([liveness]) }, criterion, { risky: false });
  expect(unpatched).toEqual([]);
  const added = ['readinessProbe:', '  httpGet:', '    path: /live', '    port: 8080', '  failureThreshold: 2'];
  expect(files).toEqual({ 'web.yaml': web([liveness, ...added]) });
});

test('a liveness probe that asks the same becomes more patient', async () => {
  const both = [
    'livenessProbe:',
    '  httpGet: { path: /ok, port: 8080 }',
    '  failureThreshold: 3',
    'readinessProbe: { httpGet: { path: /ok, port: 8080 } }',
  ];
  const { files } = await patched({ 'web.yaml': web(both) }, criterion, { risky: false });
  expect(files).toEqual({ 'web.yaml': web(both.with(2, '  failureThreshold: 6')) });
});

test('a liveness probe may restart what only waits, so it is made only where that is asked for', async () => {
  const { unpatched } = await patched({ 'web.yaml': web([readiness]) }, criterion, { risky: false });
  expect(unpatched).toEqual([expect.stringMatching(/^no-liveness: .* it is restarted when that fails for long$/)]);
  const { files } = await patched({ 'web.yaml': web([readiness]) }, criterion);
  expect(files['web.yaml']).toContain('failureThreshold: 6');
});

test.each<[string, string[], string]>([
  ['no probe tells a path', [], 'no-readiness: no path is known at which it answers'],
  ['a start is slow', [readiness, 'env: [{ name: JAVA_OPTS, value: -Xmx1g }]'], 'no-liveness: JAVA_OPTS points to'],
  [
    'the liveness probe gives up at once',
    ['livenessProbe: { httpGet: { path: /live, port: 8080 }, failureThreshold: 1 }'],
    'no-readiness: its liveness probe gives up at once',
  ],
])('nothing is written where %s', async (_, lines, why) => {
  const { files, unpatched } = await patched({ 'web.yaml': web(lines) }, criterion);
  expect(files).toEqual({});
  expect(unpatched.join('\n')).toContain(why);
});
