import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import { testTime } from '../../../test/support/estate-of.ts';
import { layFiles } from '../../../test/support/lay-files.ts';
import type { Estate } from '../../estate/estate.ts';
import { collectInSteps, collectManifests, type CollectOptions } from './collect-manifests.ts';
import { defaultMaxFileBytes, openInput } from './open-input.ts';

const options: CollectOptions = {
  authority: 'default',
  raw: false,
  now: testTime,
  maxFileBytes: defaultMaxFileBytes,
  stdin: null,
};
const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: bank}\nspec: {clusterIP: None}\n`;

function names({ facts }: Estate): string[] {
  return facts.services.items.map(({ name }) => name);
}

function messages({ unreadable }: Estate): string[] {
  return unreadable.map(({ file, message }) => `${file}: ${message}`);
}

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

describe('hostile documents stop nothing else', () => {
  const laughs = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      'bcdefghij',
      (name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(', ')}]`,
    ),
  ];
  const inside = (field: string): string => `${service('hostile')}${field}\n`;

  test.each<[string, string | Uint8Array, string]>([
    ['NUL', inside('a: "\0"'), 'NUL'],
    ['invalid UTF-8', Uint8Array.from([...utf8('kind: "'), 0xff, ...utf8('"\n')]), 'UTF-8'],
    ['20,000 brackets', inside(`a: ${'['.repeat(20_000)}`), 'nest'],
    ['20,000 braces of JSON', `{"kind": "Service", "a": ${'{"a":'.repeat(20_000)}`, 'nest'],
    ['a billion laughs', inside(laughs.join('\n')), 'repeat'],
    ['an alias of itself', inside('a: &a [*a]'), 'alias'],
    ['the same key twice', inside('kind: Secret'), 'twice'],
    ['a template', inside('a: {{ .Values.a }}'), 'Helm'],
    ['tabs', inside('a:\n\tb: c'), 'tab'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), 'UTF-16'],
  ])('%s', (_name, text, says) => {
    const estate = collected({ 'a.yaml': service('a'), 'b.yaml': text, 'c.yaml': service('c') });
    expect(names(estate)).toEqual(['a', 'c']);
    expect(messages(estate)[0]?.toLowerCase()).toContain(says.toLowerCase());
    expect(estate.facts.services.seen.everywhere.state).toBe('partial');
  });

  test.each<[string, string | Uint8Array]>([
    ['a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(service('b'))])],
    ['lines of Windows', service('b').replaceAll('\n', '\r\n')],
    ['keys of a prototype', `${service('b')}__proto__: {a: 1}\nconstructor: {prototype: x}\n`],
    ['an alias', `${service('b')}x: &a [1]\ny: *a\n`],
    ['a document start and end', `---\n${service('b')}...\n`],
    ['nothing but comments before and after', `# a\n---\n# b\n---\n${service('b')}---\n# c\n`],
  ])('%s hides nothing', (_name, text) => {
    const estate = collected({ 'a.yaml': service('a'), 'b.yaml': text });
    expect(names(estate)).toEqual(['a', 'b']);
    expect(estate.unreadable).toEqual([]);
  });

  test.each([
    '',
    '---\n---\n',
    '# nothing\n',
    'text',
    '- a\n- b\n',
    '5',
    'true',
    '[]',
    '{}',
    'null',
    'a: b\n',
    'kind: Service\n',
    'apiVersion: v1\n',
  ])('a document that is no object is counted, or empty: %j', (text) => {
    const estate = collected({ 'a.yaml': service('a'), 'b.yaml': text });
    expect({ names: names(estate), unreadable: estate.unreadable }).toEqual({ names: ['a'], unreadable: [] });
    expect(estate.otherDocuments).toBe(['', '---\n---\n', '# nothing\n', 'null'].includes(text) ? 0 : 1);
  });
});

test('a kubeconfig of the API server, which bears empty names, is no object', () => {
  const estate = collected({ 'authn.yaml': 'apiVersion: ""\nkind: ""\nclusters: [{name: a, cluster: {}}]\n' });
  expect(estate).toMatchObject({ objects: 0, otherDocuments: 1, withoutSchema: { objects: 0, kinds: [] } });
  const half = collected({ 'a.yaml': 'apiVersion: v1\nkind: ""\nmetadata: {name: a}\n' });
  expect(messages(half)).toEqual(['a.yaml: kind: there is none, or it is no text']);
});

