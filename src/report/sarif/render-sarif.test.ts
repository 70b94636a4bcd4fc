import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { assessExample } from '../../../test/support/assess-example.ts';
import { findingWith } from '../../../test/support/finding.ts';
import { hostileAssessment } from '../../../test/support/hostile-assessment.ts';
import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { checks } from '../../checks/registry.generated.ts';
import { showInvisible } from '../show-invisible.ts';
import { renderSarif } from './render-sarif.ts';
import type { Notification, ReportingDescriptor, Result } from './sarif-log.ts';

interface Run {
  readonly results: readonly Result[];
  readonly tool: {
    readonly driver: {
      readonly rules: readonly ReportingDescriptor[];
      readonly notifications: readonly ReportingDescriptor[];
    };
  };
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly Notification[];
      readonly toolConfigurationNotifications: readonly Notification[];
    },
  ];
}

let council: Assessment;
beforeAll(async () => {
  council = await assessExample('examples/council');
});

const runOf = (assessment: Assessment): Run => (JSON.parse(renderSarif(assessment, checks)) as { runs: [Run] }).runs[0];
const resultOf = (finding: Partial<Finding>): Result =>
  runOf({ ...council, findings: [findingWith(finding)] }).results[0] as Result;
const inCluster = {
  file: '/apis/apps/v1/namespaces/bank/deployments/ledger',
  line: 1,
  column: 1,
  api: { uid: 'u', resourceVersion: '1' },
};
const at = (source: Finding['evidence'][number]['source'], path: string | null = 'spec'): Finding['evidence'] => [
  { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'bank', name: 'ledger', path, source },
];

const schemaFile = `${process.env['KUBECOMPASS_REFERENCE'] ?? ''}/schemas/sarif-schema-2.1.0.json`;
describe.skipIf(!existsSync(schemaFile))(
  'is valid for the official schema (skipped unless KUBECOMPASS_REFERENCE holds schemas/sarif-schema-2.1.0.json):',
  () => {
    let isValid: ValidateFunction;
    beforeAll(() => {
      // It is of draft 4, which calls its own name `id`, and uses nothing else in which draft 7 differs.
      const {
        id: _id,
        $schema: _draft,
        ...schema
      } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
      const ajv = new Ajv({ strict: false, allErrors: true });
      addFormats.default(ajv);
      isValid = ajv.compile(schema);
    });

    test.each<[string, () => Assessment]>([
      ['council', () => council],
      ['hostile names', () => hostileAssessment(council)],
      ['nothing found', () => ({ ...council, findings: [] })],
      ['a cluster', () => ({ ...council, findings: [findingWith({ evidence: at(inCluster) })] })],
    ])('%s', (_what, assessment) => {
      isValid(JSON.parse(renderSarif(assessment(), checks)));
      expect(isValid.errors ?? []).toEqual([]);
    });
  },
);

test('each result names a rule that is there, stands in a file, and has a fingerprint of its own', () => {
  const { results, tool } = runOf(council);
  expect(results).toHaveLength(council.findings.length);
  expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
  // Code scanning refuses a whole report in which one result has none.
  expect(results.every(({ locations }) => locations[0].physicalLocation.artifactLocation.uri !== '')).toBe(true);
  expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints['kubecompassFinding/v1'])).size).toBe(
    results.length,
  );
});

