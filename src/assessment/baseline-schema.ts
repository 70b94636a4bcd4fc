import { type Static, Type } from 'typebox';

/** The JSON Schema of a baseline file. */
export const baselineSchema = Type.Object(
  {
    schema: Type.Literal('kubecompass.baseline/v1'),
    owner: Type.String({ minLength: 1, description: 'Who answers for these findings.' }),
    writtenAt: Type.String({ format: 'date-time' }),
    findings: Type.Array(
      Type.Object(
        {
          fingerprint: Type.String({ pattern: '^[0-9a-f]{32}$' }),
          criterion: Type.String(),
          reason: Type.String(),
          subject: Type.String({ description: 'For the reader: kind, namespace and name.' }),
          owner: Type.Optional(
            Type.String({ minLength: 1, description: 'Who answers for this one; left out: who wrote the file.' }),
          ),
          frozenAt: Type.Optional(
            Type.String({
              format: 'date-time',
              description: 'When it was frozen; left out: when the file was written.',
            }),
          ),
          expires: Type.Optional(
            Type.String({
              description:
                'A day (until its end, UTC) or an RFC 3339 time from which on it gates again; left out: it has no end.',
            }),
          ),
          count: Type.Optional(
            Type.Integer({
              minimum: 2,
              description:
                'How many objects bear this fingerprint: differing copies of one object in one folder. Left out: one.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'https://kubecompass.io/schema/baseline/v1', additionalProperties: false },
);

/** Findings that were frozen on a day, so that only new ones gate. */
export type Baseline = Static<typeof baselineSchema>;
