import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { events } from '../../audit/tables.ts';
import { checkIns, intents } from '../../fairs/tables.ts';
import { labourers } from '../../people/tables.ts';
import { placements, wageMonths } from '../../placements/tables.ts';
import { minimumWages } from '../../regions/tables.ts';
import { officerRelatives, payeeAccounts, personHours, personSpans } from '../evidence/tables.ts';
import { policyVersions } from '../policies/tables.ts';
import { claimDuties, claims, fraudHits } from './tables.ts';

/** Claims that are on their way to money: what a screen looks at. */
const OPEN = ['found', 'prepared', 'submitted', 'checked', 'approved', 'on_notice', 'payable', 'returned'] as const;

/** All open claims of a county on persons, or those named. */
export const listScreened = (db: Reader, countyCode: string, claimIds?: readonly string[]) =>
  db
    .select({
      id: claims.id,
      labourerId: claims.labourerId,
      placementId: claims.placementId,
      accountId: claims.accountId,
      payeeId: claims.payeeId,
      submittedAt: claims.submittedAt,
      foundAt: claims.foundAt,
      preparedBy: claims.preparedBy,
      checkedBy: claims.checkedBy,
    })
    .from(claims)
    .where(
      and(
        eq(claims.countyCode, countyCode),
        isNotNull(claims.labourerId),
        claimIds ? inArray(claims.id, [...claimIds]) : inArray(claims.status, [...OPEN]),
      ),
    );

/** Undefined: the whole county. */
type Ids = readonly string[] | undefined;

export async function loadAround(db: Reader, countyCode: string, labourerIds: Ids, claimIds: Ids) {
  const people = await loadPeople(db, countyCode, labourerIds);
  const accounts = await loadAccounts(db, countyCode, labourerIds);
  const works = await loadWorks(db, countyCode, labourerIds);
  return {
    people,
    accounts,
    works,
    months: await loadMonths(db, countyCode, labourerIds),
    listings: await loadListings(db, countyCode),
    spans: await loadSpans(db, countyCode, labourerIds),
    hours: await loadHours(db, countyCode, labourerIds),
    relatives: await loadRelatives(db, countyCode, labourerIds),
    duties: await loadDuties(db, countyCode, claimIds),
    fairs: await loadFairs(db, countyCode, labourerIds),
    wages: await db.select().from(minimumWages).where(eq(minimumWages.countyCode, countyCode)),
    deadlines: await loadDeadlines(db, countyCode),
  };
}

const own = (column: typeof labourers.id | typeof placements.labourerId, ids: Ids): SQL | undefined =>
  ids === undefined ? undefined : inArray(column, [...ids]);

/** With a few people come all who share a number with them: a hit needs every one of them. */
const loadPeople = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select({ id: labourers.id, name: labourers.name, phoneHash: labourers.phoneHash })
    .from(labourers)
    .where(
      and(
        eq(labourers.countyCode, countyCode),
        ids === undefined
          ? undefined
          : or(
              own(labourers.id, ids),
              inArray(
                labourers.phoneHash,
                db
                  .select({ phoneHash: labourers.phoneHash })
                  .from(labourers)
                  .where(and(eq(labourers.countyCode, countyCode), own(labourers.id, ids))),
              ),
            ),
      ),
    );

const loadAccounts = (db: Reader, countyCode: string, ids: Ids) => {
  const ofPersons = and(eq(payeeAccounts.countyCode, countyCode), eq(payeeAccounts.ownerKind, 'labourer'));
  const named =
    ids &&
    db
      .select({ numberHash: payeeAccounts.numberHash })
      .from(payeeAccounts)
      .where(and(ofPersons, inArray(payeeAccounts.ownerId, [...ids])));
  return db
    .select({
      id: payeeAccounts.id,
      labourerId: payeeAccounts.ownerId,
      numberHash: payeeAccounts.numberHash,
      holderNameSealed: payeeAccounts.holderNameSealed,
    })
    .from(payeeAccounts)
    .where(and(ofPersons, named && inArray(payeeAccounts.numberHash, named)));
};

/** With a few people come all placements of their employers: a cluster is seen among colleagues. */
const loadWorks = (db: Reader, countyCode: string, ids: Ids) => {
  const columns = {
    id: placements.id,
    labourerId: placements.labourerId,
    employerId: placements.employerId,
    employerName: placements.employerName,
    contractOn: placements.contractOn,
    startedOn: placements.startedOn,
    endedOn: placements.endedOn,
    monthlyPayFen: placements.monthlyPayFen,
    postKind: placements.postKind,
    intentId: placements.intentId,
  };
  const colleagues =
    ids &&
    db
      .select({ employerId: placements.employerId })
      .from(placements)
      .where(and(eq(placements.countyCode, countyCode), own(placements.labourerId, ids)));
  return db
    .select(columns)
    .from(placements)
    .where(
      and(
        eq(placements.countyCode, countyCode),
        isNotNull(placements.startedOn),
        colleagues && or(own(placements.labourerId, ids), inArray(placements.employerId, colleagues)),
      ),
    );
};

