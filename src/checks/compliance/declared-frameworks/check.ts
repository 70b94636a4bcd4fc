import { gap, supplied } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, pass, theOrganisation, unseen } from '../../define-check.ts';

export const declaredFrameworks: Check = defineCheck({
  answers: 'compliance/declared-frameworks',
  title: 'Declared frameworks',
  question: 'Has the organisation said which frameworks it answers to, who answers, and for what data?',
  why: 'Which rules apply decides what has to be proven; where nobody has written it down, an audit begins with an argument about its scope.',
  fix: 'Write frameworks, owner and dataClasses into kubecompass.yaml.',
  needs: ['policy'],
  reasons: {
    'declared': '{file} names {frameworks}, an owner, and the classes of data',
    'no-frameworks': [
      'FFF',
      '{file} names no framework',
      'List what applies under frameworks in the policy file, such as iso27001, soc2 or gdpr.',
    ],
    'no-owner': [
      'PPP',
      '{file} names no owner',
      'Write who answers for the platform under owner in the policy file: the address of a team, not of a person.',
    ],
    'no-data-classes': [
      'PPP',
      '{file} names no classes of data',
      'List what the platform handles under dataClasses in the policy file, such as public, internal, confidential or personal.',
    ],
  },

  over: theOrganisation,

  judge(_organisation, { policy: { file, frameworks, owner, dataClasses } }) {
    if (file === null) return unseen(supplied(gap('not-collected', missing), 'policy-file'));
    const faults = [
      ...(frameworks.length === 0 ? [fault('no-frameworks', { file })] : []),
      ...(owner === null ? [fault('no-owner', { file })] : []),
      ...(dataClasses.length === 0 ? [fault('no-data-classes', { file })] : []),
    ];
    return faults.length > 0 ? faults : pass('declared', { file, frameworks: frameworks.join(', ') });
  },
});

const missing =
  'there is no policy file: write kubecompass.yaml with frameworks, owner and dataClasses beside the manifests (`kubecompass explain compliance/declared-frameworks` shows one)';
