import type * as contract from '../../../contract/desk.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import { AppError } from '../../kernel/app-error.ts';
import { yearOf } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { verifyLedger } from '../audit/exports.ts';
import { discloseAll } from '../audit/service.ts';
import { findHead, listEventsBefore } from '../audit/store.ts';
import { countByStatus, listMessages as listStored, requeue } from '../notices/store.ts';
import { getCounty } from '../regions/store.ts';
import { countDays, countSpread, countStandings, countWaiting } from './store.ts';

const NOTHING = { late: 0, today: 0, week: 0, fresh: 0 };
const RECENT = 12;

export async function readHome(ctx: Ctx): Promise<contract.DeskHome> {
  const on = today(ctx);
  const { db, actor } = ctx;
  const spread = await countSpread(db, actor, yearOf(on));
  const standings = await countStandings(db, actor, on);
  if (!standings) throw new Error('a count without a group always has a row');
  const { interested, declined, unanswered, ...rest } = standings;
  const belowFive = spread.slice(0, 5).reduce((sum, n) => sum + n, 0);
  const waiting = [
    ...(await countWaiting(db, actor, on)),
    { kind: 'below_five' as const, ...NOTHING, total: belowFive },
  ];
  const recent = await listEventsBefore(db, actor.countyCode, undefined, RECENT);
  return {
    ...rest,
    waiting,
    spread,
    answers: { interested, declined, unanswered },
    days: await countDays(db, actor, on),
    recent: recent.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}

/** What was sent. The text is told in a demonstration alone: it holds codes and names. */
export async function listMessages(
  ctx: Ctx,
  { query }: Input<typeof contract.listMessages>,
): Promise<Output<typeof contract.listMessages>> {
  const rows = await listStored(ctx.db, ctx.actor.countyCode, query.limit ?? 50, query.offset ?? 0, query.status);
  const { isDemo } = await getCounty(ctx.db, ctx.actor.countyCode);
  const counts = Object.fromEntries(
    (await countByStatus(ctx.db, ctx.actor.countyCode)).map((c) => [c.status, c.count]),
  );
  const messages = rows.map(({ toMasked: to, bodySealed, queuedAt, sentAt, ...m }) => ({
    ...m,
    to,
    body: isDemo ? ctx.vault.open(bodySealed) : null,
    queuedAt: queuedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }));
  return { messages, counts };
}

export async function resend(
  ctx: Ctx,
  { params }: Input<typeof contract.resendMessage>,
): Promise<Output<typeof contract.resendMessage>> {
  return ctx.db.transaction(async (tx) => {
    const [again] = await requeue(tx, ctx.actor.countyCode, params.id);
    if (!again) throw new AppError('message.not_failed', { id: params.id });
    await ctx.outbox.enqueue(tx, 'message.queued', { countyCode: ctx.actor.countyCode, id: params.id });
    return { status: again.status };
  });
}

export async function listLog(
  ctx: Ctx,
  { query }: Input<typeof contract.listLog>,
): Promise<Output<typeof contract.listLog>> {
  const { countyCode, id } = ctx.actor;
  const rows = await listEventsBefore(ctx.db, countyCode, query.before, query.limit ?? 50);
  await discloseAll(ctx, ctx.db, [{ subjectKind: 'county', subjectId: id, field: 'log', purpose: '查看日志' }]);
  return {
    events: rows.map((event) => ({ ...event, at: event.at.toISOString() })),
    total: (await findHead(ctx.db, countyCode))?.seq ?? 0,
  };
}

export const verify = (ctx: Ctx): Promise<Output<typeof contract.verifyLog>> => verifyLedger(ctx, ctx.actor.countyCode);
