import type { JobMasks, Mask } from './masks.ts';
import type { LabourerFacts } from './model.ts';
import { type Kinds, MASKED, type People } from './people.ts';

/** Numbers that what is remembered of one rule may fill (32 MB); beyond, it is given back and asked again. */
const MOST_NUMBERS = 2 ** 23;

type Write = (l: LabourerFacts, into: Mask, at: number) => void;

/** What one rule says of each kind of labourer, one mask behind the other in one column, asked when first needed. */
export class Column {
  readonly bits: Mask;
  private readonly kinds: Kinds;
  private readonly words: number;
  private readonly write: Write;
  /** Where the mask of each kind begins; -1 where it has not been asked. */
  private readonly start: Int32Array;
  private size = 0;

  constructor(kinds: Kinds, words: number, write: Write) {
    this.kinds = kinds;
    this.words = words;
    this.write = write;
    this.start = new Int32Array(kinds.example.length).fill(-1);
    this.bits = new Int32Array(Math.min(kinds.example.length * words, Math.max(words, MOST_NUMBERS)));
  }

  /** Where in `bits` the mask of a row begins. */
  at(row: number): number {
    const kind = this.kinds.of[row] as number;
    const known = this.start[kind] as number;
    return known < 0 ? this.ask(kind) : known;
  }

  private ask(kind: number): number {
    if (this.size + this.words > this.bits.length) {
      this.start.fill(-1);
      this.size = 0;
    }
    const at = this.size;
    this.write(this.kinds.example[kind] as LabourerFacts, this.bits, at);
    this.start[kind] = at;
    this.size = at + this.words;
    return at;
  }
}

export const columnsOf = (masks: JobMasks, people: People): readonly Column[] =>
  MASKED.map((rule) => new Column(people[rule], masks.words, (l, into, at) => masks[rule](l, into, at)));

/** Jobs of the `ends` of stretches that are in all five masks of a row, by index, into `found`; how many. */
export function intersection(
  runs: Int32Array,
  ends: number,
  columns: readonly Column[],
  row: number,
  found: Int32Array,
): number {
  const [place, ability, terms, body, hours] = columns as [Column, Column, Column, Column, Column];
  const [p, a, t, b, h] = [place.at(row), ability.at(row), terms.at(row), body.at(row), hours.at(row)];
  const [pBits, aBits, tBits, bBits, hBits] = [place.bits, ability.bits, terms.bits, body.bits, hours.bits];
  let count = 0;
  for (let r = 0; r < ends; r += 2) {
    const from = runs[r] as number;
    const last = (runs[r + 1] as number) - 1;
    const end = last >> 5;
    for (let w = from >> 5; w <= end; w++) {
      let word =
        (pBits[p + w] as number) &
        (aBits[a + w] as number) &
        (tBits[t + w] as number) &
        (bBits[b + w] as number) &
        (hBits[h + w] as number);
      if (w === from >> 5) word &= -1 << (from & 31);
      if (w === end) word &= -1 >>> (31 - (last & 31));
      while (word !== 0) {
        const lowest = word & -word;
        found[count++] = (w << 5) + 31 - Math.clz32(lowest);
        word ^= lowest;
      }
    }
  }
  return count;
}
