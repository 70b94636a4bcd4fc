import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { isTenant } from '../../../estate/tenancy.ts';
import { at, type Check, defineCheck, fault, here, pass, thePlatform, unseen } from '../../define-check.ts';

export const configurationInGit: Check = defineCheck({
  answers: 'recovery/configuration-in-git',
  title: 'Configuration in Git',
  question: 'Can the configuration of the platform be brought back from Git?',
  why: 'A cluster that is built anew has what Git says; what Git leaves open, or was changed by hand, is different from what ran, and nobody knows in what.',
  fix: 'Let Git say all that runs, each version included, and let a controller bring it into the cluster.',
  needs: ['gitopsApplications', 'liveClusters', 'gitopsController', 'clusterServices', 'gitopsShare', 'policy'],
  targets: ['objectsUnderGitopsPercent'],
  reasons: {
    'as-git-says': 'its controller works, and what it brings is as Git says: {says}',
    'outside-git': [
      'PPa',
      'no application that is seen brings {outside} of {all} workloads, and they bear no mark of one ({names}); {least} % are to be brought from Git',
      'Put them into the repository that the others come from, and let an application bring them; delete what nobody needs.',
    ],
    'version-floats': [
      'Paa',
      'it installs {versions} of its chart, and which version that is, Git does not say: a rebuild may bring another one',
      'Write the one version that runs into {field}, and raise it by pull requests.',
    ],
  },

  // A cluster is asked as such, where there is one.
  over: ({ gitopsApplications, liveClusters }) => [
    ...gitopsApplications,
    ...(liveClusters.length > 0 ? liveClusters : thePlatform()),
  ],

  judge: {
    gitopsApplication(application, { gitopsController: { doubt } }) {
      const { apiVersion, kind, name, syncs, floats, running } = application;
      const faults = floats
        ? [
            fault('version-floats', here(floats.path, floats.versions), {
              versions: floats.versions,
              field: floats.path,
            }),
          ]
        : [];
      // That it waits for somebody is the question of operations/gitops; what it would bring is in Git all the same.
      if (syncs === false)
        return [
          ...faults,
          unseen(elsewhere(`${kind}/${name} brings nothing by itself (see operations/gitops)`, 'running-platform')),
        ];
      if (running === undefined)
        return [...faults, unseen(notSeenToRun(`what ${kind}/${name} brings from Git`, shownBy({ apiVersion, kind })))];
      if (running.works !== true)
        return [
          ...faults,
          unseen(
            gap('not-collected', `${kind}/${name}: ${running.says}, so whether all of it is as Git says is not known`),
          ),
        ];
      // What a controller once said stays when it is gone.
      return [
        ...faults,
        doubt ? unseen(doubt) : pass('as-git-says', here(running.at, running.says), { says: running.says }),
      ];
    },
    liveCluster(
      _cluster,
      { clusterServices, gitopsShare: { delivered, hidden }, policy },
      { values: { objectsUnderGitopsPercent: least } },
    ) {
      if (!clusterServices.gitops) return unseen(clusterServices.hidden.gitops ?? nothingBrings);
      if (hidden) return unseen(hidden);
      const all = delivered.filter(({ workload }) => isTenant(workload.namespace, policy));
      const outside = all.filter(({ by }) => by === 'nothing').map(({ workload }) => workload);
      const rest = unseen(restNotKnown);
      if (least === undefined || (all.length - outside.length) * 100 >= least * all.length) return rest;
      const first = outside.slice(0, shown);
      const more = outside.length > shown ? ` and ${outside.length - shown} more` : '';
      const names = `${first.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ')}${more}`;
      const numbers = { all: all.length, outside: outside.length, names, least };
      return [fault('outside-git', ...first.map((one) => at(one)), numbers), rest];
    },
    platform: () => unseen('gitopsApplications'),
  },
});

const shown = 5;

const restNotKnown = elsewhere(
  'whether all that runs comes from Git is not told by the cluster: what nothing brings from Git may have been installed by hand, and only a rebuild from Git shows that nothing is missing',
);
const nothingBrings = elsewhere(
  'nothing that brings Git into this cluster was seen in it; where its configuration is kept, its owner knows',
);
