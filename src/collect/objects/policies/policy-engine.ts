import type { AdmissionPolicy } from '../../../estate/admission-policy.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

/** What is asked at admission; the other programs of these engines scan, report and clean up. */
const engines: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)kyverno\/kyverno(?:[:@]|$)/, 'Kyverno'],
  [/(?:^|\/)openpolicyagent\/gatekeeper(?:[:@]|$)/, 'Gatekeeper'],
  [/(?:^|\/)sigstore\/policy-controller\/policy-controller(?:[:@]|$)/, 'the Sigstore policy controller'],
  [/(?:^|\/)kubewarden\/policy-server(?:[:@]|$)/, 'a Kubewarden policy server'],
];

/** Reads a Deployment that runs an engine of policies; null for all others. */
export function readEngineWorkload({ spec, head }: Subject): AdmissionPolicy | null {
  for (const container of spec.objectOrNone('template').objectOrNone('spec').objects('containers')) {
    const image = container.value('image');
    const found = typeof image === 'string' ? engines.find(([pattern]) => pattern.test(image)) : undefined;
    if (found && decides(container)) return engineOf(head, found[1], spec.integer('replicas') ?? 1);
  }
  return null;
}

/** Gatekeeper runs its audit as a Deployment of its own, told so by `--operation`; without a word it does everything. */
function decides(container: Fields): boolean {
  const operations = container.texts('args').filter((word) => word.startsWith('--operation='));
  return operations.length === 0 || operations.includes('--operation=webhook');
}

/** Reads a PolicyServer of Kubewarden, which makes such a Deployment. */
export function readPolicyServer({ spec, head }: Subject): AdmissionPolicy {
  return engineOf(head, 'a Kubewarden policy server', spec.integer('replicas') ?? 1);
}

function engineOf(head: Subject['head'], title: string, replicas: number): AdmissionPolicy {
  return {
    ...head,
    noun: 'admissionPolicy',
    rules: [],
    failsOpenAt: null,
    runsIn: 'engine',
    engine: { title, replicas },
  };
}
