import { type Check, defineCheck, fault, here, pass } from '../../define-check.ts';
import { ifItRuns } from '../../if-it-runs.ts';

/** What the rest stands on: of these, support that has ended fails. */
const foundations: ReadonlySet<string> = new Set([
  'control-plane',
  'runtime',
  'cni',
  'mesh',
  'ingress',
  'dns',
  'storage',
  'database',
  'secrets',
  'certificates',
  'identity',
  'policy',
  'gitops',
  'backup',
  'metrics',
]);

/** Within a quarter of a year an upgrade has to be planned, tried and rolled out. */
const soonDays = 90;

export const maintainedTools: Check = defineCheck({
  answers: 'support/maintained-tools',
  title: 'Maintained tools',
  question: 'Is every tool of the platform on a release that its makers still support?',
  why: 'Security holes are mended in supported releases only; whoever runs an older one learns of the hole and not of the patch.',
  fix: 'Upgrade to a supported release, and put its end of support into the calendar of the team.',
  needs: ['tools', 'toolRelease'],
  reasons: {
    'supported': '{product} {release} is supported{until} (by our table of {asOf})',
    'out-of-support': [
      'FFP',
      '{product} {release} is out of support{since} (by our table of {asOf}), and the platform stands on it',
    ],
    'tool-out-of-support': ['PPP', '{product} {release} is out of support{since} (by our table of {asOf})'],
    'extended-support': [
      'PPP',
      'the support of {product} {release} has ended{since}; until {extended} there is extended support for whoever pays for it (by our table of {asOf})',
    ],
    'ends-soon': [
      'PPP',
      'the support of {product} {release} ends in {days} days, on {end} (by our table of {asOf})',
      'Plan the upgrade now: read the release notes, try it on a platform that may break, and roll it out before {end}.',
    ],
  },

  over: ({ tools }) => tools.filter(({ runs }) => runs),

  judge({ at, version, category, unmade }, { toolRelease: { support, hasEnded } }) {
    const { product, release, until, daysLeft, extendedUntil, extendedDaysLeft, table } = support;
    const seenAt = here(at, version);
    const told = {
      product,
      release: release ?? '',
      asOf: table.asOf,
      since: until === null ? '' : ` since ${until}`,
      until: until === null ? '' : ` until ${until}`,
    };
    if (hasEnded && extendedDaysLeft !== null && extendedDaysLeft > 0)
      return fault('extended-support', seenAt, { ...told, extended: extendedUntil ?? '' });
    if (hasEnded) return fault(foundations.has(category) ? 'out-of-support' : 'tool-out-of-support', seenAt, told);
    if (daysLeft !== null && daysLeft <= soonDays)
      return fault('ends-soon', seenAt, { ...told, days: daysLeft, end: until ?? '' });
    return ifItRuns(unmade, pass('supported', seenAt, told));
  },
});
