import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../test/support/cluster-of.ts';
import { estateOf } from '../../../test/support/estate-of.ts';
import { assess } from '../../assessment/assess.ts';
import type { Assessment, MissingEvidence } from '../../assessment/assessment.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { adviseSupply } from './advise-supply.ts';

const assessment = assess(estateOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}'), undeclaredPolicy, {
  version: 'test',
});
const [kustomization, chart, gitops] = (['kustomization', 'chart', 'gitops'] as const).map((type) => ({
  file: `${type}.yaml`,
  type,
  message: 'x',
}));

function advised(
  suppliedBy: MissingEvidence['suppliedBy'],
  details: string[],
  estate: Partial<Assessment['estate']> = {},
): string {
  const given = { ...assessment, estate: { ...assessment.estate, ...estate } };
  return adviseSupply({ suppliedBy, criteria: ['network/default-deny'], subjects: 1, details }, given).replaceAll(
    '\u00a0',
    ' ',
  );
}

const unrendered = 'a.yaml: HelmRelease web installs the chart web, which is not in the folder';

test.each<[string, MissingEvidence['suppliedBy'], string[], Partial<Assessment['estate']>]>([
  [
    'Declare what only you can know in kubecompass.yaml: `kubecompass schema policy` shows its keys.',
    'policy-file',
    ['no list'],
    {},
  ],
  [
    'Assess the folder that holds the Namespace objects too: `kubecompass assess THIS THAT`.',
    'namespaces',
    ['no Namespace'],
    {},
  ],
  ['Write metadata.namespace into the objects that state none.', 'stated-namespace', ['none'], {}],
  [
    'Render 1 kustomization, 1 chart: `kustomize build DIR | kubecompass assess -` or `helm template DIR | kubecompass assess -`; --raw reads their files as they are.',
    'rendering',
    ['a', 'b'],
    { unreadSources: [kustomization!, chart!, gitops!] },
  ],
  [
    'Render 1 chart: `helm template DIR | kubecompass assess -`; --raw reads their files as they are.',
    'rendering',
    ['a'],
    { unreadSources: [chart!] },
  ],
  [
    'Give what 1 kustomization lacks or takes from elsewhere (--verbose names it), or add --raw to read the files as they are.',
    'rendering',
    ['a'],
    {
      unreadSources: [
        { ...kustomization!, message: 'a kustomization is not rendered: it takes a.yaml, which is not there; --raw' },
      ],
    },
  ],
  [
    'Put `kubectl` or `kustomize` on the PATH, and leave out --raw: what changes objects (1 source) is applied then.',
    'rendering',
    ['a'],
    {
      unreadSources: [
        {
          ...kustomization!,
          message: 'it changes a; that is applied only where kubectl or kustomize is on the PATH, and not with --raw',
        },
      ],
    },
  ],
  [
    'Render first, into `kubecompass assess -`: skaffold.yaml sets the image (and 1 more, --verbose)',
    'rendering',
    ['skaffold.yaml sets the image', 'b'],
    {},
  ],
  [
    'Assess what 2 GitOps objects fetch from elsewhere together with this: `kubecompass assess THIS THAT`.',
    'other-repository',
    ['a', 'b'],
    {},
  ],
  [
    'Assess what 1 GitOps object fetches from elsewhere together with this: `kubecompass assess THIS THAT`.',
    'other-repository',
    ['a'],
    {},
  ],
  [
    'Check out the revision from which 1 GitOps object applies (--verbose names it), and assess it by itself: `git worktree add THERE REVISION`.',
    'other-repository',
    ['Application a applies b, which comes from the revision prod, and this folder holds the default branch'],
    {},
  ],
  [
    'Check out the revision from which 1 GitOps object applies (--verbose names it), and assess it by itself: `git worktree add THERE REVISION`. Assess what 1 GitOps object fetches from elsewhere together with this: `kubecompass assess THIS THAT`.',
    'other-repository',
    ['a', 'Application a applies b, which comes from the default branch, and this folder holds the revision prod'],
    {},
  ],
  [
    'Render 2 charts that GitOps objects install, with their values: `helm template NAME CHART | kubecompass assess THIS -` (--verbose gives the command of each whose address is known).',
    'other-repository',
    [unrendered, unrendered],
    {},
  ],
  [
    'Assess what 1 GitOps object fetches from elsewhere together with this: `kubecompass assess THIS THAT`; render 1 chart that another installs, with its values: `helm template NAME CHART | kubecompass assess THIS -` (--verbose gives the command of each whose address is known).',
    'other-repository',
    ['a', unrendered],
    {},
  ],
  [
    'Mend 1 document that cannot be read or is not valid (--verbose names it, with the line).',
    'readable-files',
    ['a'],
    { unreadable: [{ file: 'a', line: 1, column: 1, message: 'x' }] },
  ],
  [
    'See to it that all can be read: the folder closed cannot be listed (EACCES) (and 1 more, --verbose)',
    'readable-files',
    ['the folder closed cannot be listed (EACCES)', 'b'],
    {},
  ],
  [
    'Give what the link leads to as a path of its own, `kubecompass assess THIS THAT`: the link out leads out of what was given',
    'named-path',
    ['the link out leads out of what was given'],
    {},
  ],
  [
    'Correct what is written in the manifests: the image of container app cannot be read as an image reference',
    'corrected-manifest',
    ['the image of container app cannot be read as an image reference'],
    { unreadSources: [chart!] },
  ],
  [
    'No input of this version shows it; what else does, a line names where it is known.',
    null,
    ['the nodes; and more'],
    {},
  ],
])('%s', (words, suppliedBy, details, estate) => {
  expect(advised(suppliedBy, details, estate)).toBe(words);
});

describe('of a cluster', () => {
  const cluster = { ...of('x'), namespaces: null };
  function of(name: string): NonNullable<Assessment['estate']['cluster']> {
    const estate = clusterOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}');
    const made = assess(estate, undeclaredPolicy, { version: name }).estate.cluster;
    if (made === null) throw new Error('no cluster');
    return made;
  }
  const gap = (kind: 'forbidden' | 'unreachable' | 'malformed' | 'not-collected', detail: string): object => ({
    fact: null,
    gap: kind,
    detail,
  });
  const velero =
    'the API group velero.io is served by another server, which does not answer, so backups may be missing';
  const pods =
    '/api/v1/pods: pods is forbidden: User "t" cannot list resource "pods" in API group "" at the cluster scope';
  test.each<[string, object, readonly string[] | null]>([
    [`See to it that what serves the API group velero.io answers: ${velero}`, gap('unreachable', velero), null],
    ['See to it that the API server answers: no answer', gap('unreachable', 'no answer'), null],
    ['See to it that all can be read: a.tar ends', gap('malformed', 'a.tar ends'), null],
    ['Name the namespaces that you may read, `kubecompass assess -n NAMESPACE`, or ask', gap('forbidden', pods), null],
    ['Ask for the rights that are missing: `kubecompass assess --explain-access -n a`', gap('forbidden', pods), ['a']],
    ['Ask for the rights that are missing', gap('forbidden', pods.replaceAll('pods', 'nodes')), null],
  ])('%s', (advice, one, namespaces) => {
    const estate = { cluster: { ...cluster, namespaces }, gaps: [one] } as unknown as Partial<Assessment['estate']>;
    expect(advised('running-platform', ['x'], estate)).toContain(advice);
  });
});
