import type {
  Demand,
  DisabilityKind,
  Education,
  EmployerState,
  JobKind,
  Reach,
  Shift,
  SkillHeld,
} from '@songgang/search/matcher/model.ts';
import { and, eq, exists, gte, inArray, isNotNull, isNull, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { type CalendarDate, dateAt, yearOf } from '../../kernel/calendar.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { placements } from '../placements/tables.ts';
import { regions } from '../regions/tables.ts';
import { LIVE, UNANSWERED } from './core/delivery.ts';
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

const runningPlacement = (db: Reader) =>
  db
    .select({ one: sql`1` })
    .from(placements)
    .where(
      and(
        eq(placements.countyCode, labourers.countyCode),
        eq(placements.labourerId, labourers.id),
        inArray(placements.status, ['started', 'stable']),
      ),
    );

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
        notExists(runningPlacement(db)),
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
        or(inArray(labourers.employment, ['employed', 'self_employed', 'flexible']), exists(runningPlacement(db))),
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
  const rows = await db
    .select({
      labourerId: deliveries.labourerId,
      jobIds: sql<string[]>`array_agg(${deliveries.jobId})`,
      offersThisYear: sql<number>`(count(*) filter (where ${deliveries.year} = ${yearOf(on)} and ${deliveries.tier} <> 'own'))::int`,
      unanswered: sql<number>`(count(*) filter (where ${inArray(deliveries.status, [...UNANSWERED])}))::int`,
    })
    .from(deliveries)
    .where(and(eq(deliveries.countyCode, countyCode), of))
    .groupBy(deliveries.labourerId);
  const declined = await listDeclined(db, countyCode, labourerIds);
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

export interface JobRow {
  readonly countyCode: string;
  readonly id: string;
  readonly employerId: string;
  readonly employerState: EmployerState;
  readonly kind: JobKind;
  readonly occupationCode: string;
  readonly skillCodes: string[];
  readonly regionCode: string;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly monthlyMinFen: number;
  readonly monthlyMaxFen: number;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly educationMin: Education;
  readonly demands: Demand[];
  readonly shift: Shift;
  readonly hasBoard: boolean;
  readonly hasLodging: boolean;
  readonly suits: DisabilityKind[];
  readonly headCount: number;
  readonly placedCount: number;
  readonly publishedAt: Date;
}

const jobRows = (db: Reader) =>
  db
    .select({
      countyCode: jobs.countyCode,
      id: jobs.id,
      employerId: jobs.employerId,
      employerState: employers.state,
      kind: jobs.kind,
      occupationCode: jobs.occupationCode,
      skillCodes: jobs.skillCodes,
      regionCode: jobs.regionCode,
      lat: regions.lat,
      lng: regions.lng,
      monthlyMinFen: jobs.monthlyMinFen,
      monthlyMaxFen: jobs.monthlyMaxFen,
      ageMin: jobs.ageMin,
      ageMax: jobs.ageMax,
      educationMin: jobs.educationMin,
      demands: jobs.demands,
      shift: jobs.shift,
      hasBoard: jobs.hasBoard,
      hasLodging: jobs.hasLodging,
      suits: jobs.suits,
      headCount: jobs.headCount,
      placedCount: jobs.placedCount,
      publishedAt: jobs.publishedAt,
    })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .leftJoin(regions, eq(regions.code, jobs.regionCode));

/** Published, still valid on the day, not full, of a verified employer: of the county, or shared with it by another. */
export async function listOpenJobs(
  db: Reader,
  countyCode: string,
  on: CalendarDate,
  jobId?: string,
  narrowed?: SQL,
): Promise<JobRow[]> {
  const rows = await jobRows(db)
    .where(
      and(
        eq(jobs.status, 'published'),
        eq(employers.state, 'verified'),
        gte(jobs.validUntilOn, on),
        sql`${jobs.placedCount} < ${jobs.headCount}`,
        sharedWithCounty(countyCode),
        jobId === undefined ? undefined : eq(jobs.id, jobId),
        narrowed,
      ),
    )
    .orderBy(jobs.id);
  // The check jobs_published_complete says that a published job has every one of these.
  return rows as JobRow[];
}

/** A posting that was published once, whatever has become of it; undefined where the county never saw it. */
export async function findPostedJob(db: Reader, countyCode: string, jobId: string): Promise<JobRow | undefined> {
  const [row] = await jobRows(db).where(
    and(eq(jobs.id, jobId), isNotNull(jobs.publishedAt), sharedWithCounty(countyCode)),
  );
  // The same check: nothing is published that lacks one of these.
  return row as JobRow | undefined;
}

/** Days of which the postings tell what people may hope for in a year. */
const A_YEAR = 365;

/** Postings of the past twelve months that are open no more. */
export async function listPastJobs(
  db: Reader,
  countyCode: string,
  on: CalendarDate,
  openIds: ReadonlySet<string>,
): Promise<JobRow[]> {
  const { publishedAt, occupationCode, regionCode, monthlyMinFen } = jobs;
  const rows = await jobRows(db).where(
    and(
      sql`${publishedAt} >= ${on}::date - ${A_YEAR}::int`,
      isNotNull(occupationCode),
      isNotNull(regionCode),
      isNotNull(monthlyMinFen),
      sharedWithCounty(countyCode),
    ),
  );
  // What the rules look at is there; what else a draft may lack plays no part.
  return (rows as JobRow[]).filter(({ id }) => !openIds.has(id));
}

/** Its own postings, and those of other counties as far as they share them. */
function sharedWithCounty(countyCode: string) {
  const { countyCode: owner, sharedWith } = jobs;
  return or(
    eq(owner, countyCode),
    eq(sharedWith, 'anywhere'),
    and(eq(sharedWith, 'province'), sql`${owner} like ${`${countyCode.slice(0, 2)}%`}`),
    and(eq(sharedWith, 'prefecture'), sql`${owner} like ${`${countyCode.slice(0, 4)}%`}`),
  );
}

/** How many live offers each job has out, over all counties that it is shared with. */
export async function countLiveOffers(db: Reader, jobIds: readonly string[]): Promise<Map<string, number>> {
  if (jobIds.length === 0) return new Map();
  const rows = await db
    .select({ id: deliveries.jobId, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(
      and(inArray(deliveries.status, [...LIVE]), sql`${deliveries.jobId} = any(${sql.param([...jobIds])}::uuid[])`),
    )
    .groupBy(deliveries.jobId);
  return new Map(rows.map((r) => [r.id, r.count]));
}
