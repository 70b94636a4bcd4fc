import { tableStaleness } from '../../../analyses/table-staleness.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';
import { ifItRuns } from '../../if-it-runs.ts';

/** The layers that everything else stands on. */
const foundations: ReadonlySet<string> = new Set([
  'control-plane',
  'runtime',
  'cni',
  'mesh',
  'storage',
  'certificates',
  'policy',
  'gitops',
  'metrics',
  'backup',
]);

export const matureTools: Check = defineCheck({
  answers: 'support/mature-tools',
  title: 'Mature tools',
  question: 'Are the tools that the whole platform stands on mature, and none of its APIs an experiment?',
  why: 'A young project changes its formats, and may be given up, while the platform cannot do without it for an hour.',
  fix: 'Prefer a tool that the CNCF has graduated or that a vendor supports; where there is a reason for a younger one, write it down as an exception with an owner.',
  needs: ['tools', 'apiUses'],
  reasons: {
    'established': '{title} is {level} (as of {asOf})',
    'incubating-tool': [
      'aaa',
      '{title} is incubating in the CNCF since {since} (as of {asOf})',
      'Write down why the platform stands on it.',
    ],
    'sandbox-tool': [
      'PPa',
      '{title} is in the sandbox of the CNCF since {since}, which is its entry level (as of {asOf})',
    ],
    'abandoned-tool': [
      'PPP',
      '{title} is no longer looked after (as of {asOf})',
      'Replace it; support/abandoned-tools says with what.',
    ],
    'alpha-api': [
      'PPa',
      '{kind} of {api} is alpha: Kubernetes serves it only where a feature gate is on, and may change or drop it with any minor',
      'Use a beta or stable version of this API, or do without until there is one.',
    ],
  },

  over: ({ tools, apiUses }) => [
    ...tools.filter(({ runs, category }) => runs && foundations.has(category)),
    ...apiUses.filter(({ stage }) => stage === 'alpha'),
  ],

  judge: {
    tool({ title, unmade, at, maturity, ended, support }) {
      const table = maturity?.table ?? ended?.table ?? (support?.isMaintained ? support.table : null);
      if (!table)
        return unseen(
          elsewhere(`how mature ${title} is stands in none of our tables: ask who supports it, and for how long`),
        );
      const stale = tableStaleness('the table of projects', table);
      if (stale) return unseen(stale);
      const seenAt = here(at);
      const told = { title, since: maturity?.since ?? '', asOf: table.asOf };
      if (ended || maturity?.level === 'archived') return fault('abandoned-tool', seenAt, told);
      switch (maturity?.level) {
        case 'graduated':
          return ifItRuns(
            unmade,
            pass('established', seenAt, { ...told, level: `graduated in the CNCF since ${told.since}` }),
          );
        case 'incubating':
          return [
            fault('incubating-tool', seenAt, told),
            ifItRuns(
              unmade,
              pass('established', seenAt, { ...told, level: `incubating in the CNCF since ${told.since}` }),
            ),
          ];
        case 'sandbox':
          return [
            fault('sandbox-tool', seenAt, told),
            unseen(elsewhere(`who would help with ${title} is not written here`)),
          ];
        default:
          return ifItRuns(
            unmade,
            pass('established', seenAt, { ...told, level: 'supported by its makers, release by release' }),
          );
      }
    },

    apiUse: ({ apiVersion, kind }) => [
      fault('alpha-api', here('apiVersion', apiVersion), { kind, api: apiVersion }),
      unseen(
        elsewhere(
          `whether the cluster serves ${apiVersion} is not told here: kubectl api-versions`,
          'running-platform',
        ),
      ),
    ],
  },
});