test('each rule has words, a page, what mends it, and no more tags than code scanning takes', () => {
  const { rules } = runOf(council).tool.driver;
  const incomplete = rules.filter(
    ({ shortDescription, fullDescription, help, helpUri = '', properties = {} }) =>
      /\{|: $/.test(shortDescription.text) ||
      !/\w{3}/.test(fullDescription?.text ?? '') ||
      !help?.text.includes(helpUri) ||
      (properties['tags'] as string[]).length > 20,
  );
  expect(incomplete).toEqual([]);
  const rule = rules.find(({ id }) => id === 'availability/disruption-budgets/no-budget');
  expect(rule).toMatchObject({
    name: 'DisruptionBudgetsNoBudget',
    shortDescription: { text: 'Disruption budgets: no budget selects its pods' },
    helpUri: 'https://kubecompass.io/reference/criteria/availability/disruption-budgets',
    defaultConfiguration: { level: 'error' },
    properties: { 'tags': expect.arrayContaining(['availability', 'critical']), 'problem.severity': 'error' },
  });
});

test.each<[Finding['verdict'], string, string]>([
  ['fail', 'fail', 'error'],
  ['partial', 'fail', 'warning'],
  ['advice', 'fail', 'note'],
  ['unknown', 'open', 'none'],
  ['pass', 'pass', 'none'],
  ['attested', 'pass', 'none'],
  ['notApplicable', 'notApplicable', 'none'],
])('%s is of kind %s and level %s', (verdict, kind, level) => {
  expect(resultOf({ verdict })).toMatchObject({ kind, level, properties: { verdict } });
});

test.each<[string, Finding['evidence'][number]['source'], object]>([
  ['a file', { file: './a b/ü%.yaml', line: 3, column: 7 }, { uri: 'a%20b/%C3%BC%25.yaml', uriBaseId: '%SRCROOT%' }],
  ['a colon', { file: 'a:b.yaml', line: 3, column: 7 }, { uri: 'a%3Ab.yaml', uriBaseId: '%SRCROOT%' }],
  ['the root', { file: '/srv/a.yaml', line: 3, column: 7 }, { uri: 'file:///srv/a.yaml' }],
  ['a drive', { file: 'C:\\srv\\a.yaml', line: 3, column: 7 }, { uri: 'file:///C:/srv/a.yaml' }],
  ['standard input', { file: '-', line: 3, column: 7 }, { uri: 'stdin' }],
])('the address of %s', (_what, source, artifactLocation) => {
  expect(resultOf({ evidence: at(source) }).locations[0].physicalLocation).toEqual({
    artifactLocation,
    region: { startLine: 3, startColumn: 7 },
  });
});

test('an object of a cluster stands at its path in the API, and the platform at the policy file', () => {
  const [ofCluster] = resultOf({ evidence: at(inCluster) }).locations;
  expect(ofCluster.physicalLocation).toEqual({
    artifactLocation: { uri: 'apis/apps/v1/namespaces/bank/deployments/ledger', uriBaseId: 'CLUSTER' },
    region: { startLine: 1, startColumn: 1 },
  });
  const platform = { kind: 'Platform', apiVersion: '', namespace: '', name: '' };
  const [ofPlatform] = resultOf({ subject: platform }).locations;
  expect(ofPlatform).toMatchObject({
    physicalLocation: { artifactLocation: { uri: 'examples/council/kubecompass.yaml' } },
    logicalLocations: [{ fullyQualifiedName: 'Platform' }],
  });
});

test('findings that share a fingerprint are told apart: the platform by its tier, copies by number', () => {
  const platform = { kind: 'Platform', apiVersion: '', namespace: '', name: '' };
  const findings = [
    findingWith({ fingerprint: 'a', subject: platform, tier: 'critical' }),
    findingWith({ fingerprint: 'a', subject: platform, tier: 'important' }),
    findingWith({ fingerprint: 'b' }),
    findingWith({ fingerprint: 'b' }),
  ];
  const { results } = runOf({ ...council, findings });
  expect(results.map(({ partialFingerprints }) => partialFingerprints['kubecompassFinding/v1'])).toEqual([
    'a/critical',
    'a/important',
    'b',
    'b/2',
  ]);
});

test('what an exception or a baseline accepts is suppressed, with its owner and its end', () => {
  const exception = { owner: 'me', justification: 'known', expires: '2027-01-31', by: 'exception' } as const;
  expect(resultOf({ exception }).suppressions).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'known',
      properties: { owner: 'me', by: 'exception', expires: '2027-01-31' },
    },
  ]);
  expect(resultOf({}).suppressions).toBeUndefined();
});

test('what was not read, and a check that crashed, are notifications', () => {
  const { invocations, tool } = runOf(hostileAssessment(council));
  const [{ executionSuccessful, toolExecutionNotifications, toolConfigurationNotifications }] = invocations;
  expect(executionSuccessful).toBe(false);
  const all = [...toolExecutionNotifications, ...toolConfigurationNotifications];
  expect(all.every(({ descriptor: { id, index } }) => tool.driver.notifications[index]?.id === id)).toBe(true);
  const kinds = new Set(all.map(({ descriptor }) => descriptor.id));
  for (const kind of ['unreadable', 'gap', 'dropped-field', 'conflict', 'crash', 'not-rendered', 'unproven'])
    expect(kinds).toContain(kind);
  expect(runOf(council).invocations[0].executionSuccessful).toBe(true);
});

test('no name is a link, hides or turns text', () => {
  const { results } = runOf(hostileAssessment(council));
  const messages = results.map(({ message }) => message.text).join('\n');
  expect(messages).not.toMatch(/\]\(/);
  expect(messages.replaceAll('\n', '')).toBe(showInvisible(messages.replaceAll('\n', '')));
});
