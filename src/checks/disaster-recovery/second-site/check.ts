import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const secondSite: Check = defineCheck({
  answers: 'disaster-recovery/second-site',
  title: 'Second site',
  question: 'Can another region or cluster take over when this one is lost?',
  why: 'A site that is lost comes back in days; customers are gone by then, and so is the licence of a bank.',
  fix: 'Keep a second cluster in another region from the same Git, with the data and a switch for the traffic.',
  needs: ['siteGroups'],
  reasons: {
    'one-site': [
      'FPa',
      '{field} names one site, and nothing else that could take over',
      'Name the second cluster in {field}.',
    ],
    'no-takeover': ['FPa', '{problem}', 'Name the primary site in {field}.'],
  },

  over: ({ siteGroups }) => [...siteGroups, ...thePlatform()],

  judge: {
    siteGroup: ({ kind, name, sites, problem, path: field, proof }) => [
      ...(sites !== null && sites.length < 2 ? [fault('one-site', here(field, sites), { field })] : []),
      ...(problem === null ? [] : [fault('no-takeover', here(field), { problem, field })]),
      unseen(notSeenToRun(`the second site of ${kind}/${name}`, proof)),
    ],
    platform: () => unseen('siteGroups'),
  },
});
