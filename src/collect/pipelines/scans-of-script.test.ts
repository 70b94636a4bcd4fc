import { describe, expect, test } from 'vitest';
import { scanOfAction } from './scan-action.ts';
import { scansOfScript } from './scans-of-script.ts';
import { shellCommands } from './shell-commands.ts';

const strict = { stopsAtError: true, pipefail: true };

function said(script: string, shell = strict, environment = {}): string[] {
  return scansOfScript(script, 'run', shell, environment).map(
    ({ seeks, scanner, stops }) => `${scanner} ${seeks} ${stops}`,
  );
}

describe('scans of a script', () => {
  test.each<[string, string[]]>([
    ['trivy image bank', ['Trivy vulnerabilities false']],
    ['trivy image --exit-code 1 --severity CRITICAL bank', ['Trivy vulnerabilities true']],
    ['trivy image --exit-code=0 bank', ['Trivy vulnerabilities false']],
    ['trivy i --exit-code $CODE bank', ['Trivy vulnerabilities null']],
    ['trivy image --config trivy.yaml bank', ['Trivy vulnerabilities null']],
    ['trivy image --scanners secret bank', []],
    ['trivy fs --exit-code 1 .', ['Trivy credentials true']],
    ['trivy fs --scanners vuln --exit-code 1 .', []],
    ['trivy config .', []],
    ['docker run --rm -v /x:/y aquasec/trivy:0.50.0 image --exit-code 1 bank', ['Trivy vulnerabilities true']],
    ['docker run -v "$PWD:/r" ghcr.io/gitleaks/gitleaks:latest detect --source /r', ['Gitleaks credentials true']],
    ['sudo ./bin/grype bank:1 --fail-on high', ['Grype vulnerabilities true']],
    ['grype bank:1', ['Grype vulnerabilities false']],
    ['grype db update', []],
    ['snyk container test bank', ['Snyk vulnerabilities true']],
    ['snyk container monitor bank', []],
    ['docker scout cves --exit-code bank', ['Docker Scout vulnerabilities true']],
    ['trivy image \\\n  --exit-code 1 \\\n  bank', ['Trivy vulnerabilities true']],
    ['echo "trivy image --exit-code 1"', []],
    ['# gitleaks detect', []],
    ['make build && gitleaks detect; echo done', ['Gitleaks credentials true']],
    ['gitleaks detect || exit 1', ['Gitleaks credentials true']],
    ['gitleaks detect || true', ['Gitleaks credentials false']],
    ['if ! trivy image --exit-code 1 bank; then echo bad; fi', ['Trivy vulnerabilities false']],
    ['if ! trivy image --exit-code 1 bank; then exit 1; fi', ['Trivy vulnerabilities null']],
    ['grype bank --fail-on high | tee out.txt', ['Grype vulnerabilities true']],
    ['set +e\ngitleaks detect', ['Gitleaks credentials false']],
    ['ggshield secret scan ci --exit-zero', ['ggshield credentials false']],
    ['npx secretlint "**/*"', ['Secretlint credentials true']],
    ['twistcli images scan bank', ['Prisma Cloud vulnerabilities null']],
    ['brew install trivy gitleaks', []],
  ])('%s', (script, expected) => {
    expect(said(script)).toEqual(expected);
  });

  test('what decides is the last command where no error stops, and the last of a pipe without pipefail', () => {
    const loose = { stopsAtError: false, pipefail: false };
    expect(said('gitleaks detect\necho done', loose)).toEqual(['Gitleaks credentials null']);
    expect(said('gitleaks detect', loose)).toEqual(['Gitleaks credentials true']);
    expect(said('set -eo pipefail\ngitleaks detect | tee log', loose)).toEqual(['Gitleaks credentials true']);
    expect(said('gitleaks detect | tee log', { stopsAtError: true, pipefail: false })).toEqual([
      'Gitleaks credentials false',
    ]);
  });

  test('what is set around a command counts', () => {
    expect(said('trivy image bank', strict, { TRIVY_EXIT_CODE: '1' })).toEqual(['Trivy vulnerabilities true']);
  });
});

test.each<[string, Record<string, string>, string | null]>([
  ['aquasecurity/trivy-action', { 'image-ref': 'bank' }, 'vulnerabilities false'],
  ['aquasecurity/trivy-action', { 'image-ref': 'bank', 'exit-code': '1' }, 'vulnerabilities true'],
  ['aquasecurity/trivy-action', { 'scan-type': 'config' }, null],
  ['anchore/scan-action', { image: 'bank' }, 'vulnerabilities true'],
  ['anchore/scan-action', { 'image': 'bank', 'fail-build': 'false' }, 'vulnerabilities false'],
  ['anchore/scan-action', { path: '.' }, null],
  ['docker/scout-action', { command: 'cves' }, 'vulnerabilities false'],
  ['trufflesecurity/trufflehog', {}, 'credentials true'],
  ['actions/checkout', {}, null],
])('the action %s with %j', (name, inputs, expected) => {
  const scan = scanOfAction(name, inputs, {});
  expect(scan && `${scan.seeks} ${scan.stops}`).toBe(expected);
});

test('quoted text is one word, and what stands in it is no command', () => {
  expect(shellCommands('FOO=1 a "b; c" d | e').map(({ words, piped }) => [...words, piped])).toEqual([
    ['a', 'b; c', 'd', true],
    ['e', false],
  ]);
});

test.each([
  [false, 'grype bank --fail-on high | tee out.txt', ['Grype vulnerabilities false']],
  [false, 'set -o pipefail\ngrype bank --fail-on high | tee out.txt', ['Grype vulnerabilities true']],
  [false, 'grype bank --fail-on high | ./judge', ['Grype vulnerabilities null']],
  [null, 'grype bank --fail-on high | tee out.txt', ['Grype vulnerabilities null']],
] as const)('where pipefail is %s: %s', (pipefail, script, expected) => {
  expect(said(script, { stopsAtError: true, pipefail } as never)).toEqual(expected);
});
