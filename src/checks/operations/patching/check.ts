import { gap, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const patching: Check = defineCheck({
  answers: 'operations/patching',
  title: 'Patching',
  question: 'Are Kubernetes and what stands on it recent enough to be patched, and are the patches taken?',
  why: 'A release out of support gets no more patches, and an upgrade breaks whatever is written in an API that the next version no longer serves; both are found on the night when a patch is urgent.',
  fix: 'Upgrade to a supported release, and then to its newest patch.',
  needs: ['apiUses', 'tools', 'toolRelease'],
  targets: ['newestPatchAgeDays'],
  reasons: {
    'removed-api': [
      'FFF',
      'no supported Kubernetes serves {kind} of {api}: {removed} removed it, and the oldest that is supported is {oldest} (by our table of {asOf})',
      'Write {instead}, try it with kubectl apply --dry-run=server, and look up what moved in the deprecation guide.',
    ],
    'deprecated-api': [
      'PPP',
      '{kind} of {api} is no longer served from Kubernetes {removed} on',
      'Write {instead} before the upgrade to {removed}.',
    ],
    'end-of-life-component': [
      'PPP',
      '{product} {release} is out of support{since} (by our table of {asOf})',
      'Upgrade {product} to a release that is supported, one minor at a time, or buy the support of a vendor for this one and make an exception that names the contract.',
    ],
    'patch-missing': [
      'PPa',
      '{product} {version} lacks the patch {latest}, which came out {days} days ago; {most} may pass (by our table of {asOf})',
      'Upgrade to {latest}: it is a patch of the same release.',
    ],
  },

  over: ({ apiUses, tools }) => [
    ...apiUses.filter(({ stage }) => stage === 'ended'),
    ...tools.filter(({ runs, support }) => runs && support !== null),
  ],

  judge: {
    apiUse({ apiVersion, kind, removedIn, instead, isServed, oldestSupported, table }) {
      // What was removed stays removed however old the table gets. Of a day before it, it says nothing.
      if (table.days < 0 || removedIn === null)
        return unseen(
          gap('stale', `which Kubernetes was supported on a day before ${table.asOf} is not in our tables`),
        );
      const told = {
        kind,
        api: apiVersion,
        removed: removedIn,
        oldest: oldestSupported ?? 'newer',
        asOf: table.asOf,
        instead: instead === null ? 'something else (nothing takes its place)' : `apiVersion: ${instead}`,
      };
      const seenAt = here('apiVersion', apiVersion);
      return fault(isServed === true ? 'deprecated-api' : 'removed-api', seenAt, told);
    },

    tool({ at, version, category }, { toolRelease: { support, hasEnded, isBehind } }, { values }) {
      const { product, release, until, latest, latestDays, table } = support;
      const most = values.newestPatchAgeDays ?? Number.POSITIVE_INFINITY;
      const seenAt = here(at, version);
      const told = { product, release: release ?? '', asOf: table.asOf };
      const late = !hasEnded && isBehind && latestDays !== null && latestDays > most;
      return [
        ...(hasEnded
          ? [fault('end-of-life-component', seenAt, { ...told, since: until === null ? '' : ` since ${until}` })]
          : []),
        ...(late
          ? [
              fault('patch-missing', seenAt, {
                ...told,
                version: version ?? '',
                latest: latest ?? '',
                days: latestDays,
                most,
              }),
            ]
          : []),
        unseen(notSeenToRun(`${product} ${version}`, category === 'control-plane' ? ofServer : ofPods)),
      ];
    },
  },
});

const ofServer = 'kubectl version';
const ofPods = 'kubectl get pods -A -o jsonpath={..image}';
