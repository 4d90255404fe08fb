import type { Tx } from '../../db/client.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import type { Before, Written } from '../imports/reader.ts';
import { syncAccounts } from './accounts.ts';
import { readIdNumber } from './core/id-number.ts';
import type { HouseholdPayload, LabourerPayload, PersonPayload } from './core/read-labourer.ts';
import { insertHouseholds, insertSpells, putSpell, saveHousehold } from './household-store.ts';
import { changedColumns, changedHousehold, householdsByCard, personsByHash } from './import-compare.ts';
import { type Household, insertLabourers, type Labourer, type NewLabourer, saveLabourer } from './store.ts';

type Row = Written<LabourerPayload>;

/** What a new card holds where the file says nothing. */
const DEFAULTS = { reach: 'county', shifts: ['day'] } as const;

export async function createAll(tx: Tx, ctx: Ctx, rows: readonly Row[], importId: string): Promise<void> {
  const households = await bringHouseholds(tx, ctx, rows, importId);
  const at = ctx.now();
  const people = rows.map(({ subjectId, payload: { person, household } }): NewLabourer & { id: string } => ({
    ...DEFAULTS,
    shifts: [...DEFAULTS.shifts],
    ...plainOf(person),
    ...identityOf(ctx, person),
    ...contactOf(ctx, person),
    countyCode: ctx.actor.countyCode,
    id: subjectId,
    householdId: households.get(household.cardNumber)?.now.id ?? '',
    importId,
    createdAt: at,
    updatedAt: at,
  }));
  await insertLabourers(tx, people);
  const accounts = people.map(({ id, name, regionCode, phoneHash = null }) => ({ id, name, regionCode, phoneHash }));
  await syncAccounts(
    tx,
    ctx,
    accounts.map((a) => ({ ...a, state: 'active' as const })),
  );
}

/** What taking back restores: the person's columns and, where the row changed it, the household's. */
export interface BeforeRow {
  readonly person: Partial<Labourer>;
  readonly household: { readonly id: string; readonly version: number; readonly row: Partial<Household> } | null;
}

export async function updateAll(tx: Tx, ctx: Ctx, rows: readonly Row[], importId: string): Promise<Before[]> {
  const households = await bringHouseholds(tx, ctx, rows, importId);
  const hashes = rows.map((r) => ctx.vault.hashOf('id', r.payload.person.idNumber));
  const people = await personsByHash(tx, ctx, hashes);
  const before: Before[] = [];
  const saved: Labourer[] = [];
  for (const [i, { payload }] of rows.entries()) {
    const row = people.get(hashes[i] ?? '');
    const brought = households.get(payload.household.cardNumber);
    if (!row || !brought) throw new Error('a row compared as an update meets nothing in the register');
    const next = await saveLabourer(tx, row, {
      ...changedColumns(row, payload.person),
      ...contactOf(ctx, payload.person),
      householdId: brought.now.id,
      updatedAt: ctx.now(),
    });
    saved.push(next);
    before.push({
      subjectId: row.id,
      version: next.version,
      row: { person: replaced(row, next), household: brought.before },
    });
    // Once is enough: the next row of this household finds it changed already.
    brought.before = null;
  }
  await syncAccounts(tx, ctx, saved);
  return before;
}

/** The columns that an update wrote over, as they were. */
const replaced = (row: Labourer, next: Labourer): Partial<Labourer> =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) =>
        !['version', 'updatedAt'].includes(name) &&
        JSON.stringify(value) !== JSON.stringify(next[name as keyof Labourer]),
    ),
  );

interface Brought {
  now: Household;
  before: BeforeRow['household'];
}

/** Every household that the rows name, entered or brought to what they say. */
async function bringHouseholds(
  tx: Tx,
  ctx: Ctx,
  rows: readonly Row[],
  importId: string,
): Promise<Map<string, Brought>> {
  const payloads = rows.map((r) => r.payload);
  const told = merged(payloads);
  const known = await householdsByCard(tx, ctx, payloads);
  await enter(
    tx,
    ctx,
    [...told.values()].filter((h) => !known.has(h.cardNumber)),
    importId,
  );
  const brought = new Map<string, Brought>();
  for (const [cardNumber, row] of await householdsByCard(tx, ctx, payloads)) {
    const household = told.get(cardNumber);
    const before = known.has(cardNumber) && household ? await bring(tx, ctx, row, household) : null;
    brought.set(cardNumber, before ?? { now: row, before: null });
  }
  return brought;
}

/** Rows of one household say the same or nothing: together they say all that any of them says. */
function merged(payloads: readonly LabourerPayload[]): Map<string, HouseholdPayload> {
  const all = new Map<string, HouseholdPayload>();
  for (const { household } of payloads) {
    const known = all.get(household.cardNumber);
    all.set(household.cardNumber, { ...known, ...household, fromOn: household.fromOn ?? known?.fromOn ?? null });
  }
  return all;
}

async function enter(tx: Tx, ctx: Ctx, told: readonly HouseholdPayload[], importId: string): Promise<void> {
  const at = ctx.now();
  const { countyCode } = ctx.actor;
  const rows = told.map(({ fromOn, ...household }) => ({
    row: { ...household, countyCode, id: newId(ctx), importId, createdAt: at, updatedAt: at },
    fromOn: fromOn ?? today(ctx),
  }));
  await insertHouseholds(
    tx,
    rows.map((r) => r.row),
  );
  const spells = rows.map(({ row, fromOn }) => spellOf(ctx, row.id, row.povertyStatus, fromOn));
  await insertSpells(tx, spells);
}

const spellOf = (ctx: Ctx, householdId: string, status: Household['povertyStatus'], fromOn: string) => ({
  countyCode: ctx.actor.countyCode,
  id: newId(ctx),
  householdId,
  status,
  fromOn,
});

async function bring(tx: Tx, ctx: Ctx, row: Household, told: HouseholdPayload): Promise<Brought | null> {
  const columns = changedHousehold(row, told);
  const names = Object.keys(columns) as (keyof Household)[];
  if (names.length === 0) return null;
  const now = await saveHousehold(tx, row, { ...columns, updatedAt: ctx.now() });
  if (columns.povertyStatus) await putSpell(tx, spellOf(ctx, row.id, columns.povertyStatus, told.fromOn ?? today(ctx)));
  const old = Object.fromEntries(names.map((name) => [name, row[name]]));
  return { now, before: { id: row.id, version: now.version, row: old } };
}

const plainOf = ({ idNumber: _id, phone: _phone, email: _email, ...plain }: PersonPayload) => plain;

function identityOf(ctx: Ctx, { idNumber }: PersonPayload) {
  const read = readIdNumber(idNumber, today(ctx));
  if (!read.ok) throw new Error('a staged ID number cannot be read any more');
  const { number, birthOn, sex } = read.id;
  return { idNumberSealed: ctx.vault.seal(number), idNumberHash: ctx.vault.hashOf('id', number), birthOn, sex };
}

const contactOf = ({ vault }: Ctx, { phone, email }: PersonPayload) => ({
  ...(phone !== undefined && { phoneSealed: vault.seal(phone), phoneHash: vault.hashOf('phone', phone) }),
  ...(email !== undefined && { emailSealed: vault.seal(email) }),
});
