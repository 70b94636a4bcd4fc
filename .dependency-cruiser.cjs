// Who may import whom. One row per room; scripts/check-rooms.ts runs it and proves that every source was seen.

/** For each room the rooms it may import, besides itself. */
const rooms = {
  definition: [],
  estate: ['definition'],
  collect: ['estate', 'definition'],
  analyses: ['estate', 'definition'],
  checks: ['analyses', 'estate', 'definition'],
  frameworks: ['definition'],
  assessment: ['checks', 'frameworks', 'analyses', 'estate', 'definition'],
  remedy: ['assessment', 'checks', 'analyses', 'estate', 'definition'],
  report: ['assessment', 'frameworks', 'definition'],
  cli: ['definition', 'estate', 'collect', 'analyses', 'checks', 'frameworks', 'assessment', 'remedy', 'report'],
  operator: ['definition', 'estate', 'collect', 'analyses', 'checks', 'frameworks', 'assessment', 'remedy', 'report'],
  hub: ['definition', 'estate', 'collect', 'analyses', 'checks', 'frameworks', 'assessment', 'remedy', 'report'],
  // And two doors of their own, below: the views shared with reports, and the types of the hub's API.
  web: [],
};

/** Parts of other rooms that a room may import besides: what is patched is read as it was read before, by one reader. */
const doors = {
  web: ['^src/report/view/', '^src/hub/'],
  remedy: ['^src/collect/manifests/text/'],
};

/** The core: same estate in, same assessment out, so nothing of the world may be reached from here. */
const core = ['definition', 'estate', 'analyses', 'checks', 'frameworks', 'assessment'];

/** Packages that only compute. The core may use these and no other. */
const pure = ['@noble/hashes', 'typebox'];

const test = '\\.test\\.ts$';
const named = (names) => names.join('|');
const room = (names) => `^src/(?:${named(names)})/`;

const mayImport = Object.entries(rooms).map(([name, others]) => ({
  name: `the-doors-of-${name}`,
  comment: `${name} may import ${others.length === 0 ? 'no other room' : others.join(', ')}.`,
  severity: 'error',
  from: { path: room([name]), pathNot: test },
  to: {
    path: '^src/',
    pathNot: [room([name, ...others]), ...(doors[name] ?? [])],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...mayImport,
    {
      name: 'web-takes-only-types-from-hub',
      comment: "web may import the types of hub's API, and nothing that runs.",
      severity: 'error',
      from: { path: room(['web']), pathNot: test },
      to: { path: room(['hub']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-file-outside-a-room',
      comment: 'Every source stands in a room; a new room is a decision, written down in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: room(Object.keys(rooms)) },
      to: {},
    },
    {
      name: 'no-import-of-a-file-outside-a-room',
      comment: 'Every source stands in a room; a new room is a decision, written down in .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: room(Object.keys(rooms)) },
    },
    {
      name: 'no-world-in-the-core',
      comment: 'The core reads no file, network or clock: what it needs to know is in the estate.',
      severity: 'error',
      from: { path: room(core), pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'definition-imports-nothing',
      comment: 'The definition stands alone: not even a package.',
      severity: 'error',
      from: { path: room(['definition']), pathNot: test },
      to: { path: 'node_modules/' },
    },
    {
      name: 'only-pure-packages-in-the-core',
      comment: `Packages in the core only compute (${pure.join(', ')}); add one to .dependency-cruiser.cjs when it does.`,
      severity: 'error',
      from: { path: room(core), pathNot: test },
      to: { path: 'node_modules/', pathNot: `node_modules/(?:@types/)?(?:${named(pure)})/` },
    },
    {
      name: 'checks-never-import-checks',
      comment: 'What two checks want is an analysis.',
      severity: 'error',
      from: { path: '^src/checks/([^/]+/[^/]+)/', pathNot: test },
      to: { path: '^src/checks/[^/]+/', pathNot: '^src/checks/$1/' },
    },
    {
      name: 'nothing-imports-a-test',
      comment: 'What tests share lives in test/support.',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'the-product-knows-no-test-and-no-script',
      comment: 'Sources import nothing from test/ or scripts/.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^(?:test|scripts)/' },
    },
    {
      name: 'the-product-needs-no-tool',
      comment: 'What the product imports is a dependency of the product, not a tool of this repository.',
      severity: 'error',
      from: { path: '^(?:src|bin)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A source that imports nothing and is imported by nothing does nothing.',
      severity: 'error',
      // The script of the HTML report is bundled into page.generated.ts, and imported by nobody.
      from: { orphan: true, path: '^src/', pathNot: [test, '^src/report/html/browser/page\\.ts$'] },
      to: {},
    },
    {
      name: 'no-unresolved-import',
      comment: 'What cannot be found cannot be judged.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no API for other tools: swc parses, and types count as imports.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|coverage)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
