import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { guardThatRefused } from '../../db/refusal.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import { type PlacementStatus, RUNNING } from './core/placement.ts';
import type { Worked } from './core/rules.ts';
import { followUps, placements, wageMonths } from './tables.ts';

export type Placement = typeof placements.$inferSelect;
export type NewPlacement = typeof placements.$inferInsert;
export type FollowUp = typeof followUps.$inferSelect;

export interface PlacementFilter {
  readonly status?: PlacementStatus;
  readonly labourerId?: string;
  readonly followUpDueBy?: CalendarDate;
  readonly view?: 'self_reported' | 'wages_differ';
  readonly offset?: number;
  readonly limit?: number;
}

const inArea = ({ countyCode, regionCode }: Actor): SQL | undefined =>
  and(eq(placements.countyCode, countyCode), sql`${labourers.regionCode} like ${`${prefixOf(regionCode)}%`}`);

const ofPerson = and(eq(labourers.countyCode, placements.countyCode), eq(labourers.id, placements.labourerId));

const dueFollowUp = (db: Reader, by: CalendarDate) =>
  db
    .select({ one: sql`1` })
    .from(followUps)
    .where(
      and(
        eq(followUps.countyCode, placements.countyCode),
        eq(followUps.placementId, placements.id),
        isNull(followUps.doneAt),
        lte(followUps.dueOn, by),
      ),
    );

const differingWages = (db: Reader) =>
  db
    .select({ one: sql`1` })
    .from(wageMonths)
    .where(
      and(
        eq(wageMonths.countyCode, placements.countyCode),
        eq(wageMonths.placementId, placements.id),
        ne(wageMonths.paidFen, wageMonths.saidPaidFen),
      ),
    );

const viewed = (db: Reader, view: PlacementFilter['view']): SQL | undefined => {
  if (view === 'self_reported') return and(eq(placements.origin, 'self'), eq(placements.status, 'agreed'));
  return view === 'wages_differ' ? exists(differingWages(db)) : undefined;
};

const conditions = (db: Reader, actor: Actor, f: PlacementFilter) =>
  and(
    inArea(actor),
    f.status && eq(placements.status, f.status),
    f.labourerId ? eq(placements.labourerId, f.labourerId) : undefined,
    f.followUpDueBy
      ? and(inArray(placements.status, [...RUNNING]), exists(dueFollowUp(db, f.followUpDueBy)))
      : undefined,
    viewed(db, f.view),
  );

const { id, labourerId, employerId, employerName, startedOn, endedOn } = placements;
const worked = { id, labourerId, employerId, employerName, startedOn, endedOn };

const selection = {
  placement: placements,
  labourer: {
    id: labourers.id,
    name: labourers.name,
    regionName: sql<string>`coalesce((select name from ${regions} where ${regions.code} = ${labourers.regionCode}), '')`,
  },
};

export const listPlacementsOf = (db: Reader, actor: Actor, f: PlacementFilter) =>
  db
    .select(selection)
    .from(placements)
    .innerJoin(labourers, ofPerson)
    .where(conditions(db, actor, f))
    .orderBy(desc(placements.recordedAt), desc(placements.id))
    .limit(f.limit ?? 50)
    .offset(f.offset ?? 0);

export type PlacementJoined = Awaited<ReturnType<typeof listPlacementsOf>>[number];

export async function countPlacementsOf(db: Reader, actor: Actor, f: PlacementFilter): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(placements)
    .innerJoin(labourers, ofPerson)
    .where(conditions(db, actor, f));
  return row?.count ?? 0;
}

export async function getJoined(db: Reader, actor: Actor, id: string): Promise<PlacementJoined> {
  const [row] = await db
    .select(selection)
    .from(placements)
    .innerJoin(labourers, ofPerson)
    .where(and(inArea(actor), eq(placements.id, id)));
  if (!row) throw new AppError('placement.not_found', { id });
  return row;
}

