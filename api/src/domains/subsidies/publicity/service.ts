import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/publicity.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvents } from '../../audit/service.ts';
import { stepAll, stepLocked } from '../claims/steps.ts';
import { lockClaims } from '../claims/store.ts';
import { DEFAULT_NOTICE_FIELDS, noticeEndsOn, noticeLine, scanNotice, showsNotice } from '../core/notice.ts';
import { sm3Of } from '../payments/bank-file.ts';
import {
  countSaidSince,
  getNotice,
  insertNotice,
  insertObjection,
  type Line,
  listHanging,
  listLinesOf,
  listToPublish,
  lockObjection,
  type Notice,
  saveObjection,
  type ToPublish,
} from './store.ts';
import { basisOf, cellsOf, headsOf, type NoticeText, publicName, wholeText } from './text.ts';

/**
 * Puts up the approved claims of a policy. Only what its version permits stands in a line, the number masked; the whole text is
 * read once more before it goes out, and nothing hangs where that finds what no notice may carry.
 */
export async function publishNotice(
  ctx: Ctx,
  { body: { ruleId } }: Input<typeof contract.publishNotice>,
): Promise<Output<typeof contract.publishNotice>> {
  return ctx.db.transaction(async (tx) => {
    const { waiting, claims } = await lockWaiting(tx, ctx, ruleId);
    const [first] = waiting;
    if (!first) throw new AppError('notice.nothing_to_show', { ruleId });
    const { notice, lines, text } = draw(ctx, first, waiting);
    refuseLeaks(text);
    await insertNotice(tx, notice, lines);
    const details = { noticeId: notice.id, title: notice.title };
    const move = { noticeEndsOn: notice.endsOn, details };
    const { news } = await stepLocked(tx, ctx, claims, 'publish', move);
    const { id, endsOn, textHash, lineCount, fields } = notice;
    const said = { ruleId, endsOn, textHash, lineCount, fields };
    const put = { subjectKind: 'public_notice', subjectId: id, action: 'publish', toStatus: 'hanging', details: said };
    await appendEvents(tx, ctx, [...news, put]);
    return { id, lineCount, endsOn };
  });
}

/** Locked before anything refers to them, and only those that nobody has taken a step on meanwhile. */
async function lockWaiting(tx: Tx, ctx: Ctx, ruleId: string) {
  const found = await listToPublish(tx, ctx.actor.countyCode, ruleId);
  const locked = await lockClaims(
    tx,
    ctx.actor,
    found.map(({ id }) => id),
  );
  const claims = locked.filter(({ status }) => status === 'approved');
  const still = new Set(claims.map(({ id }) => id));
  return { claims, waiting: found.filter(({ id }) => still.has(id)) };
}

/** What all versions among them permit, for as many days as the longest asks. */
function draw(ctx: Ctx, first: ToPublish, waiting: readonly ToPublish[]) {
  const fields = waiting
    .map(({ terms }) => terms.noticeFields ?? DEFAULT_NOTICE_FIELDS)
    .reduce((all, some) => all.filter((field) => some.includes(field)));
  const publishedOn = today(ctx);
  const endsOn = noticeEndsOn(publishedOn, Math.max(...waiting.map(({ terms }) => terms.workflow.noticeDays)));
  const title = `${publicName(first.rule.name_zh)}公示`;
  const { countyCode, id: publishedBy } = ctx.actor;
  const noticeId = newId(ctx);
  const lines = waiting.map(
    (one, i): Line => ({
      countyCode,
      id: newId(ctx),
      noticeId,
      claimId: one.id,
      number: i + 1,
      line: noticeLine(subjectOf(ctx, one), one.idNumberSealed === null ? fields.filter(isNotId) : fields),
    }),
  );
  const rows = lines.map(({ line }) => cellsOf(line ?? {}, fields));
  const text: NoticeText = { title, basis: basisOf(first.rule), publishedOn, endsOn, heads: headsOf(fields), rows };
  const notice = {
    countyCode,
    id: noticeId,
    ruleId: first.ruleId,
    title,
    basis: text.basis,
    fields: [...fields],
    publishedOn,
    endsOn,
    publishedBy,
    textHash: sm3Of(Buffer.from(wholeText(text))),
    lineCount: lines.length,
  };
  return { notice, lines, text };
}

/** A firm has no number to mask. */
const isNotId = (field: string): boolean => field !== 'maskedId';

const subjectOf = ({ vault }: Ctx, one: ToPublish) => ({
  name: one.personName ?? one.firmName ?? '',
  village: one.village,
  idNumber: one.idNumberSealed === null ? '' : vault.open(one.idNumberSealed),
  policy: publicName(one.rule.name_zh),
  amountFen: one.amountFen ?? 0,
  period: one.periodFrom && one.periodTo ? `${one.periodFrom}—${one.periodTo}` : '',
  employer: one.firmName ?? '',
});

