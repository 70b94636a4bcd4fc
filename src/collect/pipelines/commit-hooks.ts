import type { Pipeline, PipelineScan } from '../../estate/pipeline.ts';
import type { Fields } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import { scanOfCommand } from './scan-command.ts';
import { shellCommands } from './shell-commands.ts';

/** Reads the hooks of pre-commit, which run on the machine of whoever commits. */
export function readCommitHooks({ fields, head }: Subject): Pipeline {
  const hooks = fields.objects('repos').flatMap((repo) => repo.objects('hooks'));
  return {
    ...head,
    noun: 'pipeline',
    runs: 'commit',
    scans: hooks.flatMap(ofHook),
    proof: 'pre-commit run --all-files',
  };
}

/** Hooks by their ids. Those that only look for private keys or for the keys of one cloud are no scan for credentials. */
const scanners: readonly (readonly [RegExp, string])[] = [
  [/^gitleaks/, 'Gitleaks'],
  [/^detect-secrets$/, 'detect-secrets'],
  [/^trufflehog/, 'TruffleHog'],
  [/^gg-?shield/, 'ggshield'],
  [/^secretlint/, 'Secretlint'],
  [/^git-secrets/, 'git-secrets'],
  [/^talisman/, 'Talisman'],
];

function ofHook(hook: Fields): PipelineScan[] {
  const stages = hook.list('stages');
  if (stages.length > 0 && stages.every((stage) => stage === 'manual')) return [];
  const id = hook.text('id') ?? '';
  const known = scanners.find(([pattern]) => pattern.test(id));
  const [command] = shellCommands(hook.text('entry') ?? '');
  const called = command ? scanOfCommand(command.words) : null;
  const scanner = known?.[1] ?? (called?.seeks === 'credentials' ? called.scanner : null);
  if (scanner === null) return [];
  return [{ seeks: 'credentials', scanner, path: hook.where, stops: true, because: 'it refuses the commit' }];
}
