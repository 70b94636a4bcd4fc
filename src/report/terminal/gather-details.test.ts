import { expect, test } from 'vitest';
import { gatherDetails } from './gather-details.ts';

const proof = (name: string): string =>
  `the backup by Schedule/${name} is declared, not yet seen to run; \`kubectl get -A backups.velero.io -l velero.io/schedule-name=${name}\` shows it`;

const refusedIn = (resource: string, namespace: string | null): string =>
  `/api/v1/${resource}: ${resource} is forbidden: User "team" cannot list resource "${resource}" in API group "" ${namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`}`;
const decides = (name: string, namespace: string, what: string): string =>
  `what Strimzi makes of Kafka/${name} decides ${what} (\`kubectl get pods -n ${namespace} -o yaml\` shows it)`;

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
    'what no server shows all of',
    [
      'an API server does not show all databases of a platform',
      'an API server does not show all regions of a platform',
    ],
    ['an API server does not show all of these of a platform: databases; regions'],
  ],
  [
    'lists that were refused, before the rest',
    ['GitOps is declared, not yet seen to run', refusedIn('pods', null), refusedIn('nodes', null)],
    ['User "team" may not list in the whole cluster: nodes and pods', 'GitOps is declared, not yet seen to run'],
  ],
  [
    'all that an operator decides of one resource',
    [decides('db', 'a', 'the images of the pods'), decides('db', 'a', 'the security context of the pods')],
    [decides('db', 'a', 'these: the images of the pods; the security context of the pods')],
  ],
  [
    'the same of resources in many namespaces, of one name or of several',
    [decides('db', 'a', 'the images'), decides('db', 'b', 'the images'), decides('log', 'a', 'the images')],
    [`${decides('db', 'a', 'the images')} (and 2 more alike: Kafka/db in b and Kafka/log)`],
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
