import { defineConfig, type ViteUserConfig } from 'vitest/config';

const results = process.env['KUBECOMPASS_TEST_RESULTS'];

// The core keeps no state, so all tests share one process and every module is loaded once.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // Tests that run the program as a process wait more than they compute.
    maxWorkers: '100%',
    globalSetup: ['test/e2e/bundle-program.ts'],
    testTimeout: 30_000,
    ...(results ? { reporters: ['default', ['json', { outputFile: results }]] } : {}),
  },
});

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default config;
