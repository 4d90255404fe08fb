import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { dateAt } from '../../api/src/kernel/calendar.ts';
import { cloneTemplate, dropClone } from '../support/clone.ts';
import { aHome, cleanEnvironment, type Launched, launchProduct, ROOT } from '../support/server.ts';
import { shiftedBy } from '../support/shifted-clock.ts';
import { type Place, reached } from './browsing.ts';

const DAY_MS = 86_400_000;
const run = promisify(execFile);

/** A product with a demo county of its own, whose clock can be put forward: it stops, and starts again on a later day. */
export interface OwnProduct {
  readonly databaseUrl: string;
  place(): Place;
  /** The day there. */
  today(): string;
  pass(days: number): Promise<void>;
  /** `songgang …` beside it. */
  command(...words: string[]): Promise<string>;
  end(): Promise<void>;
}

export async function anOwnProduct(clusterUrl: string, database: string): Promise<OwnProduct> {
  const databaseUrl = await cloneTemplate(clusterUrl, database);
  const home = aHome();
  let aheadMs = 0;
  let running: Launched | undefined;
  const environment = () => ({ DATABASE_URL: databaseUrl, SONGGANG_DEMO: '1', ...shiftedBy(aheadMs) });
  const start = async () => {
    running = await launchProduct({ home: home.path, env: environment() });
    await running.started;
  };
  await start();
  return {
    databaseUrl,
    place: () => ({ url: reached(running, 'a running product').url, aheadMs }),
    today: () => dateAt(new Date(Date.now() + aheadMs)),
    pass: async (days) => {
      await running?.stop();
      aheadMs += days * DAY_MS;
      await start();
    },
    command: async (...words) => {
      const env = { ...cleanEnvironment(), ...environment(), SONGGANG_HOME: home.path };
      const { stdout } = await run(process.execPath, [path.join(ROOT, 'api/src/cli.ts'), ...words], { env });
      return stdout;
    },
    end: async () => {
      await running?.stop();
      await dropClone(clusterUrl, database);
      home.remove();
    },
  };
}
