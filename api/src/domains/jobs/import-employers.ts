import type { Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { findOrEnterByNames } from '../employers/service.ts';
import { insertEmployers, listByCreditCodes, type NewEmployer } from '../employers/store.ts';

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
  const byCode = await findOrEnterByCodes(tx, ctx, rows, importId);
  const nameless = rows.filter(({ creditCode }) => creditCode === null);
  // Where the firm sits is not known: its county is who takes care of it.
  const place = { regionCode: `${ctx.actor.countyCode}000000` };
  const byName = await findOrEnterByNames(tx, ctx, new Map(nameless.map((row) => [nameOf(row), place])), importId);
  return (row) => {
    const id = row.creditCode === null ? byName.get(nameOf(row))?.id : byCode.get(row.creditCode);
    if (id === undefined) throw new Error('every row has been given an employer');
    return id;
  };
}

async function findOrEnterByCodes(
  tx: Tx,
  ctx: Ctx,
  rows: readonly OfFirm[],
  importId: string,
): Promise<Map<string, string>> {
  const { countyCode } = ctx.actor;
  const firms = new Map(rows.flatMap((row) => (row.creditCode === null ? [] : [[row.creditCode, row] as const])));
  const standing = await listByCreditCodes(tx, countyCode, [...firms.keys()]);
  const known = new Map(
    standing.flatMap(({ creditCode, id }) => (creditCode === null ? [] : [[creditCode, id] as const])),
  );
  const at = ctx.now();
  const fresh = [...firms]
    .filter(([code]) => !known.has(code))
    .map(([creditCode, row]): NewEmployer & { id: string } => ({
      countyCode,
      id: newId(ctx),
      creditCode,
      name: nameOf(row),
      kind: 'company',
      regionCode: `${countyCode}000000`,
      state: 'registered',
      importId,
      createdAt: at,
      updatedAt: at,
    }));
  await insertEmployers(tx, fresh);
  for (const { creditCode, id } of fresh) if (creditCode) known.set(creditCode, id);
  return known;
}
