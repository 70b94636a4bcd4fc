import { assessmentSchema } from '../../src/assessment/assessment.ts';
import { baselineSchema } from '../../src/assessment/baseline-schema.ts';
import { formats } from '../../src/cli/output-options.ts';
import { criterionIds } from '../../src/definition/criteria.ts';
import { tiers } from '../../src/definition/tiers.ts';
import { frameworkIds } from '../../src/frameworks/frameworks.ts';

/** The part of JSON Schema in which our schemas are written. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
}

/**
 * The type declarations of the library entry (bin/library.ts). They stand alone: the package has no dependencies, so what our schemas say is written out
 * as plain types. A test compiles a program against them.
 */
export function declareLibrary(): string {
  return `// The library of KubeCompass: three verbs over two values.

/** What was seen of a platform, and what was not: plain data that survives JSON. What it holds inside is no contract. */
export interface Estate {
  readonly schema: 'kubecompass.estate/v1';
  readonly id: string;
  readonly source: 'manifests' | 'cluster' | 'snapshot';
  readonly collectedAt: string;
  readonly objects: number;
  readonly facts: object;
}

/** What the organisation declares in its policy file. What it holds inside is no contract. */
export interface Policy {
  readonly file: string | null;
  readonly tiers: { readonly default: Tier };
}

export type Tier = ${union(tiers)};
export type Criterion = ${union(criterionIds)};
export type Framework = ${union(frameworkIds)};
export type Format = ${union(formats)};

/** What an estate is collected from: folders and files of manifests, a snapshot, or (with none of both) a cluster. */
export interface Sources {
  readonly paths?: readonly string[];
  readonly snapshot?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespaces?: readonly string[];
  /** The policy file; \`kubecompass.yaml\` in the first path, else in the working folder, unless it is named. */
  readonly policy?: string;
  /** RFC 3339: the time of the run. */
  readonly now?: string;
  /** What is given is all there is, or only a part. */
  readonly extent?: 'complete' | 'partial';
}

export interface AssessOptions {
  readonly failOn?: 'fail' | 'partial' | 'unknown' | 'never';
  readonly allowGaps?: boolean;
  readonly tiers?: readonly Tier[];
  readonly criteria?: readonly Criterion[];
  readonly frameworks?: readonly Framework[];
  readonly baseline?: Baseline | null;
  /** Whether what passes is listed among the findings too. */
  readonly all?: boolean;
}

/** Reads what there is, and what the organisation declares. Rejects with a UserError for what cannot be read as asked. */
export function collect(
  sources: string | readonly string[] | Sources,
): Promise<{ readonly estate: Estate; readonly policy: Policy }>;

/** Judges an estate against the definition. The same estate, policy and options give the same assessment. */
export function assess(estate: Estate, policy?: Policy, options?: AssessOptions): Assessment;

/** Renders an assessment; with \`all\`, what passes too, where the assessment lists it. */
export function render(
  assessment: Assessment,
  format?: Format,
  options?: { readonly all?: boolean; readonly verbose?: boolean },
): Promise<string>;

/** Something that the user can correct: one line, and a hint. */
export class UserError extends Error {
  readonly hint: string;
  readonly more: readonly string[];
}

export const version: string;

/** Everything that an assessment says (\`kubecompass schema assessment\`). */
export interface Assessment ${typeOf(assessmentSchema as Schema, '')}

/** Findings that were frozen on a day (\`kubecompass schema baseline\`). */
export interface Baseline ${typeOf(baselineSchema, '')}
`;
}

function union(names: readonly unknown[]): string {
  return names.map((name) => JSON.stringify(name)).join(' | ');
}

/** A schema as the type of the values that it allows. Throws for what none of ours is written in. */
function typeOf(schema: Schema, indent: string): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum);
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.items) return `readonly (${typeOf(schema.items, indent)})[]`;
  if (schema.patternProperties) {
    const [value] = Object.values(schema.patternProperties);
    return `{ readonly [name: string]: ${typeOf(value as Schema, indent)} }`;
  }
  if (schema.properties) {
    const required = new Set(schema.required);
    const lines = Object.entries(schema.properties).map(([name, one]) => {
      const words =
        one.description === undefined ? '' : `${indent}  /** ${one.description.replaceAll('*/', '* /')} */\n`;
      return `${words}${indent}  readonly ${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(one, `${indent}  `)};\n`;
    });
    return `{\n${lines.join('')}${indent}}`;
  }
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case undefined:
      return 'unknown';
    default:
      throw new Error(`a type for ${JSON.stringify(schema)} is not known`);
  }
}
