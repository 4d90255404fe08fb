/** How many people, told so that nobody can be made out: under five is one answer, whether it is nobody or four. */
export const BANDS = ['under_5', '5_to_9', '10_to_19', '20_to_49', '50_to_99', '100_and_more'] as const;
export type Band = (typeof BANDS)[number];

const STARTS = [0, 5, 10, 20, 50, 100];

export const bandOf = (count: number): Band => BANDS[STARTS.findLastIndex((start) => count >= start)] ?? 'under_5';

/** Who fits a posting, by how near they live; each counts those nearer as well. */
export interface FitBands {
  readonly village: Band;
  readonly town: Band;
  readonly county: Band;
  readonly all: Band;
}