const loadMonths = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select({
      id: wageMonths.id,
      placementId: wageMonths.placementId,
      labourerId: placements.labourerId,
      employerId: placements.employerId,
      endedOn: placements.endedOn,
      month: wageMonths.month,
      isInsured: sql<boolean>`cardinality(${wageMonths.insurances}) > 0`,
    })
    .from(wageMonths)
    .innerJoin(
      placements,
      and(eq(placements.countyCode, wageMonths.countyCode), eq(placements.id, wageMonths.placementId)),
    )
    .where(and(eq(wageMonths.countyCode, countyCode), own(placements.labourerId, ids)))
    .orderBy(wageMonths.placementId, wageMonths.month);

/** When employers were put on the blacklist and taken off it, oldest first. */
const loadListings = (db: Reader, countyCode: string) =>
  db
    .select({ employerId: events.subjectId, action: events.action, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.countyCode, countyCode),
        eq(events.subjectKind, 'employer'),
        inArray(events.action, ['blacklist', 'restore']),
      ),
    )
    .orderBy(events.seq);

const loadSpans = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select()
    .from(personSpans)
    .where(
      and(
        eq(personSpans.countyCode, countyCode),
        ids === undefined ? undefined : inArray(personSpans.labourerId, [...ids]),
      ),
    );

const loadHours = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select()
    .from(personHours)
    .where(
      and(
        eq(personHours.countyCode, countyCode),
        ids === undefined ? undefined : inArray(personHours.labourerId, [...ids]),
      ),
    );

const loadRelatives = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select()
    .from(officerRelatives)
    .where(
      and(
        eq(officerRelatives.countyCode, countyCode),
        ids === undefined ? undefined : inArray(officerRelatives.labourerId, [...ids]),
      ),
    );

const loadDuties = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select({ claimId: claimDuties.claimId, officerId: claimDuties.officerId })
    .from(claimDuties)
    .where(
      and(
        eq(claimDuties.countyCode, countyCode),
        inArray(claimDuties.duty, ['prepare', 'check']),
        ids === undefined ? undefined : inArray(claimDuties.claimId, [...ids]),
      ),
    );

/** Placements that came about at a fair, and whether the person was checked in there. */
const loadFairs = (db: Reader, countyCode: string, ids: Ids) =>
  db
    .select({ id: intents.id, placementId: placements.id, checkedInAt: checkIns.at })
    .from(placements)
    .innerJoin(intents, and(eq(intents.countyCode, placements.countyCode), eq(intents.id, placements.intentId)))
    .leftJoin(
      checkIns,
      and(
        eq(checkIns.countyCode, intents.countyCode),
        eq(checkIns.fairId, intents.fairId),
        eq(checkIns.labourerId, intents.labourerId),
      ),
    )
    .where(and(eq(placements.countyCode, countyCode), own(placements.labourerId, ids)));

/** The last days of versions: what begins in the week before one begins because of it. */
const loadDeadlines = (db: Reader, countyCode: string) =>
  db
    .selectDistinct({ on: policyVersions.validTo })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.countyCode, countyCode),
        eq(policyVersions.status, 'published'),
        isNotNull(policyVersions.validTo),
      ),
    );

/** The same hit is kept once. Returns those that are new. */
export async function insertHits(tx: Tx, rows: (typeof fraudHits.$inferInsert)[]) {
  const fresh: { id: string; claimId: string; pattern: string }[] = [];
  for (let i = 0; i < rows.length; i += 500)
    fresh.push(
      ...(await tx
        .insert(fraudHits)
        .values(rows.slice(i, i + 500))
        .onConflictDoNothing({
          target: [fraudHits.countyCode, fraudHits.claimId, fraudHits.pattern, fraudHits.rowsHash],
        })
        .returning({ id: fraudHits.id, claimId: fraudHits.claimId, pattern: fraudHits.pattern })),
    );
  return fresh;
}

export async function lockHit(tx: Tx, countyCode: string, claimId: string, id: string) {
  const [hit] = await tx
    .select()
    .from(fraudHits)
    .where(and(eq(fraudHits.countyCode, countyCode), eq(fraudHits.claimId, claimId), eq(fraudHits.id, id)))
    .for('update');
  return hit;
}

export const saveHit = (tx: Tx, countyCode: string, id: string, set: Partial<typeof fraudHits.$inferInsert>) =>
  tx
    .update(fraudHits)
    .set(set)
    .where(and(eq(fraudHits.countyCode, countyCode), eq(fraudHits.id, id)));
