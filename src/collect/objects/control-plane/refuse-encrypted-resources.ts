import { type Fields, MalformedField, writePath } from '../fields.ts';

interface Resource {
  readonly name: string;
  readonly group: string;
}

/**
 * Refuses resources of an EncryptionConfiguration with which no API server starts: MalformedField at the first. Of the entries before only the resources
 * are handed in, in order.
 * Source: apiserver/pkg/apis/apiserver/validation/validation_encryption.go, and getTransformerOverridesAndKMSPluginProbes for what masks.
 */
export function refuseEncryptedResources(rule: Fields, resources: readonly string[], before: readonly string[]): void {
  const parsed = resources.map(parse);
  const earlier = before.map(parse);
  parsed.forEach((one, index) => {
    const problem = nameProblem(resources[index] as string, one) ?? neighbourProblem(one, parsed, index, earlier);
    if (problem === null) return;
    const path = [...rule.path, 'resources', index];
    throw new MalformedField(path, `${writePath(path)}: ${problem}`);
  });
}

/** `deployments.apps` is of the group apps, `secrets` and `*.` of the core group, whose name is empty. */
function parse(text: string): Resource {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text, group: '' } : { name: text.slice(0, dot), group: text.slice(dot + 1) };
}

/** What the API server keeps for itself, without a resource of the API. */
const ofItsOwn = new Set(['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations']);

function nameProblem(text: string, { name, group }: Resource): string | null {
  if (text.toLowerCase() !== text) return 'names of resources have no capital letters';
  if (text === '*') return 'write *. for all resources of the core group, or *.* for all';
  if (ofItsOwn.has(text)) return 'this is no resource of the API, and cannot be encrypted';
  if (group === 'events.k8s.io') return 'events are stored in the core group: write events';
  if (group === 'extensions') return 'the group extensions is gone, and cannot be encrypted';
  return group === '*' && name !== '*' ? 'a resource cannot be encrypted in all groups at once' : null;
}

function neighbourProblem(
  one: Resource,
  all: readonly Resource[],
  index: number,
  before: readonly Resource[],
): string | null {
  if (all.some((other, at) => at < index && isSame(other, one))) return 'it stands in the list twice';
  if (all.some((other, at) => at !== index && masks(other, one)))
    return 'a wildcard of the same list is for it as well, and the API server refuses such lists';
  return before.some((other) => masks(other, one))
    ? 'a wildcard of an earlier entry is for it already, and the API server refuses to start'
    : null;
}

function isSame(other: Resource, one: Resource): boolean {
  return other.name === one.name && other.group === one.group;
}

function masks(wildcard: Resource, one: Resource): boolean {
  return wildcard.name === '*' && (wildcard.group === one.group || wildcard.group === '*');
}
