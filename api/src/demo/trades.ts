import fs from 'node:fs';
import { DEMANDS, type Demand, JOB_KINDS, type JobKind, SHIFTS, type Shift } from '@songgang/search/matcher/model.ts';

/** How a trade looks in a county of the demonstration. Pay in yuan a month. */
export interface TradeProfile {
  readonly code: string;
  readonly titles: readonly string[];
  /** Share among postings, and among what people can do. */
  readonly jobs: number;
  readonly people: number;
  readonly pay: readonly [low: number, high: number];
  /** What stands twice is drawn twice as often. */
  readonly kinds: readonly JobKind[];
  readonly isSkilled: boolean;
  readonly demands: readonly Demand[];
  readonly shifts: readonly Shift[];
  readonly ageMax: number | null;
  readonly works: string;
}

const lines = fs
  .readFileSync(new URL('trades.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

export const TRADES: readonly TradeProfile[] = lines.slice(1).map((line) => {
  const [code = '', titles = '', jobs, people, low, high, kinds, skilled, demands, shifts, ageMax, works = ''] =
    line.split('\t');
  return {
    code,
    titles: titles.split(' '),
    jobs: Number(jobs),
    people: Number(people),
    pay: [Number(low), Number(high)],
    kinds: known(JOB_KINDS, kinds),
    isSkilled: skilled === 'yes',
    demands: known(DEMANDS, demands),
    shifts: known(SHIFTS, shifts),
    ageMax: ageMax === '' ? null : Number(ageMax),
    works,
  };
});

/** The words of a cell, each one of those there are. */
function known<T extends string>(all: readonly T[], cell = ''): T[] {
  return cell.split(' ').map((word) => {
    const found = all.find((one) => one === word);
    if (found === undefined) throw new Error(`trades.tsv: ${word} is none of ${all.join(', ')}`);
    return found;
  });
}
