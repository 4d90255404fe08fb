import type { Reader } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { RowError } from '../imports/core/import.ts';
import type { Verdict } from '../imports/reader.ts';
import { RUNNING } from './core/placement.ts';
import { contradiction, type PlacementPayload } from './core/read-placement.ts';
import { listByHashes, listEmployersNamed, listPlacementsOfPeople } from './import-store.ts';
import type { Placement } from './store.ts';

/** A row with whom and what of the registers it names. */
export interface Placed {
  readonly labourerId: string;
  readonly employerId: string | null;
  readonly employerName: string;
  /** The placement that the row tells of, where the ledger has it. */
  readonly known: Placement | undefined;
  /** All placements of the person. */
  readonly all: readonly Placement[];
}
type Found = Placed | { readonly error: RowError };

const wrong = (field: string, code: string, details: Record<string, unknown> = {}): { error: RowError } => ({
  error: { field, code, details },
});

/** Finds person, employer and placement of each row. Only people of the asker's area are found. */
export async function placeRows(db: Reader, ctx: Ctx, payloads: readonly PlacementPayload[]): Promise<Found[]> {
  const { countyCode } = ctx.actor;
  const hashes = payloads.map(({ idNumber }) => ctx.vault.hashOf('id', idNumber));
  const people = new Map((await listByHashes(db, ctx.actor, hashes)).map((one) => [one.hash, one]));
  const firms = await firmsOf(db, countyCode, payloads);
  const ids = [...people.values()].map(({ id }) => id);
  const work = Map.groupBy(await listPlacementsOfPeople(db, countyCode, ids), ({ labourerId }) => labourerId);
  return payloads.map((payload, i): Found => {
    const person = people.get(hashes[i] ?? '');
    if (!person) return wrong('身份证号', 'row.person_unknown');
    if (person.state === 'closed') return wrong('身份证号', 'row.person_closed');
    if (person.name !== payload.name) return wrong('姓名', 'row.name_differs', { value: payload.name });
    const firm = firms(payload);
    if ('error' in firm) return firm;
    const all = work.get(person.id) ?? [];
    return { labourerId: person.id, ...firm, all, known: all.find((one) => isSame(one, firm, payload)) };
  });
}

interface Firm {
  readonly employerId: string | null;
  readonly employerName: string;
}

async function firmsOf(db: Reader, countyCode: string, payloads: readonly PlacementPayload[]) {
  const codes = payloads.flatMap(({ creditCode }) => creditCode ?? []);
  const names = payloads.flatMap(({ employerName }) => employerName ?? []);
  const rows = await listEmployersNamed(db, countyCode, codes, names);
  const byCode = new Map(rows.map((row) => [row.creditCode, row]));
  const byName = Map.groupBy(rows, ({ name }) => name);
  return ({ creditCode, employerName }: PlacementPayload): Firm | { error: RowError } => {
    const coded = creditCode === null ? undefined : byCode.get(creditCode);
    if (creditCode !== null && !coded) return wrong('统一社会信用代码', 'row.employer_unknown');
    const named = byName.get(employerName ?? '') ?? [];
    if (!coded && named.length > 1) return wrong('用人单位', 'row.employer_ambiguous', { value: employerName });
    const firm = coded ?? named[0];
    return { employerId: firm?.id ?? null, employerName: firm?.name ?? employerName ?? '' };
  };
}

const isSame = (one: Placement, { employerName }: Firm, { startedOn }: PlacementPayload): boolean =>
  one.employerName === employerName &&
  (one.startedOn === startedOn || (one.status === 'agreed' && one.startedOn === null));

type Told = Partial<Placement>;

/** What a row tells otherwise than the ledger has it. */
export function changedColumns(known: Placement, { told }: PlacementPayload): Told {
  const entries = Object.entries(told) as [keyof typeof told, unknown][];
  return Object.fromEntries(
    entries.filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value)),
  ) as Told;
}

const isRunning = ({ status }: Placement): boolean => RUNNING.some((running) => running === status);

/**
 * One verdict for each row. `ended` remembers, over all rows of the file, which work it ends: somebody may leave one firm
 * in one row and begin at another in the next.
 */
export async function compareAll(
  db: Reader,
  ctx: Ctx,
  payloads: readonly PlacementPayload[],
  ended: Set<string>,
): Promise<Verdict[]> {
  const placed = await placeRows(db, ctx, payloads);
  placed.forEach((one, i) => {
    if ('known' in one && one.known && payloads[i]?.told.endedOn) ended.add(one.known.id);
  });
  return placed.map((one, i) => {
    // Both lists have one entry a row.
    const payload = payloads[i] as PlacementPayload;
    if ('error' in one) return { outcome: 'error', subjectId: null, errors: [one.error] };
    return one.known ? compareKnown(one.known, payload) : compareNew(one, payload, ended);
  });
}

function compareNew({ all }: Placed, { startedOn, told }: PlacementPayload, ended: ReadonlySet<string>): Verdict {
  const other = all.find((one) => isRunning(one) && !ended.has(one.id));
  if (startedOn === null || told.endedOn || !other) return { outcome: 'create', subjectId: null };
  return refused('上班日期', 'row.already_at_work', { value: other.employerName });
}

function compareKnown(known: Placement, payload: PlacementPayload): Verdict {
  if (known.status === 'agreed' && payload.startedOn !== null) return refused('上班日期', 'row.placement_agreed');
  const changed = changedColumns(known, payload);
  if (Object.keys(changed).length === 0) return { outcome: 'up_to_date', subjectId: known.id };
  const against = contradiction({ ...known, ...changed });
  if (against) return refused(against.field, against.code);
  return { outcome: 'update', subjectId: known.id };
}

const refused = (field: string, code: string, details: Record<string, unknown> = {}): Verdict => ({
  outcome: 'error',
  subjectId: null,
  errors: [{ field, code, details }],
});
