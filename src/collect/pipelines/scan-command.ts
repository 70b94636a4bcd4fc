import type { PipelineScan } from '../../estate/pipeline.ts';

/** What a command scans, and whether it ends with an error when it finds something. */
export type Scan = Omit<PipelineScan, 'path'>;

/** What is set around a command. */
export type Environment = Readonly<Record<string, string>>;

/** What a command line scans; null where it is no scanner that is known here. */
export function scanOfCommand(words: readonly string[], environment: Environment = {}): Scan | null {
  const [name, args] = calledBy(words);
  return scanners[name]?.(args, environment) ?? null;
}

type Scanner = (args: readonly string[], environment: Environment) => Scan | null;

/** The program that a command line calls, without its path; of `docker run` the image's. */
function calledBy(words: readonly string[]): [string, readonly string[]] {
  const [first = '', ...args] = words;
  const name = baseOf(first);
  if (!/^(docker|podman|nerdctl)$/.test(name)) return [name, args];
  if (args[0] === 'scout') return ['docker-scout', args.slice(1)];
  if (args[0] !== 'run') return [name, args];
  const at = args.findIndex((word, index) => index > 0 && !word.startsWith('-') && imageName(word) in scanners);
  if (at < 0) return [name, args];
  const called = imageName(args[at] as string);
  const rest = args.slice(at + 1);
  return [called, baseOf(rest[0] ?? '') === called ? rest.slice(1) : rest];
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function imageName(image: string): string {
  return baseOf(image.replace(/@.*$/, '')).replace(/:.*$/, '');
}

/** The value of a flag, as `--flag=value` or `--flag value`; null without it. */
function flagOf(args: readonly string[], ...names: readonly string[]): string | null {
  for (const [index, word] of args.entries()) {
    for (const name of names) {
      if (word === name) return args[index + 1] ?? '';
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return null;
}

const has = (args: readonly string[], ...names: readonly string[]): boolean => flagOf(args, ...names) !== null;

function vulnerabilities(scanner: string, stops: boolean | null, because: string, code?: number): Scan {
  return { seeks: 'vulnerabilities', scanner, stops, because, ...(code ? { endsWith: code } : {}) };
}
function credentials(scanner: string, stops: boolean | null, because: string, code?: number): Scan {
  return { ...vulnerabilities(scanner, stops, because, code), seeks: 'credentials' };
}

/** Whether an exit code that is asked for is an error; null where it is filled in later. */
function isError(code: string): boolean | null {
  return /^\d+$/.test(code) ? Number(code) !== 0 : null;
}

function trivy(args: readonly string[], environment: Environment): Scan | null {
  const command = args.find((word) => /^(i|image|fs|filesystem|repo|repository|rootfs|config)$/.test(word));
  const code = flagOf(args, '--exit-code') ?? environment['TRIVY_EXIT_CODE'] ?? null;
  // A configuration file may set what is not given here.
  const silent = has(args, '--config', '-c') || 'TRIVY_CONFIG' in environment;
  const stops = code === null ? (silent ? null : false) : isError(code);
  const because =
    code === null ? 'it is given no --exit-code, and ends with 0 whatever it finds' : `its exit code is set to ${code}`;
  const kinds = flagOf(args, '--scanners', '--security-checks') ?? environment['TRIVY_SCANNERS'] ?? null;
  if (command === 'i' || command === 'image')
    return kinds === null || /vuln/.test(kinds) ? vulnerabilities('Trivy', stops, because, Number(code)) : null;
  if (command === undefined || command === 'config') return null;
  return kinds === null || /secret/.test(kinds) ? credentials('Trivy', stops, because, Number(code)) : null;
}

/** The scanners by the name of their program (or image). Sources: the documentation of each of its flags and exit codes. */
const scanners: Readonly<Record<string, Scanner>> = {
  trivy,
  'grype': (args, environment) => {
    if (args[0] === 'db' || args[0] === 'version' || args.length === 0) return null;
    const asked = has(args, '--fail-on', '-f') || 'GRYPE_FAIL_ON_SEVERITY' in environment;
    const silent = has(args, '--config', '-c');
    const because = asked ? 'it is given --fail-on' : 'it is given no --fail-on, and ends with 0 whatever it finds';
    return vulnerabilities('Grype', asked || (silent ? null : false), because);
  },
  'snyk': (args) =>
    args[0] === 'container' && args[1] === 'test'
      ? vulnerabilities('Snyk', true, 'it ends with 1 for a finding', 1)
      : null,
  'docker-scout': (args) => {
    if (args[0] !== 'cves') return null;
    const asked = has(args, '--exit-code', '-e');
    return vulnerabilities(
      'Docker Scout',
      asked,
      asked ? 'it is given --exit-code' : 'it is given no --exit-code, and ends with 0 whatever it finds',
    );
  },
  'osv-scanner': (args) =>
    args.includes('image') || has(args, '--docker')
      ? vulnerabilities('OSV-Scanner', true, 'it ends with 1 for a finding', 1)
      : null,
  'kubescape': (args) => {
    if (args[0] !== 'scan' || args[1] !== 'image') return null;
    const asked = has(args, '--severity-threshold', '-s');
    return vulnerabilities(
      'Kubescape',
      asked,
      asked ? 'it is given --severity-threshold' : 'it is given no --severity-threshold',
    );
  },
  // What these let through is decided in their consoles.
  'twistcli': (args) => (args[0] === 'images' ? vulnerabilities('Prisma Cloud', null, elsewhere) : null),
  'wizcli': (args) =>
    args.includes('docker') || args.includes('container-image') ? vulnerabilities('Wiz', null, elsewhere) : null,
  'sysdig-cli-scanner': () => vulnerabilities('Sysdig', null, elsewhere),
  'gitleaks': (args) => {
    if (!args.some((word) => /^(detect|protect|git|dir|directory|stdin)$/.test(word))) return null;
    const code = flagOf(args, '--exit-code');
    return credentials(
      'Gitleaks',
      code === null ? true : isError(code),
      code === null ? 'it ends with 1 for a finding' : `its exit code is set to ${code}`,
      Number(code ?? 1),
    );
  },
  'trufflehog': (args) => {
    if (!args.some((word) => /^(git|github|gitlab|filesystem)$/.test(word))) return null;
    const asked = args.some((word) => word === '--fail');
    return credentials(
      'TruffleHog',
      asked,
      asked ? 'it is given --fail' : 'it is given no --fail, and ends with 0 whatever it finds',
    );
  },
  'ggshield': (args) => {
    if (!args.includes('scan')) return null;
    const zero = args.includes('--exit-zero');
    return credentials('ggshield', !zero, zero ? 'it is given --exit-zero' : 'it ends with 1 for a finding', 1);
  },
  'secretlint': () => credentials('Secretlint', true, 'it ends with 1 for a finding', 1),
  'detect-secrets-hook': () => credentials('detect-secrets', true, 'it ends with 1 for a finding', 1),
  'git-secrets': (args) =>
    has(args, '--scan', '--scan-history') ? credentials('git-secrets', true, 'it ends with 1 for a finding', 1) : null,
  'talisman': () => credentials('Talisman', true, 'it ends with 1 for a finding', 1),
};

const elsewhere = 'what stops it is set in the console of its maker';
