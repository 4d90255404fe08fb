import { eq, inArray, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { connect, type Db } from '../../../api/src/db/client.ts';
import { copyRows } from '../../../api/src/db/copy.ts';
import { refusalOf } from '../../../api/src/db/refusal.ts';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  LIVE,
  UNANSWERED,
} from '../../../api/src/domains/matching/core/delivery.ts';
import { load } from '../../../api/src/domains/matching/load.ts';
import { recount } from '../../../api/src/domains/matching/recount.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { type DeliveryRow, insertDeliveries } from '../../../api/src/domains/matching/store.ts';
import { deliveries, offersHeld, offersOut } from '../../../api/src/domains/matching/tables.ts';
import { DEFAULT_SETTINGS } from '../../../api/src/domains/regions/tables.ts';
import { newId } from '../../../api/src/kernel/ctx.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const PEOPLE = 26;
const JOBS = 20;
const drawn = (n: number, salt: number) => Math.imul(n * 31 + salt, 0x9e3779b1) >>> 0;

/** Every pair of some people and some jobs, in three years and every tier. */
async function everyPair(world: World): Promise<DeliveryRow[]> {
  const [people, jobs]: [string[], string[]] = [[], []];
  for (let n = 0; n < PEOPLE; n += 1) people.push((await aLabourer(world)).id);
  for (let n = 0; n < JOBS; n += 1) jobs.push((await aJob(world)).id);
  return people.flatMap((labourerId, p) =>
    jobs.map((jobId, j): DeliveryRow => {
      const n = p * JOBS + j;
      const tier = (['floor', 'beyond', 'own'] as const)[drawn(n, 1) % 3] ?? 'floor';
      const of = { countyCode: COUNTY, id: newId(world.system), labourerId, jobCountyCode: COUNTY, jobId };
      const reasons = [{ code: 'easy', value: `\\ \t\n "引号" ${n}` }] as const;
      return {
        ...of,
        channel: 'sheet',
        tier,
        score: n,
        reasons: [...reasons],
        year: 2026,
        status: 'planned',
        plannedAt: NOON,
      };
    }),
  );
}

const plus = (sums: Map<string, number>, key: string, isOne: boolean) => sums.set(key, (sums.get(key) ?? 0) + +isOne);

/** What is kept, and what counting the deliveries one by one comes to. */
async function keptAndCounted(db: Db) {
  const [kept, counted] = [new Map<string, number>(), new Map<string, number>()];
  for (const h of await db.select().from(offersHeld)) {
    kept.set(`${h.labourerId} ${h.year} offered`, h.offered).set(`${h.labourerId} ${h.year} unanswered`, h.unanswered);
  }
  for (const o of await db.select().from(offersOut)) kept.set(`${o.jobId} live`, o.live);
  for (const d of await db.select().from(deliveries)) {
    plus(counted, `${d.labourerId} ${d.year} offered`, d.tier !== 'own');
    plus(counted, `${d.labourerId} ${d.year} unanswered`, UNANSWERED.includes(d.status));
    plus(counted, `${d.jobId} live`, LIVE.includes(d.status));
  }
  const some = (sums: Map<string, number>) => [...sums].filter(([, count]) => count !== 0).sort();
  return { kept: some(kept), counted: some(counted) };
}

const MEANS: Partial<Record<DeliveryStatus, Partial<DeliveryRow>>> = {
  declined: { declineReason: 'other' },
  closed: { closeReason: 'job_closed' },
  not_placed: { notPlacedReason: 'other' },
  interested: { dueOn: '2026-12-01' },
};

