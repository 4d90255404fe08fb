import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { users } from '../auth/tables.ts';
import { households, labourers, pairings } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import type { VisitStatus } from './core/visit.ts';
import { campaigns, campaignVillages, visits } from './tables.ts';

export type Campaign = typeof campaigns.$inferSelect;
export type Visit = typeof visits.$inferSelect;

/** False where a campaign of this id stands already. */
export async function insertCampaign(
  tx: Tx,
  row: typeof campaigns.$inferInsert,
  villages: readonly string[],
): Promise<boolean> {
  const inserted = await tx.insert(campaigns).values(row).onConflictDoNothing().returning({ id: campaigns.id });
  if (inserted.length === 0) return false;
  await tx
    .insert(campaignVillages)
    .values(villages.map((regionCode) => ({ countyCode: row.countyCode, campaignId: row.id, regionCode })));
  return true;
}

export async function insertVisits(tx: Tx, rows: (typeof visits.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000)
    await tx
      .insert(visits)
      .values(rows.slice(i, i + 1000))
      .onConflictDoNothing();
}

export const listCampaignsOf = (db: Reader, { countyCode }: Actor, id?: string) =>
  db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.countyCode, countyCode), id ? eq(campaigns.id, id) : undefined))
    .orderBy(desc(campaigns.fromOn), desc(campaigns.id))
    .limit(50);

/** Progress by village of some campaigns, within the asker's area. */
export const countByVillage = (db: Reader, actor: Actor, campaignIds: readonly string[]) =>
  campaignIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          campaignId: campaignVillages.campaignId,
          regionCode: campaignVillages.regionCode,
          name: sql<string>`coalesce(${regions.name}, '')`,
          visits: sql<number>`count(${visits.id})::int`,
          done: sql<number>`(count(${visits.id}) filter (where ${visits.status} <> 'assigned'))::int`,
          helpers: sql<number>`count(distinct ${visits.helperId})::int`,
        })
        .from(campaignVillages)
        .leftJoin(regions, eq(regions.code, campaignVillages.regionCode))
        .leftJoin(
          households,
          and(
            eq(households.countyCode, campaignVillages.countyCode),
            eq(households.regionCode, campaignVillages.regionCode),
          ),
        )
        .leftJoin(
          visits,
          and(
            eq(visits.countyCode, campaignVillages.countyCode),
            eq(visits.campaignId, campaignVillages.campaignId),
            eq(visits.householdId, households.id),
          ),
        )
        .where(
          and(
            eq(campaignVillages.countyCode, actor.countyCode),
            inArray(campaignVillages.campaignId, [...campaignIds]),
            sql`${campaignVillages.regionCode} like ${`${prefixOf(actor.regionCode)}%`}`,
          ),
        )
        .groupBy(campaignVillages.campaignId, campaignVillages.regionCode, regions.name)
        .orderBy(asc(campaignVillages.regionCode));

/** Households of some villages with somebody who wants work, each with the helper who looks after it today, if any. */
export const listToVisit = (db: Reader, countyCode: string, villages: readonly string[], on: string) =>
  db
    .selectDistinctOn([households.id], {
      householdId: households.id,
      regionCode: households.regionCode,
      helperId: sql<string | null>`coalesce(${pairings.helperId}, ${users.id})`,
    })
    .from(households)
    .innerJoin(
      labourers,
      and(
        eq(labourers.countyCode, households.countyCode),
        eq(labourers.householdId, households.id),
        eq(labourers.state, 'active'),
        eq(labourers.wantsWork, true),
      ),
    )
    .leftJoin(
      pairings,
      and(
        eq(pairings.countyCode, households.countyCode),
        eq(pairings.householdId, households.id),
        sql`${pairings.fromOn} <= ${on}`,
        or(isNull(pairings.untilOn), sql`${pairings.untilOn} >= ${on}`),
      ),
    )
    .leftJoin(
      users,
      and(
        eq(users.countyCode, households.countyCode),
        eq(users.role, 'liaison'),
        eq(users.regionCode, households.regionCode),
        isNull(users.closedAt),
      ),
    )
    .where(
      and(
        eq(households.countyCode, countyCode),
        eq(households.state, 'active'),
        inArray(households.regionCode, [...villages]),
      ),
    )
    .orderBy(households.id, asc(pairings.fromOn), asc(users.id));

/** Their own visits for a liaison, those of the area for everybody else. */
const scope = ({ countyCode, regionCode, role, id }: Actor): SQL | undefined =>
  and(
    eq(visits.countyCode, countyCode),
    sql`${households.regionCode} like ${`${prefixOf(regionCode)}%`}`,
    role === 'liaison' ? eq(visits.helperId, id) : undefined,
  );

