import { atBest, countControls } from '../../assessment/answer-controls.ts';
import { type FrameworkId, frameworkIds, frameworks } from '../../frameworks/frameworks.ts';
import { type Block, heading, paragraph } from './block.ts';

/** The list of all frameworks, with what can be evidenced of each at best; `nameOf` writes an id as a page or a terminal shows it. */
export function listFrameworks(level: 1 | 2, nameOf: (id: FrameworkId) => string): Block[] {
  return [
    heading(level, 'Frameworks'),
    paragraph(
      'How the criteria of the definition speak to the controls of compliance frameworks. `kubecompass assess PATH --framework NAME` answers one control by control.',
    ),
    paragraph(
      'A control is **evidenced** when a machine can show the whole of it and every criterion that asks for it is met; **failing** when such a criterion fails, wholly or in part; **human** when no machine can show it; else **unproven**. Every control is counted, so the share is of all controls and never of those that happen to be mapped.',
    ),
    paragraph('At best, with every criterion met:'),
    {
      type: 'table',
      header: ['name', 'framework', 'controls', 'evidenced', "platform's part", 'covered in part', 'human'],
      rows: frameworkIds.map((id) => {
        const one = countControls(id, atBest);
        const partly = one.unproven - one.platformPart;
        return [
          nameOf(id),
          frameworks[id].name,
          ...[one.controls, one.evidenced, one.platformPart, partly, one.human].map(String),
        ];
      }),
    },
  ];
}
