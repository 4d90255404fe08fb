import { eq } from 'drizzle-orm';
import type { Db } from '../../../api/src/db/client.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { addPaper, setAccount, stateFact } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { takeClaimStep } from '../../../api/src/domains/subsidies/claims/service.ts';
import { type StepMove, takeStep } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { ClaimAction } from '../../../api/src/domains/subsidies/core/claim.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';

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

const AGENCY = '某某人力资源公司';
export const CONTRACT = 'labour-contract-or-employment-agreement';

/** A found claim of an agency that lacks its kind, a paper and an account. */
export async function aFoundClaim(world: World) {
  const agency = await anEmployer(world, { kind: 'agency', name: AGENCY });
  const employer = await anEmployer(world);
  const person = await aLabourer(world);
  const placement = await aPlacement(world, person.id, {
    employerId: employer.id,
    introducerKind: 'agency',
    introducerName: AGENCY,
    introducerFixedOn: '2026-04-20',
  });
  await findEntitlements(world.system, [person.id]);
  const claim = (await allClaims(world)).find(({ payeeId }) => payeeId === agency.id);
  if (!claim) throw new Error('nothing was found');
  return { id: claim.id, person, agency, employer, placement };
}

/** The papers, the fact and the account that it lacked. */
export async function complete(world: World, id: string) {
  const ctx = world.as('township_officer');
  await stateFact(ctx, {
    params: { id },
    body: { fact: 'agency.kind', value: 'hr-service-agency', paper: 'agency-business-licence' },
  });
  await addPaper(ctx, { params: { id }, body: { paper: CONTRACT, number: 'HT-1' } });
  return setAccount(ctx, {
    params: { id },
    body: { number: '6222 0000 1111 2222', bankName: '某某银行', holderName: AGENCY },
  });
}

export const versionOf = async (world: World, id: string): Promise<number> =>
  (await world.db.select().from(claims).where(eq(claims.id, id)))[0]?.version ?? 0;

/** A step as a page takes it: on the version that stands. */
export const go = async (
  world: World,
  ctx: Ctx,
  id: string,
  action: Parameters<typeof takeClaimStep>[1]['body']['action'],
  more: object = {},
) => takeClaimStep(ctx, { params: { id }, body: { action, version: await versionOf(world, id), ...more } });

/** Four officers, each for one duty. */
export const officers = (world: World) => ({
  prepare: world.as('township_officer'),
  check: world.as('county_officer'),
  approve: world.as('county_officer'),
  pay: world.as('finance_officer'),
});

export async function toChecked(world: World, id: string) {
  const who = officers(world);
  await complete(world, id);
  await go(world, who.prepare, id, 'prepare');
  await go(world, who.prepare, id, 'submit');
  await go(world, who.check, id, 'check');
  return who;
}
