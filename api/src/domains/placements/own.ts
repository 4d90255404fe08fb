import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/my-work.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvents } from '../audit/service.ts';
import { judgeOwnWord, monthsToSay } from './core/own.ts';
import { judgeEnd, monthsOf } from './core/rules.ts';
import { endWork, newsOf } from './service.ts';
import { readPerson } from './sources.ts';
import { findRunning, insertPlacement, listWorkedOf, type Placement, saveFollowUp } from './store.ts';
import { followUps, placements } from './tables.ts';
import { listWageMonthsOf, saveSaid } from './wages.ts';

type List = Output<typeof contract.listMyWork>;

const own = (ctx: Ctx) =>
  and(eq(placements.countyCode, ctx.actor.countyCode), eq(placements.labourerId, ctx.actor.labourerId ?? ctx.actor.id));

/** Where the person works and worked, in their own words; what was dropped is not shown. */
export async function listMyWork(ctx: Ctx, db: Reader = ctx.db): Promise<List> {
  const rows = await db.select().from(placements).where(own(ctx)).orderBy(desc(placements.recordedAt)).limit(20);
  const shown = rows.filter(({ status }) => status !== 'dropped');
  const { countyCode } = ctx.actor;
  const ids = shown.map(({ id }) => id);
  const months = await listWageMonthsOf(db, countyCode, ids);
  const work = await listWorkedOf(db, countyCode, ctx.actor.labourerId ? [ctx.actor.labourerId] : []);
  return { placements: shown.map((p) => viewOfMine(ctx, p, work, months)) };
}

function viewOfMine(
  ctx: Ctx,
  p: Placement,
  work: Awaited<ReturnType<typeof listWorkedOf>>,
  said: Awaited<ReturnType<typeof listWageMonthsOf>>,
): List['placements'][number] {
  const saidOf = (month: string) => said.find((one) => one.placementId === p.id && one.month === month);
  const others = work.filter(({ id }) => id !== p.id);
  return {
    ...p,
    isUnconfirmed: p.origin === 'self' && p.status === 'agreed',
    monthsCompleted: p.status === 'agreed' ? null : monthsOf(p, others, today(ctx)),
    months: monthsToSay(p, today(ctx)).map((month) => ({ month, saidPaidFen: saidOf(month)?.saidPaidFen ?? null })),
  };
}

/** 自主就业: stands as agreed until staff confirm that the person has begun. */
export async function reportMyWork(ctx: Ctx, { body }: Input<typeof contract.reportMyWork>): Promise<List> {
  if (body.startedOn > today(ctx)) throw new AppError('placement.day_to_come', { on: body.startedOn });
  return ctx.db.transaction(async (tx) => {
    const person = await readPerson(tx, ctx.actor, ctx.actor.labourerId ?? ctx.actor.id);
    const { countyCode } = person;
    const running = await findRunning(tx, countyCode, person.id);
    if (running) throw new AppError('placement.already_at_work', { employerName: running.employerName });
    const row = {
      ...body,
      ...{ countyCode, id: newId(ctx), labourerId: person.id, employerId: null, postKind: 'market' as const },
      ...{ origin: 'self' as const, introducerKind: 'none' as const, status: 'agreed' as const },
      ...{ recordedBy: ctx.actor.id, recordedAt: ctx.now() },
    };
    await insertPlacement(tx, row);
    await ctx.outbox.enqueue(tx, 'placement.changed', { countyCode, id: row.id });
    const view = await listMyWork(ctx, tx);
    const { origin, startedOn, contractKind, labourerId } = row;
    const details = { origin, startedOn, contractKind, labourerId };
    await appendEvents(tx, ctx, [
      { subjectKind: 'placement', subjectId: row.id, action: 'report', toStatus: row.status, details },
    ]);
    return view;
  });
}

/** The person's own tap answers the return visits that are due; who has left stops the count of months. */
export async function sayOfMyWork(ctx: Ctx, { params, body }: Input<typeof contract.sayOfMyWork>): Promise<List> {
  return ctx.db.transaction(async (tx) => {
    const placement = await lockOwn(tx, ctx, params.id);
    if (placement.version !== body.version) throw new AppError('placement.stale', { id: placement.id });
    orThrow(judgeOwnWord(placement, body, today(ctx)));
    const { countyCode, id } = placement;
    if (body.wage) await saveSaid(tx, ctx, { countyCode, placementId: id }, body.wage);
    await answerDue(tx, ctx, placement, body.outcome);
    const details = { outcome: body.outcome, ...(body.wage && { wage: body.wage }) };
    const news = [newsOf(placement, 'say', placement.status, details)];
    const { endedOn, endReason } = body;
    if (body.outcome === 'left' && endedOn && endReason) {
      orThrow(judgeEnd(placement.startedOn, endedOn));
      news.push(await endWork(tx, ctx, placement, { endedOn, endReason }));
    }
    await ctx.outbox.enqueue(tx, 'placement.changed', { countyCode, id });
    const view = await listMyWork(ctx, tx);
    await appendEvents(tx, ctx, news);
    return view;
  });
}

async function lockOwn(tx: Tx, ctx: Ctx, id: string): Promise<Placement> {
  const [row] = await tx
    .select()
    .from(placements)
    .where(and(own(ctx), eq(placements.id, id)))
    .for('update');
  if (!row) throw new AppError('placement.not_found', { id });
  return row;
}

async function answerDue(tx: Tx, ctx: Ctx, p: Placement, outcome: 'at_work' | 'left'): Promise<void> {
  const due = await tx
    .select()
    .from(followUps)
    .where(
      and(
        eq(followUps.countyCode, p.countyCode),
        eq(followUps.placementId, p.id),
        isNull(followUps.doneAt),
        lte(followUps.dueOn, today(ctx)),
      ),
    )
    .orderBy(asc(followUps.dayNumber))
    .for('update');
  for (const visit of due)
    await saveFollowUp(tx, visit, { way: 'own_tap', outcome, doneAt: ctx.now(), doneBy: ctx.actor.id });
}
