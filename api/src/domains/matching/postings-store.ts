import type {
  Demand,
  DisabilityKind,
  Education,
  EmployerState,
  JobKind,
  Shift,
} from '@songgang/search/matcher/model.ts';
import { and, eq, gte, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import { regions } from '../regions/tables.ts';
import { LIVE } from './core/delivery.ts';
import { deliveries } from './tables.ts';

/** What the matcher's facts of a posting are made of. */
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
