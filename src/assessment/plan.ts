import { type Static, Type } from 'typebox';
import { tiers as allTiers } from '../definition/tiers.ts';
import { type Assessment, assessmentSchema, type Finding } from './assessment.ts';
import { isNotMet } from './verdicts.ts';

// One source for the type and for the published JSON Schema (`kubecompass schema plan`): docs/decisions/0003.

const { tool, estate, tiers, gate, next } = assessmentSchema.properties;
const tierName = Type.Enum(['critical', 'important', 'best-effort']);
const step = next.properties.remedies.items.properties;

const plannedRemedy = Type.Object(
  {
    ...step,
    frees: Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
      description: 'How many findings of criteria that the tier requires are gone then, by tier.',
    }),
    recommended: Type.Integer({
      minimum: 0,
      description: 'How many findings that are only recommended are gone then.',
    }),
    clears: Type.Array(tierName, { description: 'The tiers in which nothing of the criterion fails any more then.' }),
    files: Type.Integer({ minimum: 0, description: 'In how many files they stand; 0 of a cluster.' }),
    patch: Type.Union([Type.Enum(['safe', 'risky']), Type.Null()], {
      description:
        '`kubecompass fix` knows a patch for it, wherever one is possible; risky: only with --risky. Null: it is mended by hand.',
    }),
  },
  { additionalProperties: false },
);

/** The JSON Schema of a plan. */
export const planSchema = Type.Object(
  {
    schema: Type.Literal('kubecompass.plan/v1'),
    tool,
    estate: Type.Object(
      {
        id: estate.properties.id,
        source: estate.properties.source,
        collectedAt: estate.properties.collectedAt,
        objects: estate.properties.objects,
      },
      { additionalProperties: false },
    ),
    tiers,
    gate,
    required: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: 'How many findings of required criteria all remedies together make go, by tier.',
    }),
    remedies: Type.Array(plannedRemedy, { description: 'What helps most comes first.' }),
    evidence: next.properties.evidence,
  },
  { $id: 'https://kubecompass.io/schema/plan/v1', additionalProperties: false },
);

/** The remedies in order of effect, and apart from them the evidence that is merely missing. */
export type Plan = Static<typeof planSchema>;
/** A remedy, with what it frees and how large it is. */
export type PlannedRemedy = Static<typeof plannedRemedy>;

/** Whether a patch is known for the findings of a criterion with a reason. */
export type PatchKnown = (criterion: string, reason: string) => PlannedRemedy['patch'];

/** Makes the plan of an assessment: its next steps, each with what it frees. What an exception accepts needs no remedy. */
export function makePlan(assessment: Assessment, patchKnown: PatchKnown): Plan {
  const { findings, next: steps } = assessment;
  const faults = findings.filter(({ verdict, exception }) => isFault(verdict) && exception?.by !== 'exception');
  const byRemedy = Map.groupBy(faults, keyOf);
  const byCriterion = Map.groupBy(
    findings.filter(({ verdict }) => isFault(verdict)),
    ({ criterion }) => criterion,
  );
  const remedies = steps.remedies.map((remedy): PlannedRemedy => {
    const own = byRemedy.get(keyOf(remedy)) ?? [];
    const required = own.filter((one) => isRequired(one, assessment));
    return {
      ...remedy,
      frees: countTiers(required),
      recommended: own.length - required.length,
      clears: allTiers.filter((tier) => {
        const failing = (byCriterion.get(remedy.criterion) ?? []).filter((one) => one.tier === tier);
        return failing.length > 0 && failing.every((one) => own.includes(one));
      }),
      files: new Set(own.flatMap(({ evidence }) => evidence.slice(0, 1).flatMap(fileOf))).size,
      patch: patchKnown(remedy.criterion, remedy.reason),
    };
  });
  const { id, source, collectedAt, objects } = assessment.estate;
  return {
    schema: 'kubecompass.plan/v1',
    tool: assessment.tool,
    estate: { id, source, collectedAt, objects },
    tiers: assessment.tiers,
    gate: assessment.gate,
    required: countTiers(faults.filter((one) => isRequired(one, assessment))),
    remedies,
    evidence: steps.evidence,
  };
}

function isFault(verdict: Finding['verdict']): boolean {
  return verdict !== 'advice' && isNotMet(verdict);
}

/** What one remedy makes go: the findings of one criterion, reason and fix. */
function keyOf({ criterion, reason, fix }: { criterion: string; reason: string; fix: string | null }): string {
  return JSON.stringify([criterion, reason, fix ?? '']);
}

function isRequired({ criterion, tier }: Finding, { outcomes }: Assessment): boolean {
  return outcomes.some((one) => one.criterion === criterion && one.tiers[tier]?.level === 'required');
}

function countTiers(findings: readonly Finding[]): Record<string, number> {
  return Object.fromEntries(
    allTiers.flatMap((tier) => {
      const number = findings.filter((one) => one.tier === tier).length;
      return number > 0 ? [[tier, number]] : [];
    }),
  );
}

function fileOf({ source }: Finding['evidence'][number]): string[] {
  return source === null || source.api ? [] : [source.file];
}
