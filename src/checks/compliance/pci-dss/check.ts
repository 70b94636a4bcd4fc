import { elsewhere } from '../../../estate/gap.ts';
import { type Check, defineCheck, theOrganisation, unseen } from '../../define-check.ts';
import { judgeDeclared } from '../../judge-declared.ts';

export const pciDss: Check = defineCheck({
  answers: 'compliance/pci-dss',
  title: 'PCI DSS',
  question: 'Where cardholder data is in scope, is what PCI DSS asks beyond the rest proven?',
  why: 'A single flow from an open network into the card data environment brings the whole platform into the scope of the audit.',
  fix: 'Mark the card data environment, test its segmentation, keep logs for twelve months, and file the scans of an approved vendor each quarter.',
  needs: ['policy'],
  reasons: {
    'not-declared': '{file} names the frameworks that apply, and pci is not among them',
    'no-data-classes': [
      'PPP',
      '{file} declares pci and no classes of data, so nobody can tell which data is in scope',
      'List what the platform handles under dataClasses in the policy file, with a word for cardholder data.',
    ],
    'logs-shortened': [
      'FFF',
      '{file} lowers logRetentionDays to {days}, and PCI DSS 10.5.1 asks for twelve months',
      'Take the number out of targets in the policy file, or raise it.',
    ],
  },

  over: theOrganisation,

  judge: (_organisation, { policy }, target) =>
    judgeDeclared({ word: 'pci', name: 'pci', leastLogDays: 365 }, policy, target, unseen(elsewhere(missing))),
});

const missing =
  'PCI DSS is declared: segmentation tests, the quarterly scans of an approved vendor, and which namespaces are the card data environment are shown by reports; `kubecompass assess --framework pci` answers what the platform shows, requirement by requirement';
