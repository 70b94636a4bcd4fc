import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../test/support/judged.ts';
import { workloadAutoscaling } from '../checks/availability/workload-autoscaling/check.ts';
import { dailyBackups } from '../checks/disaster-recovery/daily-backups/check.ts';
import { disruptionBudgets } from '../checks/availability/disruption-budgets/check.ts';
import { defaultDeny } from '../checks/network/default-deny/check.ts';
import { podSecurity } from '../checks/workload/pod-security/check.ts';

const deployment = (apiVersion: string, container = ''): string => `
---
apiVersion: ${apiVersion}
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: 'a:1'${container}}]}
`;
const budget = (apiVersion: string): string => `
---
apiVersion: ${apiVersion}
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: web}}}
`;
const deny = (apiVersion: string): string => `
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: ${apiVersion}
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

describe('what no supported Kubernetes takes is no ground for a pass', () => {
  test('a budget', () => {
    const judged = (apiVersion: string): string[] =>
      judgedBy(disruptionBudgets, deployment('apps/v1') + budget(apiVersion)).map((one) => one.split(' ')[0] ?? '');
    expect(judged('policy/v1')).toContain('pass');
    expect(judged('policy/v1beta1')).not.toContain('pass');
    expect(judged('policy/v1beta1')).toContain('unknown');
    expect(judged('policy/v1beta1')).not.toContain('fail');
  });

  test('an autoscaler, which fixes no number and scales nothing either', () => {
    const judged = (apiVersion: string, more = ''): string[] =>
      judgedBy(
        workloadAutoscaling,
        `${deployment('apps/v1')}---
apiVersion: ${apiVersion}
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop${more}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 3
  maxReplicas: 6
  metrics: [{type: Pods, pods: {metric: {name: x}, target: {type: AverageValue, averageValue: 70}}}]
`,
      ).filter((one) => one.includes('Deployment'));
    expect(judged('autoscaling/v2')).toEqual(['partial replicas-fixed-too Deployment/shop/web']);
    expect(judged('autoscaling/v2beta2')).toEqual(['unknown not-seen Deployment/shop/web']);
  });

  test('a backup by CronJob is not declared either: the gap is that nothing takes it', () => {
    const found = findingsBy(
      dailyBackups,
      `
apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: dump, namespace: shop}
spec:
  schedule: 0 1 * * *
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'postgres:16', command: [pg_dump, x]}]}}}}
`,
    ).find(({ subject }) => subject.kind === 'CronJob');
    expect(found).toMatchObject({
      verdict: 'unknown',
      because:
        'Kubernetes serves CronJob of batch/v1beta1 no more since 1.25, so no supported version takes CronJob dump; write it in batch/v1',
    });
  });

  test('a NetworkPolicy', () => {
    expect(judgedBy(defaultDeny, deny('networking.k8s.io/v1'))).toContain('pass denied Namespace/shop/shop');
    expect(judgedBy(defaultDeny, deny('extensions/v1beta1'))).toContain('unknown not-seen Namespace/shop/shop');
  });

  test('a workload itself; its faults stay', () => {
    expect(judgedBy(podSecurity, deployment('extensions/v1beta1'))).not.toContainEqual(
      expect.stringMatching(/^pass .*Deployment/),
    );
    const privileged = ', securityContext: {privileged: true}';
    expect(judgedBy(podSecurity, deployment('extensions/v1beta1', privileged))).toContainEqual(
      expect.stringMatching(/^fail .*Deployment/),
    );
  });
});
