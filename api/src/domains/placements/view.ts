import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/placements.ts';
import type { Reader } from '../../db/client.ts';
import { dateAt } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { monthsOf, type Worked } from './core/rules.ts';
import { differs } from './core/sheet.ts';
import {
  countPlacementsOf,
  type FollowUp,
  getJoined,
  listFollowUpsOf,
  listPlacementsOf,
  listWorkedOf,
  type PlacementJoined,
} from './store.ts';
import { listWageMonthsOf, type WageMonth } from './wages.ts';

type View = contract.PlacementView;

/** What is shown beside the placements of a page, read once for all of them. */
interface Beside {
  readonly visits: readonly FollowUp[];
  readonly months: readonly WageMonth[];
  readonly work: readonly Worked[];
}

async function besides(db: Reader, ctx: Ctx, rows: readonly PlacementJoined[]): Promise<Beside> {
  const { countyCode } = ctx.actor;
  const ids = rows.map((r) => r.placement.id);
  const people = rows.map((r) => r.placement.labourerId);
  return {
    visits: await listFollowUpsOf(db, countyCode, ids),
    months: await listWageMonthsOf(db, countyCode, ids),
    work: await listWorkedOf(db, countyCode, people),
  };
}

function present(ctx: Ctx, { placement: p, labourer }: PlacementJoined, { visits, months, work }: Beside): View {
  const others = work.filter((one) => one.labourerId === p.labourerId && one.id !== p.id);
  return {
    ...p,
    labourer,
    monthsCompleted: monthsOf(p, others, today(ctx)),
    followUps: visits
      .filter((v) => v.placementId === p.id)
      .map(({ doneAt, ...v }) => ({ ...v, doneOn: doneAt && dateAt(doneAt) })),
    wageMonths: months.filter((m) => m.placementId === p.id).map((m) => ({ ...m, differs: differs(m) })),
  };
}

export async function viewOf(db: Reader, ctx: Ctx, id: string): Promise<View> {
  const joined = await getJoined(db, ctx.actor, id);
  return present(ctx, joined, await besides(db, ctx, [joined]));
}

export const readPlacement = (ctx: Ctx, { params }: Input<typeof contract.getPlacement>): Promise<View> =>
  viewOf(ctx.db, ctx, params.id);

export async function listPlacements(
  ctx: Ctx,
  { query }: Input<typeof contract.listPlacements>,
): Promise<Output<typeof contract.listPlacements>> {
  const rows = await listPlacementsOf(ctx.db, ctx.actor, query);
  const beside = await besides(ctx.db, ctx, rows);
  return {
    placements: rows.map((row) => present(ctx, row, beside)),
    total: await countPlacementsOf(ctx.db, ctx.actor, query),
  };
}
