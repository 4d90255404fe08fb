import type { Demand, DisabilityKind, Education, Reach, Shift, SkillHeld } from '@songgang/search/matcher/model.ts';
import { and, eq, inArray, isNull, not, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { type CalendarDate, dateAt, yearOf } from '../../kernel/calendar.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import { hasRunningPlacement, isAtWork } from './at-work.ts';
import { UNANSWERED } from './core/delivery.ts';
import type { Declined } from './core/obey.ts';
import { deliveries } from './tables.ts';

export interface LabourerRow {
  readonly id: string;
  readonly householdId: string;
  readonly regionCode: string;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly birthOn: string;
  readonly education: Education;
  readonly skills: SkillHeld[];
  readonly wishes: string[];
  readonly reach: Reach;
  readonly payFloorFen: number;
  readonly limits: Demand[];
  readonly shifts: Shift[];
  readonly homeEveryNight: boolean;
  readonly needsLodging: boolean;
  readonly needsBoard: boolean;
  readonly disabilityKind: DisabilityKind | null;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly smsAllowed: boolean;
}

/** What the matcher's facts of a person are made of. */
export const seekerColumns = {
  id: labourers.id,
  householdId: labourers.householdId,
  regionCode: labourers.regionCode,
  lat: regions.lat,
  lng: regions.lng,
  birthOn: labourers.birthOn,
  education: labourers.education,
  skills: labourers.skills,
  wishes: labourers.wishes,
  reach: labourers.reach,
  payFloorFen: labourers.payFloorFen,
  limits: labourers.limits,
  shifts: labourers.shifts,
  homeEveryNight: labourers.homeEveryNight,
  needsLodging: labourers.needsLodging,
  needsBoard: labourers.needsBoard,
  disabilityKind: labourers.disabilityKind,
  hasPhone: sql<boolean>`${labourers.phoneSealed} is not null`,
  hasEmail: sql<boolean>`${labourers.emailSealed} is not null`,
  smsAllowed: labourers.smsAllowed,
};

/** Who wants work, has none running and has not refused personalised postings; of some people where ids are given. */
export function listSeekers(
  db: Reader,
  countyCode: string,
  labourerIds?: readonly string[],
  narrowed?: SQL,
): Promise<LabourerRow[]> {
  const l = labourers;
  return db
    .select(seekerColumns)
    .from(l)
    .leftJoin(regions, eq(regions.code, l.regionCode))
    .where(
      and(
        eq(l.countyCode, countyCode),
        eq(l.state, 'active'),
        eq(l.wantsWork, true),
        isNull(l.personalisedRefusedAt),
        not(hasRunningPlacement),
        labourerIds && inArray(l.id, [...labourerIds]),
        narrowed,
      ),
    )
    .orderBy(l.id);
}

/** Households of whom somebody is at work: by the card, or by a running placement; of some where ids are given. */
export async function listHouseholdsAtWork(
  db: Reader,
  countyCode: string,
  householdIds?: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: labourers.householdId })
    .from(labourers)
    .where(
      and(
        eq(labourers.countyCode, countyCode),
        eq(labourers.state, 'active'),
        householdIds && sql`${labourers.householdId} = any(${sql.param([...householdIds])}::uuid[])`,
        isAtWork,
      ),
    );
  return new Set(rows.map((r) => r.id));
}

/** What a person was offered so far. */
export interface History {
  readonly jobIds: readonly string[];
  readonly offersThisYear: number;
  readonly unanswered: number;
  readonly declined: readonly Declined[];
}

export const NO_HISTORY: History = { jobIds: [], offersThisYear: 0, unanswered: 0, declined: [] };

/** Histories by labourer; whoever was never offered anything has no entry. */
export async function loadHistories(
  db: Reader,
  countyCode: string,
  on: CalendarDate,
  labourerIds?: readonly string[],
): Promise<Map<string, History>> {
  const of = labourerIds && sql`${deliveries.labourerId} = any(${sql.param([...labourerIds])}::uuid[])`;
  const counted = db
    .select({
      labourerId: deliveries.labourerId,
      jobIds: sql<string[]>`array_agg(${deliveries.jobId})`,
      offersThisYear: sql<number>`(count(*) filter (where ${deliveries.year} = ${yearOf(on)} and ${deliveries.tier} <> 'own'))::int`,
      unanswered: sql<number>`(count(*) filter (where ${inArray(deliveries.status, [...UNANSWERED])}))::int`,
    })
    .from(deliveries)
    .where(and(eq(deliveries.countyCode, countyCode), of))
    .groupBy(deliveries.labourerId);
  const [rows, declined] = await Promise.all([counted, listDeclined(db, countyCode, labourerIds)]);
  return new Map(rows.map(({ labourerId: id, ...rest }) => [id, { ...rest, declined: declined.get(id) ?? [] }]));
}

async function listDeclined(
  db: Reader,
  countyCode: string,
  labourerIds?: readonly string[],
): Promise<Map<string, Declined[]>> {
  const rows = await db
    .select({
      labourerId: deliveries.labourerId,
      reason: deliveries.declineReason,
      answeredAt: deliveries.answeredAt,
      employerId: jobs.employerId,
      occupationCode: jobs.occupationCode,
      regionCode: jobs.regionCode,
      payMinFen: jobs.monthlyMinFen,
      shift: jobs.shift,
      demands: jobs.demands,
    })
    .from(deliveries)
    .innerJoin(jobs, and(eq(jobs.countyCode, deliveries.jobCountyCode), eq(jobs.id, deliveries.jobId)))
    .where(
      and(
        eq(deliveries.countyCode, countyCode),
        eq(deliveries.status, 'declined'),
        labourerIds && sql`${deliveries.labourerId} = any(${sql.param([...labourerIds])}::uuid[])`,
      ),
    )
    .orderBy(deliveries.answeredAt, deliveries.id);
  const byLabourer = new Map<string, Declined[]>();
  for (const { labourerId: id, reason, answeredAt, occupationCode, regionCode, payMinFen, ...rest } of rows) {
    // A published job has all of these, and a declined delivery has a reason and a time: the database says so.
    if (reason === null || answeredAt === null || occupationCode === null || regionCode === null || payMinFen === null)
      continue;
    const entry = { ...rest, reason, occupationCode, regionCode, payMinFen, declinedOn: dateAt(answeredAt) };
    byLabourer.set(id, [...(byLabourer.get(id) ?? []), entry]);
  }
  return byLabourer;
}
