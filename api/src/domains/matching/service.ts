import type * as contract from '../../../contract/deliveries.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { addWorkingDays, dateAt, yearOf } from '../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import type { DeliveryStatus } from './core/delivery.ts';
import { advance, PROMISED_WORKING_DAYS } from './core/step.ts';
import { listOpenJobs } from './postings-store.ts';
import {
  countDeliveriesOf,
  type Delivery,
  type DeliveryRow,
  findByPair,
  findJoined,
  insertDelivery,
  listDeliveriesOf,
  lockDelivery,
  saveDelivery,
} from './store.ts';
import { viewOf } from './view.ts';

type StepBody = Input<typeof contract.takeDeliveryStep>['body'];

export async function listMine(ctx: Ctx): Promise<Output<typeof contract.listMyDeliveries>> {
  const rows = await listDeliveriesOf(ctx.db, ctx.actor, { limit: 200 });
  return { deliveries: rows.map((row) => viewOf(row, ctx)), total: rows.length };
}

export async function list(
  ctx: Ctx,
  { query }: Input<typeof contract.listDeliveries>,
): Promise<Output<typeof contract.listDeliveries>> {
  const rows = await listDeliveriesOf(ctx.db, ctx.actor, query);
  return { deliveries: rows.map((row) => viewOf(row, ctx)), total: await countDeliveriesOf(ctx.db, ctx.actor, query) };
}

export async function read(ctx: Ctx, { params }: Input<typeof contract.getDelivery>): Promise<contract.DeliveryView> {
  return view(ctx, ctx.db, params.id);
}

async function view(ctx: Ctx, db: Ctx['db'] | Tx, id: string): Promise<contract.DeliveryView> {
  const joined = await findJoined(db, ctx.actor, id);
  if (!joined) throw new AppError('delivery.not_found', { id });
  return viewOf(joined, ctx);
}

/** One step of a delivery: an answer, its taking back, an introduction or its failure. */
export async function takeStep(
  ctx: Ctx,
  { params, body }: Input<typeof contract.takeDeliveryStep>,
): Promise<contract.DeliveryView> {
  return ctx.db.transaction(async (tx) => {
    const delivery = await lockDelivery(tx, ctx.actor, params.id);
    if (delivery.version !== body.version) throw new AppError('delivery.stale', { id: delivery.id });
    const { to } = orThrow(advance(delivery, body.action, ctx.actor, ctx.now()));
    const saved = await saveDelivery(tx, delivery, { status: to, ...cameTo(delivery, ctx), ...changesOf(ctx, body) });
    await tell(tx, ctx, delivery, saved, body.action);
    return view(ctx, tx, saved.id);
  });
}

/** Whoever looks at an offer or answers it has it before them, by whatever way it came. */
const cameTo = ({ deliveredAt }: Delivery, ctx: Ctx): Partial<DeliveryRow> =>
  deliveredAt === null ? { deliveredAt: ctx.now() } : {};

/** What a step writes beside the status. */
function changesOf(ctx: Ctx, body: StepBody): Partial<DeliveryRow> {
  const at = ctx.now();
  const note = body.note ?? null;
  switch (body.action) {
    case 'see':
      return { seenAt: at };
    case 'accept':
      return { answeredAt: at, answeredBy: ctx.actor.id, declineReason: null, note, dueOn: promisedOn(ctx) };
    case 'decline':
      if (!body.declineReason) throw new AppError('delivery.reason_missing', { field: 'declineReason' });
      return { answeredAt: at, answeredBy: ctx.actor.id, declineReason: body.declineReason, note, dueOn: null };
    case 'undo':
      return { answeredAt: null, answeredBy: null, declineReason: null, note: null, dueOn: null };
    case 'introduce':
      return { introducedAt: at, introducedBy: ctx.actor.id, note, dueOn: promisedOn(ctx) };
    case 'fail':
      if (!body.notPlacedReason) throw new AppError('delivery.reason_missing', { field: 'notPlacedReason' });
      return { notPlacedReason: body.notPlacedReason, endedAt: at, note, dueOn: null };
  }
}

/** By when whoever says 我想去 is told the next step. */
export const promisedOn = (ctx: Ctx) => addWorkingDays(today(ctx), PROMISED_WORKING_DAYS);

async function tell(tx: Tx, ctx: Ctx, before: Delivery, after: Delivery, action: string): Promise<void> {
  // An answer frees or takes a place: whoever listens decides what the person is offered next.
  if (action !== 'see')
    await ctx.outbox.enqueue(tx, 'delivery.answered', { countyCode: after.countyCode, id: after.id });
  const details = {
    labourerId: after.labourerId,
    jobId: after.jobId,
    ...(after.declineReason && { reason: after.declineReason }),
  };
  await appendEvent(tx, ctx, {
    subjectKind: 'delivery',
    subjectId: after.id,
    action,
    fromStatus: before.status,
    toStatus: after.status,
    details,
  });
}

/** 我想去 on a job the person found; on one that was delivered it is the answer to that delivery. Throws delivery.job_closed. */
export async function wish(ctx: Ctx, { body }: Input<typeof contract.wishForJob>): Promise<contract.DeliveryView> {
  const { labourerId } = ctx.actor;
  if (labourerId === null) throw new AppError('auth.role_not_allowed', { role: ctx.actor.role });
  return ctx.db.transaction(async (tx) => view(ctx, tx, await wishFor(tx, ctx, labourerId, body.jobId, 'in_app')));
}

const ALREADY_WANTED: readonly DeliveryStatus[] = ['interested', 'introduced', 'placed'];

/** The delivery that says this labourer wants this job: answered where it was delivered, written where it was not. */
export async function wishFor(
  tx: Tx,
  ctx: Ctx,
  labourerId: string,
  jobId: string,
  channel: DeliveryRow['channel'],
): Promise<string> {
  const { countyCode } = ctx.actor;
  const known = await findByPair(tx, countyCode, labourerId, jobId);
  if (known && ALREADY_WANTED.includes(known.status)) return known.id;
  const answer = { answeredAt: ctx.now(), answeredBy: ctx.actor.id, dueOn: promisedOn(ctx) };
  if (known) {
    const locked = await lockDelivery(tx, ctx.actor, known.id);
    const { to } = orThrow(advance(locked, 'accept', ctx.actor, ctx.now()));
    const saved = await saveDelivery(tx, locked, {
      status: to,
      declineReason: null,
      ...cameTo(locked, ctx),
      ...answer,
    });
    await tell(tx, ctx, locked, saved, 'accept');
    return saved.id;
  }
  const [job] = await listOpenJobs(tx, countyCode, today(ctx), jobId);
  if (!job) throw new AppError('delivery.job_closed', { jobId });
  const at = ctx.now();
  const row: DeliveryRow = {
    countyCode,
    id: newId(ctx),
    labourerId,
    jobCountyCode: job.countyCode,
    jobId,
    channel,
    tier: 'own',
    score: 0,
    reasons: [],
    year: yearOf(dateAt(at)),
    status: 'interested',
    plannedAt: at,
    deliveredAt: at,
    seenAt: at,
    ...answer,
  };
  const [inserted] = await insertDelivery(tx, row);
  if (!inserted) throw new Error('an inserted delivery was not returned');
  await tell(tx, ctx, inserted, inserted, 'wish');
  return inserted.id;
}
