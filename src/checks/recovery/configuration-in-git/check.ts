import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { type Check, defineCheck, fault, here, pass, thePlatform, unseen } from '../../define-check.ts';

export const configurationInGit: Check = defineCheck({
  answers: 'recovery/configuration-in-git',
  title: 'Configuration in Git',
  question: 'Can the configuration of the platform be brought back from Git?',
  why: 'A cluster that is built anew has what Git says; what Git leaves open, or was changed by hand, is different from what ran, and nobody knows in what.',
  fix: 'Let Git say all that runs, each version included, and let a controller bring it into the cluster.',
  needs: ['gitopsApplications'],
  reasons: {
    'as-git-says': 'what it brings is as Git says: {says}',
    'version-floats': [
      'Paa',
      'it installs {versions} of its chart, and which version that is, Git does not say: a rebuild may bring another one',
      'Write the one version that runs into {field}, and raise it by pull requests.',
    ],
  },

  over: ({ gitopsApplications }) => [...gitopsApplications, ...thePlatform()],

  judge: {
    gitopsApplication: ({ apiVersion, kind, name, syncs, floats, running }) => [
      ...(floats
        ? [
            fault('version-floats', here(floats.path, floats.versions), {
              versions: floats.versions,
              field: floats.path,
            }),
          ]
        : []),
      // That it waits for somebody is the question of operations/gitops; what it would bring is in Git all the same.
      syncs === false
        ? unseen(elsewhere(`${kind}/${name} brings nothing by itself (see operations/gitops)`, 'running-platform'))
        : running?.works === true
          ? pass('as-git-says', here(running.at, running.says), { says: running.says })
          : unseen(
              running === undefined
                ? notSeenToRun(`what ${kind}/${name} brings from Git`, shownBy({ apiVersion, kind }))
                : gap(
                    'not-collected',
                    `${kind}/${name}: ${running.says}, so whether all of it is as Git says is not known`,
                  ),
            ),
    ],
    platform: () => unseen('gitopsApplications'),
  },
});
