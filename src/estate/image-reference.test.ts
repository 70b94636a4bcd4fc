import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isMovingTag, matchesRegistryPattern, parseImageReference, registryPatternProblem } from './image-reference.ts';
import type { ImageReference } from './image-reference.ts';

const sha256 = `sha256:${'a1'.repeat(32)}`;
const sha512 = `sha512:${'0f'.repeat(64)}`;

const read = (text: string): ImageReference => {
  const reference = parseImageReference(text);
  if (reference === null) throw new Error(`${text} is no reference`);
  return reference;
};

// As github.com/distribution/reference 0.6 reads them.
describe('parseImageReference', () => {
  test.each<[string, string, string, string | null, string | null, string]>([
    ['nginx', 'docker.io', 'library/nginx', null, null, 'nginx'],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', null, 'nginx:1.27'],
    ['library/nginx', 'docker.io', 'library/nginx', null, null, 'nginx'],
    ['docker.io/nginx', 'docker.io', 'library/nginx', null, null, 'nginx'],
    ['index.docker.io/nginx', 'docker.io', 'library/nginx', null, null, 'nginx'],
    ['docker.io/library/nginx', 'docker.io', 'library/nginx', null, null, 'nginx'],
    ['bitnami/redis:7', 'docker.io', 'bitnami/redis', '7', null, 'bitnami/redis:7'],
    ['docker.io/library/a/b', 'docker.io', 'library/a/b', null, null, 'library/a/b'],
    [
      'registry-1.docker.io/library/nginx',
      'registry-1.docker.io',
      'library/nginx',
      null,
      null,
      'registry-1.docker.io/library/nginx',
    ],
    ['ghcr.io/org/app:v1', 'ghcr.io', 'org/app', 'v1', null, 'ghcr.io/org/app:v1'],
    ['localhost/x', 'localhost', 'x', null, null, 'localhost/x'],
    ['localhost', 'docker.io', 'library/localhost', null, null, 'localhost'],
    ['localhost:5000', 'docker.io', 'library/localhost', '5000', null, 'localhost:5000'],
    ['localhost:5000/x:1', 'localhost:5000', 'x', '1', null, 'localhost:5000/x:1'],
    ['registry:5000/team/x', 'registry:5000', 'team/x', null, null, 'registry:5000/team/x'],
    ['10.0.0.1:80/x', '10.0.0.1:80', 'x', null, null, '10.0.0.1:80/x'],
    ['[::1]:5000/x', '[::1]:5000', 'x', null, null, '[::1]:5000/x'],
    ['Registry/x', 'Registry', 'x', null, null, 'Registry/x'],
    ['nginx:1/x', 'nginx:1', 'x', null, null, 'nginx:1/x'],
    ['docker.io/c.io/a', 'docker.io', 'c.io/a', null, null, 'docker.io/c.io/a'],
    ['quay.io/a/b/c/d:1', 'quay.io', 'a/b/c/d', '1', null, 'quay.io/a/b/c/d:1'],
    ['a.b/c.d__e---f', 'a.b', 'c.d__e---f', null, null, 'a.b/c.d__e---f'],
    ['nginx:Tag_1.x-y', 'docker.io', 'library/nginx', 'Tag_1.x-y', null, 'nginx:Tag_1.x-y'],
    [`nginx@${sha256}`, 'docker.io', 'library/nginx', null, sha256, `nginx@${sha256}`],
    [`nginx:1@${sha256}`, 'docker.io', 'library/nginx', '1', sha256, `nginx:1@${sha256}`],
    [`r.io:5/x:latest@${sha512}`, 'r.io:5', 'x', 'latest', sha512, `r.io:5/x:latest@${sha512}`],
    [`x:${'a'.repeat(128)}`, 'docker.io', 'library/x', 'a'.repeat(128), null, `x:${'a'.repeat(128)}`],
    [`r.io/${'a'.repeat(255)}`, 'r.io', 'a'.repeat(255), null, null, `r.io/${'a'.repeat(255)}`],
  ])('%s', (text, registry, repository, tag, digest, familiar) => {
    expect(read(text)).toEqual({ registry, repository, tag, digest, familiar });
  });

  test.each([
    '',
    ' ',
    ':',
    '@',
    '/',
    'nginx ',
    ' nginx',
    'nginx:',
    'nginx@',
    'Nginx',
    'bitnami/Redis',
    'ghcr.io/Org/app',
    'a//b',
    'a/b/',
    '/a',
    'a..b',
    'a___b',
    '-a',
    'a-',
    'a.',
    'nginx:-1',
    'nginx:.1',
    'nginx:a:b',
    `x:${'a'.repeat(129)}`,
    `r.io/${'a'.repeat(256)}`,
    'a'.repeat(64),
    'https://r.io/x',
    'r.io:/x',
    'r.io:port/x',
    'my_registry.example/x',
    '${REGISTRY}/app:1',
    '{{ .Values.image }}',
    'IMAGE',
    '[fe80::1%eth0]/x',
    'nginx\n',
    `nginx@${sha256}0`,
    `nginx@${sha256.slice(1)}`,
    `nginx@${sha256.toUpperCase()}`,
    `nginx@sha256:${'A1'.repeat(32)}`,
    `nginx@sha1:${'a'.repeat(40)}`,
    `nginx@sha512:${'a'.repeat(64)}`,
    `nginx@${sha256}:1`,
    `@${sha256}`,
  ])('%j is none', (text) => expect(parseImageReference(text)).toBe(null));

  test('what is put together is taken apart again, and its short form means the same', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', '0', 'b-b', 'c.c', 'd_d', 'e__e'),
      minLength: 1,
      maxLength: 3,
    });
    const registry = fc.constantFrom('docker.io', 'ghcr.io', 'localhost', 'localhost:5000', '[::1]:80', 'R.example');
    fc.assert(
      fc.property(
        registry,
        fc.array(part, { minLength: 2, maxLength: 4 }),
        fc.option(fc.constantFrom('latest', '1.2_3-X', '_')),
        fc.option(fc.constantFrom(sha256, sha512)),
        (at, parts, tag, digest) => {
          const suffix = `${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
          const reference = read(`${at}/${parts.join('/')}${suffix}`);
          expect(reference).toMatchObject({ registry: at, repository: parts.join('/'), tag, digest });
          expect(read(reference.familiar)).toEqual(reference);
          expect(`${at}/${parts.join('/')}${suffix}`.endsWith(reference.familiar)).toBe(true);
        },
      ),
    );
  });

  test('long nonsense is refused in no time', () => {
    const started = performance.now();
    for (const text of ['a', 'a.', 'a-', '1:', 'a/', 'a_', '-']) {
      expect(parseImageReference(`${text.repeat(100_000)}!/x`)).toBe(null);
      expect(parseImageReference(`r.io/${text.repeat(100_000)}!`)).toBe(null);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('any text gives a reference or null, and a reference is whole', () => {
    const unit = fc.constantFrom('a', 'b', 'A', '.', ':', '/', '@', '-', '_', ' ', 'localhost', 'r.io');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        const reference = parseImageReference(text);
        const { registry, repository, tag } = reference ?? read('x');
        expect(read(`${registry}/${repository}${tag === null ? '' : `:${tag}`}`)).toEqual(reference ?? read('x'));
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['nginx', true],
  ['nginx:latest', true],
  ['nginx:1.27', false],
  ['nginx:Latest', false],
  ['nginx:latest-alpine', false],
  [`nginx@${sha256}`, false],
  [`nginx:latest@${sha256}`, false],
])('%s moves: %s', (text, moving) => expect(isMovingTag(read(text))).toBe(moving));

describe('matchesRegistryPattern', () => {
  test.each([
    ['registry.bank.example/*', 'registry.bank.example/app'],
    ['registry.bank.example/*', 'registry.bank.example/team/app:1'],
    ['registry.bank.example/*', `Registry.Bank.Example/team/app@${sha256}`],
    ['Registry.Bank.Example/*', 'registry.bank.example/app'],
    ['registry.bank.example', 'registry.bank.example/team/app'],
    ['registry.bank.example/team/app', 'registry.bank.example/team/app:2'],
    ['registry.bank.example/*/app', 'registry.bank.example/team/app'],
    ['registry.bank.example/team-*', 'registry.bank.example/team-a'],
    ['registry.bank.example/team-*', 'registry.bank.example/team-a/app'],
    ['registry.bank.example/team-*/app', 'registry.bank.example/team-a/app'],
    ['registry.bank.example/team-?/*', 'registry.bank.example/team-a/x/y'],
    ['docker.io/library/*', 'nginx'],
    ['docker.io/library/*', 'library/nginx:1'],
    ['docker.io/*', 'nginx'],
    ['docker.io/*', 'bitnami/redis'],
    ['docker.io', 'nginx'],
    ['index.docker.io', 'nginx'],
    ['index.docker.io/*', 'nginx'],
    ['index.docker.io/library/*', 'nginx'],
    ['docker.io/nginx', 'nginx'],
    ['nginx', 'docker.io/library/nginx:1'],
    ['library/*', 'nginx'],
    ['bitnami/*', 'docker.io/bitnami/redis'],
    ['nginx*', 'nginx-unprivileged'],
    ['ghcr.io/org/**', 'ghcr.io/org/a'],
    ['ghcr.io/org/**', 'ghcr.io/org/a/b/c'],
    ['ghcr.io/**/app', 'ghcr.io/app'],
    ['ghcr.io/**/app', 'ghcr.io/a/b/app'],
    ['ghcr.io/*', 'ghcr.io/a/b/c'],
    ['*.bank.example', 'eu.registry.bank.example/app'],
    ['*.dkr.ecr.eu-*.amazonaws.com/*', '123.dkr.ecr.eu-west-1.amazonaws.com/app'],
    ['localhost:5000', 'localhost:5000/x'],
    ['localhost', 'localhost/x'],
    ['registry:*', 'registry:5000/x'],
    ['[::1]:5000/*', '[::1]:5000/x'],
    ['*', 'nginx'],
    ['*', 'ghcr.io/a/b'],
    ['**', 'ghcr.io/a/b'],
    ['*/team/*', 'ghcr.io/team/app'],
    ['**/app', 'ghcr.io/a/b/app'],
  ])('%s covers %s', (pattern, text) => {
    expect(matchesRegistryPattern(read(text), pattern)).toBe(true);
    expect(registryPatternProblem(pattern)).toBe(null);
  });

  test.each([
    ['registry.bank.example/*', 'registry.bank.example.evil.example/app'],
    ['registry.bank.example/*', 'evil.example/registry.bank.example/app'],
    ['registry.bank.example/*', 'xregistry.bank.example/app'],
    ['registry.bank.example/*', 'registry.bank.example:5000/app'],
    ['registry.bank.example', 'registryxbank.example/app'],
    ['registry.bank.example', 'sub.registry.bank.example/app'],
    ['registry.bank.example/team', 'registry.bank.example/team/app'],
    ['registry.bank.example/team/*', 'registry.bank.example/team'],
    ['registry.bank.example/team/*', 'registry.bank.example/team-evil/app'],
    ['registry.bank.example/*/app', 'registry.bank.example/a/b/app'],
    ['registry.bank.example/*/app', 'registry.bank.example/app'],
    ['*.bank.example', 'bank.example/app'],
    ['*.bank.example', 'evil.example/x.bank.example/app'],
    ['docker.io/library/*', 'bitnami/redis'],
    ['docker.io/library/*', 'ghcr.io/library/nginx'],
    ['nginx', 'bitnami/nginx'],
    ['nginx', 'ghcr.io/library/nginx'],
    ['nginx', 'nginx-unprivileged'],
    ['bitnami/*', 'ghcr.io/bitnami/redis'],
    ['ghcr.io/org/**', 'ghcr.io/org'],
    ['ghcr.io/org/**', 'ghcr.io/organisation/a'],
    ['ghcr.io/**/app', 'ghcr.io/a/app/b'],
    ['*/team/*', 'ghcr.io/a/team/app'],
    ['localhost', 'localhost:5000/x'],
    ['docker.io/Library/*', 'nginx'],
    ['nginx:1', 'nginx:1'],
    ['', 'nginx'],
  ])('%s does not cover %s', (pattern, text) => {
    expect(matchesRegistryPattern(read(text), pattern)).toBe(false);
  });

  test('agrees with a slow reading that tries everything', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
    const wanted = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 }),
      fc.constant('**'),
    );
    const slow = (pattern: string[], parts: string[]): boolean => {
      const [first, ...rest] = pattern;
      if (first === undefined) return parts.length === 0;
      const isLast = rest.length === 0;
      if (first === '**')
        return isLast ? parts.length > 0 : [...parts, ''].some((_, at) => slow(rest, parts.slice(at)));
      const expression = new RegExp(`^${first.replaceAll('*', '[ab]*').replaceAll('?', '[ab]')}$`);
      if (!expression.test(parts[0] ?? '-')) return false;
      return (isLast && first.endsWith('*')) || slow(rest, parts.slice(1));
    };
    fc.assert(
      fc.property(
        fc.array(wanted, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        (pattern, parts) => {
          const reference = read(`r.io/${parts.join('/')}`);
          expect(matchesRegistryPattern(reference, `r.io/${pattern.join('/')}`)).toBe(slow(pattern, parts));
          expect(registryPatternProblem(`r.io/${pattern.join('/')}`)).toBe(null);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('every image is covered by its own name, by its registry and by the star below each of its parts', () => {
    const part = fc.constantFrom('a', 'team', 'library', 'x-y');
    const registry = fc.constantFrom('docker.io', 'ghcr.io', 'localhost:5000');
    fc.assert(
      fc.property(registry, fc.array(part, { minLength: 1, maxLength: 4 }), (at, parts) => {
        const reference = read(`${at}/${parts.join('/')}`);
        const names = reference.repository.split('/');
        const patterns = names.map((_, index) => [at, ...names.slice(0, index), '*'].join('/'));
        for (const pattern of [at, `${at}/${reference.repository}`, '*', ...patterns]) {
          expect(matchesRegistryPattern(reference, pattern)).toBe(true);
        }
        expect(matchesRegistryPattern(reference, `${at}/${reference.repository}/*`)).toBe(false);
      }),
    );
  });
});

test.each([
  ['', 'is empty'],
  ['https://registry.bank.example/*', 'starts with a scheme, which no image name does'],
  ['registry.bank.example/', 'ends in a slash; registry.bank.example/* covers all below it'],
  ['registry.bank.example//x', 'has nothing between two slashes'],
  ['/x', 'has nothing between two slashes'],
  ['registry bank.example', 'names no host that a registry can have'],
  ['nginx:1.27', 'names no host that a registry can have'],
  ['my_registry.example/*', 'names no host that a registry can have'],
  ['ghcr.io/org/app:1', 'names a tag or a digest, which do not count here'],
  [`ghcr.io/org/app@${sha256}`, 'names a tag or a digest, which do not count here'],
  ['ghcr.io/Org/*', 'has a character that no repository has'],
  ['ghcr.io/{a,b}/*', 'has a character that no repository has'],
  ['ghcr.io/org /*', 'has a character that no repository has'],
  ['ghcr.io/[ab]/*', 'has a character that no repository has'],
])('the pattern %j %s', (pattern, problem) => expect(registryPatternProblem(pattern)).toBe(problem));
