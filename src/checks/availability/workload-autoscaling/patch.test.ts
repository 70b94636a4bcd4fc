import { expect, test } from 'vitest';
import { patched } from '../../../../test/support/patched.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { kubecompass.io/tier: critical } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: registry.bank.example/web:1.0, resources: { requests: { cpu: 100m } } }
`;

function scaler(fewest: string, most: number): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
${fewest}  maxReplicas: ${most}
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
`;
}

const run = (hpa: string): ReturnType<typeof patched> =>
  patched({ 'web.yaml': web, 'hpa.yaml': hpa }, 'availability/workload-autoscaling', { risky: false });

test('an autoscaler keeps two replicas at least', async () => {
  const { files, unpatched } = await run(scaler('  minReplicas: 1 # for now\n', 6));
  expect(unpatched).toEqual([]);
  expect(files).toEqual({ 'hpa.yaml': scaler('  minReplicas: 2 # for now\n', 6) });
});

test('one that says nothing says it then', async () => {
  const { files } = await run(scaler('', 6));
  expect(files['hpa.yaml']).toContain('minReplicas: 2');
});

test('what may have one replica at most is left to its owner', async () => {
  const { files, unpatched } = await run(scaler('  minReplicas: 1\n', 1));
  expect(files).toEqual({});
  expect(unpatched).toContain(
    'min-below-two: HorizontalPodAutoscaler/web lets it have one replica at most: raise that first',
  );
});
