/** One figure of a bench: what it is, what it should be, what it was, and whether that will do. Undefined: not measured here. */
export interface Row {
  readonly figure: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean | undefined;
}

export const row = (figure: string, goal: string, measured: string, isMet: boolean): Row => ({
  figure,
  goal,
  measured,
  isMet,
});

/** A figure that this machine cannot give, with the reason. It neither passes nor fails. */
export const notHere = (figure: string, goal: string, why: string): Row => ({
  figure,
  goal,
  measured: `not measured here: ${why}`,
  isMet: undefined,
});

/** Prints a Markdown table, ready for docs/benchmarks.md; true when every figure that was measured meets its goal. */
export function report(rows: readonly Row[]): boolean {
  console.log('\n| figure | goal | measured | |\n| --- | --- | --- | --- |');
  for (const { figure, goal, measured, isMet } of rows) {
    console.log(`| ${figure} | ${goal} | ${measured} | ${isMet === undefined ? '–' : isMet ? 'met' : '**missed**'} |`);
  }
  return rows.every(({ isMet }) => isMet !== false);
}

/** The value below which a share of the measurements lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
