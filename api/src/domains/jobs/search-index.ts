import { PERKS, type Perk } from '@songgang/search/chinese/model.ts';
import { AT_HOME, type IndexedJob, indexed, type JobDocument } from '@songgang/search/documents.ts';
import type { FailoverSearch, FailoverStatus } from '@songgang/search/failover.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import { bringUpToDate, type Drift, driftOf, type JobSource, reconcile } from '@songgang/search/reconcile.ts';
import type { Output } from '../../../contract/endpoint.ts';
import type { getIndexState } from '../../../contract/jobs.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { today } from '../../kernel/ctx.ts';
import { areasOf } from '../../kernel/region-code.ts';
import { listCounties } from '../regions/store.ts';
import { meaningFor } from './language.ts';
import { countOpenEverywhere, type Job, type JobOfEmployer, listOpenAfter, listOpenAnywhere } from './store.ts';
import { type PlaceNames, placeNames } from './view.ts';

/** What keeping the index needs: rows, the engine and the date. */
export type IndexCtx = Pick<Ctx, 'db' | 'search' | 'now'>;

const BATCH = 500;

/** Six-digit codes of the counties of this installation that see the postings of another one. */
export function sharingCounties(
  { countyCode, sharedWith }: Pick<Job, 'countyCode' | 'sharedWith'>,
  all: readonly string[],
): string[] {
  const digits = { county: 6, prefecture: 4, province: 2, anywhere: 0 }[sharedWith];
  return all.filter((code) => code !== countyCode && code.slice(0, digits) === countyCode.slice(0, digits));
}

/** Perks in the words of the search: what the posting says of board and lodging, and those of its perks that are such words. */
function perksOf({ hasBoard, hasLodging, kind, perks }: Job): string[] {
  const known = perks.filter((perk): perk is Perk => (PERKS as readonly string[]).includes(perk));
  return [
    ...known,
    ...(hasBoard ? ['meals'] : []),
    ...(hasLodging ? ['lodging'] : []),
    ...(kind === 'home_based' ? [AT_HOME] : []),
  ];
}

/** A published posting as the index is given it. Nothing of a person is in it: no contact, no phone. */
export function documentOf(
  { job, employer }: JobOfEmployer,
  names: PlaceNames,
  counties: readonly string[],
): JobDocument {
  const areaCodes = job.regionCode === null ? [] : areasOf(job.regionCode);
  return {
    id: job.id,
    countyCode: job.countyCode,
    sharedWith: sharingCounties(job, counties),
    title: job.title,
    description: job.description,
    employerName: employer.name,
    regionCode: job.regionCode ?? '',
    areaCodes,
    regionNames: areaCodes.flatMap((code) => names.get(code) ?? []),
    occupationCode: job.occupationCode,
    skillCodes: job.skillCodes,
    kind: job.kind,
    payMinFen: job.monthlyMinFen ?? 0,
    payMaxFen: job.monthlyMaxFen ?? 0,
    perks: perksOf(job),
    shift: job.shift,
    ageMin: job.ageMin,
    ageMax: job.ageMax,
    educationMin: job.educationMin,
    demands: job.demands,
    suits: job.suits,
    headCount: job.headCount ?? 0,
    publishedAt: job.publishedAt?.getTime() ?? 0,
    validUntilOn: Number((job.validUntilOn ?? '').replaceAll('-', '')),
  };
}

async function indexedOf(ctx: IndexCtx, rows: readonly JobOfEmployer[]): Promise<IndexedJob[]> {
  const names = await placeNames(
    ctx.db,
    rows.map(({ job }) => job.regionCode),
  );
  const counties = (await listCounties(ctx.db)).map(({ code }) => code);
  const readers = await readersOf(ctx, rows);
  return rows.map((row) => {
    const { title, description, skillCodes: skills, perks: benefits, occupationCode } = row.job;
    const said = { title, description, skills, benefits, company: row.employer.name };
    const meaning = readers.get(row.job.countyCode)?.({ ...said, occupationCode: occupationCode ?? undefined });
    if (!meaning) throw new Error(`nobody reads the postings of ${row.job.countyCode}`);
    return indexed(documentOf(row, names, counties), meaning);
  });
}

