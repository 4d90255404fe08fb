import type { Pledge } from '@songgang/search/matcher/assign.ts';
import { EDUCATIONS, type LabourerFacts, REACHES } from '@songgang/search/matcher/model.ts';
import { COUNTY_LEVEL, depthOf, LEVEL_DIGITS } from '@songgang/search/matcher/place.ts';
import { and, arrayContains, eq, gte, inArray, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { type CalendarDate, yearOf } from '../../kernel/calendar.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import type { JobRow } from './postings-store.ts';
import { offersHeld, offersOut } from './tables.ts';

/**
 * Conditions that every row meets which could suit: the rules judge what is left, and decide. Wider than the rules
 * wherever a rule is more than a comparison, so nothing is lost here; see docs/decisions/0012.
 */

const TRADE_DIGITS = 4;
const GROUP_DIGITS = 2;
const COUNTY_DIGITS = LEVEL_DIGITS[COUNTY_LEVEL] as number;
const startsWithOne = (column: SQL, codes: readonly string[]) =>
  sql`${column} like any(${sql.param(codes.map((code) => `${code}%`))}::text[])`;

/** Jobs that one of these people might be offered: with a place left, and by what stands on a card. */
export const mightSuit = (people: readonly LabourerFacts[], pledge: Pledge): SQL | undefined =>
  and(hasPlaceLeft(pledge), or(...people.map(mightSuitOne)));

/** Fewer live offers out than it may have, as the database counts them. */
const hasPlaceLeft = ({ capFactor }: Pledge): SQL => sql`not exists (select from ${offersOut}
  where ${offersOut.countyCode} = ${jobs.countyCode} and ${offersOut.jobId} = ${jobs.id}
    and ${offersOut.live} >= (${jobs.headCount} - ${jobs.placedCount}) * ${capFactor}::int)`;

function mightSuitOne(l: LabourerFacts): SQL | undefined {
  return and(
    gte(jobs.monthlyMinFen, l.payFloorFen),
    sql`coalesce(${jobs.ageMin}, 0) <= ${l.age}`,
    sql`coalesce(${jobs.ageMax}, 999) >= ${l.age}`,
    inArray(jobs.shift, [...l.shifts]),
    inArray(jobs.educationMin, EDUCATIONS.slice(0, EDUCATIONS.indexOf(l.education) + 1)),
    l.limits.length === 0 ? undefined : not(sql`${jobs.demands} && ${sql.param([...l.limits])}::text[]`),
    withinReach(l),
    worksOf(l),
    asksFor(l),
  );
}

/** In reach by the tree, or done at home in the county; whoever must be home at night leaves the county for nothing else. */
function withinReach({ regionCode, reach, homeEveryNight }: LabourerFacts): SQL | undefined {
  const isIn = (digits: number) => sql`${jobs.regionCode} like ${`${regionCode.slice(0, digits)}%`}`;
  const isAtHome = eq(jobs.kind, 'home_based');
  const digits = LEVEL_DIGITS[REACHES.indexOf(reach)] ?? 0;
  if (digits >= COUNTY_DIGITS) return or(isIn(digits), and(isAtHome, isIn(COUNTY_DIGITS)));
  return homeEveryNight ? or(isIn(COUNTY_DIGITS), isAtHome) : undefined;
}

function worksOf({ wishes, skills }: LabourerFacts): SQL | undefined {
  if (wishes.length === 0) return undefined;
  const trades = skills.map(({ code }) => code.slice(0, TRADE_DIGITS));
  return startsWithOne(sql`${jobs.occupationCode}`, [...new Set([...wishes, ...trades])]);
}

/** No skill, or one of a trade that is held: above it or below it is told apart by the rule. */
function asksFor({ skills }: LabourerFacts): SQL | undefined {
  const groups = [...new Set(skills.map(({ code }) => code.slice(0, GROUP_DIGITS)))];
  const isHeld = sql`exists (select from unnest(${jobs.skillCodes}) asked where left(asked, ${GROUP_DIGITS}) = any(${sql.param(groups)}::text[]))`;
  return or(sql`${jobs.skillCodes} = '{}'`, isHeld);
}

/**
 * People whom this job might be offered to, by what stands on their cards (refusals since only narrow it), and who have
 * room for an offer.
 */
export function mightTake(countyCode: string, job: JobRow, on: CalendarDate, pledge: Pledge): SQL | undefined {
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
    hasRoom(countyCode, on, pledge),
  );
}

/**
 * Less than the promise this year, or a place in the hand. Where the county has had its run few have either: they are
 * found first, by what the database counts, and only their cards are looked at.
 */
function hasRoom(countyCode: string, on: CalendarDate, { offersPerYear, unansweredMax }: Pledge): SQL {
  const { countyCode: county, labourerId, year, offered, unanswered } = offersHeld;
  return sql`${labourers.id} = any(array(select person.id from ${labourers} person
    where person.county_code = ${countyCode} and not exists (select from ${offersHeld}
      where ${county} = person.county_code and ${labourerId} = person.id and ${year} = ${yearOf(on)}
        and ${offered} >= ${offersPerYear} and ${unanswered} >= ${unansweredMax})))`;
}

function reaches({ regionCode, kind }: JobRow): SQL | undefined {
  const county = regionCode.slice(0, COUNTY_DIGITS);
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