describe('hostile files', () => {
  test('in a folder, pipes, sockets and what is no manifest are not opened', async (context) => {
    const root = layFiles({ 'a.yaml': service('a'), 'b.txt': service('b'), 'c.yaml/d.yaml': service('d') });
    if (
      spawnSync('mkfifo', [join(root, 'pipe.yaml'), join(root, '.gitignore'), join(root, 'kustomization.yaml')])
        .status !== 0
    )
      context.skip('this machine has no mkfifo');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket.yaml'), resolve));
    try {
      expect(names(collectManifests([root], options))).toEqual(['a', 'd']);
    } finally {
      server.close();
    }
  });

  test.each(['/dev/null', '/dev/zero', 'pipe'])('%s is refused when it is asked for', (name) => {
    const root = layFiles({ 'a.yaml': service('a') });
    const path = name === 'pipe' ? join(root, 'pipe') : name;
    if (name === 'pipe') spawnSync('mkfifo', [path]);
    expect(() => collectManifests([path], options)).toThrow(`${path} is neither a file nor a folder`);
  });

  test('what vanishes, becomes a pipe or a folder, or grows after it was listed is told, and nothing is waited for', () => {
    const root = layFiles({
      'a.yaml': service('a'),
      'gone.yaml': service('b'),
      'grown.yaml': service('c'),
      'pipe.yaml': service('d'),
      'z.yaml': service('z'),
    });
    const steps = collectInSteps(openInput([root], { ...options, maxFileBytes: 1000 }), options);
    steps.next();
    for (const name of ['gone', 'pipe']) rmSync(join(root, `${name}.yaml`));
    spawnSync('mkfifo', [join(root, 'pipe.yaml')]);
    writeFileSync(join(root, 'grown.yaml'), `# ${'x'.repeat(1000)}`);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(names(step.value)).toEqual(['a', 'z']);
    expect(messages(step.value).map((one) => one.replace(`${root}/`, ''))).toEqual([
      'gone.yaml: the file cannot be read (ENOENT)',
      'grown.yaml: the file is larger than 1000 bytes (--max-file-size raises the limit)',
      'pipe.yaml: it is no file any more',
    ]);
    expect(step.value.facts.workloads.seen.everywhere.state).toBe('partial');
  });

  test('one that is larger than the limit is told with the flag, and a sparse gigabyte takes no time', () => {
    const root = layFiles({ 'a.yaml': service('a') });
    expect(spawnSync('truncate', ['-s', '1G', join(root, 'large.yaml')]).status).toBe(0);
    const started = performance.now();
    const estate = collectManifests([root], options);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(names(estate)).toEqual(['a']);
    expect(messages(estate)).toEqual([
      expect.stringContaining('large.yaml: the file is larger than 64 MiB (--max-file-size raises the limit)'),
    ]);
  });

  test('that are too large together are left out from where the limit is reached, in a gap with the flag', () => {
    const files = {
      'a.yaml': service('a'),
      'b.yaml': service('b'),
      'c.yaml': `# ${'x'.repeat(200)}`,
      'd.yaml': service('d'),
    };
    const size = service('a').length * 2;
    const estate = collected(files, { maxTotalBytes: size });
    expect(names(estate)).toEqual(['a', 'b']);
    expect(estate.gaps).toEqual([
      {
        gap: 'unreachable',
        detail: `the files hold more than ${size} bytes, so c.yaml and 1 more are not read (--max-total-size raises the limit)`,
        suppliedBy: 'readable-files',
      },
    ]);
    for (const name of ['services', 'workloads', 'namespaces'] as const)
      expect(estate.facts[name].seen.everywhere.state).toBe('partial');
    expect(collected(files, { maxTotalBytes: 10_000 }).gaps).toEqual([]);
    expect(collected({ 'a.yaml': service('a') }, { maxTotalBytes: 10 }).gaps).toMatchObject([
      { detail: expect.stringContaining('so a.yaml is not read') as string },
    ]);
  });

  test('of kustomizations count as well, and one that is left out hides everything', () => {
    const estate = collected(
      { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': service('a') },
      { maxTotalBytes: 25 },
    );
    expect(estate.gaps).toMatchObject([{ detail: expect.stringContaining('a.yaml') as string }]);
    expect(estate.facts.workloads.seen.everywhere.state).toBe('partial');
  });

  test('with odd names are read under these names', () => {
    const odd = [
      'a\nb.yaml',
      ' lead.yaml',
      '-dash.yaml',
      '日本/é.yaml',
      '🧭.yaml',
      '#x.yaml',
      '!x.yaml',
      'a:b.yaml',
      '..yaml',
      '\u001b[31m.yaml',
    ];
    const root = layFiles(Object.fromEntries(odd.map((name, index) => [name, service(`s${index}`)])));
    const estate = collectManifests([root], options);
    expect(names(estate)).toHaveLength(odd.length);
    expect(estate.facts.services.items.map(({ origin }) => origin.file.slice(root.length + 1)).toSorted()).toEqual(
      odd.toSorted(),
    );
  });

  test('whose name is no text cannot be read, and that is told', () => {
    const root = layFiles({ 'a.yaml': service('a') });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff]), Buffer.from('.yaml')]), service('b'));
    const estate = collectManifests([root], options);
    expect(names(estate)).toEqual(['a']);
    expect(estate.unreadable).toHaveLength(1);
  });

  test('in a deep tree are found', () => {
    const deep = 'a/'.repeat(1000);
    expect(names(collected({ [`${deep}a.yaml`]: service('a'), 'b.yaml': service('b') }))).toEqual(['a', 'b']);
  });

  test('that are asked for are read whatever their suffix, and ignored by nobody', () => {
    const files = {
      '.git/HEAD': '',
      '.gitignore': '*\n',
      'a.tmpl': service('a'),
      'b': service('b'),
      'c.json5': service('c'),
    };
    expect(names(collected(files, { paths: ['a.tmpl', 'b', 'c.json5'] }))).toEqual(['a', 'b', 'c']);
    expect(names(collected(files))).toEqual([]);
  });

  test('standard input stands in the root, and its objects in no file', () => {
    const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n';
    const estate = collected(
      { 'x/a.yaml': service('a') },
      { paths: ['x', '-'], stdin: `${service('b')}---\n${settings}---\n${service('c')}x: [}\n` },
    );
    expect(estate.facts.services.items.map(({ name, origin }) => [name, origin.file])).toEqual([
      ['a', 'x/a.yaml'],
      ['b', '-'],
    ]);
    expect(estate.unreadable).toMatchObject([{ file: '-', line: 14 }]);
    expect(estate.facts.credentialCarriers.items).toMatchObject([{ name: 'settings', inFile: false }]);
  });
});

