import { fits } from '@songgang/search/matcher/rule.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/fairs.ts';
import { STAFF_ROLES } from '../../../contract/scalars.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { dateAt } from '../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import { loadMatchable } from '../matching/matchable.ts';
import { listJobBriefs } from '../matching/store.ts';
import { getRegion } from '../regions/store.ts';
import { FAIR_STATUSES } from './core/fair.ts';
import { advance, allowedActions, PUBLIC_STATUSES } from './core/step.ts';
import {
  countFigures,
  type Fair,
  findPerson,
  getCounted,
  insertCheckIn,
  insertFair,
  insertPostings,
  listBooths,
  listChosen,
  listFairJobIds,
  listFairsIn,
  listIntents,
  listVisitors,
  lockFair,
  saveFair,
  saveIntent,
  saveInvitations,
} from './store.ts';

type View = contract.FairView;
type Counted = Awaited<ReturnType<typeof getCounted>>;

const isStaff = (ctx: Ctx): boolean => (STAFF_ROLES as readonly string[]).includes(ctx.actor.role);

const briefOf = ({ fair, regionName, employers, jobs }: Counted) => ({
  ...fair,
  startsAt: fair.startsAt.toISOString(),
  endsAt: fair.endsAt.toISOString(),
  regionName,
  employers,
  jobs,
});

export async function listFairs(ctx: Ctx): Promise<Output<typeof contract.listFairs>> {
  const rows = await listFairsIn(ctx.db, ctx.actor.countyCode, isStaff(ctx) ? FAIR_STATUSES : PUBLIC_STATUSES);
  return { fairs: rows.map(briefOf) };
}

/** A fair still being planned is not there for the public. */
export async function readPublic(
  ctx: Ctx,
  { params }: Input<typeof contract.getPublicFair>,
): Promise<Output<typeof contract.getPublicFair>> {
  const counted = await getCounted(ctx.db, ctx.actor.countyCode, params.id);
  if (!PUBLIC_STATUSES.includes(counted.fair.status) && !isStaff(ctx))
    throw new AppError('fair.not_found', { id: params.id });
  const postings = await listJobBriefs(ctx.db, await listFairJobIds(ctx.db, ctx.actor.countyCode, params.id));
  return { ...briefOf(counted), postings };
}

const standing = ({ status, startsAt }: Fair, jobCount: number) => ({ status, jobCount, on: dateAt(startsAt) });

export const read = (ctx: Ctx, { params }: Input<typeof contract.getFair>): Promise<View> =>
  viewOf(ctx, ctx.db, params.id);

async function viewOf(ctx: Ctx, db: Ctx['db'] | Tx, id: string): Promise<View> {
  const { countyCode } = ctx.actor;
  const counted = await getCounted(db, countyCode, id);
  const postings = await listJobBriefs(db, await listFairJobIds(db, countyCode, id));
  const byId = new Map(postings.map((p) => [p.id, p]));
  const agreed = await listIntents(db, countyCode, id);
  return {
    ...briefOf(counted),
    postings,
    figures: await countFigures(db, countyCode, id),
    booths: await listBooths(db, countyCode, id),
    visitors: await listVisitors(db, countyCode, id),
    intentList: agreed.flatMap(({ intent, labourer }) => {
      const job = byId.get(intent.jobId);
      return job ? [{ ...intent, recordedAt: intent.recordedAt.toISOString(), labourer, job }] : [];
    }),
    actions: allowedActions(standing(counted.fair, counted.jobs), ctx.actor, today(ctx)),
  };
}

/** The same form sent again is the same fair. Throws fair.times_out_of_order, region.not_found. */
export async function planFair(ctx: Ctx, { body }: Input<typeof contract.planFair>): Promise<View> {
  const { startsAt, endsAt, id = newId(ctx), ...facts } = body;
  const [from, until] = [new Date(startsAt), new Date(endsAt)];
  if (!(from < until)) throw new AppError('fair.times_out_of_order', { startsAt, endsAt });
  const row = {
    ...facts,
    countyCode: ctx.actor.countyCode,
    id,
    startsAt: from,
    endsAt: until,
    status: 'planned' as const,
    createdBy: ctx.actor.id,
    createdAt: ctx.now(),
  };
  return ctx.db.transaction(async (tx) => {
    await getRegion(tx, body.regionCode);
    if (!(await insertFair(tx, row))) return viewOf(ctx, tx, id);
    return tell(tx, ctx, row.id, 'plan', null, 'planned');
  });
}

