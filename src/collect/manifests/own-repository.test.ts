import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import type { Estate } from '../../estate/estate.ts';
import { gapsOf, seenIn } from '../../estate/seen.ts';
import type { CollectOptions } from './collect-manifests.ts';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: registry.bank.example/a:1}]}\n';
const object = (apiVersion: string, kind: string, name: string, spec: string, namespace = 'gitops'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n`;
const application = (namespace: string, url: string, path = 'deploy'): string =>
  object(
    'argoproj.io/v1alpha1',
    'Application',
    namespace,
    `{destination: {namespace: ${namespace}}, source: {repoURL: "${url}", path: "${path}"}}`,
  );
const kustomization = (namespace: string, source: string, path = './deploy'): string =>
  object(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    namespace,
    `{targetNamespace: ${namespace}, path: ${path}, sourceRef: {kind: GitRepository, ${source}}}`,
  );
const repository = (name: string, url: string, namespace = 'gitops'): string =>
  object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, `{url: "${url}"}`, namespace);
const list = (...all: readonly string[]): string => all.join('---\n');
const remote = (url: string): string => `[remote "origin"]\n\turl = ${url}\n`;

const own = 'https://git.example/bank/own.git';
const other = 'https://git.example/bank/other.git';

const given = (yaml: string, git: string | null, options: Partial<CollectOptions> = {}): Estate =>
  collected({ 'a.yaml': yaml, 'deploy/b.yaml': pod, ...(git === null ? {} : { '.git/config': remote(git) }) }, options);

/** The namespaces in which the pod of the folder was seen, those that miss what another repository brings, and what was taken to be so. */
function told({ facts, assumptions }: Estate): { read: string[]; missing: string[]; taken: string[] } {
  const misses = (namespace: string): boolean =>
    gapsOf(seenIn(facts.networkPolicies.seen, namespace)).some(({ suppliedBy }) => suppliedBy === 'other-repository');
  return {
    read: facts.workloads.items.map(({ namespace }) => namespace).toSorted(),
    missing: ['mine', 'theirs'].filter(misses),
    taken: assumptions.filter((one) => one.startsWith('the folder is ')),
  };
}

describe('the remote of Git says which repository the folder is', () => {
  test.each([
    own,
    'git@git.example:bank/own',
    'ssh://git@git.example:22/Bank/own.git',
    'https://bot:x@git.example/bank/own',
  ])('%s', (git) => {
    const estate = given(list(application('mine', own), application('theirs', other)), git);
    expect(told(estate)).toEqual({ read: ['mine'], missing: ['theirs'], taken: [] });
    expect(estate.unreadSources.map(({ message }) => message.replaceAll(git, own))).toEqual([
      expect.stringMatching(
        /^Application theirs applies deploy, which comes from https:\/\/git\.example\/bank\/other\.git, and this folder is /,
      ),
    ]);
    expect(JSON.stringify(estate)).not.toContain('bot:x');
  });

  test('however many objects name another one', () => {
    const yaml = list(application('mine', own), application('theirs', other), application('more', other));
    expect(told(given(yaml, own))).toMatchObject({ read: ['mine'], missing: ['theirs'], taken: [] });
  });

  test('and what names only others is not read in it', () => {
    const estate = given(application('theirs', other), own);
    expect(told(estate)).toEqual({ read: ['(not stated)'], missing: ['theirs'], taken: [] });
    expect(estate.unreadSources[0]?.message).toContain(`and the remote of this folder is ${own}`);
  });

  test('but a fork or mirror is called the same, and is taken for it', () => {
    const estate = given(list(application('mine', own), application('theirs', other)), 'git@fork.example:me/own.git');
    expect(told(estate)).toMatchObject({ read: ['mine'], missing: ['theirs'] });
    expect(told(estate).taken).toEqual([expect.stringContaining('is another of the same name')]);
  });

  test('of Flux, by the object that holds the address', () => {
    const yaml = list(
      repository('platform', own),
      repository('vendor', other),
      kustomization('mine', 'name: platform'),
      kustomization('theirs', 'name: vendor'),
    );
    expect(told(given(yaml, own))).toEqual({ read: ['mine'], missing: ['theirs'], taken: [] });
  });

  test('of Flux, by the object of the namespace that is meant', () => {
    const yaml = list(
      repository('app', own),
      repository('app', other, 'vendor'),
      kustomization('mine', 'name: app'),
      kustomization('theirs', 'name: app, namespace: vendor'),
    );
    expect(told(given(yaml, own))).toEqual({ read: ['mine'], missing: ['theirs'], taken: [] });
  });
});

describe('without a remote', () => {
  test.each<[string, string, ReturnType<typeof told>]>([
    [
      'the one that all name is taken for the folder, and it says so',
      application('mine', own),
      {
        read: ['mine'],
        missing: [],
        taken: [expect.stringContaining(`the folder is ${own}, which the one GitOps object names`) as string],
      },
    ],
    [
      'the one that more of them name',
      list(application('mine', own), application('more', own), application('theirs', other)),
      {
        read: ['mine', 'more'],
        missing: ['theirs'],
        taken: [expect.stringContaining(`${own}, which 2 of 3 GitOps objects name`) as string],
      },
    ],
    [
      'none of two that are named alike',
      list(application('mine', own), application('theirs', other)),
      { read: ['(not stated)'], missing: ['mine', 'theirs'], taken: [] },
    ],
    [
      'none of two repositories of Flux',
      list(
        repository('platform', own),
        repository('vendor', other),
        kustomization('mine', 'name: platform'),
        kustomization('theirs', 'name: vendor'),
      ),
      { read: ['(not stated)'], missing: ['mine', 'theirs'], taken: [] },
    ],
    [
      'those count not whose path is not there',
      list(application('mine', own), application('theirs', other, 'gone'), application('more', other, 'away')),
      {
        read: ['mine'],
        missing: ['theirs'],
        taken: [expect.stringContaining(`${own}, which the one GitOps object names`) as string],
      },
    ],
    [
      'an object of Flux that is not in the folder is one, too',
      list(
        kustomization('mine', 'name: flux-system'),
        kustomization('more', 'name: flux-system'),
        application('theirs', other),
      ),
      {
        read: ['mine', 'more'],
        missing: ['theirs'],
        taken: [expect.stringContaining('the folder is the repository of GitRepository flux-system') as string],
      },
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(told(given(yaml, null))).toEqual(expected);
  });
});

test('what the policy file declares comes before the remote, and nothing is assumed', () => {
  const yaml = list(application('mine', own), application('theirs', other));
  expect(told(given(yaml, other, { repository: 'git@git.example:bank/own.git' }))).toEqual({
    read: ['mine'],
    missing: ['theirs'],
    taken: [],
  });
});

test('a generator that looks into another repository finds nothing here', () => {
  const set = (url: string): string =>
    object(
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      'set',
      `{generators: [{git: {repoURL: "${url}", directories: [{path: deploy/*}]}}], template: {metadata: {name: "{{path.basename}}"}, spec: {destination: {namespace: theirs}, source: {repoURL: "${own}", path: "{{path}}"}}}}`,
    );
  const files = (yaml: string): Record<string, string> => ({
    '.git/config': remote(own),
    'a.yaml': yaml,
    'deploy/web/b.yaml': pod,
  });
  expect(told(collected(files(set(own))))).toMatchObject({ read: ['theirs'], missing: [] });
  const estate = collected(files(set(other)));
  expect(told(estate)).toMatchObject({ read: ['(not stated)'], missing: ['theirs'] });
  expect(estate.unreadSources[0]?.message).toContain(
    `its Git generator looks into ${other}, and this folder is ${own}`,
  );
});

test('a folder of another repository is not changed by what is laid over it there', () => {
  const patched = object(
    'argoproj.io/v1alpha1',
    'Application',
    'theirs',
    `{destination: {namespace: theirs}, source: {repoURL: "${other}", path: deploy, kustomize: {commonLabels: {a: b}}}}`,
  );
  const { unreadSources, facts } = given(list(application('mine', own), patched), own);
  expect(unreadSources).toHaveLength(1);
  expect(facts.workloads.items).toMatchObject([{ namespace: 'mine' }]);
});

describe('of the revisions that are named of it', () => {
  const at = (namespace: string, revision: string | null, url = own): string =>
    object(
      'argoproj.io/v1alpha1',
      'Application',
      namespace,
      `{destination: {namespace: ${namespace}}, source: {repoURL: "${url}", path: deploy${revision === null ? '' : `, targetRevision: "${revision}"`}}}`,
    );
  const both = list(at('mine', null), at('theirs', 'prod'));
  const checkedOut = (yaml: string, branch: string | null): Estate =>
    collected({
      'a.yaml': yaml,
      'deploy/b.yaml': pod,
      ...(branch === null ? {} : { '.git/config': remote(own), '.git/HEAD': `ref: refs/heads/${branch}\n` }),
    });
  const onlyMine = { read: ['mine'], missing: ['theirs'] };

  test('one alone is the folder, whatever is checked out', () => {
    expect(told(checkedOut(at('mine', 'prod'), 'fix-probes'))).toEqual({ read: ['mine'], missing: [], taken: [] });
  });

  test('the one that is checked out is, and what comes from any other is a gap for its namespace', () => {
    expect(told(checkedOut(both, 'main'))).toMatchObject(onlyMine);
    expect(told(checkedOut(list(at('mine', 'prod'), at('theirs', null)), 'prod'))).toMatchObject(onlyMine);
    expect(checkedOut(both, 'main').unreadSources.map(({ message }) => message)).toEqual([
      'Application theirs applies deploy, which comes from the revision prod, and this folder holds the default branch',
    ]);
    expect(checkedOut(both, 'main').assumptions.filter((one) => one.startsWith('the folder holds'))).toEqual([]);
  });

  test('else the default one is, which is printed', () => {
    const estate = checkedOut(both, null);
    expect(told(estate)).toMatchObject(onlyMine);
    expect(estate.assumptions).toContainEqual(
      expect.stringContaining(`the folder holds the default branch of ${own}, of which`),
    );
  });

  test('of several others none is', () => {
    expect(told(checkedOut(list(at('mine', 'v1'), at('theirs', 'v2')), null))).toMatchObject({
      read: ['(not stated)'],
      missing: ['mine', 'theirs'],
    });
  });

  test('those of other repositories say nothing', () => {
    const yaml = list(at('mine', 'v1'), at('theirs', null, other));
    expect(told(checkedOut(yaml, 'fix'))).toMatchObject(onlyMine);
    expect(checkedOut(yaml, 'fix').unreadSources[0]?.message).toContain(other);
  });

  test('a revision that is still to be filled in says nothing', () => {
    expect(told(checkedOut(list(at('mine', null), at('theirs', '${REVISION}')), null))).toMatchObject({
      read: ['mine', 'theirs'],
      missing: [],
    });
  });

  test('an ApplicationSet names those of its applications', () => {
    const set = object(
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      'set',
      `{generators: [{list: {elements: [{to: mine, at: main}, {to: theirs, at: prod}]}}], template: {metadata: {name: "{{to}}"}, spec: {destination: {namespace: "{{to}}"}, source: {repoURL: "${own}", path: deploy, targetRevision: "{{at}}"}}}}`,
    );
    expect(told(checkedOut(set, null))).toMatchObject(onlyMine);
  });

  test('a Git generator of another one finds nothing here', () => {
    const set = object(
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      'set',
      `{generators: [{git: {repoURL: "${own}", revision: prod, directories: [{path: dep*/*}]}}], template: {metadata: {name: "{{path.basename}}"}, spec: {destination: {namespace: theirs}, source: {repoURL: "${own}", path: "{{path}}"}}}}`,
    );
    const { unreadSources } = collected({ 'a.yaml': list(set, at('mine', 'main')), 'deploy/x/b.yaml': pod });
    expect(unreadSources.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('its Git generator looks into the revision prod, and this folder holds'),
    );
  });

  describe('of Flux', () => {
    const holder = (name: string, ref: string): string =>
      object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, `{url: "${own}"${ref}}`);

    test.each([
      'branch: prod',
      'tag: v1.0.0',
      'semver: "1.x"',
      'name: refs/heads/prod',
      'commit: 0123456789abcdef0123456789abcdef01234567, branch: main',
    ])('{%s} is another one than the default', (ref) => {
      const yaml = list(
        holder('platform', ', ref: {branch: main}'),
        holder('released', `, ref: {${ref}}`),
        kustomization('mine', 'name: platform'),
        kustomization('theirs', 'name: released'),
      );
      expect(told(checkedOut(yaml, 'main'))).toMatchObject(onlyMine);
    });

    test('without a reference it is the default one', () => {
      const yaml = list(
        holder('platform', ''),
        holder('released', ', ref: {branch: main}'),
        kustomization('mine', 'name: platform'),
        kustomization('theirs', 'name: released'),
      );
      expect(told(checkedOut(yaml, null))).toMatchObject({ read: ['mine', 'theirs'], missing: [] });
    });

    test('the nearest of one name counts', () => {
      const files = (place: string): Record<string, string> => ({
        'clusters/dev/flux-system/sync.yaml': holder('flux-system', ', ref: {branch: main}'),
        'clusters/prod/flux-system/sync.yaml': holder('flux-system', ', ref: {branch: prod}'),
        'clusters/dev/apps.yaml': kustomization('mine', 'name: flux-system'),
        [`${place}/apps.yaml`]: kustomization('theirs', 'name: flux-system'),
        'deploy/b.yaml': pod,
      });
      const { read, missing } = told(collected(files('clusters/prod')));
      expect({ read, missing }).toEqual(onlyMine);
      // As near to both: it may be either.
      expect(told(collected(files('elsewhere')))).toMatchObject(onlyMine);
    });
  });
});
