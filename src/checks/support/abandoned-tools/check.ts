import { tableStaleness } from '../../../analyses/table-staleness.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { ifItRuns } from '../../if-it-runs.ts';

export const abandonedTools: Check = defineCheck({
  answers: 'support/abandoned-tools',
  title: 'Abandoned tools',
  question: 'Does somebody still look after every tool that the platform stands on?',
  why: 'An archived project mends no more security holes: the next one that is found stays open, in a component that sees all traffic, all logs or all secrets.',
  fix: 'Plan the move to a tool that is maintained, beginning with what is reachable from outside.',
  needs: ['tools'],
  reasons: {
    'looked-after': '{title} is maintained, as of {asOf}',
    'kinds-only': 'a kind or an object of {title}, which does not run it',
    'archived-tool': [
      'PPP',
      '{title} is abandoned: {words}{since} (as of {asOf})',
      'Replace it{instead}, beginning with what is reachable from outside.',
    ],
    'archived-kinds': [
      'aaa',
      'a kind or an object of {title}, which is abandoned: {words}{since} (as of {asOf})',
      'Delete what is left of it, or replace what still uses it{instead}.',
    ],
  },

  over: ({ tools }) => tools.filter(({ runs, ended }) => runs || ended !== null),

  judge({ title, runs, unmade, at, ended, maturity, support }) {
    const seenAt = here(at);
    if (ended) {
      const stale = tableStaleness('the table of abandoned tools', ended.table);
      if (stale) return unseen(stale);
      const { words, since, instead, table } = ended;
      const told = {
        title,
        words,
        since: since === null ? '' : ` on ${since}`,
        instead: instead === null ? '' : ` with ${instead}`,
        asOf: table.asOf,
      };
      if (runs) return fault('archived-tool', seenAt, told);
      return [fault('archived-kinds', seenAt, told), notApplicable('kinds-only', { title })];
    }
    // A level in the CNCF is looked into every year, and a product with a release that is supported is somebody's work. That no table complains proves nothing.
    const table = maturity?.table ?? (support?.isMaintained ? support.table : null);
    if (table === null)
      return unseen(
        elsewhere(`whether ${title} is maintained is in none of our tables: look at its latest releases and commits`),
      );
    const stale = tableStaleness('the table of projects', table);
    return stale ? unseen(stale) : ifItRuns(unmade, pass('looked-after', seenAt, { title, asOf: table.asOf }));
  },
});
