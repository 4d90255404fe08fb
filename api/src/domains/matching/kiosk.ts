import { and, asc, count, eq, gt, isNull, sql } from 'drizzle-orm';
import type * as contract from '../../../contract/deliveries.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { addWorkingDays } from '../../kernel/calendar.ts';
import { type Actor, type Ctx, newId, today } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { appendEvent } from '../audit/service.ts';
import { findLiaisonOf } from '../auth/store.ts';
import { maskAddress } from '../notices/service.ts';
import { households, labourers } from '../people/tables.ts';
import { getRegion } from '../regions/store.ts';
import { PROMISED_WORKING_DAYS } from './core/step.ts';
import { listOpenJobs } from './postings-store.ts';
import { wishFor } from './service.ts';
import { findJobBrief } from './store.ts';
import { kioskWishes } from './tables.ts';

type Wish = typeof kioskWishes.$inferSelect;

/** As many as one kiosk with a queue before it can take; whoever sends more is no queue. */
const CROWD = { wishes: 40, minutes: 10 } as const;

/** Anybody may say a wish, so no more of them than a village can mean reach the liaison's list. Throws wish.too_many. */
async function refuseFlood(tx: Tx, ctx: Ctx, regionCode: string): Promise<void> {
  const since = new Date(ctx.now().getTime() - CROWD.minutes * 60_000);
  const [said] = await tx
    .select({ wishes: count() })
    .from(kioskWishes)
    .where(
      and(
        eq(kioskWishes.countyCode, ctx.actor.countyCode),
        eq(kioskWishes.regionCode, regionCode),
        gt(kioskWishes.saidAt, since),
      ),
    );
  if ((said?.wishes ?? 0) >= CROWD.wishes) throw new AppError('wish.too_many', { minutes: CROWD.minutes });
}

/**
 * 我想去 by name and village. The same form sent twice is one wish. Throws delivery.job_closed, region.not_found, wish.too_many.
 */
export async function sayWish(
  ctx: Ctx,
  { body }: Input<typeof contract.wishAtKiosk>,
): Promise<Output<typeof contract.wishAtKiosk>> {
  const dueOn = addWorkingDays(today(ctx), PROMISED_WORKING_DAYS);
  const { countyCode } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    await getRegion(tx, body.regionCode);
    await refuseFlood(tx, ctx, body.regionCode);
    const [job] = await listOpenJobs(tx, countyCode, today(ctx), body.jobId);
    if (!job) throw new AppError('delivery.job_closed', { jobId: body.jobId });
    const row = {
      countyCode,
      id: newId(ctx),
      jobCountyCode: job.countyCode,
      jobId: body.jobId,
      regionCode: body.regionCode,
      nameSealed: ctx.vault.seal(body.name.trim()),
      phoneSealed: body.phone ? ctx.vault.seal(body.phone) : null,
      saidAt: ctx.now(),
      dueOn,
      clientKey: body.clientKey,
    };
    const [inserted] = await tx.insert(kioskWishes).values(row).onConflictDoNothing().returning();
    const helper = await findLiaisonOf(tx, countyCode, body.regionCode);
    if (inserted)
      await appendEvent(tx, ctx, {
        subjectKind: 'kiosk_wish',
        subjectId: row.id,
        action: 'say',
        toStatus: 'open',
        details: { jobId: body.jobId },
      });
    return { dueOn, helperName: helper?.displayName ?? null };
  });
}

const inArea = (actor: Actor) =>
  and(
    eq(kioskWishes.countyCode, actor.countyCode),
    sql`${kioskWishes.regionCode} like ${`${prefixOf(actor.regionCode)}%`}`,
  );

export async function listWishes(ctx: Ctx): Promise<Output<typeof contract.listKioskWishes>> {
  const rows = await ctx.db
    .select()
    .from(kioskWishes)
    .where(and(inArea(ctx.actor), isNull(kioskWishes.settledAt)))
    .orderBy(asc(kioskWishes.dueOn), asc(kioskWishes.saidAt))
    .limit(200);
  const wishes = await Promise.all(rows.map((row) => viewOfWish(ctx, row)));
  return { wishes: wishes.filter((w) => w !== undefined) };
}

async function viewOfWish(ctx: Ctx, wish: Wish) {
  const job = await findJobBrief(ctx.db, wish.jobId);
  if (!job) return undefined;
  const name = ctx.vault.open(wish.nameSealed);
  return {
    id: wish.id,
    name,
    phoneMasked: wish.phoneSealed && maskAddress(ctx.vault.open(wish.phoneSealed)),
    regionName: (await getRegion(ctx.db, wish.regionCode)).name,
    job,
    saidAt: wish.saidAt.toISOString(),
    dueOn: wish.dueOn,
    candidates: await listCandidates(ctx, wish.regionCode, name),
  };
}

async function listCandidates(ctx: Ctx, regionCode: string, name: string) {
  const rows = await ctx.db
    .select({ id: labourers.id, name: labourers.name, birthOn: labourers.birthOn, headName: households.headName })
    .from(labourers)
    .innerJoin(
      households,
      and(eq(households.countyCode, labourers.countyCode), eq(households.id, labourers.householdId)),
    )
    .where(
      and(
        eq(labourers.countyCode, ctx.actor.countyCode),
        eq(labourers.name, name),
        eq(labourers.state, 'active'),
        sql`${labourers.regionCode} like ${`${prefixOf(regionCode)}%`}`,
      ),
    )
    .limit(10);
  return rows.map(({ birthOn, ...rest }) => ({ ...rest, birthYear: Number(birthOn.slice(0, 4)) }));
}

/** The liaison says who it was. Confirmed, it becomes a delivery that the person wants. */
export async function settleWish(
  ctx: Ctx,
  { params, body }: Input<typeof contract.settleKioskWish>,
): Promise<Output<typeof contract.settleKioskWish>> {
  return ctx.db.transaction(async (tx) => {
    const wish = await lockWish(tx, ctx.actor, params.id);
    if (wish.settledAt) throw new AppError('wish.settled', { outcome: wish.outcome });
    const labourerId = body.outcome === 'confirmed' ? body.labourerId : null;
    const deliveryId = labourerId && (await wishFor(tx, ctx, labourerId, wish.jobId, 'kiosk'));
    await tx
      .update(kioskWishes)
      .set({ outcome: body.outcome, settledAt: ctx.now(), settledBy: ctx.actor.id, labourerId, deliveryId })
      .where(and(eq(kioskWishes.countyCode, wish.countyCode), eq(kioskWishes.id, wish.id)));
    await appendEvent(tx, ctx, {
      subjectKind: 'kiosk_wish',
      subjectId: wish.id,
      action: 'settle',
      fromStatus: 'open',
      toStatus: body.outcome,
    });
    return { deliveryId };
  });
}

async function lockWish(tx: Tx, actor: Actor, id: string): Promise<Wish> {
  const [wish] = await tx
    .select()
    .from(kioskWishes)
    .where(and(inArea(actor), eq(kioskWishes.id, id)))
    .for('update');
  if (!wish) throw new AppError('wish.not_found', { id });
  return wish;
}
