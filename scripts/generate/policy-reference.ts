import { actedOnTargets } from '../../src/checks/acted-on-targets.ts';
import { policySchema } from '../../src/collect/policy/policy-schema.ts';
import { type Block, heading, paragraph } from '../../src/report/reference/block.ts';

/** What this page reads of a JSON Schema. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
}

const example = `apiVersion: kubecompass.io/v1
kind: Policy
frameworks: [iso27001, gdpr]
owner: platform-team@council.example
dataClasses: [public, internal, personal]
tiers:
  default: important
  rules:
    - { namespaces: ["payments-*"], tier: critical }
    - { namespaces: ["dev-*"], tier: best-effort }
registries: ["registry.council.example/*"]
exceptions:
  - criterion: workload/pod-security
    reason: host-network
    subject: { kind: DaemonSet, namespace: monitoring, name: node-exporter }
    justification: it measures the node's own network
    owner: platform-team@council.example
    expires: 2027-01-31`;

/** The page of the policy file, from its schema: every key, its type, whether it must be there, what it means. */
export function policyReference(): Block[] {
  return [
    heading(1, 'The policy file'),
    paragraph(
      '`kubecompass.yaml` says what an organisation declares. It is read from the first path that is assessed, else from the working folder, or from where `--policy FILE` points. Unknown keys, impossible values and exceptions without an owner or an end are errors with file and line, never ignored. Editors complete it with [its schema](schema/policy.json), which `kubecompass schema policy` prints.',
    ),
    { type: 'code', info: 'yaml', text: example },
    heading(2, 'Keys'),
    {
      type: 'table',
      header: ['Key', 'Type', 'Required', 'What it means'],
      rows: rowsOf(policySchema(actedOnTargets) as unknown as Schema, ''),
    },
  ];
}

function rowsOf(schema: Schema, path: string): string[][] {
  const { properties = {}, required = [], items } = schema;
  if (items) return rowsOf(items, `${path}[]`);
  return Object.entries(properties).flatMap(([key, one]) => {
    const name = path === '' ? key : `${path}.${key}`;
    return [
      [`\`${name}\``, typeOf(one), required.includes(key) ? 'yes' : 'no', one.description ?? ''],
      ...rowsOf(one, name),
    ];
  });
}

function typeOf({ type, const: only, enum: values, items, patternProperties }: Schema): string {
  if (only !== undefined) return `\`${only}\``;
  if (values) return values.map((one) => `\`${one}\``).join(', ');
  if (items) return `list of ${items.properties ? 'objects' : typeOf(items)}`;
  if (patternProperties) return `object of ${Object.values(patternProperties).map(typeOf).join(', ')}`;
  return type ?? 'any';
}
