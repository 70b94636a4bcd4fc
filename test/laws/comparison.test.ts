import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { compare } from '../../src/assessment/compare.ts';
import type { Comparison, Move } from '../../src/assessment/comparison.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { undeclaredPolicy } from '../../src/estate/policy.ts';
import { estateOfExample, examplesOf } from '../support/examples.ts';
import { hidesOf } from '../support/hide.ts';

// The laws of comparing (docs/guide/comparing.md): nothing moved against itself; what is better one way is worse the other; and less knowledge is never
// better, nor lets a pipeline go on that would have stopped.

const judged = (estate: Estate, all: boolean): Assessment => assess(estate, undeclaredPolicy, { version: 'law', all });

const mirror: Readonly<Partial<Record<Move, readonly Move[]>>> = {
  better: ['worse'],
  worse: ['better'],
  new: ['gone', 'unproven'],
  gone: ['new', 'found'],
  proven: ['unproven', 'new'],
  found: ['unproven', 'gone'],
  unproven: ['proven', 'found'],
};

function movesOf({ criteria, findings }: Comparison): Map<string, Move> {
  return new Map([
    ...criteria.map((one): [string, Move] => [`${one.criterion} ${one.tier}`, one.move]),
    ...findings.map((one): [string, Move] => [`${one.fingerprint} ${one.after?.tier ?? one.before?.tier}`, one.move]),
  ]);
}

/** Estates of the examples of some checks: a part of them, so that it stays quick. */
const estates = checks
  .flatMap(({ answers }) => examplesOf(readFileSync(`src/checks/${answers}/README.md`, 'utf8')))
  .filter((_one, index) => index % 12 === 0);

describe('comparing', () => {
  test('an assessment with itself says that nothing moved', () => {
    expect(estates.length).toBeGreaterThan(10);
    for (const example of estates) {
      const estate = estateOfExample(example);
      const { criteria, findings, subjects, differences, sight, worse } = compare(
        judged(estate, true),
        judged(estate, true),
      );
      expect({ criteria, findings, differences, worse, sight, came: subjects.came, went: subjects.went }).toEqual({
        criteria: [],
        findings: [],
        differences: [],
        worse: 0,
        sight: { lost: [], gained: [] },
        came: [],
        went: [],
      });
    }
  });

  test('the other way round says worse for better, and never the same', () => {
    let number = 0;
    for (let index = 1; index < estates.length; index += 1) {
      const [one, other] = [estates[index - 1], estates[index]].map((example) =>
        judged(estateOfExample(example as never), index % 2 === 0),
      ) as [Assessment, Assessment];
      const [there, back] = [movesOf(compare(one, other)), movesOf(compare(other, one))];
      for (const [key, move] of there) {
        number += 1;
        const found = back.get(key) ?? [...back].find(([name]) => name.split(' ')[0] === key.split(' ')[0])?.[1];
        expect([key, move, found]).toEqual([
          key,
          move,
          expect.toSatisfy((value: Move) => mirror[move]?.includes(value) === true),
        ]);
      }
    }
    expect(number).toBeGreaterThan(60);
  });

  test.each([true, false])(
    'with less knowledge is never better, and stops what would have stopped (passes listed: %s)',
    (all) => {
      let [hides, moved] = [0, 0];
      for (const example of estates) {
        const estate = estateOfExample(example);
        const whole = judged(estate, all);
        for (const hide of hidesOf(estate).filter((_one, index) => index % 8 === 0)) {
          const less = judged(hide.apply(estate), all);
          // The golden name of an estate is made when it is collected.
          const compared = compare(whole, { ...less, estate: { ...less.estate, id: 'hidden' } });
          hides += 1;
          const moves = [...compared.criteria, ...compared.findings];
          moved += moves.length;
          // Of what tier something is only a Namespace says: without it, more may be asked of it or less.
          const untold: readonly Move[] =
            hide.fact === 'namespaces' ? ['better'] : ['better', 'proven', 'worse', 'found'];
          const said = moves.filter(({ move }) => untold.includes(move));
          expect([hide.what, said.map((one) => [one.criterion, one.move, one.before, one.after])]).toEqual([
            hide.what,
            [],
          ]);
        }
      }
      expect(hides).toBeGreaterThan(60);
      expect(moved).toBeGreaterThan(60);
    },
  );
});