function refuseLeaks(text: NoticeText): void {
  const whole = wholeText(text);
  const [leak] = scanNotice(whole);
  if (!leak) return;
  // Lines begin after title, basis, days and heads.
  const line = whole.slice(0, leak.at).split('\n').length - 4;
  throw new AppError('notice.leaks', { leak: leak.leak, number: line > 0 ? line : null });
}

export const listPublicNotices = async (ctx: Ctx): Promise<Output<typeof contract.listPublicNotices>> => ({
  notices: (await listHanging(ctx.db, ctx.actor.countyCode, today(ctx))).map((notice) => ({
    id: notice.id,
    title: notice.title,
    publishedOn: notice.publishedOn,
    endsOn: notice.endsOn,
    lineCount: notice.lineCount,
  })),
});

/** What hangs, while it hangs: the day is looked at here too, should the sweep be late. */
export async function readPublicNotice(
  ctx: Ctx,
  { params }: Input<typeof contract.getPublicNotice>,
): Promise<contract.PublicNoticeView> {
  const notice = await hanging(ctx, params.id);
  const lines = await listLinesOf(ctx.db, notice.countyCode, notice.id);
  return {
    id: notice.id,
    title: notice.title,
    basis: notice.basis,
    publishedOn: notice.publishedOn,
    endsOn: notice.endsOn,
    heads: headsOf(notice.fields),
    lines: lines.map(({ line }) => ({ number: line.number, cells: cellsOf(line.line ?? {}, notice.fields) })),
  };
}

async function hanging(ctx: Ctx, id: string): Promise<Notice> {
  const notice = await getNotice(ctx.db, ctx.actor.countyCode, id);
  if (notice.emptiedAt || !showsNotice(notice.endsOn, today(ctx))) throw new AppError('notice.over', { id });
  return notice;
}

const MOST_AN_HOUR = 60;
const HOUR_MS = 3_600_000;

/** Anybody may object, without an account; what is said is sealed, and the payment waits until it is answered. */
export async function objectToLine(
  ctx: Ctx,
  { params, body }: Input<typeof contract.objectToLine>,
): Promise<Output<typeof contract.objectToLine>> {
  const notice = await hanging(ctx, params.id);
  return ctx.db.transaction(async (tx) => {
    const lines = await listLinesOf(tx, notice.countyCode, notice.id);
    const found = lines.find(({ line }) => line.number === body.number);
    if (!found) throw new AppError('notice.line_not_found', { number: body.number });
    const since = new Date(ctx.now().getTime() - HOUR_MS);
    if ((await countSaidSince(tx, notice.countyCode, notice.id, since)) >= MOST_AN_HOUR)
      throw new AppError('notice.too_many_objections', {});
    const id = newId(ctx);
    const { claimId } = found.line;
    const contactSealed = body.contact === undefined ? null : ctx.vault.seal(body.contact);
    const textSealed = ctx.vault.seal(body.text);
    const { countyCode, id: noticeId } = notice;
    await insertObjection(tx, { countyCode, id, noticeId, claimId, textSealed, contactSealed, at: ctx.now() });
    const details = { noticeId, number: body.number, objectionId: id };
    await appendEvents(tx, ctx, [{ subjectKind: 'claim', subjectId: claimId, action: 'object', details }]);
    return { number: body.number };
  });
}

/** The answer frees the payment, or where the objection is right sends the claim back to be checked anew. */
export async function answerObjection(
  ctx: Ctx,
  { params, body }: Input<typeof contract.answerObjection>,
): Promise<Output<typeof contract.answerObjection>> {
  return ctx.db.transaction(async (tx) => {
    const objection = await lockObjection(tx, ctx.actor.countyCode, params.id);
    if (objection.answeredAt) throw new AppError('objection.answered', { id: params.id });
    await saveObjection(tx, objection, { ...body, answeredBy: ctx.actor.id, answeredAt: ctx.now() });
    const { claimId } = objection;
    const details = { noticeId: objection.noticeId, objectionId: objection.id, ...body };
    const answered = { subjectKind: 'claim', subjectId: claimId, action: 'answerObjection', details };
    const { news, to } = body.isUpheld ? await sendBack(tx, ctx, claimId, body.answer) : NOTHING;
    await appendEvents(tx, ctx, [answered, ...news]);
    return { id: objection.id, claimStatus: to };
  });
}

const NOTHING = { news: [], to: 'on_notice' as const };

async function sendBack(tx: Tx, ctx: Ctx, claimId: string, note: string) {
  const { news, stepped } = await stepAll(tx, ctx, [claimId], 'sendBack', { note, backTo: 'submitted' });
  return { news, to: stepped[0]?.to ?? 'returned' };
}
