import { placesOf } from '@songgang/search/matcher/assign.ts';
import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import type { Tx } from '../../db/client.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { listAccountHolders } from '../auth/store.ts';
import { listEpochs } from '../regions/store.ts';
import type { CountySettings } from '../regions/tables.ts';
import { isToBeMatched, jobFacts, labourerFacts } from './facts.ts';
import { mightSuit, mightTake } from './narrow.ts';
import { countLiveOffers, type JobRow, listOpenJobs, listPastJobs } from './postings-store.ts';
import {
  type History,
  type LabourerRow,
  listHouseholdsAtWork,
  listSeekers,
  loadHistories,
  NO_HISTORY,
} from './seekers-store.ts';

/** Of whom and of what a run is: of some people, of one job, or of the whole county. */
export interface Whom {
  readonly labourerIds?: readonly string[];
  readonly jobId?: string;
}

/** What a run stands on: one snapshot of the county, or of the part of it that a change can touch. */
export interface Loaded {
  readonly epochs: ReadonlyMap<string, number>;
  readonly seekers: readonly LabourerRow[];
  readonly labourers: readonly LabourerFacts[];
  readonly openJobs: readonly JobRow[];
  readonly jobs: readonly JobFacts[];
  readonly accounts: ReadonlySet<string>;
  /** Of a run of the whole county: postings of the past twelve months that are open no more. */
  readonly past?: readonly JobFacts[];
}

/** What was read of people. */
interface Rows {
  readonly seekers: readonly LabourerRow[];
  readonly histories: ReadonlyMap<string, History>;
  readonly atWork: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

export async function load(ctx: Ctx, on: CalendarDate, settings: CountySettings, order: Whom): Promise<Loaded> {
  return ctx.db.transaction(
    async (tx) => {
      if (order.labourerIds) return loadAroundPeople(tx, ctx, on, settings, order.labourerIds);
      if (order.jobId) return loadAroundJob(tx, ctx, on, settings, order.jobId);
      const { countyCode } = ctx.actor;
      const openJobs = await listOpenJobs(tx, countyCode, on);
      const rows = await rowsOf(tx, countyCode, on, await listSeekers(tx, countyCode), false);
      const loaded = await loadedOf(tx, ctx, on, settings, await withFacts(tx, on, settings, openJobs), rows);
      return { ...loaded, past: await pastOf(tx, countyCode, on, openJobs) };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function pastOf(tx: Tx, countyCode: string, on: CalendarDate, openJobs: readonly JobRow[]): Promise<JobFacts[]> {
  const past = await listPastJobs(tx, countyCode, on, new Set(openJobs.map(({ id }) => id)));
  // No place of theirs is given to anybody: they are only counted.
  return past.map((row) => jobFacts(row, 0, on, 0));
}

const NOBODY: Rows = { seekers: [], histories: new Map(), atWork: new Set(), accounts: new Set() };

/** Some people's cards, and the jobs that might suit one of them. */
async function loadAroundPeople(
  tx: Tx,
  ctx: Ctx,
  on: CalendarDate,
  settings: CountySettings,
  labourerIds: readonly string[],
): Promise<Loaded> {
  const { countyCode } = ctx.actor;
  const rows = await rowsOf(tx, countyCode, on, await listSeekers(tx, countyCode, labourerIds), true);
  const people = factsOf(rows, on, settings).labourers;
  const hasRoom = people.some((l) => placesOf(l, settings).total > 0);
  const openJobs = hasRoom ? await listOpenJobs(tx, countyCode, on, undefined, mightSuit(people, settings)) : [];
  return loadedOf(tx, ctx, on, settings, await withFacts(tx, on, settings, openJobs), rows);
}

/** A job, and the people it might suit who have room; nobody where it has no place left. */
async function loadAroundJob(
  tx: Tx,
  ctx: Ctx,
  on: CalendarDate,
  settings: CountySettings,
  jobId: string,
): Promise<Loaded> {
  const { countyCode } = ctx.actor;
  const posts = await withFacts(tx, on, settings, await listOpenJobs(tx, countyCode, on, jobId));
  const [row] = posts.openJobs;
  if (!row || posts.jobs[0]?.capLeft === 0) return loadedOf(tx, ctx, on, settings, posts, NOBODY);
  const seekers = await listSeekers(tx, countyCode, undefined, mightTake(countyCode, row, on, settings));
  return loadedOf(tx, ctx, on, settings, posts, await rowsOf(tx, countyCode, on, seekers, true));
}

/** What else is known of people: of some, or of everybody in the county at once. */
async function rowsOf(
  tx: Tx,
  countyCode: string,
  on: CalendarDate,
  seekers: readonly LabourerRow[],
  isOfSome: boolean,
): Promise<Rows> {
  const ids = isOfSome ? seekers.map((row) => row.id) : undefined;
  const households = isOfSome ? seekers.map((row) => row.householdId) : undefined;
  const [histories, atWork, accounts] = await Promise.all([
    loadHistories(tx, countyCode, on, ids),
    listHouseholdsAtWork(tx, countyCode, households),
    listAccountHolders(tx, countyCode, ids),
  ]);
  return { seekers, histories, atWork, accounts };
}

function factsOf(rows: Rows, on: CalendarDate, settings: CountySettings) {
  const historyOf = (id: string) => rows.histories.get(id) ?? NO_HISTORY;
  const seekers = rows.seekers.filter((row) => isToBeMatched(row, historyOf(row.id), on, settings));
  const isWithoutWork = (row: LabourerRow) => !rows.atWork.has(row.householdId);
  return {
    seekers,
    labourers: seekers.map((row) => labourerFacts(row, historyOf(row.id), on, isWithoutWork(row))),
  };
}

/** Postings as rows and as the matcher knows them. */
type Postings = Pick<Loaded, 'openJobs' | 'jobs'>;

async function withFacts(
  tx: Tx,
  on: CalendarDate,
  { capFactor }: CountySettings,
  openJobs: readonly JobRow[],
): Promise<Postings> {
  const live = await countLiveOffers(
    tx,
    openJobs.map((j) => j.id),
  );
  return { openJobs, jobs: openJobs.map((row) => jobFacts(row, live.get(row.id) ?? 0, on, capFactor)) };
}

async function loadedOf(
  tx: Tx,
  ctx: Ctx,
  on: CalendarDate,
  settings: CountySettings,
  posts: Postings,
  rows: Rows,
): Promise<Loaded> {
  const owners = [...new Set([ctx.actor.countyCode, ...posts.openJobs.map((j) => j.countyCode)])];
  const epochs = await listEpochs(tx, owners);
  return { epochs, ...factsOf(rows, on, settings), ...posts, accounts: rows.accounts };
}
