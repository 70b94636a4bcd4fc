import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { countVerdicts } from '../../assessment/verdicts.ts';
import type { CriterionId } from '../../definition/criteria.ts';
import { writeJson } from '../json.ts';
import { projectAddress } from '../page-address.ts';
import type { Judging } from '../reference/reason-page.ts';
import { describeRule } from './describe-rule.ts';
import { clusterBase, folderBase } from './locate.ts';
import { numberFingerprints } from './number-fingerprints.ts';
import { notificationKinds, notifyOfConfiguration, notifyOfExecution } from './write-notifications.ts';
import { writeResult } from './write-result.ts';

/**
 * Renders an assessment as SARIF 2.1.0, for code scanning and for editors: a result for each finding, a rule for each criterion and reason that occurs, and
 * what was not read as notifications. `checks` give the rules their words.
 */
export function renderSarif(assessment: Assessment, checks: readonly Judging[]): string {
  const { tool, estate, findings, outcomes, crashes, gate, tiers, limitedTo } = assessment;
  const rules = [...new Map(findings.map((one) => [`${one.criterion}/${one.reason}`, one])).values()].toSorted((a, b) =>
    compareText(`${a.criterion}/${a.reason}`, `${b.criterion}/${b.reason}`),
  );
  const indexes = new Map(rules.map(({ criterion, reason }, index) => [`${criterion}/${reason}`, index]));
  const judging = new Map(checks.map((check) => [check.answers, check]));
  const controls = new Map(outcomes.map((one) => [one.criterion, one.controls]));
  const fingerprints = numberFingerprints(findings);
  return writeJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'KubeCompass',
            version: tool.version,
            informationUri: projectAddress,
            rules: rules.map(({ criterion, reason }) =>
              describeRule(
                criterion as CriterionId,
                reason,
                judging.get(criterion as CriterionId) ?? null,
                controls.get(criterion) ?? {},
              ),
            ),
            notifications: notificationKinds,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [folderBase]: { description: { text: 'The folder in which kubecompass was run.' } },
          ...(estate.cluster === null
            ? {}
            : {
                [clusterBase]: {
                  description: { text: 'The API server of the cluster; addresses are paths of its API.' },
                },
              }),
        },
        invocations: [
          {
            executionSuccessful: crashes.length === 0,
            endTimeUtc: estate.collectedAt,
            toolExecutionNotifications: notifyOfExecution(assessment),
            toolConfigurationNotifications: notifyOfConfiguration(assessment),
          },
        ],
        results: findings.map((finding, index) =>
          writeResult(
            finding,
            indexes.get(`${finding.criterion}/${finding.reason}`) as number,
            fingerprints[index] as string,
            assessment,
          ),
        ),
        properties: {
          definition: tool.definition,
          estate: estate.id,
          tiers: Object.fromEntries(Object.entries(tiers).map(([tier, { status }]) => [tier, status])),
          gate: { holds: gate.holds, because: gate.because },
          criteria: countVerdicts(outcomes.map(({ verdict }) => verdict)),
          findings: countFindings(findings),
          limitedTo,
        },
      },
    ],
  });
}

function countFindings(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
