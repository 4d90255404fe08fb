import type { Role } from '../../../api/contract/scalars.ts';
import type { PlacementStatus } from '../../../api/src/domains/placements/core/placement.ts';
import { type BankFormat, bankRows } from '../../../api/src/domains/subsidies/core/bank-file.ts';
import { judgeReturn } from '../../../api/src/domains/subsidies/core/bank-return.ts';
import {
  type BatchAction,
  type BatchStatus,
  type LineStatus,
  moveBatch,
} from '../../../api/src/domains/subsidies/core/batch.ts';
import {
  advance,
  type Claim,
  type ClaimAction,
  type ClaimStage,
  type Duty,
  type Stepper,
  signaturesKept,
  type Workflow,
} from '../../../api/src/domains/subsidies/core/claim.ts';
import { addDays, type CalendarDate } from '../../../api/src/kernel/calendar.ts';

/** A bureau in memory: the pure rules of the product, and beside them no more than rows to keep. */
export interface KeptClaim {
  readonly id: number;
  claim: Claim;
  signed: Partial<Record<Duty, string>>;
  readonly workflow: Workflow;
}
export interface KeptLine {
  readonly claimId: number;
  readonly number: number;
  readonly amountFen: number;
  status: LineStatus;
}
export interface KeptBatch {
  readonly number: string;
  readonly madeBy: string;
  status: BatchStatus;
  readonly lines: KeptLine[];
  /** The cells that left, once it was sent. */
  file: string[][];
}
export interface LedgerEntry {
  readonly claimId: number;
  readonly fen: number;
}
export interface KeptPlacement {
  status: PlacementStatus;
  startedOn: CalendarDate | null;
  endedOn: CalendarDate | null;
}

export const OFFICERS: readonly Stepper[] = (
  [
    ['wang', 'township_officer'],
    ['li', 'township_officer'],
    ['zhao', 'county_officer'],
    ['qian', 'county_officer'],
    ['sun', 'finance_officer'],
    ['zhou', 'finance_officer'],
    ['wu', 'liaison'],
    ['zheng', 'labourer'],
    ['feng', 'auditor'],
  ] as const satisfies readonly (readonly [string, Role])[]
).map(([id, role]) => ({ id, role }));

export const FORMAT: BankFormat = {
  ...{ kind: 'csv', encoding: 'utf-8-bom', hasHead: false },
  columns: [
    { head: '序号', field: 'number' },
    { head: '账号', field: 'account' },
    { head: '户名', field: 'holder' },
    { head: '金额', field: 'amountYuan' },
  ],
  returns: {
    ...{ number: '序号', amount: '金额', amountIn: 'yuan', account: '账号', result: '结果', reason: '原因' },
    ...{ paidWords: ['成功'], failedWords: ['失败'] },
  },
};

const accountOf = (claimId: number): string => `6200${String(claimId).padStart(12, '0')}`;

export class House {
  on: CalendarDate = '2026-01-05';
  readonly claims: KeptClaim[] = [];
  readonly batches: KeptBatch[] = [];
  readonly payments = new Map<number, { readonly amountFen: number; recoveredFen: number }>();
  readonly ledger: LedgerEntry[] = [];
  readonly placements: KeptPlacement[] = [];
  readonly budget = { totalFen: 3_000_000, committedFen: 0 };

  pass(days: number): void {
    this.on = addDays(this.on, days);
  }

  open(amountFen: number | null, noticeDays: number): void {
    const claim: Claim = { status: 'found', duties: [], amountFen, openHits: 0, openObjections: 0 };
    this.claims.push({ id: this.claims.length, claim, signed: {}, workflow: { noticeDays } });
  }

  isOnItsWay(id: number): boolean {
    return this.batches.some(({ lines }) =>
      lines.some((line) => line.claimId === id && (line.status === 'waiting' || line.status === 'paid')),
    );
  }

  /** What the product answers; a step that is granted is kept as its services keep it. */
  step(kept: KeptClaim, action: ClaimAction, by: Stepper, note: string | undefined, backTo: ClaimStage): string {
    const standing = { ...kept.claim, isOnItsWay: this.isOnItsWay(kept.id) };
    const move = { on: this.on, ...(note !== undefined && { note }), ...(action === 'sendBack' && { backTo }) };
    const went = advance(standing, action, by, move, kept.workflow);
    if (!went.ok) return went.code;
    const { returnedTo: _, noticeEndsOn: ends, ...rest } = kept.claim;
    const stage = went.returnedTo ?? (action === 'reopen' ? 'found' : undefined);
    const noticeEndsOn = action === 'publish' ? addDays(this.on, kept.workflow.noticeDays) : stage ? undefined : ends;
    kept.claim = {
      ...rest,
      status: went.to,
      duties: went.duty ? [...rest.duties, { duty: went.duty, officerId: by.id }] : rest.duties,
      ...(went.returnedTo && { returnedTo: went.returnedTo }),
      ...(noticeEndsOn && { noticeEndsOn }),
    };
    if (went.duty) kept.signed[went.duty] = by.id;
    if (stage) kept.signed = keptSignatures(kept.signed, stage);
    return 'ok';
  }

