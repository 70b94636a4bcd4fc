import { expect, test } from 'vitest';
import { gatherDetails } from './gather-details.ts';

const proof = (name: string): string =>
  `the backup by Schedule/${name} is declared, not yet seen to run; \`kubectl get -A backups.velero.io -l velero.io/schedule-name=${name}\` shows it`;

test.each<[string, string[], string[]]>([
  ['nothing', [], []],
  [
    'one of each stays as it is',
    ['a folder does not speak for the tools of a platform', 'GitOps is declared, not yet seen to run'],
    ['a folder does not speak for the tools of a platform', 'GitOps is declared, not yet seen to run'],
  ],
  [
    'what a folder never speaks for',
    ['a folder does not speak for the tools of a platform', 'a folder does not speak for the databases of a platform'],
    ['a folder does not speak for these of a platform: tools; databases'],
  ],
  [
    'what is declared',
    [
      'GitOps is declared, not yet seen to run',
      'what Application/a brings from Git is declared, not yet seen to run',
      'what Application/b brings from Git is declared, not yet seen to run',
    ],
    ['declared, not yet seen to run: GitOps; what Application/a brings from Git (and 1 more alike: Application/b)'],
  ],
  [
    'many schedules, of which each has its command',
    [proof('a'), proof('daily'), proof('weekly')],
    [`${proof('a')} (and 2 more alike: Schedule/daily and Schedule/weekly)`],
  ],
  [
    'releases of charts that are elsewhere',
    [
      'a/x.yaml: HelmRelease x installs the chart web, which is not in the folder',
      'b/y.yaml: HelmRelease y installs the chart db, which is not in the folder',
    ],
    ['a/x.yaml: HelmRelease x installs the chart web, which is not in the folder (and 1 more alike: HelmRelease y)'],
  ],
  [
    'other kinds are not alike',
    [proof('a'), proof('b').replace('Schedule/', 'Plan/')],
    [proof('a'), proof('b').replace('Schedule/', 'Plan/')],
  ],
  [
    'other words are not alike',
    ['Restore/a may make pods', 'Restore/a keeps nothing'],
    ['Restore/a may make pods', 'Restore/a keeps nothing'],
  ],
])('%s', (_what, details, gathered) => {
  expect(gatherDetails(details)).toEqual(gathered);
});
