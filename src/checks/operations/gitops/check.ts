import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const gitops: Check = defineCheck({
  answers: 'operations/gitops',
  title: 'GitOps',
  question: 'Does what is merged reach the cluster by itself, and is what somebody changes there set back?',
  why: 'Where a sync waits for a click, or a change by hand stays, Git no longer says what runs: a review approves one thing and the cluster does another.',
  fix: 'Let the controller apply what is merged and set back what was changed by hand.',
  needs: ['gitopsApplications', 'gitopsProjects'],
  targets: ['driftCorrectionMinutes'],
  reasons: {
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

  over: ({ gitopsApplications, gitopsProjects }) => [...gitopsApplications, ...gitopsProjects],

  judge: {
    gitopsApplication(application, _known, { values }) {
      const { syncs, stoppedBy, heals, healsWithinSeconds: longest, syncPath, healPath } = application;
      const running = unseen(notSeenToRun('GitOps', shownBy(application)));
      const most = values.driftCorrectionMinutes === undefined ? Infinity : values.driftCorrectionMinutes * 60;
      if (syncs === null) return unseen(elsewhere('whether it syncs by itself is filled in elsewhere', 'rendering'));
      if (!syncs) return [fault('auto-sync-off', here(syncPath), { how: stoppedBy ?? '' }), running];
      if (heals === null) return unseen(elsewhere(settingOfController, 'running-platform'));
      if (!heals) return [fault('no-self-heal', here(healPath)), running];
      if (longest === null || longest <= most) return running;
      const numbers = { longest: writeSpan(longest), most: writeSpan(most) };
      return [fault('set-back-late', here('spec.interval', numbers.longest), numbers), running];
    },

    gitopsProject(project) {
      const running = unseen(notSeenToRun('GitOps', shownBy(project)));
      return project.allowsEverything
        ? [fault('project-allows-everything', here('spec.sourceRepos'), here('spec.destinations')), running]
        : running;
    },
  },
});

const settingOfController =
  'whether what was changed by hand is set back is said neither here nor by anything that was seen: a setting of the controller or a patch may say it';
