import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import type { RawRow } from '../../kernel/row-file.ts';
import { appendEvents, type News } from '../audit/service.ts';
import type { Before, OpenReader, ReadRow, RowReader, Written } from '../imports/reader.ts';
import { loadRegionFinder } from '../regions/finder.ts';
import { type Lookups, type PlacementPayload, readPlacement } from './core/read-placement.ts';
import { followUpDates } from './core/rules.ts';
import { changedColumns, compareAll, type Placed, placeRows } from './import-compare.ts';
import { lockRunning, putBack, removeUntouched } from './import-store.ts';
import { closeForStart } from './service.ts';
import { insertFollowUps, type NewPlacement, type Placement, savePlacement } from './store.ts';
import { placements } from './tables.ts';

/**
 * Placements from the template, one a row. An import makes nobody's rights be looked at on the spot: the nightly sweep
 * does, so that what was read by mistake can be taken back until then.
 */
export const openPlacementReader: OpenReader = async (given, db) => {
  // One instant for all: what a start closes is found again by it.
  const at = given.now();
  const ctx: Ctx = { ...given, now: () => at };
  const find = await loadRegionFinder(db, ctx.actor.countyCode);
  const home = `${ctx.actor.countyCode}000000`;
  const lookups: Lookups = { findPlace: (text) => find(text, home), today: today(ctx) };
  const atWork = new Map<string, number>();
  const ended = new Set<string>();
  const news: News[] = [];
  const reader: RowReader<PlacementPayload> = {
    kind: 'placements',
    rowsStandAlone: false,
    read: (row) => readRow(lookups, atWork, row),
    compare: (tx, payloads) => compareAll(tx, ctx, payloads, ended),
    create: async (tx, rows, importId) => void news.push(...(await createAll(tx, ctx, rows, importId, ended))),
    update: (tx, rows, importId) => updateAll(tx, ctx, rows, importId, news),
    takeBack: (tx, created, before) => takeBackAll(tx, ctx, created, before, news),
    // Events lock the county's chain: all at once and last, or every other desk would wait for the whole import.
    afterwards: (tx) => appendEvents(tx, ctx, news),
  };
  return reader;
};

function readRow(
  lookups: Lookups,
  atWork: Map<string, number>,
  { number, cells: row }: RawRow,
): ReadRow<PlacementPayload> {
  const { payload, cells } = readPlacement(row, lookups);
  const { idNumber, creditCode, employerName, startedOn, name, told } = payload;
  const key = idNumber === '' ? null : [idNumber, creditCode ?? employerName, startedOn ?? ''].join('\0');
  if (key !== null && startedOn !== null && !told.endedOn) {
    const first = atWork.get(idNumber);
    if (first !== undefined) cells.fail('上班日期', 'row.at_work_twice', { first, row: number });
    else atWork.set(idNumber, number);
  }
  const { errors, unparsed } = cells;
  return {
    label: [name, employerName].filter(Boolean).join(' · '),
    key,
    keyField: '身份证号',
    payload: errors.length === 0 ? payload : null,
    errors,
    unparsed,
  };
}

/** Rows compared just before: all that they name is there. */
async function placedOf(tx: Tx, ctx: Ctx, rows: readonly Written<PlacementPayload>[]): Promise<Placed[]> {
  const placed = await placeRows(
    tx,
    ctx,
    rows.map(({ payload }) => payload),
  );
  return placed.map((one) => {
    if ('error' in one) throw new Error(`a compared row names nothing: ${one.error.code}`);
    return one;
  });
}

async function createAll(
  tx: Tx,
  ctx: Ctx,
  rows: readonly Written<PlacementPayload>[],
  importId: string,
  ended: ReadonlySet<string>,
): Promise<News[]> {
  const placed = await placedOf(tx, ctx, rows);
  // One entry a row in both.
  const made = rows.map((row, i) => rowFor(ctx, row, placed[i] as Placed));
  await refuseRunning(tx, ctx, made, ended);
  await tx.insert(placements).values(made);
  const news = made.map((row) => newsOf(row, 'import', { ...kept(row), importId }, row.status));
  for (const row of made) if (row.status === 'started') news.push(...(await start(tx, ctx, row)));
  return news;
}

