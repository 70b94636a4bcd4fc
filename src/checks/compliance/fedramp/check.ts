import { scopeOf } from '../../../analyses/framework-scope.ts';
import { elsewhere, gap, supplied } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, notApplicable, theOrganisation, unseen } from '../../define-check.ts';

export const fedramp: Check = defineCheck({
  answers: 'compliance/fedramp',
  title: 'FedRAMP',
  question: 'Where data of the US government is in scope, is what FedRAMP asks beyond the rest proven?',
  why: 'An authorisation rests on validated cryptography, monthly scans and a plan with dates for every weakness; a platform that cannot show them loses it.',
  fix: 'Run in FIPS mode, scan each month, keep the plan of action and milestones current, and keep three months of audit logs at hand.',
  needs: ['policy'],
  reasons: {
    'not-declared': '{file} names the frameworks that apply, and fedramp20x is not among them',
    'no-data-classes': [
      'PPP',
      '{file} declares fedramp20x and no classes of data, so nobody can tell which data is in scope',
      'List what the platform handles under dataClasses in the policy file, with a word for data of the government.',
    ],
    'logs-shortened': [
      'FFF',
      '{file} lowers logRetentionDays to {days}, and FedRAMP AU-11 asks for 90 days at hand',
      'Take the number out of targets in the policy file, or raise it.',
    ],
  },

  over: theOrganisation,

  judge(_organisation, { policy }, { tier }) {
    const scope = scopeOf('fedramp', policy);
    const file = policy.file ?? '';
    if (scope === 'unstated') return unseen(supplied(gap('not-collected', nothingDeclared), 'policy-file'));
    if (scope === 'out') return notApplicable('not-declared', { file });
    const days = policy.targets[tier]?.logRetentionDays;
    return [
      ...(policy.dataClasses.length === 0 ? [fault('no-data-classes', { file })] : []),
      ...(days !== undefined && days < 90 ? [fault('logs-shortened', { file, days })] : []),
      unseen(elsewhere(missing)),
    ];
  },
});

const nothingDeclared =
  'no policy file names the frameworks that apply: list them under frameworks in kubecompass.yaml, with fedramp20x or without';

const missing =
  'FedRAMP is declared: FIPS modules, STIG or CIS results, monthly scans and the plan of action are shown by nodes and reports; `kubecompass assess --framework fedramp20x` answers what the platform shows, control by control';
