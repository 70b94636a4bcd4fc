import { defineConfig, type ViteUserConfig } from 'vitest/config';

const results = process.env['KUBECOMPASS_TEST_RESULTS'];

const all = ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'];
const asProcess = ['test/e2e/**/*.test.ts', 'test/secrets-stay-out.test.ts'];

// The core keeps no state, so all tests share one process and every module is loaded once.
const config: ViteUserConfig = defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    // Tests that run the program as a process wait more than they compute.
    maxWorkers: '100%',
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'rooms', include: all, exclude: [...asProcess, 'test/cluster/**', 'test/browser/**'] },
      },
      // What these run is bundled before the first of them begins, and only then.
      { extends: true, test: { name: 'program', include: asProcess, globalSetup: ['test/e2e/bundle-program.ts'] } },
    ],
    ...(results ? { reporters: ['default', ['json', { outputFile: results }]] } : {}),
  },
});

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default config;
