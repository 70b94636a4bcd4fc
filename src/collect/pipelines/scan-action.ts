import { type Environment, type Scan, scanOfCommand } from './scan-command.ts';

/**
 * What an action of GitHub scans, by its name without version; null where it is no scanner that is known here. `inputs` is its `with`. Sources: the
 * action.yml of each action.
 */
export function scanOfAction(name: string, inputs: Environment, environment: Environment): Scan | null {
  return actions[name.toLowerCase()]?.(inputs, environment) ?? null;
}

const vulnerabilities = (scanner: string, stops: boolean | null, because: string): Scan => ({
  seeks: 'vulnerabilities',
  scanner,
  stops,
  because,
});
const credentials = (scanner: string, stops: boolean | null, because: string): Scan => ({
  seeks: 'credentials',
  scanner,
  stops,
  because,
});

/** An input that is true or false; null for one that is computed. */
function flag(inputs: Environment, name: string, otherwise: boolean): boolean | null {
  const value = inputs[name];
  if (value === undefined || value === '') return otherwise;
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** Snyk's actions end with an error for a finding, unless --exit-code or `command: monitor` says otherwise. */
const snyk = (inputs: Environment): Scan | null =>
  inputs['command'] === 'monitor' ? null : vulnerabilities('Snyk', true, 'it ends with 1 for a finding');

const actions: Readonly<Record<string, (inputs: Environment, environment: Environment) => Scan | null>> = {
  'aquasecurity/trivy-action': (inputs, environment) => {
    const type = inputs['scan-type'] || 'image';
    const flags = [
      ...(inputs['exit-code'] ? ['--exit-code', inputs['exit-code']] : []),
      ...(inputs['scanners'] ? ['--scanners', inputs['scanners']] : []),
      ...(inputs['trivy-config'] ? ['--config', inputs['trivy-config']] : []),
    ];
    const scan = scanOfCommand(['trivy', type, ...flags], environment);
    return scan && { ...scan, because: scan.because.replace('--exit-code', 'exit-code') };
  },
  'anchore/scan-action': (inputs) => {
    if (!inputs['image']) return null;
    const stops = flag(inputs, 'fail-build', true);
    return vulnerabilities(
      'Grype',
      stops,
      stops === false ? 'fail-build is false' : 'it fails the build for a finding',
    );
  },
  'snyk/actions/docker': snyk,
  'docker/scout-action': (inputs) => {
    if (!/cves/.test(inputs['command'] ?? '')) return null;
    const stops = flag(inputs, 'exit-code', false);
    return vulnerabilities('Docker Scout', stops, stops ? 'exit-code is true' : 'exit-code is not true');
  },
  'azure/container-scan': () => vulnerabilities('Container Scan', true, 'it ends with 1 for a finding'),
  'sysdiglabs/scan-action': () => vulnerabilities('Sysdig', null, elsewhere),
  'gitleaks/gitleaks-action': () => credentials('Gitleaks', true, 'it ends with 1 for a finding'),
  'zricethezav/gitleaks-action': () => credentials('Gitleaks', true, 'it ends with 1 for a finding'),
  // It adds --fail by itself.
  'trufflesecurity/trufflehog': () => credentials('TruffleHog', true, 'it ends with an error for a finding'),
  'gitguardian/ggshield-action': (inputs) => {
    const zero = (inputs['args'] ?? '').includes('--exit-zero');
    return credentials('ggshield', !zero, zero ? 'it is given --exit-zero' : 'it ends with 1 for a finding');
  },
  'gitguardian/gg-shield-action': () => credentials('ggshield', true, 'it ends with 1 for a finding'),
};

const elsewhere = 'what stops it is set in the console of its maker';
