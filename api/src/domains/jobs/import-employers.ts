import type { Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { insertEmployers, listByCreditCodes, listByNames, type NewEmployer } from '../employers/store.ts';

interface OfFirm {
  readonly company: string;
  readonly creditCode: string | null;
}

/** Who posted an ad that names no firm. One row a county: it can never be verified, and so never goes public. */
export const UNNAMED = '来源未写明单位';

const nameOf = ({ company }: OfFirm): string => company.trim() || UNNAMED;

/**
 * The employer of each posting: by its credit code, else by its name, else a new one that waits for staff. A firm that only a
 * source names is registered under that name alone; it can be verified when its code is entered.
 */
export async function employersByRow<P extends OfFirm>(
  tx: Tx,
  ctx: Ctx,
  rows: readonly P[],
  importId: string,
): Promise<(row: P) => string> {
  const { countyCode } = ctx.actor;
  const codes = rows.flatMap(({ creditCode }) => creditCode ?? []);
  const byCode = new Map(
    (await listByCreditCodes(tx, countyCode, [...new Set(codes)])).map((e) => [e.creditCode, e.id]),
  );
  const named = await listByNames(tx, countyCode, [...new Set(rows.map(nameOf))]);
  // The oldest of one name first in the list, and so last in the map.
  const byName = new Map(named.toReversed().map((e) => [e.name, e.id]));
  const fresh = new Map<string, NewEmployer & { id: string }>();
  const keyOf = (row: P) => row.creditCode ?? `name:${nameOf(row)}`;
  const known = (row: P) => (row.creditCode === null ? byName.get(nameOf(row)) : byCode.get(row.creditCode));
  for (const row of rows)
    if (known(row) === undefined && !fresh.has(keyOf(row))) fresh.set(keyOf(row), newEmployer(ctx, row, importId));
  await insertEmployers(tx, [...fresh.values()]);
  return (row) => {
    const id = known(row) ?? fresh.get(keyOf(row))?.id;
    if (id === undefined) throw new Error('every row has been given an employer');
    return id;
  };
}

function newEmployer(ctx: Ctx, row: OfFirm, importId: string): NewEmployer & { id: string } {
  const [{ countyCode }, at, name] = [ctx.actor, ctx.now(), nameOf(row)];
  return {
    countyCode,
    id: newId(ctx),
    creditCode: row.creditCode,
    sourceName: row.creditCode === null ? name : null,
    name,
    kind: 'company',
    // Where the firm sits is not known: its county is who takes care of it.
    regionCode: `${countyCode}000000`,
    state: 'registered',
    importId,
    createdAt: at,
    updatedAt: at,
  };
}
