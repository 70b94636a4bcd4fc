import type { Command } from 'commander';
import { assess } from '../assessment/assess.ts';
import { collectManifests, defaultMaxFileBytes } from '../collect/manifests/collect-manifests.ts';
import { UserError } from '../collect/user-error.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { renderJson } from '../report/json.ts';
import { renderTerminal } from '../report/terminal/render-terminal.ts';
import { version } from './version.ts';

/** Adds `kubecompass assess`. */
export function addAssess(program: Command, exit: (code: number) => void): void {
  program
    .command('assess')
    .description('judge manifests: folders, files or standard input')
    .argument('<path...>', 'folders and files to read; - is standard input')
    .option('--format <format>', 'terminal or json', 'terminal')
    .action((paths: string[], options: { format: string }) => {
      const estate = collectManifests(paths, {
        authority: 'default',
        raw: false,
        now: new Date().toISOString(),
        maxFileBytes: defaultMaxFileBytes,
        stdin: null,
      });
      if (estate.objects === 0) {
        throw new UserError('there is no Kubernetes object in the input', { hint: 'Name a folder with manifests.' });
      }
      const assessment = assess(estate, undeclaredPolicy, { version });
      const terminal = { columns: process.stdout.columns ?? 80, colour: process.stdout.isTTY && process.stdout.hasColors(), verbose: false, all: false };
      process.stdout.write(options.format === 'json' ? renderJson(assessment) : renderTerminal(assessment, terminal));
      exit(assessment.crashes.length > 0 ? 3 : assessment.gate.holds ? 0 : 1);
    });
}
