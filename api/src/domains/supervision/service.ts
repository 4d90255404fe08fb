import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/supervision.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { orThrow } from '../../kernel/app-error.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { appendEvents, type News } from '../audit/service.ts';
import { CHECK_ACTIONS, type CheckAction, type CheckStatus, moveCheck } from './core/check.ts';
import {
  type Check,
  type CheckFilter,
  type CheckJoined,
  getSample,
  listChecks,
  listPaidFor,
  listSamples as listStored,
  lockCheck,
  type SampleCounted,
  saveCheck,
} from './store.ts';

type View = contract.SampleCheckView;

const briefOf = ({ sample, ...counts }: SampleCounted) => ({
  id: sample.id,
  fromOn: sample.fromOn,
  toOn: sample.toOn,
  seed: sample.seed,
  populationHash: sample.populationHash,
  drawnAt: sample.drawnAt.toISOString(),
  repliesDueOn: sample.repliesDueOn,
  employerShare: sample.shares.employers,
  ...counts,
});

export const listSamples = async (ctx: Ctx): Promise<Output<typeof contract.listSamples>> => ({
  samples: (await listStored(ctx.db, ctx.actor.countyCode)).map(briefOf),
  mayDraw: ctx.actor.role === 'county_officer',
});

export async function readSample(
  ctx: Ctx,
  { params }: Input<typeof contract.getSample>,
): Promise<Output<typeof contract.getSample>> {
  const found = await getSample(ctx.db, ctx.actor.countyCode, params.id);
  return { ...briefOf(found), list: await viewsOf(ctx.db, ctx, { sampleId: params.id }) };
}

export const listOwnChecks = async (ctx: Ctx): Promise<Output<typeof contract.listOwnChecks>> => ({
  checks: (await viewsOf(ctx.db, ctx, {})).filter(({ status }) => status !== 'drawn'),
});

async function viewsOf(db: Reader, ctx: Ctx, filter: CheckFilter): Promise<View[]> {
  const rows = await listChecks(db, ctx.actor, filter);
  const bySample = Map.groupBy(rows, ({ sample }) => sample.id);
  const paid = [];
  for (const own of bySample.values()) {
    const [first] = own;
    const ids = own.map(({ check }) => check.placementId);
    if (first) paid.push(...(await listPaidFor(db, first.sample, ids)));
  }
  const ofPlacement = Map.groupBy(paid, ({ placementId }) => placementId);
  return rows.map((row) => viewOf(ctx, row, ofPlacement.get(row.check.placementId) ?? []));
}

type Paid = Awaited<ReturnType<typeof listPaidFor>>;

function viewOf(ctx: Ctx, { check, sample, ...names }: CheckJoined, paid: Paid): View {
  const standing = { ...check, repliesDueOn: sample.repliesDueOn };
  return {
    id: check.id,
    employerId: check.employerId,
    placementId: check.placementId,
    ...names,
    status: check.status,
    checklist: check.checklist as View['checklist'],
    visitedOn: check.visitedOn,
    finding: check.finding,
    reply: check.reply,
    decision: check.decision,
    repliesDueOn: sample.repliesDueOn,
    actions: CHECK_ACTIONS.filter((action) => moveCheck(standing, action, ctx.actor, today(ctx)).ok),
    claims: paid.map(({ placementId: _placement, ...claim }) => claim),
  };
}

async function step(
  ctx: Ctx,
  id: string,
  action: CheckAction,
  set: Partial<Check>,
  more: (tx: Tx, row: CheckJoined) => Promise<News[]> = async () => [],
): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const row = await lockCheck(tx, ctx.actor, id);
    const standing = { ...row.check, repliesDueOn: row.sample.repliesDueOn };
    const { to } = orThrow(moveCheck(standing, action, ctx.actor, today(ctx)));
    await saveCheck(tx, row.check, { ...set, status: to });
    const beside = await more(tx, row);
    const [view] = await viewsOf(tx, ctx, { id });
    if (!view) throw new Error('what was just locked is there');
    await appendEvents(tx, ctx, [newsOf(row, action, to, set), ...beside]);
    return view;
  });
}

function newsOf({ check, sample }: CheckJoined, action: string, to: CheckStatus, set: Partial<Check>): News {
  const { checklist, finding, reply, decision } = set;
  const said = { checklist, finding, reply, decision };
  const details = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return {
    subjectKind: 'sample_check',
    subjectId: check.id,
    action,
    fromStatus: check.status,
    toStatus: to,
    details: { sampleId: sample.id, placementId: check.placementId, ...details },
  };
}

export const recordVisit = (ctx: Ctx, { params, body }: Input<typeof contract.recordCheckVisit>): Promise<View> =>
  step(ctx, params.id, 'visit', { ...body, visitedBy: ctx.actor.id, visitedOn: today(ctx) });

export const reply = (ctx: Ctx, { params, body }: Input<typeof contract.replyToCheck>): Promise<View> =>
  step(ctx, params.id, 'reply', { ...body, repliedAt: ctx.now() });

/** A check that fails orders the recovery of every payment of its placement in the period; each is booked when it comes back. */
export const decide = (ctx: Ctx, { params, body }: Input<typeof contract.decideCheck>): Promise<View> => {
  const { passes, decision } = body;
  const set = { decision, decidedBy: ctx.actor.id, decidedAt: ctx.now() };
  const order = async (tx: Tx, { check, sample }: CheckJoined): Promise<News[]> =>
    (await listPaidFor(tx, sample, [check.placementId])).map(({ id, paidFen, recoveredFen }) => ({
      subjectKind: 'claim',
      subjectId: id,
      action: 'orderRecovery',
      details: { sampleCheckId: check.id, dueFen: paidFen - recoveredFen, decision },
    }));
  return step(ctx, params.id, passes ? 'pass' : 'fail', set, passes ? undefined : order);
};