/** A posting is read by the words of the county that posts it. */
async function readersOf(ctx: IndexCtx, rows: readonly JobOfEmployer[]) {
  const readers = new Map<string, Awaited<ReturnType<typeof meaningFor>>>();
  for (const code of new Set(rows.map(({ job }) => job.countyCode))) readers.set(code, await meaningFor(ctx, code));
  return readers;
}

/** Open postings of all counties by rising id, ready to be indexed, a batch at a time. */
async function* openPostings(ctx: IndexCtx): AsyncGenerator<IndexedJob[]> {
  for (let after = ''; ; ) {
    const rows = await listOpenAfter(ctx.db, today(ctx), after, BATCH);
    if (rows.length > 0) yield await indexedOf(ctx, rows);
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.job.id ?? '';
  }
}

/** The database, as the index is compared with it. */
export const jobSource = (ctx: IndexCtx): JobSource => ({
  fingerprints: async function* () {
    for await (const batch of openPostings(ctx)) yield batch.map(({ id, hash }) => ({ id, hash }));
  },
  load: async (ids) => indexedOf(ctx, await listOpenAnywhere(ctx.db, today(ctx), ids)),
});

/** Makes the index say of these postings what their rows say now: open ones are put, all others dropped. */
export async function syncJobs(ctx: IndexCtx, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) await bringUpToDate(jobSource(ctx), ctx.search, ids.slice(i, i + BATCH));
}

/** Fills the index anew; until it is full the old one answers. `onBatch` is told how many have been read. Returns their number. */
export async function rebuildIndex(ctx: IndexCtx, onBatch?: (done: number) => void): Promise<number> {
  await ctx.search.prepare();
  return ctx.search.replaceAll(async function* () {
    let done = 0;
    for await (const batch of openPostings(ctx)) {
      yield batch;
      done += batch.length;
      onBatch?.(done);
    }
  });
}

const isFailover = (search: JobSearch): search is FailoverSearch => 'engines' in search && 'status' in search;

/** Each engine is compared and repaired by itself: the one that was down is the one that missed writes. */
export const enginesOf = (search: JobSearch): readonly JobSearch[] => (isFailover(search) ? search.engines : [search]);

export interface EngineDrift extends Drift {
  readonly engine: string;
}

/** How far each engine's index is from the rows; with `repair` it is brought up to date, and the figures say what was wrong. */
export async function checkIndex(ctx: IndexCtx, repair = false): Promise<EngineDrift[]> {
  const drifts: EngineDrift[] = [];
  for (const engine of enginesOf(ctx.search)) {
    await engine.prepare();
    const drift = await (repair ? reconcile(jobSource(ctx), engine) : driftOf(jobSource(ctx), engine));
    drifts.push({ engine: engine.engine, ...drift });
  }
  return drifts;
}

/** For the status page: cheap enough to be asked at every look. The exact drift is `checkIndex`. */
export async function indexState(ctx: IndexCtx): Promise<Output<typeof getIndexState>> {
  const failover = isFailover(ctx.search) ? ctx.search.status() : null;
  const engine = failover?.answering ?? ctx.search.engine;
  const answering = enginesOf(ctx.search).find((one) => one.engine === engine) ?? ctx.search;
  const [isHealthy, open] = await Promise.all([ctx.search.isHealthy(), countOpenEverywhere(ctx.db, today(ctx))]);
  const indexed = await answering.count();
  return { engine, isHealthy, open, indexed, failover: failover && stateOf(failover) };
}

const stateOf = ({ circuit, since, lastError, missedWrites }: FailoverStatus) => ({
  circuit,
  since: since === undefined ? null : new Date(since).toISOString(),
  lastError: lastError ?? null,
  missedWrites,
});