describe('what is counted of deliveries', () => {
  test('is what counting them comes to, whatever is done to one or to many', async ({ db }) => {
    const world = await aWorld(db);
    const rows = (await everyPair(world)).map((row, n) => ({ ...row, year: 2024 + (drawn(n, 2) % 3) }));
    for (const year of [2024, 2025, 2026]) {
      await db.transaction((tx) =>
        insertDeliveries(
          tx,
          rows.filter((row) => row.year === year),
        ),
      );
    }
    for (let n = 0; n < 60; n += 1) {
      const ids = rows.filter((_, k) => drawn(k, n) % 97 < (n % 3 === 0 ? 1 : 9)).map((row) => row.id);
      const status = DELIVERY_STATUSES[drawn(n, 3) % DELIVERY_STATUSES.length] as DeliveryStatus;
      if (n % 10 === 9) await db.delete(deliveries).where(inArray(deliveries.id, ids));
      else
        await db
          .update(deliveries)
          .set({ status, ...MEANS[status] })
          .where(inArray(deliveries.id, ids));
      const { kept, counted } = await keptAndCounted(db);
      expect(kept).toEqual(counted);
    }
    await db.delete(deliveries);
    expect((await keptAndCounted(db)).kept).toEqual([]);
  });

  test('holds when two change offers of the same people and jobs at once', async ({ committed }) => {
    const world = await aWorld(committed.db);
    const rows = await everyPair(world);
    await committed.db.transaction((tx) => insertDeliveries(tx, rows));
    const clients = [connect(committed.url, 1), connect(committed.url, 1)];
    await Promise.all(
      clients.map(async ({ db }, client) => {
        const own = rows.filter((_, n) => n % 2 === client);
        for (let n = 0; n < own.length; n += 13) {
          const ids = own.slice(n, n + 13).map((row) => row.id);
          await db.transaction(async (tx) => {
            await tx
              .update(deliveries)
              .set({ status: 'declined', declineReason: 'other' })
              .where(inArray(deliveries.id, ids));
            await tx
              .update(deliveries)
              .set({ status: 'seen' })
              .where(inArray(deliveries.id, ids.slice(0, 5)));
          });
        }
      }),
    );
    for (const client of clients) await client.close();
    const { kept, counted } = await keptAndCounted(committed.db);
    expect(counted.length).toBeGreaterThan(PEOPLE);
    expect(kept).toEqual(counted);
  });

  test('is counted anew by the next run of the county where something went past it', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    const job = await aJob(world);
    await matchCounty(world.system);
    expect(await recount(db, COUNTY)).toBe(false);
    await db.execute(sql`alter table deliveries disable trigger user`);
    await db.delete(deliveries);
    await db.execute(sql`alter table deliveries enable trigger user`);
    await db.update(offersOut).set({ live: 1_000 }).where(eq(offersOut.jobId, job.id));
    const around = await load(world.system, '2026-11-20', DEFAULT_SETTINGS, { jobId: job.id });
    expect(around.jobs[0]?.capLeft).toBeGreaterThan(0);
    const wrong = await keptAndCounted(db);
    expect(wrong.kept).not.toEqual(wrong.counted);
    expect((await matchCounty(world.system)).deliveries).toBe(1);
    const { kept, counted } = await keptAndCounted(db);
    expect(kept).toEqual(counted);
    expect(await recount(db, COUNTY)).toBe(false);
  });
});

describe('many deliveries at once', () => {
  test('arrive as they were, whatever their reasons hold', async ({ db }) => {
    const world = await aWorld(db);
    const rows = await everyPair(world);
    await db.transaction((tx) => insertDeliveries(tx, rows));
    const found = new Map((await db.select().from(deliveries)).map((row) => [row.id, row]));
    expect(found.size).toBe(PEOPLE * JOBS);
    for (const row of rows) expect(found.get(row.id)).toMatchObject(row);
  });

  test('are refused whole where one of them was there already, and the connection goes on', async ({ committed }) => {
    const world = await aWorld(committed.db);
    const rows = await everyPair(world);
    const twice = [...rows, { ...(rows[7] as DeliveryRow), id: newId(world.system) }];
    const refused = committed.db.transaction((tx) => insertDeliveries(tx, twice));
    const code = await refused.then(
      () => 'taken',
      (error: unknown) => refusalOf(error)?.code,
    );
    expect(code).toBe('23505');
    expect(await committed.db.$count(deliveries)).toBe(0);
    await committed.db.transaction((tx) => insertDeliveries(tx, rows));
    expect(await committed.db.$count(deliveries)).toBe(rows.length);
    expect((await keptAndCounted(committed.db)).kept).toEqual((await keptAndCounted(committed.db)).counted);
  });

  test('are told by the next statement where they were no rows, and nothing waits for ever', async ({ committed }) => {
    const lines = Array.from({ length: 50_000 }, (_, n) => [n === 20_000 ? 'no number' : n]);
    const sent = committed.db.transaction(async (tx) => {
      await tx.execute(sql`create temp table numbers (n int) on commit drop`);
      await copyRows(tx, 'numbers', ['n'], lines);
      await tx.execute(sql`select count(*) from numbers`);
    });
    await expect(sent).rejects.toThrow();
    expect(await committed.db.$count(deliveries)).toBe(0);
  });
});
