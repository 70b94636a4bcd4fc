import { Argument, type Command } from 'commander';
import { suggestNames } from '../collect/suggest-name.ts';
import { UserError } from '../collect/user-error.ts';
import { writeOut } from './write-output.ts';

const schemas = {
  assessment: async () => (await import('../assessment/assessment.ts')).assessmentSchema,
  baseline: async () => (await import('../assessment/baseline-schema.ts')).baselineSchema,
  comparison: async () => (await import('../assessment/comparison.ts')).comparisonSchema,
  inventory: async () => (await import('../report/inventory/inventory.ts')).inventorySchema,
  plan: async () => (await import('../assessment/plan.ts')).planSchema,
  policy: async () => {
    const [{ policySchema }, { actedOnTargets }] = await Promise.all([
      import('../collect/policy/policy-schema.ts'),
      import('../checks/acted-on-targets.ts'),
    ]);
    return policySchema(actedOnTargets);
  },
} as const;

const names = Object.keys(schemas) as (keyof typeof schemas)[];

/** Adds `kubecompass schema`. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('Prints the JSON Schema of an input or output.')
    .addArgument(new Argument('[name]', 'what it is the schema of').choices(names).argParser(String))
    .addHelpText(
      'after',
      '\nExamples:\n  kubecompass schema policy > kubecompass.schema.json\n  kubecompass schema assessment',
    )
    .action(async (typed: string | undefined) => writeOut(`${JSON.stringify(await loadSchema(typed), null, 2)}\n`));
}

async function loadSchema(typed: string | undefined): Promise<object> {
  if (typed === undefined)
    throw new UserError('name what to print the schema of', { hint: `There are ${names.join(', ')}.` });
  const name = names.find((one) => one === typed);
  if (name === undefined) {
    const [meant] = suggestNames(typed, names);
    throw new UserError(`there is no schema ${JSON.stringify(typed)}`, {
      hint: meant ? `Did you mean ${meant}?` : `There are ${names.join(', ')}.`,
    });
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...(await schemas[name]()) };
}
