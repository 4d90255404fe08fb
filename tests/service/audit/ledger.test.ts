import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect } from 'vitest';
import { type EventBody, GENESIS, link } from '../../../api/src/domains/audit/core/chain.ts';
import { exportHeads, forgetExports, verifyLedger } from '../../../api/src/domains/audit/exports.ts';
import { appendEvents, sm3 } from '../../../api/src/domains/audit/service.ts';
import { listEventsAfter } from '../../../api/src/domains/audit/store.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const ROWS = 12;
const DAY = 86_400_000;
const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) fs.rmSync(home, { recursive: true });
});
const aHome = (): string => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-ledger-'));
  homes.push(home);
  return home;
};

const append = (world: World, count: number) =>
  world.db.transaction((tx) =>
    appendEvents(
      tx,
      world.system,
      Array.from({ length: count }, (_, i) => ({
        subjectKind: 'claim',
        subjectId: uuidv7(NOON),
        action: 'check',
        fromStatus: 'submitted',
        toStatus: 'checked',
        details: { n: i, note: '核对' },
      })),
    ),
  );

/** A chain of twelve, and the guard that refuses changes taken away, as somebody with the whole database could. */
async function aChain(db: World['db']): Promise<World> {
  const world = await aWorld(db);
  await append(world, ROWS);
  await db.execute(sql`alter table events disable trigger user`);
  return world;
}
const broken = async (world: World, home?: string) => (await verifyLedger(world.deps, COUNTY, home)).broken;

describe('walking the log', () => {
  test('a whole chain is whole', async ({ db }) => {
    expect(await verifyLedger((await aChain(db)).deps, COUNTY)).toEqual({
      rows: ROWS,
      broken: null,
      exports: { checked: 0, differ: [] },
    });
  });

  test.for([
    "at = at + interval '1 millisecond'",
    'actor_id = gen_random_uuid()',
    "actor_role = 'auditor'",
    "actor_name = '另一个'",
    "subject_kind = 'job'",
    'subject_id = gen_random_uuid()',
    "action = 'approve'",
    'from_status = null',
    "to_status = 'paid'",
    'details = details || \'{"n": 99}\'',
    'prev_hash = hash',
    'hash = prev_hash',
  ])('a row changed in one column is named: %s', async (set, { db }) => {
    const world = await aChain(db);
    await db.execute(sql.raw(`update events set ${set} where county_code = '${COUNTY}' and seq = 5`));
    expect(await broken(world)).toBe(5);
  });

  test.for([1, 6, ROWS])('a row taken out is named: %i', async (seq, { db }) => {
    const world = await aChain(db);
    await db.execute(sql`delete from events where county_code = ${COUNTY} and seq = ${seq}`);
    expect(await broken(world)).toBe(seq);
  });

  test('a row put in is named, in the middle and at the end', async ({ db }) => {
    const world = await aChain(db);
    const insertAt = (at: number) =>
      db.execute(sql`insert into events select county_code, ${at}, at, actor_id, actor_role, actor_name, subject_kind, subject_id, 'forged',
        from_status, to_status, details, prev_hash, hash from events where county_code = ${COUNTY} and seq = 4`);
    await insertAt(ROWS + 1);
    expect(await broken(world)).toBe(ROWS + 1);
    await db.execute(sql`update events set seq = seq + 1000 where county_code = ${COUNTY} and seq > 7`);
    await db.execute(sql`update events set seq = seq - 999 where county_code = ${COUNTY} and seq > 1000`);
    await insertAt(8);
    expect(await broken(world)).toBe(8);
  });

  test('two rows exchanged are named', async ({ db }) => {
    const world = await aChain(db);
    await db.execute(
      sql`update events set seq = case seq when 3 then 1003 else 1009 end where county_code = ${COUNTY} and seq in (3, 9)`,
    );
    await db.execute(
      sql`update events set seq = case seq when 1003 then 9 else 3 end where county_code = ${COUNTY} and seq > 1000`,
    );
    expect(await broken(world)).toBe(3);
  });
});

