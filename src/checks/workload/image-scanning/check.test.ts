import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { imageScanning } from './check.ts';

const github = (steps: string, on = 'push'): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: {${on}: {}}\njobs: {build: {runs-on: ubuntu-latest, steps: [${steps}]}}\n`,
});
const gitlab = (text: string): Record<string, string> => ({ '.gitlab-ci.yml': text });
const policy = (action: string): Record<string, string> => ({
  'policy.yaml': `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: scanned}\nspec: {validationFailureAction: ${action}, rules: [{name: a, match: {}, verifyImages: [{attestations: [{type: "https://cosign.sigstore.dev/attestation/vuln/v1"}]}]}]}\n`,
});
const action = (rest: string): string => `{uses: aquasecurity/trivy-action@0.33.1, with: {image-ref: bank${rest}}}`;

const grype = 'grype bank --fail-on critical';
const declared = 'unknown not-seen GitHub workflow//ci.yml';
const faulty = 'partial audit-only GitHub workflow//ci.yml';

describe('verdicts', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['a scan that stops is declared well', github(action(', exit-code: "1"')), [declared]],
    ['audit-only', github(action('')), ['partial audit-only GitHub workflow//ci.yml']],
    ['an exit code of 0', github(action(', exit-code: 0')), [faulty]],
    ['a scanner that stops by itself', github('{uses: anchore/scan-action@v6, with: {image: bank}}'), [declared]],
    [
      'the same, told not to',
      github('{uses: anchore/scan-action@v6, with: {image: bank, fail-build: false}}'),
      [faulty],
    ],
    ['the exit code is ignored', github('{run: "trivy image --exit-code 1 bank || true"}'), [faulty]],
    ['the exit code is lost in a pipe', github(`{run: "${grype} | tee out.txt"}`), [faulty]],
    ['bash that is asked for keeps it', github(`{shell: bash, run: "${grype} | tee out.txt"}`), [declared]],
    ['another shell may', github(`{shell: "bash -e {0}", run: "${grype} | tee out.txt"}`), [declared]],
    ['a step that never runs', github(`{if: false, run: "${grype}"}`), [faulty]],
    ['the same, as an expression', github(`{if: "\${{ false }}", run: "${grype}"}`), [faulty]],
    ['a step that may run', github(`{if: "github.ref == 'x'", run: "${grype}"}`), [declared]],
    ['the exit code only decides what is printed', github(`{run: "if ! ${grype}; then echo bad; fi"}`), [faulty]],
    ['a report, then a gate', github(`${action('')}, ${action(', exit-code: "1", severity: CRITICAL')}`), [declared]],
    [
      'not-before-deployment',
      github(action(''), 'schedule'),
      ['advice not-before-deployment GitHub workflow//ci.yml', declared],
    ],
    ['a scan of source code is none of images', github('{run: "trivy fs ."}'), []],
    [
      'GitLab',
      gitlab('scan: {image: aquasec/trivy, script: ["trivy image $IMAGE"]}'),
      ['partial audit-only GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'GitLab, the exit code is a variable of the job',
      gitlab('scan: {variables: {TRIVY_EXIT_CODE: "1"}, script: ["trivy image $IMAGE"]}'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      "GitLab's own job",
      gitlab('include: {template: Jobs/Container-Scanning.gitlab-ci.yml}'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    ['a policy that asks for a scan', policy('Enforce'), ['unknown not-seen ClusterPolicy//scanned']],
    ['the same, and only records', policy('Audit'), ['partial audit-only ClusterPolicy//scanned']],
  ])('%s', (_name, files, expected) => {
    expect(judgedBy(imageScanning, files)).toEqual(expected);
  });

  test('nothing is known of a folder without either', () => {
    expect(
      assessedBy(imageScanning, '').outcomes.find(({ criterion }) => criterion === imageScanning.answers)?.verdict,
    ).toBe('unknown');
  });

  test('the words say what lets it pass, and where', () => {
    expect(findingsBy(imageScanning, github(action('')))[0]).toMatchObject({
      because:
        'a vulnerability that Trivy finds stops nothing: it is given no exit-code, and ends with 0 whatever it finds',
      evidence: [{ path: 'jobs.build.steps[0]' }],
    });
  });
});

test('a workflow that cannot be read is a named gap', () => {
  const { unreadable, facts } = estateOf({
    '.github/workflows/ci.yml': 'on: push\njobs: {build: {steps: [{uses: 5}]}}\n',
  });
  expect(unreadable).toMatchObject([
    { message: expect.stringContaining('jobs.build.steps[0].uses: expected text') as string },
  ]);
  expect(facts.pipelines.items).toEqual([]);
});
