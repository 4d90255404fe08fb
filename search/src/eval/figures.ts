import type { Judged } from './judged.ts';

const DEPTH = 20;
const FIRST_PAGE = 10;

export interface Figures {
  readonly queries: number;
  /** Wanted among the first 20 ÷ min(20, wanted), the mean over queries that want something. */
  readonly recallAt20: number;
  /** 1 ÷ rank of the first wanted, 0 where none stands among the first 20. */
  readonly mrr: number;
  /** Queries with something unwanted among the first ten. */
  readonly misplaced: number;
}

export interface Report extends Figures {
  readonly classes: Readonly<Record<string, Figures>>;
}

/** Ranked ids per query id. */
export type Runs = ReadonlyMap<string, readonly string[]>;

export function reportOf(queries: readonly Judged[], runs: Runs): Report {
  const classes = Map.groupBy(queries, ({ kind }) => kind);
  const figures = [...classes].map(([kind, members]) => [kind, figuresOf(members, runs)] as const);
  return { ...figuresOf(queries, runs), classes: Object.fromEntries(figures) };
}

function figuresOf(queries: readonly Judged[], runs: Runs): Figures {
  const wanting = queries.filter(({ wanted }) => wanted.size > 0);
  return {
    queries: queries.length,
    recallAt20: mean(wanting.map((query) => recallOf(query, runs.get(query.id) ?? []))),
    mrr: mean(wanting.map((query) => reciprocalRankOf(query, runs.get(query.id) ?? []))),
    misplaced: queries.filter((query) => isMisplaced(query, runs.get(query.id) ?? [])).length,
  };
}

export const recallOf = ({ wanted }: Judged, ids: readonly string[]): number =>
  ids.slice(0, DEPTH).filter((id) => wanted.has(id)).length / Math.min(DEPTH, wanted.size);

function reciprocalRankOf({ wanted }: Judged, ids: readonly string[]): number {
  const first = ids.slice(0, DEPTH).findIndex((id) => wanted.has(id));
  return first < 0 ? 0 : 1 / (first + 1);
}

export const isMisplaced = ({ unwanted }: Judged, ids: readonly string[]): boolean =>
  ids.slice(0, FIRST_PAGE).some((id) => unwanted.has(id));

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : round(values.reduce((sum, value) => sum + value, 0) / values.length);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
