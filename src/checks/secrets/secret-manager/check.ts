import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import type { ManagedSecret } from '../../../estate/managed-secret.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import type { Container } from '../../../estate/pod.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, type Evidence, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const secretManager: Check = defineCheck({
  answers: 'secrets/secret-manager',
  title: 'Manager of secrets',
  question: 'Do Secrets come from a manager of secrets, or sealed?',
  why: 'What a manager brings can be replaced in one place, and says who read it; what somebody once wrote by hand can do neither.',
  fix: 'Put the value into the store, and let an ExternalSecret bring it; or seal it.',
  needs: [
    'managedSecrets',
    'secretStores',
    'credentialCarriers',
    'workloads',
    'liveClusters',
    'besideManaged',
    'clusterGuards',
  ],
  reasons: {
    'brought': 'its manager brings it: {says}',
    'opens': 'it opens: {says}',
    'judged-apart': 'what brings Secrets into this cluster is judged by itself',
    'not-brought': [
      'FPa',
      'its manager does not bring it: {says}',
      'Its conditions and events (kubectl describe) say what the store answers.',
    ],
    'does-not-open': [
      'FPa',
      'the store does not open: {says}',
      'Its conditions and events (kubectl describe) say what the store answers, mostly that a credential ended.',
    ],
    'unmanaged-secret': [
      'FPa',
      'its value is written by hand, in a namespace that a manager of secrets serves ({managed})',
    ],
    'store-too-wide': [
      'aaa',
      'every namespace may take all that it holds',
      'Name the namespaces that it serves in spec.conditions, or use a SecretStore in each of them.',
    ],
    'env-from-secret': [
      'aaa',
      'it reads Secrets as environment variables, which child processes and crash reports take along, and which no rotation reaches',
      'Mount the Secret as a file.',
    ],
  },

  over: ({ managedSecrets, secretStores, credentialCarriers, workloads, liveClusters }) => [
    ...liveClusters,
    ...managedSecrets,
    ...secretStores,
    ...credentialCarriers.filter(
      ({ kind, sealed, credentials }) =>
        kind === 'Secret' && !sealed && credentials.some(({ form }) => form === 'plain-secret'),
    ),
    ...workloads.filter(({ pod }) => pod.containers.some(readsEnvironment)),
  ],

  judge: {
    liveCluster: (_cluster, { clusterGuards: { managedSecrets, hidden } }) =>
      managedSecrets ? notApplicable('judged-apart') : unseen(hidden.managedSecrets ?? nobodyBrings),
    managedSecret(secret) {
      const declared = notSeenToRun('the manager of this Secret', proofOf(secret));
      return [
        asItRuns(secret, declared, { works: 'brought', fails: 'not-brought' }),
        ...(secret.running?.works === false ? [unseen(declared)] : []),
      ];
    },
    secretStore: (store) => [
      ...(store.openToAll ? [fault('store-too-wide', here('spec.conditions'))] : []),
      asItRuns(store, notSeenToRun('this store of secrets', shownBy(store)), {
        works: 'opens',
        fails: 'does-not-open',
      }),
      ...(store.running?.works === false ? [unseen(notSeenToRun('this store of secrets', shownBy(store)))] : []),
    ],
    credentialCarrier: (_secret, { besideManaged: { managed } }) => [
      ...(managed ? [fault('unmanaged-secret', managed, { managed: `${managed.kind}/${managed.name}` })] : []),
      unseen('managedSecrets'),
    ],
    workload: ({ pod }) => [
      fault('env-from-secret', ...pod.containers.flatMap(readingPlaces)),
      unseen(elsewhere(whence, 'running-platform')),
    ],
  },
});

const nobodyBrings = elsewhere(
  'no manager of secrets that this version knows was seen in this cluster; workloads may fetch theirs from one by themselves, which only whoever wrote them knows',
  'running-platform',
);
const whence =
  'where the Secrets in its environment come from is not written in it (kubectl get secrets --show-managed-fields says who writes them)';

function readsEnvironment(container: Container): boolean {
  return readingPlaces(container).length > 0;
}

/** Where a container says that it reads a Secret as environment variables. */
function readingPlaces(container: Container): Evidence[] {
  const { environment, environmentFrom } = container;
  const names = environment.filter(({ from }) => from === 'secret').map(({ name }) => name);
  return [
    ...(names.length > 0 ? [here(`${container.path}.env`, names)] : []),
    ...(environmentFrom.includes('secret') ? [here(`${container.path}.envFrom`)] : []),
  ];
}

/** What is mounted, nothing but the mounts show. */
function proofOf(secret: ManagedSecret): string {
  return secret.form === 'mounted' ? 'kubectl get -A secretproviderclasspodstatuses' : shownBy(secret);
}
