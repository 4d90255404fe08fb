/** Values that may be moved about; a column of its own for every row would be collected ten thousand times a run. */
let scratch = new Int32Array(0);

/** Keeps the `most` greatest scores of a row, the earlier job among equals, still in the order of jobs. */
export function keepGreatest(jobs: Int32Array, scores: Int32Array, count: number, most: number): number {
  if (scratch.length < count) scratch = new Int32Array(2 * count);
  for (let k = 0; k < count; k++) scratch[k] = scores[k] as number;
  const least = atRank(scratch, count, count - most);
  let above = 0;
  for (let k = 0; k < count; k++) if ((scores[k] as number) > least) above++;
  let ties = most - above;
  let to = 0;
  for (let n = 0; n < count; n++) {
    const score = scores[n] as number;
    if (score < least || (score === least && ties-- <= 0)) continue;
    jobs[to] = jobs[n] as number;
    scores[to++] = score;
  }
  return most;
}

/** The value that would stand at a place were the first `count` sorted, least first; moves them about (Hoare's selection). */
function atRank(values: Int32Array, count: number, rank: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const other = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = other;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank] as number;
}
