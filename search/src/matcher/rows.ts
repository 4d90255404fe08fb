/** Short rows are put in order by hand; longer ones by counting their digits. */
const SHORT = 24;
const BITS = 8;
const DIGITS = 1 << BITS;

/**
 * Sorts every row of pairs of numbers (row i stands at `start[i]` to `start[i + 1]`, counted in pairs) by the first of
 * each, greatest first and as before among equals. The first are whole numbers from 0.
 */
export function sortRows(start: Int32Array, pairs: Int32Array): void {
  let longest = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    longest = Math.max(longest, (start[i + 1] as number) - (start[i] as number));
  }
  const [here, there] = [new Int32Array(2 * longest), new Int32Array(2 * longest)];
  const counts = new Int32Array(DIGITS);
  for (let i = 0; i + 1 < start.length; i++) {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    if (to - from <= SHORT) insert(pairs, 2 * from, 2 * to);
    else countDigits(pairs, 2 * from, 2 * to, here, there, counts);
  }
}

function insert(pairs: Int32Array, from: number, to: number): void {
  for (let k = from + 2; k < to; k += 2) {
    const [own, beside] = [pairs[k] as number, pairs[k + 1] as number];
    let at = k;
    for (; at > from && (pairs[at - 2] as number) < own; at -= 2) {
      pairs[at] = pairs[at - 2] as number;
      pairs[at + 1] = pairs[at - 1] as number;
    }
    pairs[at] = own;
    pairs[at + 1] = beside;
  }
}

function countDigits(
  pairs: Int32Array,
  from: number,
  to: number,
  here: Int32Array,
  there: Int32Array,
  counts: Int32Array,
): void {
  const n = to - from;
  let greatest = 0;
  for (let k = 0; k < n; k += 2) {
    const own = pairs[from + k] as number;
    here[k] = own;
    here[k + 1] = pairs[from + k + 1] as number;
    if (own > greatest) greatest = own;
  }
  let [sorted, next] = [here, there];
  for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += BITS) {
    byDigit(sorted, next, n, shift, counts);
    [sorted, next] = [next, sorted];
  }
  for (let k = 0; k < n; k++) pairs[from + k] = sorted[k] as number;
}

function byDigit(sorted: Int32Array, next: Int32Array, n: number, shift: number, counts: Int32Array): void {
  counts.fill(0);
  for (let k = 0; k < n; k += 2) {
    const digit = ((sorted[k] as number) >>> shift) & (DIGITS - 1);
    counts[digit] = (counts[digit] as number) + 2;
  }
  let before = 0;
  for (let digit = DIGITS - 1; digit >= 0; digit--) {
    const own = counts[digit] as number;
    counts[digit] = before;
    before += own;
  }
  for (let k = 0; k < n; k += 2) {
    const own = sorted[k] as number;
    const digit = (own >>> shift) & (DIGITS - 1);
    const to = counts[digit] as number;
    next[to] = own;
    next[to + 1] = sorted[k + 1] as number;
    counts[digit] = to + 2;
  }
}
