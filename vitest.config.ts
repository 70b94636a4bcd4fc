import { defineConfig, type ViteUserConfig } from 'vitest/config';

const results = process.env['KUBECOMPASS_TEST_RESULTS'];

// The core keeps no state, so all tests share one process and every module is loaded once.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 30_000,
    ...(results ? { reporters: ['default', ['json', { outputFile: results }]] } : {}),
  },
});

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default config;
