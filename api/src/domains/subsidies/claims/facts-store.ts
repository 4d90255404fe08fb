import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '../../../db/client.ts';
import { employers } from '../../employers/tables.ts';
import { households, labourers, povertySpells } from '../../people/tables.ts';
import { placements, wageMonths } from '../../placements/tables.ts';
import { counties, minimumWages } from '../../regions/tables.ts';
import { papers, payeeAccounts, personHours, statedFacts } from '../evidence/tables.ts';
import { policyVersions } from '../policies/tables.ts';
import { claimColumns } from './store.ts';
import { claims } from './tables.ts';

/** Everything a chunk of people can be judged by: a handful of set-based reads, however many people are in it. */
export type ChunkRows = Awaited<ReturnType<typeof loadChunk>>;

/** One value, however many ids it holds: a chunk has thousands, and each by itself would be a text and a parameter. */
export const within = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${sql.param([...ids])}::uuid[])`;

/** People who have any placement, in the order of their ids: what a sweep walks along. */
export async function listPlacedAfter(db: Reader, countyCode: string, after: string | undefined, limit: number) {
  const rows = await db
    .selectDistinct({ id: placements.labourerId })
    .from(placements)
    .where(
      and(eq(placements.countyCode, countyCode), after === undefined ? undefined : gt(placements.labourerId, after)),
    )
    .orderBy(asc(placements.labourerId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What a claim entered by hand is about besides its person. */
export interface Beside {
  readonly employerIds: readonly string[];
  /** Claims about to be written: what was stated for them counts already. */
  readonly claimIds: readonly string[];
}

export async function loadChunk(
  db: Reader,
  countyCode: string,
  labourerIds: readonly string[],
  { employerIds, claimIds }: Beside = { employerIds: [], claimIds: [] },
) {
  const works = await db
    .select()
    .from(placements)
    .where(and(eq(placements.countyCode, countyCode), within(placements.labourerId, labourerIds)));
  const payees = await listPayees(db, countyCode, labourerIds);
  const employerRows = await loadEmployers(db, countyCode, works, [...employerIds, ...payees]);
  const workIds = works.map(({ id }) => id);
  const ownClaims = await listOwnClaims(db, countyCode, labourerIds, employerRows);
  const firmIds = employerRows.map(({ id }) => id);
  const subjects = [...labourerIds, ...workIds, ...firmIds, ...ownClaims.map(({ id }) => id), ...claimIds];
  return {
    works,
    employers: employerRows,
    ownClaims,
    people: await loadPeople(db, countyCode, labourerIds),
    spells: await loadSpells(db, countyCode, labourerIds),
    wageMonths: workIds.length === 0 ? [] : await loadWageMonths(db, countyCode, workIds),
    hours: await loadHours(db, countyCode, labourerIds),
    stated: await loadStated(db, countyCode, subjects),
    papers: await loadPapers(db, countyCode, subjects),
    accounts: await loadAccounts(db, countyCode, subjects),
  };
}

const loadPapers = (db: Reader, countyCode: string, subjectIds: readonly string[]) =>
  db
    .selectDistinct({ subjectId: papers.subjectId, paper: papers.paper })
    .from(papers)
    .where(and(eq(papers.countyCode, countyCode), within(papers.subjectId, subjectIds)));

/** Of each payee the open account that was entered last. */
const loadAccounts = (db: Reader, countyCode: string, ownerIds: readonly string[]) =>
  db
    .selectDistinctOn([payeeAccounts.ownerId], { ownerId: payeeAccounts.ownerId, id: payeeAccounts.id })
    .from(payeeAccounts)
    .where(
      and(
        eq(payeeAccounts.countyCode, countyCode),
        isNull(payeeAccounts.closedAt),
        within(payeeAccounts.ownerId, ownerIds),
      ),
    )
    .orderBy(asc(payeeAccounts.ownerId), sql`${payeeAccounts.addedAt} desc`);

const loadPeople = (db: Reader, countyCode: string, ids: readonly string[]) =>
  db
    .select({
      id: labourers.id,
      householdId: labourers.householdId,
      birthOn: labourers.birthOn,
      sex: labourers.sex,
      regionCode: labourers.regionCode,
      health: labourers.health,
      disabilityKind: labourers.disabilityKind,
      disabilityGrade: labourers.disabilityGrade,
      employment: labourers.employment,
      wantsWork: labourers.wantsWork,
      wantsTraining: labourers.wantsTraining,
      wantsVenture: labourers.wantsVenture,
      pension: labourers.pension,
      medical: labourers.medical,
      householdRegionCode: households.regionCode,
      povertyStatus: households.povertyStatus,
      isRelocated: households.isRelocated,
    })
    .from(labourers)
    .innerJoin(
      households,
      and(eq(households.countyCode, labourers.countyCode), eq(households.id, labourers.householdId)),
    )
    .where(and(eq(labourers.countyCode, countyCode), within(labourers.id, ids)));

const loadSpells = (db: Reader, countyCode: string, ids: readonly string[]) =>
  db
    .selectDistinct({
      householdId: povertySpells.householdId,
      status: povertySpells.status,
      fromOn: povertySpells.fromOn,
    })
    .from(povertySpells)
    .innerJoin(
      labourers,
      and(eq(labourers.countyCode, povertySpells.countyCode), eq(labourers.householdId, povertySpells.householdId)),
    )
    .where(and(eq(povertySpells.countyCode, countyCode), within(labourers.id, ids)));

/** Firms that are paid for these people, also where no work of theirs names them: by claims entered by hand. */
async function listPayees(db: Reader, countyCode: string, labourerIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: claims.payeeId })
    .from(claims)
    .where(
      and(
        eq(claims.countyCode, countyCode),
        within(claims.labourerId, labourerIds),
        ne(claims.payeeId, claims.labourerId),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Registered poor people at work with an employer now: one count for all of them. */
const poorAtWork = sql<number>`(select count(distinct p.labourer_id)::int from ${placements} p
  join ${labourers} l on l.county_code = p.county_code and l.id = p.labourer_id
  join ${households} h on h.county_code = l.county_code and h.id = l.household_id
  where p.county_code = ${employers}.county_code and p.employer_id = ${employers}.id
    and p.status in ('started', 'stable') and h.poverty_status in ('registered', 'returned'))`;

/** The employers of these placements, and the agencies that introduced, found by the name that was fixed. */
async function loadEmployers(
  db: Reader,
  countyCode: string,
  works: readonly { employerId: string | null; introducerKind: string; introducerName: string | null }[],
  also: readonly string[],
) {
  const ids = [...new Set([...works.flatMap(({ employerId }) => employerId ?? []), ...also])];
  const names = [
    ...new Set(works.flatMap((work) => (work.introducerKind === 'agency' ? (work.introducerName ?? []) : []))),
  ];
  const either = [
    ids.length > 0 ? inArray(employers.id, ids) : undefined,
    names.length > 0 ? and(eq(employers.kind, 'agency'), inArray(employers.name, names)) : undefined,
  ].filter((one) => one !== undefined);
  if (either.length === 0) return [];
  return db
    .select({
      id: employers.id,
      name: employers.name,
      kind: employers.kind,
      workshopKind: employers.workshopKind,
      regionCode: employers.regionCode,
      state: employers.state,
      verifiedAt: employers.verifiedAt,
      poorHeadcount: poorAtWork,
    })
    .from(employers)
    .where(and(eq(employers.countyCode, countyCode), or(...either)));
}

const loadWageMonths = (db: Reader, countyCode: string, placementIds: readonly string[]) =>
  db
    .select({
      id: wageMonths.id,
      placementId: wageMonths.placementId,
      month: wageMonths.month,
      paidOn: wageMonths.paidOn,
      insurances: wageMonths.insurances,
      employerPartFen: wageMonths.employerPartFen,
    })
    .from(wageMonths)
    .where(
      and(
        eq(wageMonths.countyCode, countyCode),
        within(wageMonths.placementId, placementIds),
        // A month that only the person spoke of says nothing of insurance.
        or(
          isNotNull(wageMonths.sheetId),
          isNotNull(wageMonths.paidFen),
          sql`cardinality(${wageMonths.insurances}) > 0`,
        ),
      ),
    )
    .orderBy(asc(wageMonths.month));

const loadHours = (db: Reader, countyCode: string, ids: readonly string[]) =>
  db
    .select({
      labourerId: personHours.labourerId,
      on: personHours.on,
      minutes: sql<number>`(${personHours.toMinute} - ${personHours.fromMinute})`,
    })
    .from(personHours)
    .where(
      and(eq(personHours.countyCode, countyCode), eq(personHours.kind, 'work'), within(personHours.labourerId, ids)),
    );

/** Of each fact of each subject the one stated last. */
const loadStated = (db: Reader, countyCode: string, subjectIds: readonly string[]) =>
  db
    .selectDistinctOn([statedFacts.subjectId, statedFacts.fact], {
      id: statedFacts.id,
      subjectId: statedFacts.subjectId,
      fact: statedFacts.fact,
      value: statedFacts.value,
    })
    .from(statedFacts)
    .where(and(eq(statedFacts.countyCode, countyCode), within(statedFacts.subjectId, subjectIds)))
    .orderBy(
      asc(statedFacts.subjectId),
      asc(statedFacts.fact),
      sql`${statedFacts.statedAt} desc`,
      sql`${statedFacts.id} desc`,
    );

/** Claims on these people, and those whose subject is one of these employers. */
const listOwnClaims = (
  db: Reader,
  countyCode: string,
  labourerIds: readonly string[],
  employerRows: readonly { id: string }[],
) =>
  db
    .select(claimColumns)
    .from(claims)
    .where(
      and(
        eq(claims.countyCode, countyCode),
        or(
          within(claims.labourerId, labourerIds),
          within(
            claims.subjectId,
            employerRows.map(({ id }) => id),
          ),
        ),
      ),
    );

export async function loadCounty(db: Reader, countyCode: string) {
  const [county] = await db.select().from(counties).where(eq(counties.code, countyCode));
  const wages = await db
    .select({ fromOn: minimumWages.validFrom, monthlyFen: minimumWages.monthlyFen })
    .from(minimumWages)
    .where(eq(minimumWages.countyCode, countyCode));
  return { settings: county?.settings, wages };
}

/** Of each rule that was ever published the newest version: what it listens to. */
export const listListening = (db: Reader, countyCode: string) =>
  db
    .selectDistinctOn([policyVersions.ruleId], { ruleId: policyVersions.ruleId, rule: policyVersions.rule })
    .from(policyVersions)
    .where(and(eq(policyVersions.countyCode, countyCode), eq(policyVersions.status, 'published')))
    .orderBy(asc(policyVersions.ruleId), sql`${policyVersions.number} desc`);