const wanting = sql`from labourers l where l.county_code = ${households.countyCode} and l.household_id = ${households.id} and l.state = 'active'`;

const selection = {
  visit: visits,
  campaignTitle: campaigns.title,
  household: {
    id: households.id,
    headName: households.headName,
    regionCode: households.regionCode,
    regionName: sql<string>`coalesce(${regions.name}, '')`,
    address: households.address,
  },
  helperName: sql<string>`coalesce(${users.displayName}, '')`,
  labourers: sql<number>`(select count(*)::int ${wanting})`,
  offers: sql<number>`(select count(*)::int from deliveries d join labourers l on l.county_code = d.county_code and l.id = d.labourer_id
    where l.county_code = ${households.countyCode} and l.household_id = ${households.id} and d.status in ('planned', 'delivered', 'seen'))`,
};

const joined = (db: Reader) =>
  db
    .select(selection)
    .from(visits)
    .innerJoin(campaigns, and(eq(campaigns.countyCode, visits.countyCode), eq(campaigns.id, visits.campaignId)))
    .innerJoin(households, and(eq(households.countyCode, visits.countyCode), eq(households.id, visits.householdId)))
    .leftJoin(regions, eq(regions.code, households.regionCode))
    .leftJoin(users, and(eq(users.countyCode, visits.countyCode), eq(users.id, visits.helperId)));

export type VisitJoined = Awaited<ReturnType<typeof joined>>[number];

export interface VisitFilter {
  readonly campaignId?: string;
  readonly regionCode?: string;
  readonly status?: VisitStatus;
  readonly offset?: number;
  readonly limit?: number;
}

const conditions = (actor: Actor, f: VisitFilter) =>
  and(
    scope(actor),
    f.campaignId ? eq(visits.campaignId, f.campaignId) : undefined,
    f.regionCode ? sql`${households.regionCode} like ${`${prefixOf(f.regionCode)}%`}` : undefined,
    f.status ? eq(visits.status, f.status) : undefined,
  );

export const listVisitsOf = (db: Reader, actor: Actor, f: VisitFilter) =>
  joined(db)
    .where(conditions(actor, f))
    .orderBy(sql`${visits.status} <> 'assigned'`, asc(households.regionCode), asc(households.headName), asc(visits.id))
    .limit(f.limit ?? 50)
    .offset(f.offset ?? 0);

export async function countVisitsOf(db: Reader, actor: Actor, f: VisitFilter): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(visits)
    .innerJoin(households, and(eq(households.countyCode, visits.countyCode), eq(households.id, visits.householdId)))
    .where(conditions(actor, f));
  return row?.count ?? 0;
}

export async function getVisitJoined(db: Reader, actor: Actor, id: string): Promise<VisitJoined> {
  const [row] = await joined(db).where(and(scope(actor), eq(visits.id, id)));
  if (!row) throw new AppError('visit.not_found', { id });
  return row;
}

export async function lockVisit(tx: Tx, actor: Actor, id: string): Promise<Visit> {
  const [row] = await tx
    .select({ visit: visits })
    .from(visits)
    .innerJoin(households, and(eq(households.countyCode, visits.countyCode), eq(households.id, visits.householdId)))
    .where(and(scope(actor), eq(visits.id, id)))
    .for('update', { of: visits });
  if (!row) throw new AppError('visit.not_found', { id });
  return row.visit;
}

export const saveVisit = (tx: Tx, v: Visit, set: Partial<Visit>) =>
  tx
    .update(visits)
    .set({ ...set, version: v.version + 1 })
    .where(and(eq(visits.countyCode, v.countyCode), eq(visits.id, v.id)));

export const listPeopleOf = (db: Reader, countyCode: string, householdId: string) =>
  db
    .select({ id: labourers.id, name: labourers.name, sex: labourers.sex, birthOn: labourers.birthOn })
    .from(labourers)
    .where(
      and(eq(labourers.countyCode, countyCode), eq(labourers.householdId, householdId), eq(labourers.state, 'active')),
    )
    .orderBy(asc(labourers.birthOn), asc(labourers.id));

export const saveCampaignStatus = (tx: Tx, countyCode: string, id: string, status: Campaign['status']) =>
  tx
    .update(campaigns)
    .set({ status })
    .where(and(eq(campaigns.countyCode, countyCode), eq(campaigns.id, id)));

export async function countLeft(tx: Tx, countyCode: string, campaignId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(visits)
    .where(and(eq(visits.countyCode, countyCode), eq(visits.campaignId, campaignId), eq(visits.status, 'assigned')));
  return row?.count ?? 0;
}