describe('somebody who may not read everything', () => {
  test('gets gaps for what is closed, and the rest', (context) => {
    const root = layFiles({
      'a.yaml': service('a'),
      'closed/b.yaml': service('b'),
      'locked.yaml': service('c'),
      'link': '-> closed/b.yaml',
      'in/kustomization.yaml': 'resources: [../d.yaml]',
      'd.yaml': service('d'),
    });
    const script = `
      import { collectManifests } from ${JSON.stringify(join(import.meta.dirname, 'collect-manifests.ts'))};
      const { unreadable, gaps, facts } = collectManifests(['.'], ${JSON.stringify(options)});
      process.stdout.write(JSON.stringify({ unreadable, gaps, services: facts.services.items.map(({ name }) => name) }));
    `;
    spawnSync('chmod', ['000', 'closed', 'locked.yaml', 'in/kustomization.yaml'], { cwd: root });
    spawnSync('chmod', ['755', '.'], { cwd: root });
    const uid = process.getuid?.() === 0 ? 65_534 : undefined;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    spawnSync('chmod', ['-R', '755', '.'], { cwd: root });
    if (status !== 0) context.skip('this runs as root, and nobody else may run this Node here');
    const { unreadable, gaps, services } = JSON.parse(stdout) as Estate & { services: string[] };
    expect(services).toEqual(['a', 'd']);
    expect(unreadable).toMatchObject([
      { file: 'in/kustomization.yaml', message: 'the file cannot be read (EACCES)' },
      { file: 'locked.yaml', message: 'the file cannot be read (EACCES)' },
    ]);
    expect(gaps).toMatchObject([
      { gap: 'forbidden', detail: 'the folder closed cannot be listed (EACCES)', place: 'closed' },
      { gap: 'forbidden', detail: 'the link link cannot be followed (EACCES)', place: '' },
    ]);
  });
});

test('a chart that makes no object with its own values is told', () => {
  const folder = layFiles({ 'a/Chart.yaml': 'name: a\n', 'b/Chart.yaml': 'name: b\n' });
  try {
    const own = new Map([
      [join(folder, 'a', 'Chart.yaml'), { text: '---\n# Source: a/templates/x.yaml\n', by: 'helm template' }],
      [join(folder, 'b', 'Chart.yaml'), { text: service('web'), by: 'helm template' }],
    ]);
    const { assumptions } = collectManifests([folder], { ...options, renderings: { own, applied: [] } });
    expect(assumptions).toContain('charts are installed with their own values, with which 1 of 2 makes no object');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a kubeconfig without a suffix', () => {
  const kubeconfig =
    'apiVersion: v1\nkind: Config\nusers:\n- name: ada\n  user: {token: qF7tPz0Lw3XvR9sYbK2mNcD8hJ5gA1eU}\n';

  test('is read as one with a suffix is', () => {
    const { facts, files } = collected({
      'admin.conf': kubeconfig,
      'prod.yaml': kubeconfig.replace('ada', 'bob').replace('gA1eU', 'gA1eU9w'),
      'httpd/admin.conf': 'Listen 80',
    });
    expect(facts.kubeconfigs.items.map(({ origin, users }) => [origin.file, users[0]?.login])).toEqual([
      [expect.stringMatching(/admin\.conf$/), 'token'],
      [expect.stringMatching(/prod\.yaml$/), 'token'],
    ]);
    expect(facts.credentialCarriers.items.filter(({ credentials }) => credentials.length > 0)).toHaveLength(2);
    expect(files).toBe(2);
  });

  test.each<[string, string | Uint8Array]>([
    ['that cannot be parsed', 'kind: Config\nusers: ['],
    ['that cannot be decoded', Uint8Array.from([0xff, 0xfe, 0x61, 0x00])],
  ])('%s hides kubeconfigs and credentials, and nothing else', (_name, text) => {
    const { facts } = collected({ 'prod.kubeconfig': text, 'a.yaml': service('a') });
    expect(facts.services.seen.everywhere.state).toBe('complete');
    expect(JSON.stringify(facts.kubeconfigs.seen)).toContain('prod.kubeconfig');
    expect(facts.credentialCarriers.seen.everywhere.state).toBe('partial');
  });
});
