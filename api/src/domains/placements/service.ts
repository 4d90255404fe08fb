import type { Input } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/placements.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { appendEvents, type News } from '../audit/service.ts';
import { settleIntents } from '../fairs/store.ts';
import { countPlaced } from '../jobs/filling.ts';
import { closeForPlaced, placeDelivery } from '../matching/placing.ts';
import { followUpDates, judgeEnd, judgeFacts, mayGo } from './core/rules.ts';
import { findSoleNamed, readEmployer, readJob, readPerson } from './sources.ts';
import {
  findRunning,
  insertFollowUps,
  insertPlacement,
  lockFollowUp,
  lockPlacement,
  type NewPlacement,
  type Placement,
  saveFollowUp,
  savePlacement,
} from './store.ts';
import { viewOf } from './view.ts';
import { saveSaid } from './wages.ts';

type Facts = Input<typeof contract.recordPlacement>['body'];
type View = contract.PlacementView;

/**
 * Records a placement with its facts. One that starts closes the person's other open offers, plans the return visits and
 * takes one of the vacancy's places; one only agreed on waits for its start.
 */
export async function recordPlacement(ctx: Ctx, { body }: Input<typeof contract.recordPlacement>): Promise<View> {
  orThrow(judgeFacts(body));
  return ctx.db.transaction(async (tx) => {
    const row = await rowFor(tx, ctx, body);
    await insertPlacement(tx, row);
    const news: News[] = [
      { subjectKind: 'placement', subjectId: row.id, action: 'record', toStatus: row.status, details: factsOf(row) },
    ];
    if (row.deliveryId) news.push(await placeDelivery(tx, ctx, row.deliveryId));
    if (row.status === 'started') news.push(...(await begin(tx, ctx, row)));
    return tell(tx, ctx, row.id, news);
  });
}

async function rowFor(tx: Tx, ctx: Ctx, body: Facts): Promise<NewPlacement> {
  await readPerson(tx, ctx.actor, body.labourerId);
  const job = body.jobId ? await readJob(tx, body.jobId) : undefined;
  const employer = await employerFor(tx, ctx.actor.countyCode, body, job?.employerId);
  const employerName = employer?.name ?? body.employerName;
  const postTitle = body.postTitle ?? job?.title;
  if (!employerName || !postTitle) throw new AppError('placement.employer_not_found');
  return {
    ...body,
    countyCode: ctx.actor.countyCode,
    id: newId(ctx),
    employerId: employer?.id ?? null,
    employerName,
    postTitle,
    postKind: body.postKind ?? job?.kind ?? 'market',
    occupationCode: body.occupationCode ?? job?.occupationCode ?? null,
    regionCode: body.regionCode ?? job?.regionCode ?? null,
    monthlyPayFen: body.monthlyPayFen ?? job?.monthlyMinFen ?? null,
    insurances: body.insurances ?? [],
    status: body.startedOn ? 'started' : 'agreed',
    recordedBy: ctx.actor.id,
    recordedAt: ctx.now(),
  };
}

/** As chosen, as the posting says, or the one firm of the register that bears the typed name. */
async function employerFor(tx: Tx, countyCode: string, body: Facts, postedBy: string | undefined) {
  const id = body.employerId ?? postedBy;
  if (id !== undefined) return readEmployer(tx, countyCode, id);
  return body.employerName === undefined ? undefined : findSoleNamed(tx, countyCode, body.employerName);
}

/** What the chain keeps of a placement: facts that money will hang on, no names. */
const factsOf = (row: NewPlacement): Record<string, unknown> => {
  const {
    labourerId,
    employerId,
    jobId,
    origin,
    introducerKind,
    introducerFixedOn,
    contractKind,
    contractOn,
    startedOn,
  } = row;
  return {
    labourerId,
    employerId,
    jobId,
    origin,
    introducerKind,
    introducerFixedOn,
    contractKind,
    contractOn,
    startedOn,
  };
};

async function begin(tx: Tx, ctx: Ctx, p: NewPlacement): Promise<News[]> {
  const { countyCode, id, labourerId, startedOn } = p;
  if (!startedOn) throw new AppError('placement.start_missing');
  const running = await findRunning(tx, countyCode, labourerId, id);
  if (running) throw new AppError('placement.already_at_work', { employerName: running.employerName });
  const visits = followUpDates(startedOn).map((visit) => ({ countyCode, id: newId(ctx), placementId: id, ...visit }));
  await insertFollowUps(tx, visits);
  const job = p.jobId ? await readJob(tx, p.jobId) : undefined;
  if (job) await countPlaced(tx, ctx, job, 1);
  return closeForStart(tx, ctx, p);
}

