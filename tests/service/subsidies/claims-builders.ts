import type { Db } from '../../../api/src/db/client.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { type StepMove, takeStep } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { ClaimAction } from '../../../api/src/domains/subsidies/core/claim.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';

/** A county that has taken over the rules of its own jurisdiction. */
export async function aPayingWorld(db: Db): Promise<World> {
  const world = await aWorld(db);
  await db.transaction((tx) => adoptLibrary(tx, world.as('administrator'), { jurisdiction: 'luozhuang' }));
  return world;
}

/** Somebody at work since half a year and more, in the county, by a contract of a year; introduced by nobody. */
export async function aPlacement(world: World, labourerId: string, over: Partial<typeof placements.$inferInsert> = {}) {
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    labourerId,
    employerId: null,
    employerName: '某某制衣厂',
    origin: 'hand' as const,
    introducerKind: 'none' as const,
    postTitle: '缝纫工',
    postKind: 'market' as const,
    contractKind: 'labour_contract' as const,
    contractOn: '2026-05-01',
    contractUntilOn: '2027-04-30',
    regionCode: VILLAGE,
    startedOn: '2026-05-01',
    monthlyPayFen: 320_000,
    status: 'started' as const,
    recordedBy: uuidv7(NOON),
    recordedAt: NOON,
    ...over,
  };
  await world.db.insert(placements).values(row);
  return row;
}

export const allClaims = (world: World) => world.db.select().from(claims).orderBy(claims.eventOn, claims.id);

export const step = async (ctx: Ctx, id: string, action: ClaimAction, move?: StepMove) =>
  (await takeStep(ctx, id, action, move))[0]?.to;
