import type { Assessment, ControlAnswer, FrameworkCoverage } from '../../assessment/assessment.ts';
import { type FrameworkId, frameworkIds, frameworks } from '../../frameworks/frameworks.ts';
import { count } from './count.ts';
import { isLimited } from './looked-at.ts';
import { showMark, stateMarks } from './marks.ts';
import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';
import { writeSection } from './write-section.ts';

/** For how many controls of the frameworks that the organisation declares there is evidence, on the first screen. */
export function writeCoverage(assessment: Assessment, screen: Screen): string[] {
  const { frameworks: coverage } = assessment;
  // Of a report that looks at some criteria these are not what it is about.
  if (isLimited(assessment)) return [];
  const declared = frameworkIds.filter((id) => coverage[id]?.declared);
  if (declared.length === 0) return [];
  const numbers = declared.map((id) => {
    const { evidenced, controls, failing } = coverage[id] as FrameworkCoverage;
    return `${id}\u00a0${evidenced}\u00a0of\u00a0${controls} (${failing}\u00a0failing)`;
  });
  return writeSection('Controls', [`evidence for ${numbers.join(', ')}: --framework NAME answers each`], screen);
}

/** The frameworks that were asked for, control by control, what fails first. */
export function writeControls({ frameworks: coverage }: Assessment, screen: Screen): string[] {
  return frameworkIds.flatMap((id) => {
    const one = coverage[id];
    return one?.answers ? ['', ...writeFramework(id, one, one.answers, screen)] : [];
  });
}

function writeFramework(
  id: FrameworkId,
  coverage: FrameworkCoverage,
  answers: readonly ControlAnswer[],
  screen: Screen,
): string[] {
  const { columns, paint } = screen;
  const { name, version, selection } = frameworks[id];
  const { controls, evidenced, failing, unproven, platformPart, human } = coverage;
  const numbers = [
    `${failing} failing`,
    `${unproven} unproven${platformPart > 0 ? ` (of ${platformPart} the platform's part is evidenced)` : ''}`,
    `${human} that no machine can show`,
  ];
  const said = `Evidence for ${evidenced} of ${count(controls, 'control')}; ${numbers.join(', ')}. This is no statement of compliance.`;
  return [
    paint('strong', `${name.toUpperCase()} (${version})`),
    ...wrap(selection === null ? said : `${said} Counted are ${selection}.`, { columns }),
    ...(['failing', 'evidenced', 'unproven', 'human'] as const).flatMap((state) =>
      writeState(
        state,
        answers.filter((one) => one.state === state),
        screen,
      ),
    ),
  ];
}

function writeState(state: ControlAnswer['state'], answers: readonly ControlAnswer[], screen: Screen): string[] {
  if (answers.length === 0) return [];
  const { columns, paint } = screen;
  const title = wrap(`${showMark(stateMarks[state], paint)}: ${count(answers.length, 'control')}`, { columns });
  if (state !== 'human') {
    return ['', ...title, ...answers.flatMap((one) => wrap(sayControl(one), { columns, first: '  ', rest: '      ' }))];
  }
  // What waits for people is told by its cause: whom to ask is what matters.
  const byCause = Map.groupBy(answers, ({ because }) => because);
  const told = [...byCause].flatMap(([because, some]) =>
    wrap(`${because}: ${some.map(nameControl).join(', ')}`, { columns, first: '  ', rest: '      ' }),
  );
  return ['', ...title, ...told];
}

function sayControl(answer: ControlAnswer): string {
  return `${nameControl(answer)}: ${answer.because}`;
}

function nameControl({ control, title }: ControlAnswer): string {
  return `${control}\u00a0${title}`;
}
