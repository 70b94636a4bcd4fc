import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const secretScanning: Check = defineCheck({
  answers: 'audit/secret-scanning',
  title: 'Secret scanning',
  question: 'Does a scan for credentials stop a change that holds one?',
  why: 'A credential that was pushed is in every clone from then on, and has to be replaced; a scan that only reports is read weeks later.',
  fix: 'Let the step fail the pipeline when it finds a credential, and make that pipeline a required check of the protected branch.',
  needs: ['pipelines'],
  reasons: {
    'audit-only': [
      'PPa',
      'a credential that {scanner} finds does not stop it: {because}',
      'Let the step fail when it finds something: remove what lets it pass, such as continue-on-error, allow_failure, || true or an exit code of 0.',
    ],
  },

  over: ({ pipelines }) => pipelines.filter(({ scans }) => scans.some(({ seeks }) => seeks === 'credentials')),

  judge({ runs, scans, proof }) {
    const own = scans.filter(({ seeks }) => seeks === 'credentials');
    if (runs === 'commit') return unseen(elsewhere(skippable, 'other-repository'));
    // A second step that reports only, beside one that stops, is how reports are made. What runs by the clock looks at what was pushed long ago.
    const isGate = runs === 'apart' || own.some(({ stops }) => stops !== false);
    return [
      ...(isGate ? [] : own.map(({ scanner, because, path }) => fault('audit-only', here(path), { scanner, because }))),
      unseen(notSeenToRun('a scan of the repository for credentials', proof)),
    ];
  },
});

const skippable =
  'credentials are looked for on the machine of whoever commits, which git commit --no-verify skips; that a pipeline looks for them, too, is not seen';
