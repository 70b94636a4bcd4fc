import type { Assessment, CriterionOutcome, Finding, FindingEvidence } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { showValue } from '../terminal/show-value.ts';
import { listCases, type TestCase } from './list-cases.ts';
import { escapeXml, openTag } from './write-xml.ts';

/** A suite as it is written. */
interface Suite {
  readonly name: string;
  readonly package: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly TestCase[];
  readonly output: readonly string[];
  readonly errors: readonly string[];
}

/**
 * Renders an assessment as JUnit XML, for the test reports of a pipeline: a suite for each criterion, and in it a test for each subject. What fails has a
 * failure, what is unproven is skipped and says so, and a check that crashed is an error.
 */
export function renderJunit(assessment: Assessment): string {
  const { estate, findings, outcomes } = assessment;
  const byCriterion = Map.groupBy(findings, ({ criterion }) => criterion);
  const suites = [
    gateSuite(assessment),
    ...outcomes.map((outcome) => suiteOf(outcome, byCriterion.get(outcome.criterion) ?? [], assessment)),
  ];
  const common = {
    // As XSDs of JUnit want it: in UTC, without a zone.
    timestamp: estate.collectedAt.slice(0, 19),
    hostname: estate.cluster?.server || 'localhost',
  };
  const lines = suites.flatMap((suite, id) => writeSuite(suite, id, common));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...lines, '</testsuites>', ''].join('\n');
}

/** Whether the gate holds, and whether all could be read. */
function gateSuite({ gate, tiers, tool, policy, estate }: Assessment): Suite {
  const { unreadable, unreadSources, gaps, cluster } = estate;
  const at = ({ file, line, column }: { file: string; line: number; column: number }): string =>
    cluster === null ? `${file}:${line}:${column}` : file;
  return {
    name: 'gate',
    package: 'kubecompass',
    properties: [
      ['tool', `${tool.name} ${tool.version}`],
      ['definition', tool.definition],
      ['policy', policy ?? 'none'],
      ...Object.entries(tiers).map(([tier, { status }]) => [`tier.${tier}`, status] as const),
    ],
    cases: [
      {
        name: 'the gate holds',
        result: gate.holds ? 'passed' : 'failed',
        verdict: 'fail',
        message: gate.because,
        findings: [],
      },
    ],
    output: [],
    errors: [
      ...unreadable.map((one) => `${at(one)} ${one.message}`),
      ...unreadSources.map(({ file, message }) => `${file}: ${message}`),
      ...gaps.map(({ detail }) => detail),
    ],
  };
}

function suiteOf(outcome: CriterionOutcome, findings: readonly Finding[], assessment: Assessment): Suite {
  const { criterion, verdict, tiers, controls } = outcome;
  const { title, chapter } = criteria[criterion as CriterionId];
  return {
    name: criterion,
    package: chapter,
    properties: [
      ['title', title],
      ['verdict', verdict],
      ...Object.entries(tiers).map(([tier, one]) => [`tier.${tier}`, `${one.level}: ${one.verdict}`] as const),
      ...Object.entries(controls).map(([framework, ids]) => [`controls.${framework}`, ids.join(' ')] as const),
    ],
    cases: listCases(outcome, findings, assessment),
    output: findings
      .filter((one) => one.verdict === 'advice')
      .map((one) => `advice ${one.reason}: ${nameWhole(one)}: ${one.because}`),
    errors: assessment.crashes.filter((one) => one.criterion === criterion).map(({ stack }) => stack),
  };
}

function writeSuite(
  suite: Suite,
  id: number,
  common: { readonly timestamp: string; readonly hostname: string },
): string[] {
  const { name, properties, cases, output, errors } = suite;
  const number = (result: TestCase['result']): number => cases.filter((one) => one.result === result).length;
  const attributes = {
    id,
    name,
    package: suite.package,
    ...common,
    tests: cases.length,
    failures: number('failed'),
    errors: number('crashed'),
    skipped: number('skipped'),
    time: 0,
  };
  return [
    openTag('testsuite', attributes),
    '<properties>',
    ...properties.map(([key, value]) => openTag('property', { name: key, value }, '/')),
    '</properties>',
    ...cases.flatMap((one) => writeCase(one, name)),
    `<system-out>${output.map(escapeXml).join('\n')}</system-out>`,
    `<system-err>${errors.map(escapeXml).join('\n')}</system-err>`,
    '</testsuite>',
  ];
}

const elements = { failed: 'failure', crashed: 'error', skipped: 'skipped' } as const;

function writeCase({ name, result, verdict, message, findings }: TestCase, suite: string): string[] {
  // How long one took nobody measures; the same assessment gives the same report.
  const attributes = { name, classname: suite, time: 0 };
  if (result === 'passed') return [openTag('testcase', attributes, '/')];
  const type = result === 'failed' ? { type: verdict } : result === 'crashed' ? { type: 'crash' } : {};
  const element = elements[result];
  const text = findings.filter((one) => !isMet(one)).flatMap(describe);
  return [
    openTag('testcase', attributes),
    `${openTag(element, { message, ...type })}${text.map(escapeXml).join('\n')}</${element}>`,
    '</testcase>',
  ];
}

function isMet({ verdict }: Finding): boolean {
  return verdict === 'pass' || verdict === 'notApplicable' || verdict === 'attested';
}

/** A finding in lines: what is wrong, where, what mends it, and who accepts it. */
function describe(finding: Finding): string[] {
  const { verdict, reason, because, evidence, fix, exception, gaps } = finding;
  const within = finding.subject.container === undefined ? '' : ` (container ${finding.subject.container})`;
  return [
    `${verdict} ${reason}: ${because}${within}`,
    ...evidence.map((one) => `  at ${locate(one)}`),
    ...gaps.map(({ detail }) => `  missing: ${detail}`),
    ...(fix === null ? [] : [`  fix: ${fix}`]),
    ...(exception === null ? [] : [`  accepted by ${exception.owner}: ${exception.justification}`]),
  ];
}

function locate({ source, path, value, ...object }: FindingEvidence): string {
  const place = source === null ? '' : source.api ? source.file : `${source.file}:${source.line}:${source.column}`;
  const field = path ?? nameSubject(object).replaceAll('\u00a0', ' ');
  return [place, field, value === undefined ? '' : showValue(value)].filter((part) => part !== '').join(' ');
}

function nameWhole({ subject }: Finding): string {
  const within = subject.container === undefined ? '' : ` (container ${subject.container})`;
  return `${nameSubject(subject).replaceAll('\u00a0', ' ')}${within}`;
}