/** Somebody may have begun elsewhere since the rows were compared. */
async function refuseRunning(tx: Tx, ctx: Ctx, made: readonly NewPlacement[], ended: ReadonlySet<string>) {
  const started = made.filter(({ status }) => status === 'started').map(({ labourerId }) => labourerId);
  const running = await lockRunning(tx, ctx.actor.countyCode, started);
  const other = running.find(({ id }) => !ended.has(id));
  if (other) throw new AppError('import.changed_meanwhile', { labourerId: other.labourerId });
}

function rowFor(
  ctx: Ctx,
  { subjectId: id, payload }: Written<PlacementPayload>,
  { labourerId, employerId, employerName }: Placed,
): NewPlacement {
  const { startedOn, told } = payload;
  return {
    postTitle: '',
    postKind: 'market',
    introducerKind: 'none',
    contractKind: 'none',
    ...told,
    ...{ countyCode: ctx.actor.countyCode, id, labourerId, employerId, employerName, startedOn },
    origin: 'import',
    status: told.endedOn ? 'ended' : startedOn === null ? 'agreed' : 'started',
    ...{ recordedBy: ctx.actor.id, recordedAt: ctx.now() },
  };
}

async function start(tx: Tx, ctx: Ctx, row: NewPlacement): Promise<News[]> {
  const { countyCode, id: placementId, startedOn } = row;
  const visits = followUpDates(startedOn ?? '').map((visit) => ({ countyCode, id: newId(ctx), placementId, ...visit }));
  await insertFollowUps(tx, visits);
  return closeForStart(tx, ctx, row);
}

/** What the chain keeps: facts that money will hang on, no names. */
const kept = ({
  labourerId,
  employerId,
  origin,
  introducerKind,
  contractKind,
  contractOn,
  startedOn,
}: NewPlacement) => ({
  ...{ labourerId, employerId, origin, introducerKind, contractKind },
  ...{ contractOn, startedOn },
});

const newsOf = (
  { id, status }: Pick<NewPlacement, 'id' | 'status'>,
  action: string,
  details: Record<string, unknown>,
  toStatus: string | undefined,
): News => ({
  subjectKind: 'placement',
  subjectId: id,
  action,
  ...(action !== 'import' && { fromStatus: status }),
  ...(toStatus !== undefined && { toStatus }),
  details,
});

async function updateAll(
  tx: Tx,
  ctx: Ctx,
  rows: readonly Written<PlacementPayload>[],
  importId: string,
  news: News[],
): Promise<Before[]> {
  const placed = await placedOf(tx, ctx, rows);
  const before: Before[] = [];
  for (const [i, { known }] of placed.entries()) {
    const row = rows[i];
    if (!known || !row) throw new Error('a row compared as an update meets nothing in the ledger');
    const changed = changedColumns(known, row.payload);
    const status = changed.endedOn ? ('ended' as const) : known.status;
    const set = { ...changed, status };
    await savePlacement(tx, known, set);
    const names = Object.keys(set) as (keyof Placement)[];
    const was = Object.fromEntries(names.map((name) => [name, known[name]]));
    before.push({ subjectId: known.id, version: known.version + 1, row: was });
    news.push(newsOf(known, 'correct', { importId, columns: Object.keys(changed) }, status));
  }
  return before;
}

async function takeBackAll(
  tx: Tx,
  ctx: Ctx,
  created: readonly string[],
  before: readonly Before[],
  news: News[],
): Promise<number> {
  const { countyCode } = ctx.actor;
  const removed = await removeUntouched(tx, countyCode, created);
  let missed = created.length - removed.length;
  for (const { subjectId: id, version, row } of before) {
    // Written by updateAll: columns of this table, none of them an instant.
    const was = row as Partial<Placement>;
    if (!(await putBack(tx, countyCode, { id, version, row: was }))) missed += 1;
  }
  const touched = [...removed, ...before.map(({ subjectId }) => subjectId)];
  news.push(...touched.map((subjectId): News => ({ subjectKind: 'placement', subjectId, action: 'takeBack' })));
  return missed;
}
