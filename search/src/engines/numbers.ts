/** '2026-12-31' → 20261231: engines compare numbers. */
export const dayNumber = (day: string): number => wholeNumber(Number(day.replaceAll('-', '')));

const MOST = 1e15;

/** What may stand in a statement or filter as a number: digits alone. `NaN` and `1e300` would be syntax, or an error. */
export const wholeNumber = (value: number): number => Math.trunc(Math.min(Math.max(value || 0, -MOST), MOST));
