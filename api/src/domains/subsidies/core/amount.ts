import { type Cap, compileCap, fenOf, isOnFact } from './cap.ts';
import { add, compare, type Exact, multiply, roundHalfUp } from './exact.ts';
import { type Expression, exact } from './expression.ts';
import type { Facts, ReadFact } from './facts.ts';
import type { Question, Settings, UnitName } from './question.ts';
import type { Rate } from './rate.ts';
import type { AmountData, AmountKind, CapData } from './rule.ts';
import { splitOf, type UnitSum, unitSumOf } from './unit-sum.ts';

/** One line of the working, before anything is rounded. */
export interface Step {
  readonly step:
    | 'read'
    | 'held'
    | 'unit'
    | 'rate'
    | 'cut'
    | 'raised'
    | 'flagged'
    | 'times'
    | 'ceiling'
    | 'sum'
    | 'rounded';
  /** What it is about: the fact, the expression, the cap's name, the units. */
  readonly what: string;
  /** Fen; of a fact read and of units, the figure itself. */
  readonly value: Exact;
}

export type AmountStatus =
  | 'payable'
  | 'payable-with-flag'
  | 'awaiting-rate'
  | 'in-kind'
  | 'recognised'
  | 'within-ceiling'
  | 'capped'
  | 'rate-changed';

export interface KnownAmount {
  readonly known: true;
  readonly status: AmountStatus;
  readonly fen: number | null;
  readonly working: readonly Step[];
  readonly percent?: Exact;
  readonly splitFen?: Readonly<Record<string, number>>;
}
export type Amount = KnownAmount | { readonly known: false; readonly lacking: readonly string[] };

/** What the amount is worked out from, beside the facts. */
export interface Asked {
  readonly question: Question;
  readonly rate: Rate | undefined;
  /** The months claimed, cut to those left. */
  readonly months: Exact;
}

export interface CompiledAmount {
  work(facts: Facts, asked: Asked): Amount;
  /** Whether a rate lies below the floor that the rule prints. */
  refuses(facts: Facts, rate: Rate): boolean;
}

export interface AmountContext {
  readonly read: (fact: string) => ReadFact;
  readonly behind: (fact: string, facts: Facts) => string[];
  readonly expression: (text: string) => Expression;
  /** The same facts with one of them put in place of what was given. */
  readonly lay: (facts: Facts, fact: string, value: Exact) => Facts;
}

export function compileAmount(data: AmountData, caps: readonly CapData[], context: AmountContext): CompiledAmount {
  const work = WORKERS[data.kind](data, caps, context);
  const floor = data.kind === 'floor' ? unitSumOf(data, context) : undefined;
  return {
    work,
    refuses(facts, rate) {
      const least = floor?.fen(facts);
      const entered =
        rate.fen ??
        (data.percent !== undefined && rate.percent !== undefined ? floor?.fen(facts, rate.percent) : undefined);
      return least !== undefined && entered !== undefined && compare(entered, least) < 0;
    },
  };
}

type Worker = (data: AmountData, caps: readonly CapData[], context: AmountContext) => CompiledAmount['work'];

const unpaid =
  (status: AmountStatus): Worker =>
  () => {
    const amount: Amount = { known: true, status, fen: null, working: [] };
    return () => amount;
  };

const WORKERS: Record<AmountKind, Worker> = {
  fixed: payment,
  'per-person': payment,
  'per-person-month': payment,
  'per-person-day': payment,
  'per-person-year': payment,
  'percent-of': payment,
  formula: payment,
  floor: payment,
  'actual-cost': payment,
  'to-be-set': payment,
  ceiling,
  'percentage-points': percentagePoints,
  'in-kind': unpaid('in-kind'),
  none: unpaid('recognised'),
};

/** Caps on a fact, the amount of one unit or a rate in its place, caps on the payment, times the units, rounded once. */
function payment(data: AmountData, caps: readonly CapData[], context: AmountContext): CompiledAmount['work'] {
  const own = unitSumOf(data, context);
  const onFacts = caps.filter(isOnFact).map((cap) => compileCap(cap, context));
  const onPayment = caps.filter((cap) => cap.target === 'payment' && cap.bound).map((cap) => compileCap(cap, context));
  const split = splitOf(data, context);
  const multipliers = multipliersOf(wordsOf(data));
  const isOpen = data.kind === 'to-be-set';
  return (facts, asked) => {
    const { rate } = asked;
    if (isOpen && rate?.fen === undefined) return { known: true, status: 'awaiting-rate', fen: null, working: [] };
    const course = new Course(asked.question.settings);
    const held = rate?.fen === undefined ? course.hold(facts, onFacts) : facts;
    course.begin(held, own, rate);
    for (const cap of onPayment) course.bound(held, cap);
    course.times(rate?.per ? multipliersOf(rate.per) : multipliers, asked);
    return course.finish(split && !rate ? split(held, course.factor) : undefined);
  };
}

/** The way of one amount from its unit to the rounded sum; what is lacking is gathered on the way. */
class Course {
  private readonly settings: Settings | undefined;
  private readonly working: Step[] = [];
  private readonly lacking: string[] = [];
  private fen: Exact | undefined;
  private flagged = false;
  factor: Exact = 1;

  constructor(settings: Settings | undefined) {
    this.settings = settings;
  }