  makeBatch(by: Stepper): boolean {
    const ready = this.claims.filter(
      ({ id, claim }) =>
        claim.status === 'payable' && claim.openHits === 0 && !this.isOnItsWay(id) && mayTake(claim, 'pay', by.id),
    );
    const totalFen = ready.reduce((sum, { claim }) => sum + (claim.amountFen ?? 0), 0);
    if (by.role !== 'finance_officer' || ready.length === 0) return false;
    if (this.budget.committedFen + totalFen > this.budget.totalFen) return false;
    this.budget.committedFen += totalFen;
    for (const { claim } of ready) this.#sign(claim, by);
    const lines = ready.map(({ id, claim }, i) => ({
      ...{ claimId: id, number: i + 1, amountFen: claim.amountFen ?? 0, status: 'waiting' as const },
    }));
    this.batches.push({ number: `B${this.batches.length}`, madeBy: by.id, status: 'open', lines, file: [] });
    return true;
  }

  #sign(claim: Claim, by: Stepper): void {
    const all = claim.duties as { duty: Duty; officerId: string }[];
    if (!all.some(({ officerId }) => officerId === by.id)) all.push({ duty: 'pay', officerId: by.id });
  }

  moveBatch(batch: KeptBatch, action: BatchAction, by: Stepper): boolean {
    const doubted = batch.lines.filter(({ claimId }) => this.#claimOf(claimId).claim.openHits > 0).length;
    const went = moveBatch({ ...batch, doubted }, action, by);
    if (!went.ok) return false;
    batch.status = went.to;
    if (action === 'send')
      batch.file = bankRows(
        FORMAT,
        batch.lines.map((line) => this.#bankLine(batch, line)),
      );
    if (action === 'cancel') {
      for (const line of batch.lines) line.status = 'cancelled';
      this.budget.committedFen -= sumOf(batch.lines);
    }
    return true;
  }

  #bankLine({ number: batch }: KeptBatch, { claimId, number, amountFen }: KeptLine) {
    const account = accountOf(claimId);
    return { batch, number, account, amountFen, holder: '甲', bank: '某行', purpose: '补贴' };
  }

  /** The bank's answer to the lines it chose, read from the very cells that left. */
  readReturn(batch: KeptBatch, by: Stepper, paidOf: (number: number) => boolean | undefined): boolean {
    if (!['sent', 'settled'].includes(batch.status) || by.role !== 'finance_officer') return false;
    const sent = batch.lines.map((line) => ({ ...line, id: String(line.number), account: accountOf(line.claimId) }));
    const rows = batch.file.flatMap(([number = '', account = '', , amount = ''], row) => {
      const isPaid = paidOf(Number(number));
      if (isPaid === undefined) return [];
      const cells = { 序号: number, 账号: account, 金额: amount, 结果: isPaid ? '成功' : '失败', 原因: '账户不存在' };
      return [{ row, cells }];
    });
    const judged = judgeReturn(rows, sent, FORMAT.returns);
    const paid = judged.flatMap((one) => (one.kind === 'paid' ? [this.#lineOf(batch, one.line.number)] : []));
    if (!paid.every(({ claimId }) => mayTake(this.#claimOf(claimId).claim, 'pay', by.id))) return false;
    for (const line of paid) this.#pay(line, by);
    for (const one of judged) if (one.kind === 'failed') this.#fail(this.#lineOf(batch, one.line.number));
    if (batch.lines.every(({ status }) => status !== 'waiting')) batch.status = 'settled';
    return true;
  }

  #lineOf(batch: KeptBatch, number: number): KeptLine {
    const line = batch.lines.find((one) => one.number === number);
    if (!line) throw new Error(`no line ${number}`);
    return line;
  }
  #claimOf(id: number): KeptClaim {
    const kept = this.claims[id];
    if (!kept) throw new Error(`no claim ${id}`);
    return kept;
  }

  #pay(line: KeptLine, by: Stepper): void {
    const kept = this.#claimOf(line.claimId);
    const answer = this.step(kept, 'pay', by, undefined, 'found');
    if (answer !== 'ok') throw new Error(`the bank paid claim ${line.claimId}, and the product says ${answer}`);
    if (this.payments.has(line.claimId)) throw new Error(`claim ${line.claimId} is paid twice`);
    line.status = 'paid';
    this.payments.set(line.claimId, { amountFen: line.amountFen, recoveredFen: 0 });
    this.ledger.push({ claimId: line.claimId, fen: line.amountFen });
  }

  #fail(line: KeptLine): void {
    line.status = 'failed';
    this.budget.committedFen -= line.amountFen;
  }

  recover(kept: KeptClaim, by: Stepper, share: number): boolean {
    const payment = this.payments.get(kept.id);
    if (kept.claim.status !== 'paid' || !payment || by.role !== 'county_officer') return false;
    const fen = Math.max(1, Math.floor((payment.amountFen - payment.recoveredFen) * share));
    payment.recoveredFen += fen;
    this.budget.committedFen -= fen;
    this.ledger.push({ claimId: kept.id, fen: -fen });
    if (payment.recoveredFen === payment.amountFen) this.step(kept, 'recover', by, '多发', 'found');
    return true;
  }
}

const sumOf = (lines: readonly KeptLine[]): number => lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

export const mayTake = ({ duties }: Claim, duty: Duty, id: string): boolean =>
  duties.every((taken) => taken.officerId !== id || taken.duty === duty);

function keptSignatures(signed: Partial<Record<Duty, string>>, stage: ClaimStage): Partial<Record<Duty, string>> {
  const { prepared, checked, approved } = signaturesKept(stage);
  return {
    ...(prepared && signed.prepare && { prepare: signed.prepare }),
    ...(checked && signed.check && { check: signed.check }),
    ...(approved && signed.approve && { approve: signed.approve }),
  };
}
