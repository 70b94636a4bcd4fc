import * as Value from 'typebox/value';
import { parseAllDocuments } from 'yaml';
import type { Finding } from '../../src/assessment/assessment.ts';
import { actedOnTargets } from '../../src/checks/acted-on-targets.ts';
import type { Check } from '../../src/checks/define-check.ts';
import { readMetrics } from '../../src/collect/kubernetes/live/read-metrics.ts';
import { policySchema } from '../../src/collect/policy/policy-schema.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { type Policy, undeclaredPolicy } from '../../src/estate/policy.ts';
import { clusterOf } from './cluster-of.ts';
import { estateOf } from './estate-of.ts';
import { findingsBy } from './judged.ts';

/** A fenced example of a check's README: a whole small estate. */
export interface Example {
  readonly expects: 'pass' | 'fail' | 'unknown';
  /** Whether it is what a cluster holds, and not what stands in a folder. */
  readonly ofCluster: boolean;
  readonly text: string;
  /** The line of the README on which the fence stands, from 1. */
  readonly line: number;
  /** The paragraph above the fence. */
  readonly above: string;
}

/**
 * The examples of a README: what stands between ```` ```yaml pass ````, ```` ```yaml fail ```` or ```` ```yaml unknown ```` and the end of the fence.
 * With `of a cluster` behind it, it is all that a cluster holds; comments that begin with `# /metrics:` are what its API server counts, and
 * one with `# /version:` is its version.
 */
export function examplesOf(readme: string): Example[] {
  const fence = /^```yaml (pass|fail|unknown)( of a cluster)?[ \t]*\n([\s\S]*?)^```[ \t]*$/gm;
  return [...readme.matchAll(fence)].map((match) => {
    const before = readme.slice(0, match.index);
    return {
      expects: match[1] as Example['expects'],
      ofCluster: match[2] !== undefined,
      text: match[3] as string,
      line: before.split('\n').length,
      above:
        before
          .trimEnd()
          .split(/\n\s*\n/)
          .at(-1) ?? '',
    };
  });
}

/** Judges an example by one check alone. A document of kind Policy in it is the policy file. */
export function judgeExample(check: Check, example: Example): Finding[] {
  const documents = example.text.split(/^---[ \t]*$/m);
  const isPolicy = (text: string): boolean =>
    /^kind: Policy[ \t]*$/m.test(text) && text.includes('apiVersion: kubecompass.io/');
  const policy = documents.find(isPolicy);
  return findingsBy(
    check,
    estateOfExample(example, isPolicy),
    policy === undefined ? {} : { policy: readExamplePolicy(policy) },
  );
}

/** The estate of an example, without its policy. */
export function estateOfExample(
  { text, ofCluster }: Pick<Example, 'text' | 'ofCluster'>,
  isElsewhere: (document: string) => boolean = () => false,
): Estate {
  const documents = text.split(/^---[ \t]*$/m).filter((one) => !isElsewhere(one));
  if (!ofCluster) return estateOf(filesOf(documents));
  const counted = [...text.matchAll(/^# \/metrics: (.+)$/gm)].map(([, sample]) => sample);
  const [, version] = /^# \/version: (\S+)$/m.exec(text) ?? [];
  return clusterOf(documents.join('---\n'), {
    ...(version !== undefined && { version }),
    metrics: counted.length > 0 ? readMetrics(counted.join('\n')) : null,
  });
}

/** The files of an example: a document that begins with the path of a file in a comment stands in that file, all others in one. */
function filesOf(documents: readonly string[]): Record<string, string> {
  const pathOf = (text: string): string =>
    /^\s*# (\S+\.ya?ml)[ \t]*$/m.exec(text.trimStart().split('\n')[0] ?? '')?.[1] ?? 'manifests.yaml';
  return Object.fromEntries([...Map.groupBy(documents, pathOf)].map(([path, texts]) => [path, texts.join('---\n')]));
}

function readExamplePolicy(text: string): Policy {
  const value: unknown = parseAllDocuments(text)[0]?.toJS();
  const schema = policySchema(actedOnTargets);
  if (!Value.Check(schema, value)) {
    throw new Error(`the example's policy is not valid: ${JSON.stringify([...Value.Errors(schema, value)][0])}`);
  }
  const { apiVersion: _apiVersion, kind: _kind, tiers, ...declared } = value;
  return {
    ...undeclaredPolicy,
    ...(declared as Partial<Policy>),
    tiers: { ...undeclaredPolicy.tiers, ...tiers },
    file: 'kubecompass.yaml',
  };
}