export async function lockPlacement(tx: Tx, actor: Actor, id: string): Promise<Placement> {
  const [row] = await tx
    .select({ placement: placements })
    .from(placements)
    .innerJoin(labourers, ofPerson)
    .where(and(inArea(actor), eq(placements.id, id)))
    .for('update', { of: placements });
  if (!row) throw new AppError('placement.not_found', { id });
  return row.placement;
}

export const listFollowUpsOf = (db: Reader, countyCode: string, placementIds: readonly string[]) =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(followUps)
        .where(and(eq(followUps.countyCode, countyCode), inArray(followUps.placementId, [...placementIds])))
        .orderBy(asc(followUps.dayNumber));

/** The same start with the same employer is one placement, however often it is told. */
export async function insertPlacement(tx: Tx, row: NewPlacement): Promise<void> {
  const inserted = await tx.insert(placements).values(row).onConflictDoNothing().returning({ id: placements.id });
  if (inserted.length === 0) throw new AppError('placement.twice', { startedOn: row.startedOn });
}

/** All work of some people that has a start, for counting months across placements with one employer. */
export const listWorkedOf = (db: Reader, countyCode: string, labourerIds: readonly string[]): Promise<Worked[]> =>
  labourerIds.length === 0
    ? Promise.resolve([])
    : db
        .select(worked)
        .from(placements)
        .where(
          and(
            eq(placements.countyCode, countyCode),
            inArray(placements.labourerId, [...new Set(labourerIds)]),
            isNotNull(placements.startedOn),
          ),
        );

/** A start date corrected later keeps the visits planned first. */
export async function insertFollowUps(tx: Tx, rows: (typeof followUps.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(followUps).values(rows).onConflictDoNothing();
}

/** A start that another placement tells already is no second one; see the key `placements_one_a_start`. */
export async function savePlacement(tx: Tx, p: Placement, set: Partial<NewPlacement>): Promise<void> {
  const saved = await tx
    .update(placements)
    .set({ ...set, version: p.version + 1 })
    .where(and(eq(placements.countyCode, p.countyCode), eq(placements.id, p.id), eq(placements.version, p.version)))
    .returning({ id: placements.id })
    .catch((error: unknown) => {
      if (guardThatRefused(error) !== 'placements_one_a_start') throw error;
      throw new AppError('placement.twice', { startedOn: set.startedOn }, { cause: error });
    });
  if (saved.length === 0) throw new AppError('placement.stale', { id: p.id });
}

/**
 * Other work that the person has running. The person's row stays locked until the transaction ends: of two starts at the
 * same moment the second sees the first.
 */
export async function findRunning(tx: Tx, countyCode: string, labourerId: string, ownId?: string) {
  await tx
    .select({ id: labourers.id })
    .from(labourers)
    .where(and(eq(labourers.countyCode, countyCode), eq(labourers.id, labourerId)))
    .for('no key update');
  const rows = await tx
    .select()
    .from(placements)
    .where(
      and(
        eq(placements.countyCode, countyCode),
        eq(placements.labourerId, labourerId),
        inArray(placements.status, [...RUNNING]),
        ownId === undefined ? undefined : ne(placements.id, ownId),
      ),
    )
    .limit(1);
  return rows[0];
}

export async function lockFollowUp(tx: Tx, actor: Actor, id: string): Promise<FollowUp> {
  const [row] = await tx
    .select({ followUp: followUps })
    .from(followUps)
    .innerJoin(
      placements,
      and(eq(placements.countyCode, followUps.countyCode), eq(placements.id, followUps.placementId)),
    )
    .innerJoin(labourers, ofPerson)
    .where(and(inArea(actor), eq(followUps.id, id)))
    .for('update', { of: followUps });
  if (!row) throw new AppError('follow_up.not_found', { id });
  return row.followUp;
}

export const saveFollowUp = (tx: Tx, f: FollowUp, set: Partial<typeof followUps.$inferInsert>) =>
  tx
    .update(followUps)
    .set(set)
    .where(and(eq(followUps.countyCode, f.countyCode), eq(followUps.id, f.id)));
