import type { Pledge } from '@songgang/search/matcher/assign.ts';
import { EDUCATIONS, type LabourerFacts, REACHES } from '@songgang/search/matcher/model.ts';
import { COUNTY_LEVEL, depthOf, LEVEL_DIGITS } from '@songgang/search/matcher/place.ts';
import { and, arrayContains, eq, gte, inArray, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { type CalendarDate, yearOf } from '../../kernel/calendar.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { UNANSWERED } from './core/delivery.ts';
import type { JobRow } from './postings-store.ts';
import { deliveries } from './tables.ts';

/**
 * Conditions that every row meets which could suit: the rules judge what is left, and decide. Wider than the rules
 * wherever a rule is more than a comparison, so nothing is lost here; see docs/decisions/0012.
 */

const TRADE_DIGITS = 4;
const startsWithOne = (column: SQL, codes: readonly string[]) =>
  sql`${column} like any(${sql.param(codes.map((code) => `${code}%`))}::text[])`;
const oneOf = (column: SQL, values: readonly string[]) => sql`${column} = any(${sql.param([...values])}::text[])`;

/** Jobs that one of these people might be offered. */
export function mightSuit(people: readonly LabourerFacts[]): SQL | undefined {
  const ages = people.map(({ age }) => age);
  const schooled = Math.max(...people.map(({ education }) => EDUCATIONS.indexOf(education)));
  return and(
    gte(jobs.monthlyMinFen, Math.min(...people.map(({ payFloorFen }) => payFloorFen))),
    sql`coalesce(${jobs.ageMin}, 0) <= ${Math.max(...ages)}`,
    sql`coalesce(${jobs.ageMax}, 999) >= ${Math.min(...ages)}`,
    oneOf(sql`${jobs.shift}`, [...new Set(people.flatMap(({ shifts }) => shifts))]),
    oneOf(sql`${jobs.educationMin}`, EDUCATIONS.slice(0, schooled + 1)),
    withinReach(people),
    worksOf(people),
  );
}

function withinReach(people: readonly LabourerFacts[]): SQL | undefined {
  if (people.some(({ reach }) => REACHES.indexOf(reach) > COUNTY_LEVEL)) return undefined;
  const counties = people.map(({ regionCode }) => regionCode.slice(0, LEVEL_DIGITS[COUNTY_LEVEL]));
  return startsWithOne(sql`${jobs.regionCode}`, [...new Set(counties)]);
}

function worksOf(people: readonly LabourerFacts[]): SQL | undefined {
  if (people.some(({ wishes }) => wishes.length === 0)) return undefined;
  const trades = people.flatMap(({ skills }) => skills.map(({ code }) => code.slice(0, TRADE_DIGITS)));
  return startsWithOne(sql`${jobs.occupationCode}`, [
    ...new Set([...people.flatMap(({ wishes }) => wishes), ...trades]),
  ]);
}

/**
 * People whom this job might be offered to, by what stands on their cards (refusals since only narrow it), and who have
 * room for an offer.
 */
export function mightTake(job: JobRow, on: CalendarDate, pledge: Pledge): SQL | undefined {
  const l = labourers;
  const least = EDUCATIONS.indexOf(job.educationMin);
  const born = (age: number, day: string): CalendarDate => `${yearOf(on) - age}-${day}` as CalendarDate;
  return and(
    lte(l.payFloorFen, job.monthlyMinFen),
    job.ageMin === null ? undefined : lte(l.birthOn, born(job.ageMin, '12-31')),
    job.ageMax === null ? undefined : gte(l.birthOn, born(job.ageMax + 1, '01-01')),
    inArray(l.education, EDUCATIONS.slice(least)),
    arrayContains(l.shifts, [job.shift]),
    job.demands.length === 0 ? undefined : not(sql`${l.limits} && ${sql.param(job.demands)}::text[]`),
    reaches(job),
    wants(job.occupationCode),
    hasRoom(on, pledge),
  );
}

/** Less than the promise this year, or a place in the hand. */
function hasRoom(on: CalendarDate, { offersPerYear, unansweredMax }: Pledge): SQL {
  const { countyCode, labourerId, year, tier, status } = deliveries;
  return sql`(select count(*) filter (where ${year} = ${yearOf(on)} and ${tier} <> 'own') < ${offersPerYear}
      or count(*) filter (where ${inArray(status, [...UNANSWERED])}) < ${unansweredMax}
    from ${deliveries} where ${countyCode} = ${labourers.countyCode} and ${labourerId} = ${labourers.id})`;
}

function reaches({ regionCode, kind }: JobRow): SQL | undefined {
  const county = regionCode.slice(0, LEVEL_DIGITS[COUNTY_LEVEL]);
  const isFar = inArray(labourers.reach, REACHES.slice(COUNTY_LEVEL + 1));
  const isHere = sql`${labourers.regionCode} like ${`${county}%`}`;
  if (kind === 'home_based') return or(isFar, isHere);
  const nearby = REACHES.slice(0, COUNTY_LEVEL).flatMap((reach, level) => {
    const digits = LEVEL_DIGITS[level] as number;
    if (depthOf(regionCode) < digits) return [];
    return [and(eq(labourers.reach, reach), sql`${labourers.regionCode} like ${`${regionCode.slice(0, digits)}%`}`)];
  });
  return or(isFar, and(eq(labourers.reach, 'county'), isHere), ...nearby);
}

function wants(occupation: string): SQL | undefined {
  const above = Array.from({ length: occupation.length + 1 }, (_, k) => occupation.slice(0, k));
  const trade = occupation.slice(0, TRADE_DIGITS);
  return or(
    sql`${labourers.wishes} = '{}'`,
    sql`${labourers.wishes} && ${sql.param(above)}::text[]`,
    sql`exists (select from jsonb_array_elements(${labourers.skills}) s where s ->> 'code' like ${`${trade}%`})`,
  );
}
