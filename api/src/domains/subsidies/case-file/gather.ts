import type { ClaimView } from '../../../../contract/claims.ts';
import type { Reader } from '../../../db/client.ts';
import { dateAt, stampAt } from '../../../kernel/calendar.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { canonical } from '../../audit/core/chain.ts';
import { type ClaimRow, getClaim } from '../claims/store.ts';
import { viewOf } from '../claims/view.ts';
import { getVersion } from '../claims/view-store.ts';
import { yuanText } from '../core/bank-file.ts';
import { findAccount } from '../evidence/store.ts';
import { tailOf } from '../payments/payable.ts';
import { basisOf, factsOf, findingsOf, or, type Pair, payeeWord, periodWord, ratesOf, workingOf } from './basis.ts';
import { type EventRow, listEventsOfAll, listNoticesOf, listScanHashes, listTries } from './store.ts';
import { actionWord, doubtWord, lookWord, roleWord, statusWord, triggerWord } from './words.ts';

/** One claim as the template prints it: names and values, nothing to be worked out there. */
export interface ClaimFile {
  readonly title: string;
  readonly head: readonly Pair[];
  readonly basis: readonly Pair[];
  readonly rates: readonly (readonly string[])[];
  readonly facts: readonly (readonly string[])[];
  readonly findings: readonly (readonly string[])[];
  readonly working: readonly string[];
  readonly amount: readonly Pair[];
  readonly papers: readonly (readonly string[])[];
  readonly hits: readonly (readonly string[])[];
  readonly notices: readonly (readonly string[])[];
  readonly payments: readonly (readonly string[])[];
  readonly paid: readonly Pair[];
  readonly steps: readonly StepPrinted[];
}
export interface StepPrinted {
  readonly seq: number;
  readonly action: string;
  readonly at: string;
  readonly who: string;
  readonly moved: string;
  readonly note: string;
  readonly prevHash: string;
  readonly canonical: string;
  readonly hash: string;
}

const yuanOr = (fen: number | null | undefined): string => (typeof fen === 'number' ? yuanText(fen) : '未定');

export async function gatherClaim(ctx: Ctx, db: Reader, id: string): Promise<{ file: ClaimFile; claim: ClaimRow }> {
  const { countyCode } = ctx.actor;
  const view = await viewOf(ctx, db, id);
  const claim = await getClaim(db, ctx.actor, id);
  const version = await getVersion(db, countyCode, claim.policyVersionId);
  const tries = await listTries(db, countyCode, id);
  const notices = await listNoticesOf(db, countyCode, id);
  const subjects = [
    { kind: 'claim', id },
    ...tries.map(({ batch }) => ({ kind: 'payment_batch', id: batch.id })),
    ...notices.map(({ notice }) => ({ kind: 'public_notice', id: notice.id })),
  ];
  const steps = (await listEventsOfAll(db, countyCode, subjects)).map(printed);
  const file = {
    title: view.ruleName,
    head: headOf(view, claim),
    basis: basisOf(view, version, claim),
    rates: ratesOf(version, claim),
    facts: factsOf(claim),
    findings: findingsOf(claim),
    working: workingOf(claim),
    amount: [['核定金额（元）', yuanOr(view.amountFen)] as const],
    papers: await papersOf(db, countyCode, view),
    hits: view.hits.map((hit) => [
      doubtWord(hit.pattern),
      hit.foundAt.slice(0, 10),
      lookWord(hit.result),
      or(hit.note),
    ]),
    notices: notices.map(({ notice, objections }) => [
      notice.title,
      `${notice.publishedOn}—${notice.endsOn}`,
      notice.textHash,
      String(objections),
    ]),
    payments: await paymentsOf(ctx, db, tries),
    paid: paidOf(tries),
    steps,
  };
  return { file, claim };
}

const headOf = (view: ClaimView, claim: ClaimRow): Pair[] => [
  ['申领编号', claim.id],
  ['关于谁', view.subjectName],
  ['付给谁', view.payeeName],
  ['用人单位', or(view.employerName)],
  ['地点', view.regionName],
  [
    '只发一次的是',
    `${view.ruleName}，关于${view.subjectName}，付给${payeeWord(claim.payeeKind)}，${periodWord(claim.periodKey)}`,
  ],
  ['时段', claim.periodFrom && claim.periodTo ? `${claim.periodFrom}—${claim.periodTo}` : '—'],
  ['起因', `${triggerWord(claim.trigger)}，${claim.eventOn}`],
  ['发现', dateAt(claim.foundAt)],
  ['现在', statusWord(claim.status)],
];

async function papersOf(db: Reader, countyCode: string, { papers }: ClaimView): Promise<string[][]> {
  const hashes = await listScanHashes(
    db,
    countyCode,
    papers.map(({ id }) => id),
  );
  return papers.map(({ id, label, number, receivedAt }) => [
    label,
    or(number),
    receivedAt.slice(0, 10),
    or(hashes.get(id)),
  ]);
}

type Tries = Awaited<ReturnType<typeof listTries>>;

async function paymentsOf({ vault }: Ctx, db: Reader, tries: Tries): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { line, batch } of tries) {
    const account = await findAccount(db, line.countyCode, line.accountId);
    rows.push([
      batch.number,
      String(line.number),
      String(line.attempt),
      yuanText(line.amountFen),
      account ? tailOf(vault.open(account.numberSealed)) : '—',
      line.status === 'paid' ? '成功' : (line.failure ?? statusWord(line.status)),
      or(line.returnedOn),
      or(batch.fileHash),
    ]);
  }
  return rows;
}

function paidOf(tries: Tries): Pair[] {
  const paid = tries.find(({ payment }) => payment !== null);
  if (!paid?.payment) return [['实发（元）', '0.00']];
  const { payment, budget } = paid;
  return [
    ['实发（元）', yuanText(payment.amountFen)],
    ['发放日', payment.paidOn],
    ['预算科目', `${budget.year} 年 ${budget.code} ${budget.name}`],
    ['已追回（元）', yuanText(payment.recoveredFen)],
    ['净付（元）', yuanText(payment.amountFen - payment.recoveredFen)],
  ];
}

function printed({ prevHash, hash, at, ...event }: EventRow): StepPrinted {
  const body = { ...event, at: at.toISOString() };
  const moved = [event.fromStatus, event.toStatus].filter((status) => status !== null).map(statusWord);
  return {
    seq: event.seq,
    action: actionWord(event.action),
    at: stampAt(at),
    who: `${event.actorName}（${roleWord(event.actorRole)}）`,
    moved: moved.join(' → '),
    note: typeof event.details.note === 'string' ? event.details.note : '',
    prevHash,
    canonical: canonical(body),
    hash,
  };
}
