export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Five, or once for a look at it. */
export const TIMES = process.argv.includes('--once') ? 1 : 5;

/** Median milliseconds of five runs; what a run needs is prepared outside the clock. */
export async function time<T>(run: (given: T) => unknown, prepare: () => T, times = TIMES): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const given = prepare();
    const before = performance.now();
    await run(given);
    taken.push(performance.now() - before);
  }
  return median(taken);
}

/** Two ways measured in turn, so that a busy machine slows both alike; medians of five. */
export async function sideBySide<T>(
  ours: (given: T) => unknown,
  prepare: () => T,
  other: () => unknown,
  times = TIMES,
) {
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n++) {
    mine.push(await time(ours, prepare, 1));
    theirs.push(await time(other, () => undefined, 1));
  }
  return { ours: median(mine), other: median(theirs) };
}

export const ms = (value: number) => (value >= 1_000 ? `${(value / 1_000).toFixed(2)} s` : `${value.toFixed(1)} ms`);
export const times = (value: number) => `${value >= 10 ? Math.round(value) : value.toFixed(2)} ×`;
