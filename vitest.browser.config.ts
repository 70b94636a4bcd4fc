import { defineConfig, type ViteUserConfig } from 'vitest/config';

// `npm run test:browser`: the HTML report in a real Chromium, as its readers use it.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { poll: { timeout: 15_000 } },
  },
});

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default config;