  hold(facts: Facts, caps: readonly Cap[]): Facts {
    let held = facts;
    for (const cap of caps) held = this.holdOne(held, cap);
    return held;
  }

  private holdOne(facts: Facts, cap: Cap): Facts {
    const mode = cap.mode(this.settings);
    if (mode === 'out') return facts;
    const seen = exact(cap.target?.(facts));
    const bound = cap.boundFen(facts);
    if (seen === undefined) this.lacking.push(...cap.behindTarget(facts));
    if (bound === undefined && mode === 'apply') this.lacking.push(...cap.lacking(facts));
    if (seen === undefined || bound === undefined || !cap.exceeds(multiply(seen, 100), bound)) return facts;
    if (mode === 'flag') return this.flag(cap, bound, facts);
    this.working.push({ step: 'held', what: cap.data.what, value: bound });
    return cap.hold(facts, bound);
  }

  private flag<T>(cap: Cap, bound: Exact, unchanged: T): T {
    this.flagged = true;
    this.working.push({ step: 'flagged', what: cap.data.what, value: bound });
    return unchanged;
  }

  begin(facts: Facts, own: UnitSum, rate: Rate | undefined): void {
    this.fen = rate?.fen ?? own.fen(facts, rate?.percent);
    if (this.fen === undefined) this.lacking.push(...own.lacking(facts));
    else if (rate?.fen !== undefined) this.working.push({ step: 'rate', what: rate.cites ?? '', value: this.fen });
    else this.unit(facts, own, this.fen);
  }

  /** Somebody who has the working alone must be able to reckon it again: so it begins with the facts it stands on. */
  private unit(facts: Facts, own: UnitSum, fen: Exact): void {
    for (const [fact, read] of own.reads)
      this.working.push({ step: 'read', what: fact, value: exact(read(facts)) ?? 0 });
    this.working.push({ step: 'unit', what: own.what, value: fen });
  }

  bound(facts: Facts, cap: Cap): void {
    const mode = cap.mode(this.settings);
    if (mode === 'out') return;
    const bound = cap.boundFen(facts);
    if (bound === undefined && mode === 'apply') this.lacking.push(...cap.lacking(facts));
    if (bound === undefined || this.fen === undefined || !cap.exceeds(this.fen, bound)) return;
    if (mode === 'flag') this.fen = this.flag(cap, bound, this.fen);
    else {
      this.fen = bound;
      this.working.push({ step: cap.data.bound === 'min' ? 'raised' : 'cut', what: cap.data.what, value: bound });
    }
  }

  times(names: readonly UnitName[], { question: { units }, months }: Asked): void {
    for (const name of names) {
      const count = name === 'months' ? months : (units?.[name] ?? 1);
      if (count === 1) continue;
      this.factor = multiply(this.factor, count);
      this.working.push({ step: 'times', what: name, value: count });
    }
  }

  finish(splitFen: Readonly<Record<string, number>> | undefined): Amount {
    if (this.fen === undefined || this.lacking.length > 0) return { known: false, lacking: [...new Set(this.lacking)] };
    const fen = roundHalfUp(this.factor === 1 ? this.fen : multiply(this.fen, this.factor));
    this.working.push({ step: 'rounded', what: '', value: fen });
    const status = this.flagged ? 'payable-with-flag' : 'payable';
    return { known: true, status, fen, working: this.working, ...(splitFen && { splitFen }) };
  }
}

const MULTIPLIES: Readonly<Record<string, UnitName>> = {
  person: 'persons',
  month: 'months',
  day: 'days',
  year: 'years',
};

/** The words that say which units multiply: those of the kind's name, else of `per`; to-be-set is by the person. */
function wordsOf({ kind, per }: AmountData): string {
  if (kind.startsWith('per-')) return kind;
  return per ?? (kind === 'to-be-set' ? 'person' : '');
}

function multipliersOf(words: string): UnitName[] {
  const names = words.split('-').map((word) => MULTIPLIES[word]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The name under which the sum to hold against a ceiling is asked for when the question brings none. */
export const REQUESTED = 'requested';

function ceiling(data: AmountData): CompiledAmount['work'] {
  const printed = fenOf(data);
  return (_facts, { question: { sumFen }, rate }) => {
    const most = rate?.fen ?? printed;
    if (sumFen === undefined || most === undefined) return { known: false, lacking: [REQUESTED] };
    const isWithin = compare(sumFen, most) <= 0;
    const fen = roundHalfUp(isWithin ? sumFen : most);
    const working: Step[] = [
      { step: 'sum', what: REQUESTED, value: sumFen },
      { step: 'ceiling', what: rate?.cites ?? '', value: most },
      { step: 'rounded', what: '', value: fen },
    ];
    return { known: true, status: isWithin ? 'within-ceiling' : 'capped', fen, working };
  };
}

function percentagePoints(data: AmountData, _caps: readonly CapData[], context: AmountContext): CompiledAmount['work'] {
  const base = data.base ?? '';
  const read = context.read(base);
  const points = data.points ?? 0;
  return (facts) => {
    const percent = exact(read(facts));
    if (percent === undefined) return { known: false, lacking: context.behind(base, facts) };
    return { known: true, status: 'rate-changed', fen: null, percent: add(percent, points), working: [] };
  };
}
