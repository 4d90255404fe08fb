import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Verdict } from '../imports/reader.ts';
import type { HouseholdPayload, LabourerPayload, PersonPayload } from './core/read-labourer.ts';
import { listByCardNumbers } from './household-store.ts';
import type { Household, Labourer } from './store.ts';
import { labourers } from './tables.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Plain columns that a row tells and that stand otherwise in the register. */
export const changedColumns = (row: Labourer, person: PersonPayload): Partial<Labourer> => {
  const { idNumber: _id, phone: _phone, email: _email, ...plain } = person;
  // What is left of a payload are columns of that name and type.
  const columns = Object.entries(plain) as [keyof typeof plain, unknown][];
  return Object.fromEntries(columns.filter(([name, value]) => !same(row[name], value)));
};

const contactDiffers = ({ vault }: Ctx, row: Labourer, { phone, email }: PersonPayload): boolean =>
  (phone !== undefined && row.phoneHash !== vault.hashOf('phone', phone)) ||
  (email !== undefined && (row.emailSealed === null || vault.open(row.emailSealed) !== email));

/** Columns of the household that a row tells otherwise; the date of a status only matters where the status changes. */
export const changedHousehold = (row: Household, told: HouseholdPayload): Partial<Household> => {
  const { cardNumber: _card, fromOn: _from, ...plain } = told;
  const columns = Object.entries(plain) as [keyof typeof plain, unknown][];
  return Object.fromEntries(columns.filter(([name, value]) => !same(row[name], value)));
};

const isEmpty = (columns: object): boolean => Object.keys(columns).length === 0;

/** For each payload: a new person, a changed one, or all as it stands. */
export async function compareAll(db: Reader, ctx: Ctx, payloads: readonly LabourerPayload[]): Promise<Verdict[]> {
  const hashes = payloads.map((p) => ctx.vault.hashOf('id', p.person.idNumber));
  const people = await personsByHash(db, ctx, hashes);
  const households = await householdsByCard(db, ctx, payloads);
  return payloads.map((payload, i): Verdict => {
    const row = people.get(hashes[i] ?? '');
    if (!row) return { outcome: 'create', subjectId: null };
    if (row.state === 'closed') {
      const errors = [{ field: '身份证号', code: 'row.person_closed', details: {} }];
      return { outcome: 'error', subjectId: row.id, errors };
    }
    const household = households.get(payload.household.cardNumber);
    const isSame =
      household !== undefined &&
      household.id === row.householdId &&
      isEmpty(changedHousehold(household, payload.household)) &&
      isEmpty(changedColumns(row, payload.person)) &&
      !contactDiffers(ctx, row, payload.person);
    return { outcome: isSame ? 'up_to_date' : 'update', subjectId: row.id };
  });
}

export async function personsByHash(db: Reader, ctx: Ctx, hashes: readonly string[]): Promise<Map<string, Labourer>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .select()
    .from(labourers)
    .where(and(eq(labourers.countyCode, ctx.actor.countyCode), inArray(labourers.idNumberHash, [...hashes])));
  return new Map(rows.map((row) => [row.idNumberHash, row]));
}

export async function householdsByCard(db: Reader, ctx: Ctx, payloads: readonly LabourerPayload[]) {
  const cards = [...new Set(payloads.map((p) => p.household.cardNumber))];
  const rows = await listByCardNumbers(db, ctx.actor.countyCode, cards);
  return new Map(rows.map((row) => [row.cardNumber, row]));
}
