import type { Reader } from '../../../db/client.ts';
import { type CalendarDate, dateAt } from '../../../kernel/calendar.ts';
import { DEFAULT_SETTINGS } from '../../regions/tables.ts';
import type { Candidate } from '../core/candidates.ts';
import { countersOf } from '../core/counters.ts';
import { divide } from '../core/exact.ts';
import { personFacts, tell } from '../core/person-facts.ts';
import type { CountyRow, EmployerRow, Known, PersonRow, WageMonth, WorkRow } from '../core/register-rows.ts';
import { type Relation, relationsOf } from '../core/relations.ts';
import {
  agencyFacts,
  contractFacts,
  countyFacts,
  employerFacts,
  insuranceFacts,
  placementFacts,
} from '../core/work-facts.ts';
import { type Beside, type ChunkRows, loadChunk, loadCounty } from './facts-store.ts';
import type { Claim } from './store.ts';

/** All that the registers hold of some people, by what it is looked up by. */
export interface Snapshot {
  readonly county: CountyRow;
  readonly today: CalendarDate;
  readonly people: ReadonlyMap<string, PersonRow>;
  readonly worksOf: ReadonlyMap<string, readonly WorkRow[]>;
  readonly workIds: ReadonlySet<string>;
  readonly employers: ReadonlyMap<string, EmployerRow>;
  readonly agencyNamed: ReadonlyMap<string, EmployerRow>;
  readonly wageMonthsOf: ReadonlyMap<string, readonly WageMonth[]>;
  /** Minutes worked, by person and month. */
  readonly minutes: ReadonlyMap<string, number>;
  readonly stated: ReadonlyMap<string, ChunkRows['stated']>;
  /** Slugs of the papers received, by whom or what they are about. */
  readonly papers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where a payee's money goes. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Claims of ours by their subject; what is found in a pass joins them. */
  readonly claimsOn: Map<string, Claim[]>;
}

export async function loadSnapshot(
  db: Reader,
  countyCode: string,
  today: CalendarDate,
  labourerIds: readonly string[],
  beside?: Beside,
): Promise<Snapshot> {
  const rows = await loadChunk(db, countyCode, labourerIds, beside);
  const { settings = DEFAULT_SETTINGS, wages } = await loadCounty(db, countyCode);
  const { workingAgeMin, workingAgeMax } = settings;
  const employers = rows.employers.map(
    ({ verifiedAt, ...row }): EmployerRow => ({ ...row, verifiedOn: verifiedAt && dateAt(verifiedAt) }),
  );
  return {
    county: { code: countyCode, workingAgeMin, workingAgeMax, minimumWages: wages },
    today,
    people: peopleOf(rows),
    worksOf: Map.groupBy(rows.works, ({ labourerId }) => labourerId),
    workIds: new Set(rows.works.map(({ id }) => id)),
    employers: new Map(employers.map((one) => [one.id, one])),
    agencyNamed: new Map(employers.filter(({ kind }) => kind === 'agency').map((one) => [one.name, one])),
    wageMonthsOf: Map.groupBy(rows.wageMonths, ({ placementId }) => placementId),
    minutes: minutesOf(rows.hours),
    stated: Map.groupBy(rows.stated, ({ subjectId }) => subjectId),
    papers: new Map(
      [...Map.groupBy(rows.papers, ({ subjectId }) => subjectId)].map(([id, own]) => [
        id,
        new Set(own.map(({ paper }) => paper)),
      ]),
    ),
    accounts: new Map(rows.accounts.map(({ ownerId, id }) => [ownerId, id])),
    claimsOn: Map.groupBy(rows.ownClaims, ({ subjectId }) => subjectId),
  };
}

function peopleOf({ people, spells }: ChunkRows): Map<string, PersonRow> {
  const spellsOf = Map.groupBy(spells, ({ householdId }) => householdId);
  return new Map(
    people.map(({ householdId, householdRegionCode: regionCode, povertyStatus, isRelocated, ...person }) => {
      const household = { regionCode, povertyStatus, isRelocated, spells: spellsOf.get(householdId) ?? [] };
      return [person.id, { ...person, household }];
    }),
  );
}

