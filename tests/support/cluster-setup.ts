import type { TestProject } from 'vitest/node';
import { connect } from '../../api/src/db/client.ts';
import { openThrowawayDatabase } from '../../api/src/db/embedded.ts';
import { migrateAll } from '../../api/src/db/migrate.ts';
import { inDatabase, TEMPLATE } from './clone.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of this run's own cluster, which holds the migrated template. */
    clusterUrl: string;
  }
}

interface Shared {
  readonly url: Promise<string>;
  readonly close: () => Promise<void>;
  users: number;
}

// Vitest loads this file once for each project; the cluster is one for the whole run.
const SHARED = Symbol.for('songgang.test-cluster');
const global = globalThis as { [SHARED]?: Shared };

export default async function setup(project: TestProject) {
  global[SHARED] ??= open();
  const shared = global[SHARED];
  shared.users += 1;
  project.provide('clusterUrl', await shared.url);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await shared.close();
  };
}

function open(): Shared {
  const database = openThrowawayDatabase();
  const url = database.then(async (opened) => {
    await makeTemplate(opened.url);
    return opened.url;
  });
  return { url, users: 0, close: async () => (await database).close() };
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const admin = connect(clusterUrl, 1);
  await admin.sql.unsafe(`create database ${TEMPLATE}`);
  await admin.close();
  const template = connect(inDatabase(clusterUrl, TEMPLATE), 1);
  await migrateAll(template.db);
  await template.close();
}
