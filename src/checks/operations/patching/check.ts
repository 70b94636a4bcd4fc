import { gap, notSeenToRun } from '../../../estate/gap.ts';
import type { Tool } from '../../../estate/tool.ts';
import { type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';
import { nodeNames } from '../../node-words.ts';

export const patching: Check = defineCheck({
  answers: 'operations/patching',
  title: 'Patching',
  question: 'Are Kubernetes and what stands on it recent enough to be patched, and are the patches taken?',
  why: 'A release out of support gets no more patches, and an upgrade breaks whatever is written in an API that the next version no longer serves; both are found on the night when a patch is urgent.',
  fix: 'Upgrade to a supported release, and then to its newest patch.',
  needs: ['apiUses', 'tools', 'liveClusters', 'toolRelease', 'kubeletSkew'],
  targets: ['newestPatchAgeDays'],
  reasons: {
    'patched':
      '{product} {version} runs: its release is supported, and no patch of it is known that is due (by our table of {asOf})',
    'kubelets-fit': 'the kubelets of all {nodes} nodes are of versions that API server {server} works with',
    'kubelet-too-new': [
      'FPP',
      'the kubelets of {count} of {nodes} nodes ({names}) are of a newer minor than the API server ({server}), which Kubernetes does not support',
      'Upgrade the control plane first, and then the nodes.',
    ],
    'kubelet-too-old': [
      'FPP',
      'the kubelets of {count} of {nodes} nodes ({names}) are more than {most} minors older than the API server ({server}), which Kubernetes does not support',
      'Upgrade these nodes, or replace them, before the control plane moves on.',
    ],
    'mixed-kubelets': [
      'aaa',
      'the nodes run {count} versions of the kubelet: {versions}',
      'Bring all nodes to the same patch; where an upgrade is under way, look whether it goes on.',
    ],
    'deprecated-api-asked': [
      'PPa',
      'since it was started, the API server was asked for {asked}, which a coming release no longer serves',
      'Find who asks in the audit log (annotation k8s.io/deprecated), and upgrade that client before the cluster.',
    ],
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

  over: ({ apiUses, tools, liveClusters }) => [
    ...liveClusters,
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

    tool(one, { toolRelease: { support, hasEnded, isBehind } }, { values }) {
      const { at, version } = one;
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
        wasSeenToRun(one)
          ? pass('patched', seenAt, { ...told, version: version ?? '' })
          : unseen(
              one.running && one.seenAs !== 'object'
                ? gap('not-collected', `${one.running.says}, so that ${product} ${version} is not seen to run`)
                : notSeenToRun(`${product} ${version}`, one.category === 'control-plane' ? ofServer : ofPods),
            ),
      ];
    },

    liveCluster({ version, metrics }, { kubeletSkew: { nodes, tooNew, tooOld, versions, hidden } }) {
      const told = { nodes, server: version ?? '' };
      const apart = (some: typeof tooNew) => ({ ...told, count: some.length, names: nodeNames(some) });
      const asked = (metrics?.deprecatedAsked ?? []).filter(({ removedIn }) => removedIn !== '');
      return [
        ...(tooNew.length > 0 ? [fault('kubelet-too-new', apart(tooNew), ...tooNew.slice(0, 3))] : []),
        ...(tooOld.length > 0 ? [fault('kubelet-too-old', { ...apart(tooOld), most: 3 }, ...tooOld.slice(0, 3))] : []),
        ...(versions.length > 1
          ? [fault('mixed-kubelets', { count: versions.length, versions: versions.join(', ') })]
          : []),
        ...(asked.length > 0 ? [fault('deprecated-api-asked', { asked: inWords(asked) })] : []),
        hidden || nodes === 0 ? unseen(hidden ?? noKubelets) : pass('kubelets-fit', told),
      ];
    },
  },
});

/** What an object asks for is a wish for some other cluster, whatever its own state says. */
function wasSeenToRun({ running, seenAs, kind, category }: Tool): boolean {
  if (!running || (seenAs === 'object' && category === 'control-plane') || kind === 'CronJob') return false;
  return running.works === true || (running.pods !== null && running.pods.ready > 0);
}

function inWords(asked: readonly { readonly resource: string; readonly removedIn: string }[]): string {
  const all = asked.map(({ resource, removedIn }) => `${resource} (gone in ${removedIn})`);
  return all.length > 4 ? `${all.slice(0, 4).join(', ')} and ${all.length - 4} more` : all.join(', ');
}

const noKubelets = gap('not-collected', 'no node of this cluster says which kubelet it runs');
const ofServer = 'kubectl version';
const ofPods = 'kubectl get pods -A -o jsonpath={..image}';