describe('the heads that left the house', () => {
  /** Every row from `from` on with another name, each hash made anew, the head too: a chain without a flaw in itself. */
  async function writeAnew(world: World, from: number) {
    const rows = await listEventsAfter(world.db, COUNTY, 0, 1000);
    const bodies = rows.map(
      ({ prevHash: _prev, hash: _hash, at, ...row }): EventBody => ({
        ...row,
        at: at.toISOString(),
        actorName: row.seq >= from ? '伪造' : row.actorName,
      }),
    );
    const chain = link(sm3, GENESIS, bodies);
    for (const { seq, actorName, prevHash, hash } of chain)
      await world.db.execute(
        sql`update events set actor_name = ${actorName}, prev_hash = ${prevHash}, hash = ${hash} where county_code = ${COUNTY} and seq = ${seq}`,
      );
    await world.db.execute(sql`update chain_heads set hash = ${chain.at(-1)?.hash} where county_code = ${COUNTY}`);
  }

  /** Heads exported on two days: after row 12 and after row 20. */
  async function exported(db: World['db']) {
    const world = await aChain(db);
    const home = aHome();
    expect(await exportHeads(world.deps, home)).toBe(1);
    await append(world, 8);
    world.setNow(new Date(NOON.getTime() + DAY));
    expect(await exportHeads(world.deps, home)).toBe(1);
    return { world, home, file: path.join(home, 'ledger', `${COUNTY}.txt`) };
  }

  test('are written once a day, to a row and to a line of the county’s file', async ({ db }) => {
    const { world, home, file } = await exported(db);
    expect(await exportHeads(world.deps, home)).toBe(0);
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^2026-11-20 12 [0-9a-f]{64}$/),
      expect.stringMatching(/^2026-11-21 20 [0-9a-f]{64}$/),
    ]);
    expect(await verifyLedger(world.deps, COUNTY, home)).toMatchObject({
      rows: 20,
      broken: null,
      exports: { checked: 4 },
    });
  });

  test('what a kill kept out of the file is added the next time', async ({ db }) => {
    const { world, home, file } = await exported(db);
    const whole = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, `${whole.split('\n')[0]}\n`);
    await exportHeads(world.deps, home);
    expect(fs.readFileSync(file, 'utf8')).toBe(whole);
  });

  test('leave the file with a county that begins anew', async ({ db }) => {
    const { home, file } = await exported(db);
    const other = path.join(home, 'ledger', '610723.txt');
    fs.copyFileSync(file, other);
    await forgetExports(home, COUNTY);
    expect([file, other].map((one) => fs.existsSync(one))).toEqual([false, true]);
    await forgetExports(home, COUNTY);
  });

  test('show a chain written anew, and between which heads', async ({ db }) => {
    const { world, home } = await exported(db);
    await writeAnew(world, 15);
    expect(await broken(world)).toBe(13);
    const { exports } = await verifyLedger(world.deps, COUNTY, home);
    expect(exports).toMatchObject({ checked: 4, differ: [{ on: '2026-11-21', seq: 20 }, { where: 'file' }] });
  });

  test('the file shows it where the exports in the database were written anew too', async ({ db }) => {
    const { world, home } = await exported(db);
    await writeAnew(world, 1);
    await db.execute(sql`alter table chain_exports disable trigger user`);
    await db.execute(
      sql`update chain_exports x set hash = (select hash from events e where e.county_code = x.county_code and e.seq = x.seq)`,
    );
    expect(await broken(world)).toBeNull();
    expect(await broken(world, home)).toBe(1);
  });

  test('the last rows cut off with their head are missed', async ({ db }) => {
    const { world } = await exported(db);
    await db.execute(sql`delete from events where county_code = ${COUNTY} and seq > 15`);
    await db.execute(
      sql`update chain_heads set seq = 15, hash = (select hash from events where county_code = ${COUNTY} and seq = 15) where county_code = ${COUNTY}`,
    );
    expect(await verifyLedger(world.deps, COUNTY)).toMatchObject({ rows: 15, broken: 13 });
  });

  test('a line that was altered is seen', async ({ db }) => {
    const { world, home, file } = await exported(db);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/ 12 ./, ' 12 x'));
    expect(await verifyLedger(world.deps, COUNTY, home)).toMatchObject({ exports: { differ: [{ where: 'file' }] } });
    expect(await broken(world, home)).not.toBeNull();
  });
});
