import { NAMED } from '@songgang/search/chinese/model.ts';
import { mapText } from '@songgang/search/vocabulary/occupations.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import type { OpenReader, ReadRow, RowReader } from '../imports/reader.ts';
import { loadRegionFinder } from '../regions/finder.ts';
import { type HouseholdPayload, type LabourerPayload, type Lookups, readLabourer } from './core/read-labourer.ts';
import { compareAll } from './import-compare.ts';
import { removeEmptyHouseholds, takeBackAll } from './import-undo.ts';
import { createAll, updateAll } from './import-write.ts';

/** Labourers and their households from the template, one person a row. */
export const openLabourerReader: OpenReader = async (ctx, db) => {
  const lookups = await lookupsOf(ctx, db);
  const seen = new Map<string, { row: number; household: HouseholdPayload }>();
  const reader: RowReader<LabourerPayload> = {
    kind: 'labourers',
    rowsStandAlone: false,
    read: ({ number, cells }) => readRow(lookups, seen, number, cells),
    compare: (tx, payloads) => compareAll(tx, ctx, payloads),
    create: (tx, rows, importId) => createAll(tx, ctx, rows, importId),
    update: (tx, rows, importId) => updateAll(tx, ctx, rows, importId),
    takeBack: (tx, created, before) => takeBackAll(tx, ctx, created, before),
    afterwards: (tx: Tx, importId) => removeEmptyHouseholds(tx, ctx, importId),
  };
  return reader;
};

async function lookupsOf(ctx: Ctx, db: Reader): Promise<Lookups> {
  const findPlace = await loadRegionFinder(db, ctx.actor.countyCode);
  // A register of twenty thousand rows says the same few hundred words again and again.
  const named = new Map<string, string | undefined>();
  return {
    findPlace: (text, within) => findPlace(text, within),
    occupationNamed: (word) => {
      if (!named.has(word)) named.set(word, mapText(word).find((hit) => hit.strength >= NAMED)?.code);
      return named.get(word);
    },
    today: today(ctx),
    countyRegion: `${ctx.actor.countyCode}000000`,
    area: ctx.actor.regionCode,
  };
}

const HEADS: Record<keyof HouseholdPayload, string> = {
  cardNumber: '户编号',
  headName: '户主姓名',
  regionCode: '村',
  povertyStatus: '贫困状态',
  fromOn: '登记日期',
  address: '详细地址',
  isRelocated: '易地搬迁',
  memberCount: '家庭人口',
};

function readRow(
  lookups: Lookups,
  seen: Map<string, { row: number; household: HouseholdPayload }>,
  row: number,
  cells: Readonly<Record<string, unknown>>,
): ReadRow<LabourerPayload> {
  const read = readLabourer(cells, lookups);
  const { household } = read.payload;
  const first = seen.get(household.cardNumber);
  if (!first) seen.set(household.cardNumber, { row, household });
  else {
    const fields = contradictions(first.household, household);
    if (fields.length > 0) read.cells.fail('户编号', 'row.household_contradicts', { row, first: first.row, fields });
  }
  const { errors, unparsed } = read.cells;
  const payload = errors.length === 0 ? read.payload : null;
  return { label: read.label, key: read.idNumber, keyField: '身份证号', payload, errors, unparsed };
}

/** Heads of what two rows of one household say differently; a row that says nothing contradicts nothing. */
const contradictions = (a: HouseholdPayload, b: HouseholdPayload): string[] =>
  (Object.keys(HEADS) as (keyof HouseholdPayload)[])
    .filter((field) => (a[field] ?? null) !== null && (b[field] ?? null) !== null && a[field] !== b[field])
    .map((field) => HEADS[field]);
