import os from 'node:os';
import { defineConfig } from 'vitest/config';

// Long enough for a machine that does ten other things: no test depends on speed.
const LONG_MS = 600_000;
// Never one: Vitest puts projects of a single worker behind all groups, and on two cores it would choose one.
const WORKERS = Math.max(2, os.availableParallelism());
const cluster = './tests/support/cluster-setup.ts';
const product = './tests/support/product-setup.ts';
const web = './tests/support/web-setup.ts';

interface Kind {
  readonly globalSetup?: string[];
  /** Whole products are started and stopped: behind all others and one file at a time, or they would starve one another. */
  readonly isHeavy?: boolean;
}

const project = (name: string, { globalSetup = [], isHeavy = false }: Kind = {}, files = [`${name}/**/*`]) => ({
  test: {
    name,
    include: files.map((file) => `tests/${file}.test.ts`),
    globalSetup,
    testTimeout: isHeavy ? LONG_MS : 30_000,
    hookTimeout: LONG_MS,
    maxWorkers: isHeavy ? 1 : WORKERS,
    sequence: { groupOrder: isHeavy ? 1 : 0 },
  },
});

export default defineConfig({
  test: {
    projects: [
      project('core', {}, ['core/**/*', 'policies/**/*', '*']),
      project('service', { globalSetup: [cluster] }),
      project('http', { globalSetup: [cluster] }),
      project('engines', { globalSetup: [cluster] }),
      project('web', { globalSetup: [cluster, web, product], isHeavy: true }),
      project('start', { globalSetup: [web], isHeavy: true }),
      project('e2e', { globalSetup: [cluster, web, product], isHeavy: true }),
    ],
  },
});
