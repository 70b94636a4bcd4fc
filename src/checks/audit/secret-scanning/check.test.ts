import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { secretScanning } from './check.ts';

const github = (steps: string, rest = 'on: [push]'): Record<string, string> => ({
  '.github/workflows/ci.yml': `${rest}\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps: [${steps}]\n`,
});
const gitlab = (text: string): Record<string, string> => ({ '.gitlab-ci.yml': text });
const azure = (text: string): Record<string, string> => ({ 'azure-pipelines.yml': text });
const bitbucket = (line: string): Record<string, string> => ({
  'bitbucket-pipelines.yml': `pipelines: {default: [{step: {script: [${line}]}}]}\n`,
});
const hooks = (text: string): Record<string, string> => ({ '.pre-commit-config.yaml': text });

const workflow = 'GitHub workflow//ci.yml';
const declared = `unknown not-seen ${workflow}`;
const faulty = `partial audit-only ${workflow}`;

describe('verdicts', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['a step that stops is declared well', github('{uses: gitleaks/gitleaks-action@v2}'), [declared]],
    [
      'audit-only',
      github('{uses: gitleaks/gitleaks-action@v2, continue-on-error: true}'),
      ['partial audit-only GitHub workflow//ci.yml'],
    ],
    ['|| true', github('{run: gitleaks detect || true}'), [faulty]],
    ['an exit code of 0', github('{run: gitleaks git --exit-code=0}'), [faulty]],
    ['a scanner that ends well unless told otherwise', github('{run: trufflehog git file://. }'), [faulty]],
    ['the same, told otherwise', github('{run: trufflehog git file://. --fail}'), [declared]],
    [
      'a report beside a step that stops',
      github('{run: gitleaks detect --exit-code 0}, {run: gitleaks detect}'),
      [declared],
    ],
    [
      'a report that goes to code scanning',
      github('{run: gitleaks detect || true}, {uses: github/codeql-action/upload-sarif@v3}'),
      [declared],
    ],
    [
      'whoever computes it may stop',
      github('{uses: gitleaks/gitleaks-action@v2, continue-on-error: "${{ matrix.soft }}"}'),
      [declared],
    ],
    [
      'a scan by the clock looks at the past',
      github('{run: gitleaks detect || true}', 'on: {schedule: [{cron: "0 3 * * 1"}]}'),
      [declared],
    ],
    ['a scan for vulnerabilities is none', github('{run: trivy image bank}'), []],
    [
      'GitLab, allowed to fail',
      gitlab('leaks: {script: [gitleaks detect], allow_failure: true}'),
      ['partial audit-only GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'GitLab, allowed to fail with the exit code of a finding',
      gitlab('leaks: {script: [gitleaks git .], allow_failure: {exit_codes: [1, 3]}}'),
      ['partial audit-only GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'the same, with another that the scanner is told',
      gitlab('leaks: {script: [gitleaks git --exit-code 9 .], allow_failure: {exit_codes: 9}}'),
      ['partial audit-only GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'GitLab, allowed to fail with another exit code',
      gitlab('leaks: {script: [gitleaks git .], allow_failure: {exit_codes: 137}}'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'GitLab, with the exit code of what is not known',
      gitlab('leaks: {script: [trufflehog git . --fail], allow_failure: {exit_codes: 1}}'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      "GitLab's own job is allowed to fail by its template already",
      gitlab('include: [{template: Jobs/Secret-Detection.gitlab-ci.yml}]\nsecret_detection: {allow_failure: true}'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      "GitLab's own job only reports, and policies decide",
      gitlab('include: [{template: Jobs/Secret-Detection.gitlab-ci.yml}]'),
      ['unknown not-seen GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'GitLab, allowed by what it extends',
      gitlab('.soft: {allow_failure: true}\nleaks: {extends: .soft, script: gitleaks detect}'),
      ['partial audit-only GitLab pipeline//.gitlab-ci.yml'],
    ],
    [
      'Azure, in a job of a stage',
      azure('stages: [{jobs: [{continueOnError: true, steps: [{script: gitleaks detect}]}]}]'),
      ['partial audit-only Azure pipeline//azure-pipelines.yml'],
    ],
    [
      'Bitbucket',
      bitbucket('"gitleaks detect || true"'),
      ['partial audit-only Bitbucket pipeline//bitbucket-pipelines.yml'],
    ],
    [
      'hooks can be skipped',
      hooks('repos: [{repo: x, rev: v1, hooks: [{id: gitleaks}]}]'),
      ['unknown not-seen pre-commit hooks//.pre-commit-config.yaml'],
    ],
    [
      'hooks that nobody calls are none',
      hooks('repos: [{repo: x, rev: v1, hooks: [{id: gitleaks, stages: [manual]}]}]'),
      [],
    ],
  ])('%s', (_name, files, expected) => {
    expect(judgedBy(secretScanning, files)).toEqual(expected);
  });

  test('nothing is known of a folder without a pipeline', () => {
    expect(
      assessedBy(secretScanning, '').outcomes.find(({ criterion }) => criterion === secretScanning.answers),
    ).toMatchObject({ verdict: 'unknown' });
  });

  test.each<[string, Record<string, string>]>([
    ['gh api ', github('{run: gitleaks detect}')],
    ['/api/v1/', { '.forgejo/workflows/ci.yml': github('{run: gitleaks detect}')['.github/workflows/ci.yml'] ?? '' }],
    ['glab api ', gitlab('leaks: {script: [gitleaks detect]}')],
    ['az repos policy', azure('steps: [{script: gitleaks detect}]')],
    ['api.bitbucket.org', bitbucket('gitleaks detect')],
  ])('what proves it is asked of its own forge: %s', (proof, files) => {
    expect(findingsBy(secretScanning, files)[0]?.because).toContain(proof);
  });

  test('the words say what lets it pass, and where', () => {
    expect(findingsBy(secretScanning, github('{run: gitleaks detect || true}'))[0]).toMatchObject({
      because: 'a credential that Gitleaks finds does not stop it: its exit code is ignored (|| true)',
      evidence: [{ path: 'jobs.scan.steps[0].run' }],
    });
  });
});

describe('bad input', () => {
  test('a file of a pipeline that cannot be parsed is a gap of pipelines, and of nothing else', () => {
    const { unreadable, facts } = estateOf({ '.gitlab-ci.yml': 'a: [b' });
    expect(unreadable).toHaveLength(1);
    expect(facts.pipelines.seen.everywhere).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ gap: 'malformed' })]) as unknown,
    });
    expect(facts.workloads.seen.everywhere.state).toBe('complete');
  });

  test('steps that are no list are a named gap', () => {
    const { unreadable, facts } = estateOf({ '.github/workflows/ci.yml': 'on: push\njobs: {scan: {steps: {a: b}}}\n' });
    expect(unreadable).toMatchObject([
      { message: expect.stringContaining('jobs.scan.steps: expected a list') as string },
    ]);
    expect(facts.pipelines.items).toEqual([]);
  });
});
