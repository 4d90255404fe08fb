import type { TestProject } from 'vitest/node';
import { cloneTemplate, dropClone } from './clone.ts';
import { aHome, launchProduct } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a real product with the demo county, started for this run of the tests. */
    baseUrl: string;
    /** Its database. */
    productDatabaseUrl: string;
  }
}

interface Running {
  readonly baseUrl: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

const SHARED = Symbol.for('songgang.test-product');
const global = globalThis as { [SHARED]?: { readonly running: Promise<Running>; users: number } };
const DATABASE = 'songgang_product';

/** Stands behind the set-up of the cluster in a project's list: the product runs on a clone of the same template. */
export default async function setup(project: TestProject) {
  const { clusterUrl } = project.getProvidedContext();
  global[SHARED] ??= { running: start(clusterUrl), users: 0 };
  const shared = global[SHARED];
  shared.users += 1;
  const { baseUrl, databaseUrl } = await shared.running;
  project.provide('baseUrl', baseUrl);
  project.provide('productDatabaseUrl', databaseUrl);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await (await shared.running).stop();
  };
}

async function start(clusterUrl: string): Promise<Running> {
  const databaseUrl = await cloneTemplate(clusterUrl, DATABASE);
  const home = aHome();
  const product = await launchProduct({ home: home.path, env: { DATABASE_URL: databaseUrl, SONGGANG_DEMO: '1' } });
  await product.started;
  const stop = async () => {
    await product.stop();
    await dropClone(clusterUrl, DATABASE);
    home.remove();
  };
  return { baseUrl: product.url, databaseUrl, stop };
}
