import { occupationOf } from '../vocabulary/tree.ts';
import { CONDITIONS } from './conditions.ts';
import { type Chip, NAMED, type Perk, type SaidShift, type TradeHit, type Understanding } from './model.ts';

/** All that was read, before the person's own removals. */
export type Understood = Omit<Understanding, 'words' | 'chips' | 'not'> & {
  readonly refusedTrades: readonly string[];
  readonly refusedPerks: readonly Perk[];
  readonly refusedShifts: readonly SaidShift[];
  readonly away: boolean;
};

const MOST_WORDS = 10;
const MOST_TRADES = 3;

/** The label of a perk or shift alone, from the line of the data file that holds nothing else. */
const LABELS = new Map<string, string>();
for (const phrase of CONDITIONS.keys()) {
  for (const { kind, values, label } of CONDITIONS.get(phrase)) {
    if (values.length === 1) LABELS.set(`${kind}:${values[0]}`, label);
  }
}
const labelOf = (key: string): string => LABELS.get(key) ?? key;

const yuan = (fen: number): string => String(Math.round(fen / 100));
const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Applies what the person removed, and lists what is left as chips. `tradeWords` are the words that named the trades. */
export function chipsOf(read: Understood, tradeWords: readonly string[], drop: readonly string[]): Understanding {
  const kept = (key: string): boolean => !drop.includes(key);
  const keep = <Value extends string>(kind: string, values: readonly Value[]): Value[] =>
    unique(values).filter((value) => kept(`${kind}:${value}`));
  const trades = read.trades.filter(({ code }) => kept(`trade:${code}`));
  const understanding: Omit<Understanding, 'chips'> = {
    said: read.said,
    words: wordsOf(trades, tradeWords, read.rest),
    rest: read.rest,
    trades,
    latin: read.latin,
    places: read.places.filter(({ code }) => kept(`place:${code}`)),
    payMinFen: kept('pay') ? read.payMinFen : undefined,
    perks: keep('perk', read.perks),
    shifts: keep('shift', read.shifts),
    age: kept('age') ? read.age : undefined,
    licence: kept('licence') ? read.licence : undefined,
    home: read.home && kept('home'),
    nearHome: read.nearHome && kept('near'),
    not: {
      trades: keep('not-trade', read.refusedTrades),
      shifts: keep('not-shift', read.refusedShifts),
      perks: keep('not-perk', read.refusedPerks),
      away: read.away && kept('away'),
    },
    corrected: read.corrected,
  };
  return { ...understanding, chips: listed(understanding) };
}

/** The words said for the trade and its own name first, then what nothing explains. */
function wordsOf(trades: readonly TradeHit[], said: readonly string[], rest: readonly string[]): string[] {
  const best = trades[0];
  const name = best !== undefined && best.strength >= NAMED ? occupationOf(best.code)?.name : undefined;
  return unique([...said, ...(name === undefined ? [] : [name]), ...rest]).slice(0, MOST_WORDS);
}

function listed(read: Omit<Understanding, 'chips'>): Chip[] {
  const named = read.trades.filter(({ strength }) => strength >= NAMED).slice(0, MOST_TRADES);
  const { not } = read;
  return [
    ...named.map(({ code }) => ({ key: `trade:${code}`, label: occupationOf(code)?.name ?? code })),
    ...read.places.map(({ code, name }) => ({ key: `place:${code}`, label: name })),
    ...(read.payMinFen === undefined ? [] : [{ key: 'pay', label: `≥ ${yuan(read.payMinFen)} 元` }]),
    ...read.perks.map((perk) => ({ key: `perk:${perk}`, label: labelOf(`perk:${perk}`) })),
    ...read.shifts.map((shift) => ({ key: `shift:${shift}`, label: labelOf(`shift:${shift}`) })),
    ...(read.home ? [{ key: 'home', label: labelOf('home:home') }] : []),
    ...(read.nearHome ? [{ key: 'near', label: labelOf('near:near') }] : []),
    ...(read.age === undefined ? [] : [{ key: 'age', label: `${read.age} 岁` }]),
    ...(read.licence === undefined ? [] : [{ key: 'licence', label: read.licence }]),
    ...(not.away ? [{ key: 'away', label: '不去外地' }] : []),
    ...not.shifts.map((shift) => ({ key: `not-shift:${shift}`, label: `不要${labelOf(`shift:${shift}`)}` })),
    ...not.perks.map((perk) => ({ key: `not-perk:${perk}`, label: `不要${labelOf(`perk:${perk}`)}` })),
    ...not.trades.map((code) => ({ key: `not-trade:${code}`, label: `不要${occupationOf(code)?.name ?? code}` })),
  ];
}
