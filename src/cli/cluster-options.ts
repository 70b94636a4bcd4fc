import type { Command } from 'commander';

/** What was typed of the options that say which cluster is read. */
export interface TypedClusterOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace?: readonly string[];
  readonly include?: readonly string[];
}

/** Adds the options of every command that reads a cluster. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--context <context>', 'the context of the kubeconfig whose cluster is read')
    .option(
      '--kubeconfig <file>',
      'the kubeconfig (default: KUBECONFIG, else ~/.kube/config, else the cluster in which this runs)',
    )
    .option('-n, --namespace <namespace>', 'read this namespace of the cluster only; repeatable', andBefore)
    .option(
      '--include <kind>',
      'look for credentials in objects of this kind too, such as widgets.shop.example; repeatable',
      andBefore,
    );
}

const andBefore = (one: string, before?: readonly string[]): string[] => [...(before ?? []), one];