/** Whoever starts work leaves no other offer, application or intent open. */
export async function closeForStart(tx: Tx, ctx: Ctx, p: NewPlacement): Promise<News[]> {
  const closed = await closeForPlaced(tx, ctx, p.labourerId, p.deliveryId ?? undefined);
  return [...closed, ...(await closeIntents(tx, ctx, p))];
}

/** What was agreed at fairs is over: signed where it led here, come to nothing elsewhere. */
async function closeIntents(tx: Tx, ctx: Ctx, { countyCode, labourerId, intentId }: NewPlacement): Promise<News[]> {
  const by = { recordedBy: ctx.actor.id, recordedAt: ctx.now() };
  const closed = await settleIntents(tx, { countyCode, labourerId, signedId: intentId ?? null }, by);
  return closed.map(({ id, outcome }) => ({
    subjectKind: 'intent',
    subjectId: id,
    action: 'close',
    fromStatus: 'open',
    toStatus: outcome,
  }));
}

export async function startPlacement(ctx: Ctx, { params, body }: Input<typeof contract.startPlacement>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const placement = await lockPlacement(tx, ctx.actor, params.id);
    assertFresh(placement, body.version);
    const { to } = orThrow(mayGo('start', placement.status));
    const { startedOn } = body;
    await savePlacement(tx, placement, { status: to, startedOn });
    const news = newsOf(placement, 'start', to, { startedOn });
    return tell(tx, ctx, placement.id, [news, ...(await begin(tx, ctx, { ...placement, startedOn }))]);
  });
}

/** What was agreed on, or what a person reported, came to nothing; the day it would have started is kept by the chain alone. */
export async function dropPlacement(ctx: Ctx, { params, body }: Input<typeof contract.dropPlacement>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const placement = await lockPlacement(tx, ctx.actor, params.id);
    assertFresh(placement, body.version);
    const { to } = orThrow(mayGo('drop', placement.status));
    const { startedOn, countyCode, labourerId } = placement;
    await savePlacement(tx, placement, { status: to, startedOn: null, note: body.note });
    await ctx.outbox.enqueue(tx, 'labourer.changed', { countyCode, id: labourerId });
    return tell(tx, ctx, placement.id, [newsOf(placement, 'drop', to, { startedOn, note: body.note })]);
  });
}

/** An end stops the count of months, and the person is offered work again. */
export async function endPlacement(ctx: Ctx, { params, body }: Input<typeof contract.endPlacement>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const placement = await lockPlacement(tx, ctx.actor, params.id);
    assertFresh(placement, body.version);
    return tell(tx, ctx, placement.id, [await endWork(tx, ctx, placement, body)]);
  });
}

type End = Pick<Input<typeof contract.endPlacement>['body'], 'endedOn' | 'endReason' | 'note'>;

/** Throws placement.wrong_status, placement.dates_out_of_order. */
export async function endWork(tx: Tx, ctx: Ctx, placement: Placement, end: End): Promise<News> {
  const { to } = orThrow(mayGo('end', placement.status));
  orThrow(judgeEnd(placement.startedOn, end.endedOn));
  const { endedOn, endReason, note } = end;
  await savePlacement(tx, placement, { status: to, endedOn, endReason, note: note ?? placement.note });
  await ctx.outbox.enqueue(tx, 'labourer.changed', { countyCode: placement.countyCode, id: placement.labourerId });
  return newsOf(placement, 'end', to, { endedOn, endReason });
}

export const newsOf = (
  { id, status }: Placement,
  action: string,
  toStatus: string,
  details: Record<string, unknown>,
): News => ({ subjectKind: 'placement', subjectId: id, action, fromStatus: status, toStatus, details });

export async function recordFollowUp(ctx: Ctx, { params, body }: Input<typeof contract.recordFollowUp>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, ctx.actor, params.id);
    if (followUp.doneAt) throw new AppError('follow_up.done', { dayNumber: followUp.dayNumber });
    const { wage, ...told } = body;
    await saveFollowUp(tx, followUp, { ...told, doneAt: ctx.now(), doneBy: ctx.actor.id });
    if (wage) await saveSaid(tx, ctx, followUp, wage);
    const details = {
      placementId: followUp.placementId,
      dayNumber: followUp.dayNumber,
      outcome: body.outcome,
      ...(wage && { wage }),
    };
    return tell(tx, ctx, followUp.placementId, [
      { subjectKind: 'follow_up', subjectId: followUp.id, action: 'record', toStatus: 'done', details },
    ]);
  });
}

function assertFresh(row: { id: string; version: number }, version: number): void {
  if (row.version !== version) throw new AppError('placement.stale', { id: row.id });
}

async function tell(tx: Tx, ctx: Ctx, id: string, news: readonly News[]): Promise<View> {
  await ctx.outbox.enqueue(tx, 'placement.changed', { countyCode: ctx.actor.countyCode, id });
  const view = await viewOf(tx, ctx, id);
  await appendEvents(tx, ctx, news);
  return view;
}
