import { createHash } from 'node:crypto';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { encodeGbk } from '../../../kernel/gbk.ts';
import { plainWorkbook } from '../../../kernel/plain-workbook.ts';
import { discloseAll } from '../../audit/service.ts';
import { type BankFormat, type BankLine, bankRows, csvText } from '../core/bank-file.ts';
import { type LineJoined, listBatches, listLines } from './store.ts';

export const sm3Of = (bytes: Buffer): string => createHash('sm3').update(bytes).digest('hex');

/** What a line says to the bank. */
export const bankLineOf = ({ vault }: Pick<Ctx, 'vault'>, batch: string, joined: LineJoined): BankLine => ({
  number: joined.line.number,
  batch,
  account: vault.open(joined.numberSealed),
  holder: vault.open(joined.holderNameSealed),
  bank: joined.bankName,
  amountFen: joined.line.amountFen,
  purpose: joined.title,
});

const SHEET = '发放';

/** The bytes of the file: the same lines and the same format give the same bytes. */
export function bytesOf(format: BankFormat, lines: readonly BankLine[]): Buffer {
  const rows = bankRows(format, lines);
  if (format.kind === 'xlsx') return plainWorkbook(SHEET, rows);
  const text = csvText(rows);
  if (format.encoding === 'utf-8-bom') return Buffer.from(`\uFEFF${text}`);
  const encoded = encodeGbk(text);
  if (encoded.ok) return encoded.bytes;
  const line = lines.find(({ holder, bank }) => `${holder}${bank}`.includes(encoded.character));
  throw new AppError('payment.not_in_encoding', { character: encoded.character, number: line?.number ?? null });
}

/** The file of a confirmed batch, held against the hash it was confirmed with. Whose account is read is written down. */
export async function takeBankFile(
  ctx: Ctx,
  { params, body }: Input<typeof contract.getBankFile>,
): Promise<Output<typeof contract.getBankFile>> {
  const { countyCode } = ctx.actor;
  const [found] = await listBatches(ctx.db, countyCode, { id: params.id });
  if (!found) throw new AppError('payment.batch_not_found', params);
  const { number, status, format, fileHash } = found.batch;
  if (!format || status === 'cancelled') throw new AppError('payment.wrong_status', { action: 'file', status });
  const lines = await listLines(ctx.db, countyCode, params.id);
  const bytes = bytesOf(
    format,
    lines.map((line) => bankLineOf(ctx, number, line)),
  );
  if (sm3Of(bytes) !== fileHash) throw new AppError('payment.file_changed', { number });
  await discloseAll(
    ctx,
    ctx.db,
    lines.map(({ ownerKind, ownerId }) => ({
      subjectKind: ownerKind,
      subjectId: ownerId,
      field: 'bank_account',
      purpose: body.purpose,
      caseRef: number,
    })),
  );
  return { name: `${number}.${format.kind}`, base64: bytes.toString('base64') };
}
