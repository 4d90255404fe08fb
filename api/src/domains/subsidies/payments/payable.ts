import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader } from '../../../db/client.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { barOf, type PayableBar } from '../core/batch.ts';
import {
  type Line,
  listLinesOfClaims,
  listOpenAccounts,
  listPayable as listStored,
  type OpenAccount,
  type PayableFilter,
  type PayableRow,
} from './store.ts';

export interface ReadyToPay {
  readonly row: PayableRow;
  readonly account: OpenAccount | undefined;
  /** Which try the next line would be. */
  readonly attempt: number;
  readonly lastFailure: string | null;
  readonly bar: PayableBar | null;
}

/** Payable claims, each with the account its money would go to and what bars it. */
export async function readyToPay(db: Reader, ctx: Ctx, filter: PayableFilter): Promise<ReadyToPay[]> {
  const { countyCode } = ctx.actor;
  const rows = await listStored(db, countyCode, filter);
  const accounts = Map.groupBy(
    await listOpenAccounts(db, countyCode, [...new Set(rows.map((row) => row.payeeId))]),
    ({ ownerId }) => ownerId,
  );
  const lines = Map.groupBy(
    await listLinesOfClaims(
      db,
      countyCode,
      rows.map(({ id }) => id),
    ),
    ({ claimId }) => claimId,
  );
  return rows.map((row) => judge(ctx, row, accounts.get(row.payeeId) ?? [], lines.get(row.id) ?? []));
}

/** The account of the claim while it is open, else the payee's newest. */
function judge(ctx: Ctx, row: PayableRow, open: readonly OpenAccount[], lines: readonly Line[]): ReadyToPay {
  const account = open.find(({ id }) => id === row.accountId) ?? open[0];
  const seen = account && {
    id: account.id,
    holder: ctx.vault.open(account.holderNameSealed),
    isShared: account.isShared,
  };
  const isOnItsWay = lines.some(({ isAlive }) => isAlive);
  const byAccount = () => barOf(seen, { payeeName: row.payeeName, screenedId: row.accountId });
  return {
    row,
    account,
    attempt: (lines.at(-1)?.attempt ?? 0) + 1,
    lastFailure: lines.at(-1)?.failure ?? null,
    bar: isOnItsWay ? 'on_its_way' : row.openHits > 0 ? 'second_look_missing' : byAccount(),
  };
}

export const tailOf = (number: string): string => number.slice(-4);

const MOST_SHOWN = 500;

export async function listPayable(
  ctx: Ctx,
  { query }: Input<typeof contract.listPayable>,
): Promise<Output<typeof contract.listPayable>> {
  const all = await readyToPay(ctx.db, ctx, query);
  const waiting = all.filter(({ bar }) => bar !== 'on_its_way');
  const rules = [...Map.groupBy(waiting, ({ row }) => row.ruleId)].map(([ruleId, claims]) => ({
    ruleId,
    title: claims[0]?.row.title ?? ruleId,
    count: claims.length,
    totalFen: claims.reduce((sum, { row }) => sum + row.amountFen, 0),
    claims: claims.slice(0, MOST_SHOWN).map(({ row, account, bar, lastFailure }) => ({
      claimId: row.id,
      payeeName: row.payeeName,
      periodKey: row.periodKey,
      amountFen: row.amountFen,
      bankName: account?.bankName ?? null,
      accountTail: account ? tailOf(ctx.vault.open(account.numberSealed)) : null,
      bar,
      lastFailure,
    })),
  }));
  return { rules };
}
