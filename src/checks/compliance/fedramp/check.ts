import { elsewhere } from '../../../estate/gap.ts';
import { type Check, defineCheck, theOrganisation, unseen } from '../../define-check.ts';
import { judgeDeclared } from '../../judge-declared.ts';

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

  judge: (_organisation, { policy }, target) =>
    judgeDeclared(
      { word: 'fedramp', name: 'fedramp20x', leastLogDays: 90 },
      policy,
      target,
      unseen(elsewhere(missing)),
    ),
});

const missing =
  'FedRAMP is declared: FIPS modules, STIG or CIS results, monthly scans and the plan of action are shown by nodes and reports; `kubecompass assess --framework fedramp20x` answers what the platform shows, control by control';
