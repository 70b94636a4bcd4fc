import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const gitops: Check = defineCheck({
  answers: 'operations/gitops',
  title: 'GitOps',
  question: 'Does what is merged reach the cluster by itself, and is what somebody changes there set back?',
  why: 'Where a sync waits for a click, or a change by hand stays, Git no longer says what runs: a review approves one thing and the cluster does another.',
  fix: 'Let the controller apply what is merged and set back what was changed by hand.',
  needs: ['gitopsApplications', 'gitopsProjects', 'liveClusters', 'gitopsController', 'clusterServices'],
  targets: ['driftCorrectionMinutes'],
  reasons: {
    'as-in-git': 'its controller works, and says that the cluster is as Git says',
    'project-bounded': 'it names the repositories or the namespaces that it is for',
    'judged-apart': 'what brings Git into this cluster is judged by itself',
    'not-as-in-git': [
      'PPa',
      'its API server says that {says}',
      'Look at what the controller says of it (argocd app get, flux get all -A), mend that in Git, and let it sync again.',
    ],
    'auto-sync-off': [
      'PPa',
      '{how}, so what is merged reaches the cluster only when somebody sees to it',
      'Let the controller apply by itself: syncPolicy.automated of an Application; no suspend in a Kustomization or HelmRelease.',
    ],
    'no-self-heal': [
      'PPa',
      'what somebody changes in the cluster by hand stays changed',
      'Have the controller set it back: syncPolicy.automated.selfHeal: true of an Application, driftDetection.mode: enabled of a HelmRelease.',
    ],
    'set-back-late': [
      'PPa',
      'up to {longest} pass until it sets back what somebody changes by hand, where {most} may',
      'Lower spec.interval.',
    ],
    'project-allows-everything': [
      'PPa',
      'it lets every repository be applied to every namespace',
      'Name the repositories under sourceRepos and the namespaces under destinations that this project is for.',
    ],
  },

  over: ({ gitopsApplications, gitopsProjects, liveClusters }) => [
    ...gitopsApplications,
    ...gitopsProjects,
    ...liveClusters,
  ],

  judge: {
    gitopsApplication(application, { gitopsController: { doubt } }, { values }) {
      const { syncs, stoppedBy, heals, healsWithinSeconds: longest, syncPath, healPath } = application;
      const state = asItRuns(application, notSeenToRun('GitOps', shownBy(application)), {
        works: 'as-in-git',
        fails: 'not-as-in-git',
      });
      // What a controller once said stays when it is gone.
      const running = state.says === 'pass' && doubt !== null ? unseen(doubt) : state;
      const wrong = running.says === 'fault' ? [running] : [];
      const rest = running.says === 'fault' ? unseen(notSettled) : running;
      const most = values.driftCorrectionMinutes === undefined ? Infinity : values.driftCorrectionMinutes * 60;
      if (syncs === null)
        return [...wrong, unseen(elsewhere('whether it syncs by itself is filled in elsewhere', 'rendering'))];
      if (!syncs) return [fault('auto-sync-off', here(syncPath), { how: stoppedBy ?? '' }), ...wrong, rest];
      if (heals === null) return [...wrong, unseen(elsewhere(settingOfController, 'running-platform'))];
      if (!heals) return [fault('no-self-heal', here(healPath)), ...wrong, rest];
      if (longest === null || longest <= most) return [...wrong, rest];
      const numbers = { longest: writeSpan(longest), most: writeSpan(most) };
      return [fault('set-back-late', here('spec.interval', numbers.longest), numbers), ...wrong, rest];
    },

    gitopsProject(project) {
      const { allowsEverything, origin } = project;
      if (allowsEverything)
        return [
          fault('project-allows-everything', here('spec.sourceRepos'), here('spec.destinations')),
          unseen(notSeenToRun('GitOps', shownBy(project))),
        ];
      // A project runs nothing: of a cluster that is all there is to see.
      return origin.api === undefined
        ? unseen(notSeenToRun('GitOps', shownBy(project)))
        : pass('project-bounded', here('spec.sourceRepos'), here('spec.destinations'));
    },

    liveCluster(_cluster, { clusterServices: { gitops: isSeen, hidden } }) {
      return isSeen ? notApplicable('judged-apart') : unseen(hidden.gitops ?? nothingBrings);
    },
  },
});

const notSettled = gap('not-collected', 'as long as it is not as Git says, it shows nothing of how it is kept so');
const nothingBrings = elsewhere(
  'nothing that brings Git into this cluster was seen in it; a controller of another cluster or a pipeline may do so, and which of them does, its owner knows',
);

const settingOfController =
  'whether what was changed by hand is set back is said neither here nor by anything that was seen: a setting of the controller or a patch may say it';