/** Invites the employers of postings, and every labourer whom one of them fits by the rules of the matcher. */
export async function invite(ctx: Ctx, { params, body }: Input<typeof contract.inviteToFair>): Promise<View> {
  const { labourers, jobs } = await loadMatchable(ctx, body.jobIds);
  const invitedAt = ctx.now();
  const rows = labourers.flatMap((person) => {
    const jobIds = jobs.filter((job) => fits(person, job)).map((job) => job.id);
    return jobIds.length > 0
      ? [{ countyCode: ctx.actor.countyCode, fairId: params.id, labourerId: person.id, jobIds, invitedAt }]
      : [];
  });
  return ctx.db.transaction(async (tx) => {
    const fair = await lockFresh(tx, ctx, params.id, body.version);
    if (!['planned', 'announced', 'registration'].includes(fair.status))
      throw new AppError('fair.wrong_status', { status: fair.status });
    await insertPostings(tx, fair, await listChosen(tx, fair.countyCode, body.jobIds));
    await saveInvitations(tx, rows);
    await saveFair(tx, fair, {});
    return tell(tx, ctx, fair.id, 'invite', fair.status, fair.status, {
      jobs: body.jobIds.length,
      labourers: rows.length,
    });
  });
}

async function lockFresh(tx: Tx, ctx: Ctx, id: string, version: number): Promise<Fair> {
  const fair = await lockFair(tx, ctx.actor.countyCode, id);
  if (fair.version !== version) throw new AppError('fair.stale', { id });
  return fair;
}

export async function takeStep(ctx: Ctx, { params, body }: Input<typeof contract.takeFairStep>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const fair = await lockFresh(tx, ctx, params.id, body.version);
    const { jobs: jobCount } = await getCounted(tx, fair.countyCode, fair.id);
    const { to } = orThrow(advance(standing(fair, jobCount), body.action, ctx.actor, today(ctx), body.summary));
    await saveFair(tx, fair, { status: to, summary: body.summary ?? fair.summary });
    return tell(tx, ctx, fair.id, body.action, fair.status, to);
  });
}

export async function checkIn(ctx: Ctx, { params, body }: Input<typeof contract.checkIn>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const fair = await lockRunning(tx, ctx, params.id, body.labourerId);
    await insertCheckIn(tx, {
      countyCode: fair.countyCode,
      fairId: fair.id,
      labourerId: body.labourerId,
      at: ctx.now(),
      recordedBy: ctx.actor.id,
    });
    return tell(tx, ctx, fair.id, 'check_in', fair.status, fair.status, { labourerId: body.labourerId });
  });
}

/** An intent says that the person was there: it checks them in. */
export async function recordIntent(ctx: Ctx, { params, body }: Input<typeof contract.recordIntent>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const fair = await lockRunning(tx, ctx, params.id, body.labourerId);
    const postings = await listFairJobIds(tx, fair.countyCode, fair.id);
    if (!postings.includes(body.jobId)) throw new AppError('fair.job_not_here', { jobId: body.jobId });
    const common = {
      countyCode: fair.countyCode,
      fairId: fair.id,
      labourerId: body.labourerId,
      recordedBy: ctx.actor.id,
    };
    await insertCheckIn(tx, { ...common, at: ctx.now() });
    const intentId = await saveIntent(tx, {
      ...common,
      id: newId(ctx),
      jobId: body.jobId,
      outcome: body.outcome,
      note: body.note ?? null,
      recordedAt: ctx.now(),
    });
    return tell(tx, ctx, fair.id, 'intent', fair.status, fair.status, { intentId, outcome: body.outcome });
  });
}

/** Outcomes are followed up after the doors have closed, so a closed fair still takes them. */
async function lockRunning(tx: Tx, ctx: Ctx, id: string, labourerId: string): Promise<Fair> {
  const fair = await lockFair(tx, ctx.actor.countyCode, id);
  if (!['open', 'closed'].includes(fair.status)) throw new AppError('fair.not_open', { status: fair.status });
  if (!(await findPerson(tx, fair.countyCode, labourerId)))
    throw new AppError('fair.labourer_not_found', { labourerId });
  return fair;
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  id: string,
  action: string,
  fromStatus: string | null,
  toStatus: string,
  details = {},
): Promise<View> {
  await ctx.outbox.enqueue(tx, 'fair.changed', { countyCode: ctx.actor.countyCode, id });
  const view = await viewOf(ctx, tx, id);
  await appendEvent(tx, ctx, { subjectKind: 'fair', subjectId: id, action, fromStatus, toStatus, details });
  return view;
}
