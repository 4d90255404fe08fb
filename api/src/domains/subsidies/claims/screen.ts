import { createHash } from 'node:crypto';
import type { Reader, Tx } from '../../../db/client.ts';
import { addDays, addMonths, type CalendarDate, dateAt } from '../../../kernel/calendar.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { canonical } from '../../audit/core/chain.ts';
import { appendEvents, type News } from '../../audit/service.ts';
import type { Doubt } from '../core/doubts.ts';
import { screen } from '../core/fraud.ts';
import type { EmployerRow, FraudHit, FraudRows, InsuranceRow } from '../core/fraud-rows.ts';
import { insertHits, listScreened, loadAround } from './screen-store.ts';

type Loaded = Awaited<ReturnType<typeof loadAround>>;
type Screened = Awaited<ReturnType<typeof listScreened>>;

/**
 * Every pattern over the open claims of the county, or over those named and all rows that their hits could stand on.
 * Hits are kept once; they ask for a second look and reject nothing.
 */
export async function screenClaims(ctx: Ctx, claimIds?: readonly string[]): Promise<number> {
  const { hits, countyCode } = await hitsOf(ctx, ctx.db, claimIds);
  return ctx.db.transaction(async (tx) => {
    const news = await keepHits(tx, ctx, hits);
    await appendEvents(tx, ctx, news, countyCode);
    return news.length;
  });
}

/** The same within a step's transaction; the caller appends the news. */
export async function screenIn(tx: Tx, ctx: Ctx, claimIds: readonly string[]): Promise<News[]> {
  const { hits } = await hitsOf(ctx, tx, claimIds);
  return keepHits(tx, ctx, hits);
}

async function hitsOf(ctx: Ctx, db: Reader, claimIds?: readonly string[]) {
  const { countyCode } = ctx.actor;
  const screened = await listScreened(db, countyCode, claimIds);
  const labourerIds = claimIds && [...new Set(screened.flatMap(({ labourerId }) => labourerId ?? []))];
  if (labourerIds?.length === 0) return { hits: [], countyCode };
  const loaded = await loadAround(db, countyCode, labourerIds, claimIds);
  const own = new Set(screened.map(({ id }) => id));
  const hits = screen(rowsOf(ctx, screened, loaded, claimIds)).filter(({ claimId }) => own.has(claimId));
  return { hits, countyCode };
}

async function keepHits(tx: Tx, ctx: Ctx, hits: readonly FraudHit[]): Promise<News[]> {
  const fresh = await insertHits(
    tx,
    hits.map((hit) => hitRow(ctx, hit)),
  );
  return fresh.map(({ id, claimId, pattern }) => ({
    subjectKind: 'claim',
    subjectId: claimId,
    action: 'doubt',
    details: { hitId: id, pattern },
  }));
}

/** A doubt as it is kept: known again by the rows it stands on and by what was answered, where it is about an answer. */
export function hitRow(ctx: Ctx, { claimId, pattern, rows }: Hit, answered?: Readonly<Record<string, unknown>>) {
  const inOrder = rows.toSorted((a, b) => (`${a.table}${a.id}` < `${b.table}${b.id}` ? -1 : 1));
  const known = answered === undefined ? inOrder : { rows: inOrder, answered };
  const rowsHash = createHash('sm3').update(canonical(known), 'utf8').digest('hex');
  const { countyCode } = ctx.actor;
  return { countyCode, id: newId(ctx), claimId, pattern, rows: inOrder, rowsHash, foundAt: ctx.now() };
}
type Hit = Omit<FraudHit, 'pattern'> & { readonly pattern: Doubt };

