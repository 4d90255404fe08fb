/** Short rows are put in order by hand; longer ones by counting their digits. */
const SHORT = 24;
const BITS = 8;
const DIGITS = 1 << BITS;

/**
 * Sorts every row (row i stands at `start[i]` to `start[i + 1]`) by value, greatest first and as before among equals,
 * and whatever stands beside the values with it. Values are whole numbers from 0.
 */
export function sortRows(start: Int32Array, value: Int32Array, ...beside: Int32Array[]): void {
  let longest = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    longest = Math.max(longest, (start[i + 1] as number) - (start[i] as number));
  }
  const sorter = new Sorter(value, beside, longest);
  for (let i = 0; i + 1 < start.length; i++) sorter.sort(start[i] as number, start[i + 1] as number);
}

class Sorter {
  private readonly value: Int32Array;
  private readonly beside: readonly Int32Array[];
  /** Where in the row the value stood that now comes here; and the same one digit later. */
  private order: Int32Array;
  private next: Int32Array;
  private readonly copy: Int32Array;
  private readonly counts = new Int32Array(DIGITS);

  constructor(value: Int32Array, beside: readonly Int32Array[], longest: number) {
    this.value = value;
    this.beside = beside;
    this.order = new Int32Array(longest);
    this.next = new Int32Array(longest);
    this.copy = new Int32Array(longest);
  }

  sort(from: number, to: number): void {
    const n = to - from;
    if (n < 2) return;
    if (n <= SHORT) this.insert(from, n);
    else this.countDigits(from, n);
    this.rearrange(this.value, from, n);
    for (const column of this.beside) this.rearrange(column, from, n);
  }

  private insert(from: number, n: number): void {
    const { value, order } = this;
    for (let k = 0; k < n; k++) {
      const own = value[from + k] as number;
      let at = k;
      for (; at > 0 && (value[from + (order[at - 1] as number)] as number) < own; at--)
        order[at] = order[at - 1] as number;
      order[at] = k;
    }
  }

  private countDigits(from: number, n: number): void {
    let greatest = 0;
    for (let k = 0; k < n; k++) {
      this.order[k] = k;
      greatest = Math.max(greatest, this.value[from + k] as number);
    }
    for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += BITS) this.byDigit(from, n, shift);
  }

  private byDigit(from: number, n: number, shift: number): void {
    const { value, order, next, counts } = this;
    counts.fill(0);
    for (let k = 0; k < n; k++) {
      const digit = ((value[from + k] as number) >>> shift) & (DIGITS - 1);
      counts[digit] = (counts[digit] as number) + 1;
    }
    let before = 0;
    for (let digit = DIGITS - 1; digit >= 0; digit--) {
      const here = counts[digit] as number;
      counts[digit] = before;
      before += here;
    }
    for (let k = 0; k < n; k++) {
      const place = order[k] as number;
      const digit = ((value[from + place] as number) >>> shift) & (DIGITS - 1);
      next[counts[digit] as number] = place;
      counts[digit] = (counts[digit] as number) + 1;
    }
    this.order = next;
    this.next = order;
  }

  private rearrange(column: Int32Array, from: number, n: number): void {
    const { copy, order } = this;
    for (let k = 0; k < n; k++) copy[k] = column[from + (order[k] as number)] as number;
    for (let k = 0; k < n; k++) column[from + k] = copy[k] as number;
  }
}
