import type { Input } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { type BankFormat, troubleOf } from '../core/bank-file.ts';
import { findFormat, insertFormat } from './store.ts';

/** Where a county has not said how its bank wants the file. */
export const DEFAULT_FORMAT: BankFormat = {
  kind: 'xlsx',
  encoding: 'utf-8-bom',
  hasHead: true,
  columns: [
    { head: '序号', field: 'number' },
    { head: '收款账号', field: 'account' },
    { head: '收款户名', field: 'holder' },
    { head: '开户行', field: 'bank' },
    { head: '金额', field: 'amountYuan' },
    { head: '用途', field: 'purpose' },
    { head: '批次', field: 'batch' },
  ],
  returns: {
    number: '序号',
    amount: '金额',
    amountIn: 'yuan',
    account: '收款账号',
    result: '处理结果',
    reason: '失败原因',
    paidWords: ['成功', '交易成功', '已入账'],
    failedWords: ['失败', '交易失败', '退回'],
  },
};

export const formatOf = async (db: Reader, countyCode: string): Promise<BankFormat> =>
  (await findFormat(db, countyCode))?.format ?? DEFAULT_FORMAT;

export const readFormat = async (ctx: Ctx): Promise<contract.BankFormatView> =>
  editable(await formatOf(ctx.db, ctx.actor.countyCode));

/** The contract's schema gives lists that may be written to. */
const editable = ({ columns, returns, ...format }: BankFormat): contract.BankFormatView => ({
  ...format,
  columns: [...columns],
  returns: { ...returns, paidWords: [...returns.paidWords], failedWords: [...returns.failedWords] },
});

export async function setFormat(
  ctx: Ctx,
  { body }: Input<typeof contract.setBankFormat>,
): Promise<contract.BankFormatView> {
  const trouble = troubleOf(body);
  if (trouble) throw new AppError('payment.format_wrong', { trouble });
  const { countyCode, id: setBy } = ctx.actor;
  const id = newId(ctx);
  await ctx.db.transaction(async (tx) => {
    await insertFormat(tx, { countyCode, id, format: body, setBy, setAt: ctx.now() });
    await appendEvent(tx, ctx, { subjectKind: 'bank_format', subjectId: id, action: 'set', details: { format: body } });
  });
  return body;
}
