import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

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

const bound = fc.constantFrom<Json>({}, { failurePolicy: 'Ignore' }).map((more): Json => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'labels' },
  spec: { ...more, validations: [{ expression: 'has(object.metadata.labels)' }] },
}));

const externalSecret = fc
  .record({ metadata: metadata(fc.constant('database')), refreshInterval: fc.constantFrom('1h', '0', '20000h') })
  .map(({ metadata: head, refreshInterval }): Json => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: head,
    spec: { refreshInterval },
  }));

const secretStore = fc.constantFrom<Json>({}, { conditions: [{ namespaces: ['bank'] }] }).map((spec): Json => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'vault' },
  spec,
}));

const secret = metadata(fc.constant('card')).map((head): Json => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: head,
  stringData: { password: 'Vq8-mT2pLw9z' },
}));

const certificate = fc
  .record({
    metadata: metadata(fc.constant('web')),
    duration: fc.constantFrom('2160h', '87600h'),
    rotationPolicy: fc.constantFrom('Always', 'Never'),
  })
  .map(({ metadata: head, duration, rotationPolicy }): Json => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: head,
    spec: {
      secretName: 'web',
      dnsNames: ['bank.example'],
      issuerRef: { name: 'public' },
      duration,
      privateKey: { rotationPolicy },
    },
  }));

/** A file of a pipeline, or a policy that admits objects. */
export const supplyObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 2, arbitrary: workflow },
  { weight: 3, arbitrary: rulePolicy },
  { weight: 1, arbitrary: binding },
  { weight: 1, arbitrary: bound },
  { weight: 2, arbitrary: externalSecret },
  { weight: 1, arbitrary: secretStore },
  { weight: 2, arbitrary: secret },
  { weight: 1, arbitrary: certificate },
);
