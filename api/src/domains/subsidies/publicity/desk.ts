import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/publicity.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { discloseAll } from '../../audit/service.ts';
import { listLinesOf, listNotices, listObjections, listToPublish } from './store.ts';
import { cellsOf, headsOf } from './text.ts';

type Desk = Output<typeof contract.getNoticeDesk>;
const mayPublish = ({ actor }: Ctx): boolean => actor.role === 'county_officer';

const rowOf = ({ notice, ...counts }: Awaited<ReturnType<typeof listNotices>>[number]): Desk['notices'][number] => ({
  id: notice.id,
  title: notice.title,
  publishedOn: notice.publishedOn,
  endsOn: notice.endsOn,
  lineCount: notice.lineCount,
  ...counts,
  isEmptied: notice.emptiedAt !== null,
  textHash: notice.textHash,
});

export async function readNoticeDesk(ctx: Ctx): Promise<Desk> {
  const { countyCode } = ctx.actor;
  const byRule = Map.groupBy(await listToPublish(ctx.db, countyCode), ({ ruleId }) => ruleId);
  return {
    waiting: [...byRule].map(([ruleId, claims]) => ({
      ruleId,
      title: claims[0]?.rule.name_zh ?? ruleId,
      count: claims.length,
      days: Math.max(...claims.map(({ terms }) => terms.workflow.noticeDays)),
    })),
    notices: (await listNotices(ctx.db, countyCode)).map(rowOf),
    mayPublish: mayPublish(ctx),
  };
}

/** What was said is opened for the desk alone, and that somebody read it is written down. */
export async function readNotice(
  ctx: Ctx,
  { params: { id } }: Input<typeof contract.getNotice>,
): Promise<Output<typeof contract.getNotice>> {
  const { countyCode } = ctx.actor;
  const [found] = await listNotices(ctx.db, countyCode, id);
  if (!found) throw new AppError('notice.not_found', { id });
  const { notice } = found;
  const lines = await listLinesOf(ctx.db, countyCode, id);
  const said = await listObjections(ctx.db, countyCode, id);
  if (said.length > 0)
    await discloseAll(ctx, ctx.db, [
      { subjectKind: 'public_notice', subjectId: id, field: 'objections', purpose: '办理公示异议' },
    ]);
  const numberOf = new Map(lines.map(({ line }) => [line.claimId, line.number]));
  return {
    ...rowOf(found),
    basis: notice.basis,
    heads: headsOf(notice.fields),
    lines: lines.map(({ line, claimStatus }) => ({
      number: line.number,
      cells: line.line === null ? [] : cellsOf(line.line, notice.fields),
      claimId: line.claimId,
      claimStatus,
    })),
    said: said.map((one) => ({
      id: one.id,
      number: numberOf.get(one.claimId) ?? 0,
      claimId: one.claimId,
      text: ctx.vault.open(one.textSealed),
      contact: one.contactSealed && ctx.vault.open(one.contactSealed),
      at: one.at.toISOString(),
      answer: one.answer,
      answeredAt: one.answeredAt?.toISOString() ?? null,
      isUpheld: one.isUpheld,
    })),
    mayAnswer: mayPublish(ctx),
  };
}
