import fc from 'fast-check';
import type { Json } from './random-parts.ts';

const step = fc.constantFrom<Json>(
  { uses: 'gitleaks/gitleaks-action@v2' },
  { 'uses': 'gitleaks/gitleaks-action@v2', 'continue-on-error': true },
  { uses: 'aquasecurity/trivy-action@0.33.1', with: { 'image-ref': 'ledger' } },
  { run: 'trivy image --exit-code 1 ledger' },
  { run: 'make' },
);

const workflow = fc
  .record({ on: fc.constantFrom('push', 'schedule'), steps: fc.array(step, { minLength: 1, maxLength: 2 }) })
  .map(({ on, steps }): Json => ({ on: { [on]: {} }, jobs: { build: { 'runs-on': 'ubuntu-latest', steps } } }));

const spared = fc.constantFrom<Json>(
  {},
  { exclude: { any: [{ resources: { namespaces: ['bank', 'kube-system'] } }] } },
);
const looks = fc.constantFrom<Json>(
  { validate: { pattern: {} } },
  { verifyImages: [{ imageReferences: ['*'], attestors: [{ entries: [] }] }] },
  {
    verifyImages: [
      { imageReferences: ['*'], attestations: [{ type: 'https://cosign.sigstore.dev/attestation/vuln/v1' }] },
    ],
  },
  { mutate: {} },
);

const rulePolicy = fc
  .record({
    name: fc.constantFrom('images', 'labels'),
    action: fc.constantFrom('Audit', 'Audit', 'Enforce', undefined),
    failurePolicy: fc.constantFrom('Ignore', undefined),
    rule: fc.tuple(spared, looks).map(([one, other]) => ({ name: 'first', ...one, ...other })),
  })
  .map(({ name, action, failurePolicy, rule }): Json => ({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name },
    spec: { validationFailureAction: action, failurePolicy, rules: [rule] },
  }));

const binding = fc.constantFrom(['Deny'], ['Warn'], ['Audit']).map((validationActions): Json => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'labels' },
  spec: { policyName: 'labels', validationActions },
}));

/** A file of a pipeline, or a policy that admits objects. */
export const supplyObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 2, arbitrary: workflow },
  { weight: 3, arbitrary: rulePolicy },
  { weight: 1, arbitrary: binding },
);
