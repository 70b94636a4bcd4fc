import { defineConfig, type ViteUserConfig } from 'vitest/config';

// `npm run test:cluster`: against a real API server, which takes seconds to start and, the first time, minutes to build.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/cluster/build-control-plane.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default config;