function minutesOf(hours: ChunkRows['hours']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labourerId, on, minutes } of hours) {
    const key = `${labourerId} ${on.slice(0, 7)}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(minutes));
  }
  return sums;
}

/** The relations of a person, and whose they are. */
export const relationsIn = (snapshot: Snapshot, labourerId: string, maxGapDays = 0): Relation[] =>
  relationsOf(snapshot.worksOf.get(labourerId) ?? [], maxGapDays);

export const employerIn = (snapshot: Snapshot, { first }: Relation): EmployerRow | undefined =>
  first.employerId === null ? undefined : snapshot.employers.get(first.employerId);

/** The agency of the register by the name that was fixed before the contract. */
export const agencyIn = (snapshot: Snapshot, { first }: Relation): EmployerRow | undefined =>
  first.introducerKind === 'agency' && first.introducerName !== null
    ? snapshot.agencyNamed.get(first.introducerName)
    : undefined;

/** Sheets of every placement of a relation. */
export const wageMonthsIn = (snapshot: Snapshot, relation: Relation): WageMonth[] =>
  (snapshot.worksOf.get(relation.first.labourerId) ?? [])
    .filter(
      (work) => work.employerId === relation.first.employerId && work.employerName === relation.first.employerName,
    )
    .flatMap(({ id }) => snapshot.wageMonthsOf.get(id) ?? []);

/** What a claim is asked about: a candidate, or the same of one that stands. */
export type Asked = Omit<Candidate, 'placementId'> & {
  readonly id?: string;
  readonly placementId: string | null;
  readonly labourerId: string | null;
};

/**
 * Every fact that can be told of a question: registers first, then what an officer read from papers, and last the
 * counters of our own claims. What nothing tells stays out.
 */
export function gatherFacts(
  snapshot: Snapshot,
  asked: Asked,
  relation: Relation | undefined,
  exclusiveWith?: ReadonlySet<string>,
): Known {
  const known: Known = new Map();
  const person = asked.labourerId === null ? undefined : snapshot.people.get(asked.labourerId);
  const { county, today } = snapshot;
  countyFacts(known, county, asked.eventOn);
  if (person) personFacts(known, person, asked.testOn, county);
  if (person && relation) workFacts(known, snapshot, asked, person, relation);
  const payer = snapshot.employers.get(asked.payeeId);
  if (!relation && payer) employerFacts(known, payer);
  if (asked.periodFrom !== null && asked.labourerId !== null) hourFacts(known, snapshot, asked);
  statedFactsOf(known, snapshot, asked, relation);
  const counters = countersOf(asked, snapshot.claimsOn.get(asked.subjectId) ?? [], exclusiveWith);
  for (const [fact, value] of Object.entries(counters)) known.set(fact, { value, source: 'counter' });
  // A day that lies ahead tells nothing.
  return asked.eventOn <= today ? known : new Map();
}

function workFacts(known: Known, snapshot: Snapshot, asked: Asked, person: PersonRow, relation: Relation): void {
  const { county, today } = snapshot;
  const employer = employerIn(snapshot, relation);
  if (employer) employerFacts(known, employer);
  contractFacts(known, relation.first);
  placementFacts(known, relation, { person, employer, county, today });
  agencyFacts(known, relation.first, agencyIn(snapshot, relation));
  const months = wageMonthsIn(snapshot, relation);
  insuranceFacts(
    known,
    months,
    asked.eventOn,
    months.find(({ month }) => asked.periodKey === `month:${month}`),
  );
}

function hourFacts(known: Known, snapshot: Snapshot, { labourerId, periodFrom }: Asked): void {
  const minutes = snapshot.minutes.get(`${labourerId} ${periodFrom?.slice(0, 7)}`);
  if (minutes !== undefined) tell(known, 'hours', { 'post.hours_worked_in_month': divide(minutes, 60) });
}

/** What was read from papers stands over registers, and what was read for this very claim over all. */
function statedFactsOf(known: Known, snapshot: Snapshot, asked: Asked, relation: Relation | undefined): void {
  const subjects = [asked.labourerId, relation?.first.employerId, asked.payeeId, asked.placementId, asked.id];
  for (const subject of new Set(subjects))
    for (const { id, fact, value } of (subject && snapshot.stated.get(subject)) || [])
      known.set(fact, { value, source: `stated:${id}` });
}
