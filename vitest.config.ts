import { defineConfig } from 'vitest/config';

// Long enough for a machine that does ten other things: no test depends on speed.
const LONG_MS = 600_000;
const cluster = './tests/support/cluster-setup.ts';
const product = './tests/support/product-setup.ts';
const web = './tests/support/web-setup.ts';

const project = (name: string, folders: string[], globalSetup: string[] = [], timeout = 30_000) => ({
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    globalSetup,
    testTimeout: timeout,
    hookTimeout: LONG_MS,
    // Whole products are started and stopped: one file at a time, or they would starve one another on two cores.
    fileParallelism: timeout === 30_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/core/**/*.test.ts', 'tests/policies/**/*.test.ts', 'tests/architecture.test.ts'],
          testTimeout: 30_000,
        },
      },
      project('service', ['service'], [cluster]),
      project('http', ['http'], [cluster]),
      project('engines', ['engines'], [cluster]),
      project('web', ['web'], [cluster, web, product], LONG_MS),
      project('start', ['start'], [web], LONG_MS),
      project('e2e', ['e2e'], [cluster, web, product], LONG_MS),
    ],
  },
});
