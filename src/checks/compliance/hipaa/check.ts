import { scopeOf } from '../../../analyses/framework-scope.ts';
import { elsewhere, gap, supplied } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, notApplicable, theOrganisation, unseen } from '../../define-check.ts';

export const hipaa: Check = defineCheck({
  answers: 'compliance/hipaa',
  title: 'HIPAA',
  question: 'Where health data is in scope, is what HIPAA asks beyond the rest proven?',
  why: 'HIPAA asks for papers that no platform shows: agreements with those who handle the data, tested contingency plans, six years of documentation.',
  fix: 'Keep the agreements, the tests and the documentation where an auditor finds them, and attest them once a year.',
  needs: ['policy'],
  reasons: {
    'not-declared': '{file} names the frameworks that apply, and hipaa is not among them',
    'no-data-classes': [
      'PPP',
      '{file} declares hipaa and no classes of data, so nobody can tell which data is in scope',
      'List what the platform handles under dataClasses in the policy file, with a word for health data.',
    ],
  },

  over: theOrganisation,

  judge(_organisation, { policy }) {
    const scope = scopeOf('hipaa', policy);
    const file = policy.file ?? '';
    if (scope === 'unstated') return unseen(supplied(gap('not-collected', nothingDeclared), 'policy-file'));
    if (scope === 'out') return notApplicable('not-declared', { file });
    return [
      ...(policy.dataClasses.length === 0 ? [fault('no-data-classes', { file })] : []),
      unseen(elsewhere(missing)),
    ];
  },
});

const nothingDeclared =
  'no policy file names the frameworks that apply: list them under frameworks in kubecompass.yaml, with hipaa or without';

const missing =
  'HIPAA is declared: the agreements with the cloud provider and vendors (BAA), tested contingency plans and six years of documentation are shown by people; `kubecompass assess --framework hipaa` answers what the platform shows, safeguard by safeguard';
