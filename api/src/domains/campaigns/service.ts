import type * as contract from '../../../contract/campaigns.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { isInside } from '../../kernel/region-code.ts';
import { appendEvent } from '../audit/service.ts';
import {
  type Campaign,
  countByVillage,
  countVisitsOf,
  insertCampaign,
  insertVisits,
  listCampaignsOf,
  listToVisit,
  listVisitsOf,
  type VisitJoined,
} from './store.ts';

type View = contract.CampaignView;

/**
 * A drive over villages: every household with somebody who wants work is assigned to its helper. The same form sent again is the
 * same campaign. Throws campaign.no_households.
 */
export async function planCampaign(ctx: Ctx, { body }: Input<typeof contract.planCampaign>): Promise<View> {
  const { title, fromOn, untilOn, villages, id = newId(ctx) } = body;
  if (untilOn < fromOn) throw new AppError('campaign.dates_out_of_order', { fromOn, untilOn });
  const outside = villages.find((code) => !isInside(code, ctx.actor.regionCode));
  if (outside) throw new AppError('campaign.village_outside', { code: outside });
  const { countyCode, id: createdBy } = ctx.actor;
  const campaign = {
    countyCode,
    id,
    title,
    fromOn,
    untilOn,
    status: 'planned' as const,
    createdBy,
    createdAt: ctx.now(),
  };
  return ctx.db.transaction(async (tx) => {
    const households = await listToVisit(tx, countyCode, villages, today(ctx));
    const assigned = households.flatMap(({ householdId, helperId }) =>
      helperId
        ? [{ countyCode, id: newId(ctx), campaignId: campaign.id, householdId, helperId, status: 'assigned' as const }]
        : [],
    );
    if (assigned.length === 0) throw new AppError('campaign.no_households');
    if (!(await insertCampaign(tx, campaign, villages))) return getView(tx, ctx, id);
    await insertVisits(tx, assigned);
    const view = await getView(tx, ctx, campaign.id);
    const details = { villages, visits: assigned.length, withoutHelper: households.length - assigned.length };
    await appendEvent(tx, ctx, {
      subjectKind: 'campaign',
      subjectId: campaign.id,
      action: 'plan',
      toStatus: 'planned',
      details,
    });
    return view;
  });
}

export async function listCampaigns(ctx: Ctx): Promise<Output<typeof contract.listCampaigns>> {
  return { campaigns: await present(ctx.db, ctx, await listCampaignsOf(ctx.db, ctx.actor)) };
}

export const readCampaign = (ctx: Ctx, { params }: Input<typeof contract.getCampaign>): Promise<View> =>
  getView(ctx.db, ctx, params.id);

async function getView(db: Ctx['db'] | Tx, ctx: Ctx, id: string): Promise<View> {
  const [view] = await present(db, ctx, await listCampaignsOf(db, ctx.actor, id));
  if (!view) throw new AppError('campaign.not_found', { id });
  return view;
}

async function present(db: Ctx['db'] | Tx, ctx: Ctx, rows: readonly Campaign[]): Promise<View[]> {
  const counts = await countByVillage(
    db,
    ctx.actor,
    rows.map((r) => r.id),
  );
  return Promise.all(
    rows.map(async (row) => {
      const villages = counts.filter((c) => c.campaignId === row.id);
      const visits = villages.reduce((sum, v) => sum + v.visits, 0);
      const households = await listToVisit(
        db,
        row.countyCode,
        villages.map((v) => v.regionCode).concat(['']),
        today(ctx),
      );
      const withoutHelper = households.filter((h) => h.helperId === null).length;
      return { ...row, villages, visits, done: villages.reduce((sum, v) => sum + v.done, 0), withoutHelper };
    }),
  );
}

export const briefOf = ({ visit, ...rest }: VisitJoined) => ({
  ...visit,
  ...rest,
  visitedAt: visit.visitedAt?.toISOString() ?? null,
});

export async function listVisits(
  ctx: Ctx,
  { query }: Input<typeof contract.listVisits>,
): Promise<Output<typeof contract.listVisits>> {
  const rows = await listVisitsOf(ctx.db, ctx.actor, query);
  return { visits: rows.map(briefOf), total: await countVisitsOf(ctx.db, ctx.actor, query) };
}