function rowsOf(ctx: Ctx, screened: Screened, loaded: Loaded, claimIds?: readonly string[]): FraudRows {
  const duties = Map.groupBy(loaded.duties, ({ claimId }) => claimId);
  // Whoever checks just now is one of those who handle it.
  const asker = claimIds && ctx.actor.role !== 'system' ? [ctx.actor.id] : [];
  const present = <T>(value: T | null): value is T => value !== null;
  return {
    claims: screened.map((c) => ({
      id: c.id,
      labourerId: c.labourerId ?? '',
      ...(present(c.placementId) && { placementId: c.placementId }),
      // Only an account of the person can be in another's name: firms have their own.
      ...(present(c.accountId) && c.payeeId === c.labourerId && { accountId: c.accountId }),
      claimedOn: dateAt(c.submittedAt ?? c.foundAt),
      handlerIds: [
        ...new Set([
          ...asker,
          ...[c.preparedBy, c.checkedBy].filter(present),
          ...(duties.get(c.id) ?? []).map((d) => d.officerId),
        ]),
      ],
    })),
    placements: loaded.works.map((w) => ({
      id: w.id,
      labourerId: w.labourerId,
      employerId: w.employerId ?? `named ${w.employerName}`,
      contractOn: w.contractOn ?? w.startedOn ?? '',
      startOn: w.startedOn ?? '',
      ...(present(w.endedOn) && { endOn: w.endedOn }),
      // Work at home and auxiliary posts lie beside other work; pay that nobody entered is not under any wage.
      isFullTime: !['home_based', 'auxiliary'].includes(w.postKind),
      monthlyPayFen: w.monthlyPayFen ?? Number.MAX_SAFE_INTEGER,
    })),
    people: loaded.people.map(({ id, name, phoneHash }) => ({
      id,
      name,
      ...(present(phoneHash) && { phoneHash }),
      // No register of ours knows devices yet.
      deviceHashes: [],
    })),
    accounts: loaded.accounts.map(({ holderNameSealed, ...account }) => ({
      ...account,
      holderName: ctx.vault.open(holderNameSealed),
    })),
    employers: employerRows(loaded.listings),
    insurance: insuranceRows(loaded.months),
    spans: loaded.spans.map(({ id, labourerId, kind, fromOn, toOn }) => ({
      id,
      labourerId,
      kind,
      fromOn,
      ...(present(toOn) && { toOn }),
    })),
    hours: loaded.hours,
    attendances: attendanceRows(screened, loaded.fairs),
    relatives: loaded.relatives,
    wages: loaded.wages.map((w) => ({ id: w.validFrom, fromOn: w.validFrom, monthFen: w.monthlyFen })),
    deadlines: loaded.deadlines.flatMap(({ on }) => on ?? []),
  };
}

/** The last listing of each employer, and when it was taken off again. */
function employerRows(listings: Loaded['listings']): EmployerRow[] {
  const rows = new Map<string, { id: string; blacklistedOn?: CalendarDate; removedOn?: CalendarDate }>();
  for (const { employerId, action, at } of listings) {
    const row = rows.get(employerId);
    if (action === 'blacklist') rows.set(employerId, { id: employerId, blacklistedOn: dateAt(at) });
    else if (row) rows.set(employerId, { ...row, removedOn: dateAt(at) });
  }
  return [...rows.values()];
}

/** Unbroken runs of insured months; one that is followed by a sheet without insurance, or by the end, has stopped. */
function insuranceRows(months: Loaded['months']): InsuranceRow[] {
  return [...Map.groupBy(months, ({ placementId }) => placementId).values()].flatMap((own) => {
    const runs: { first: Loaded['months'][number]; last: Loaded['months'][number]; count: number; ended: boolean }[] =
      [];
    for (const month of own) {
      const run = runs.at(-1);
      if (!month.isInsured) {
        if (run) run.ended = true;
      } else if (run && !run.ended && next(run.last.month) === month.month)
        Object.assign(run, { last: month, count: run.count + 1 });
      else runs.push({ first: month, last: month, count: 1, ended: false });
    }
    return runs.map((run, i) => insuranceRow(run, run.ended || i < runs.length - 1));
  });
}

function insuranceRow(
  { first, last, count }: { first: Loaded['months'][number]; last: Loaded['months'][number]; count: number },
  isFollowed: boolean,
): InsuranceRow {
  const hasStopped = isFollowed || (last.endedOn !== null && last.endedOn.slice(0, 7) <= last.month);
  return {
    id: first.id,
    labourerId: first.labourerId,
    employerId: first.employerId ?? '',
    monthsPaid: count,
    ...(hasStopped && { stoppedOn: addDays(addMonths(`${last.month}-01`, 1), -1) }),
  };
}

const next = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);

/** A claim rests on a fair where its placement came about at one. */
function attendanceRows(screened: Screened, fairs: Loaded['fairs']) {
  const at = new Map(fairs.map((fair) => [fair.placementId, fair]));
  return screened.flatMap(({ id: claimId, placementId }) => {
    const fair = placementId === null ? undefined : at.get(placementId);
    return fair ? [{ id: fair.id, claimId, isCheckedIn: fair.checkedInAt !== null }] : [];
  });
}
