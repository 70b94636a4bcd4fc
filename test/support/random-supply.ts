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

/** A file of a pipeline, or a policy that admits objects. */
export const supplyObject: fc.Arbitrary<Json> = fc.oneof({ weight: 2, arbitrary: workflow });
