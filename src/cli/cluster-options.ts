import type { Command } from 'commander';
import { UserError } from '../collect/user-error.ts';

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
    .option('-n, --namespace <namespace>', 'read this namespace of the cluster only; repeatable', namespaceAndBefore)
    .option(
      '--include <kind>',
      'look for credentials in objects of this kind too, such as widgets.shop.example; repeatable',
      andBefore,
    );
}

/** What no namespace can be called is a slip, as of a script without its variable: to read all of them, or none, would look like an answer. */
function namespaceAndBefore(one: string, before?: readonly string[]): string[] {
  if (one === '')
    throw new UserError('--namespace is empty', {
      hint: 'Is a variable of your script not set? Without --namespace the whole cluster is read.',
    });
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(one))
    throw new UserError(`--namespace ${JSON.stringify(one)} is the name of no namespace`, {
      hint: 'Name one of `kubectl get namespaces`; several are given one by one.',
    });
  return andBefore(one, before);
}

const andBefore = (one: string, before?: readonly string[]): string[] => [...(before ?? []), one];
