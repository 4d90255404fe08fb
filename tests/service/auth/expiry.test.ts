import { describe, expect } from 'vitest';
import type { Db } from '../../../api/src/db/client.ts';
import { AUTH_SWEEPS } from '../../../api/src/domains/auth/jobs.ts';
import { openSession, recognise } from '../../../api/src/domains/auth/service.ts';
import { countFailure, saveCode } from '../../../api/src/domains/auth/store.ts';
import { loginCodes, sessions, signInFailures, users } from '../../../api/src/domains/auth/tables.ts';
import { anAccount, aWorld, COUNTY, NOON } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000);
const counts = async (db: Db) => [
  await db.$count(sessions),
  await db.$count(loginCodes),
  await db.$count(signInFailures),
];

describe('what signing in leaves behind', () => {
  test('goes when its time is over, and not before', async ({ db }) => {
    const world = await aWorld(db);
    await anAccount(world, 'county_officer');
    const [user] = await db.select().from(users);
    if (!user) throw new Error('no account');
    const token = await db.transaction(async (tx) => {
      const at = { codeHash: 'x', triesLeft: 3, sentAt: NOON, expiresAt: NOON };
      await saveCode(tx, { countyCode: COUNTY, phoneHash: 'y', ...at });
      await countFailure(tx, COUNTY, 'somebody', NOON);
      return openSession(tx, world.deps, user);
    });
    const left = async (at: Date) => {
      world.setNow(at);
      for (const sweep of AUTH_SWEEPS) await sweep.run(world.deps);
      return counts(db);
    };
    expect(await left(hours(1))).toEqual([1, 1, 1]);
    expect(await recognise(db, token, hours(1))).toMatchObject({ id: user.id });
    expect(await left(hours(2))).toEqual([1, 0, 1]);
    expect(await left(hours(25))).toEqual([0, 0, 0]);
  });
});
