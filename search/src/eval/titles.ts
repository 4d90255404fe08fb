import { titleRanking } from '../titles/similarity.ts';
import { folderOf, readTitles, rows, writeRun } from './judged.ts';

export interface TitlesReport {
  readonly queries: number;
  /** Mean average precision over the whole ranked corpus. */
  readonly map: number;
  readonly mrr: number;
  /** Share of wanted titles among the first ten. */
  readonly p10: number;
}

/** Judges the ranking of titles on corpus.tsv, queries.tsv and qrels.tsv in `dir`: for each query the whole corpus. */
export function evalTitles({ dir: given, run }: { dir: string; run?: string | undefined }): TitlesReport {
  const dir = folderOf(given, 'corpus.tsv');
  const corpus = readTitles(dir, 'corpus.tsv');
  const ranking = titleRanking(corpus.map(({ title }) => title));
  const relevance = Map.groupBy(rows(dir, 'qrels.tsv'), ([query]) => query);
  const runs = new Map<string, string[]>();
  const figures = readTitles(dir, 'queries.tsv').flatMap(({ id, title }) => {
    const wanted = new Set((relevance.get(id) ?? []).filter((row) => Number(row[3]) > 0).map((row) => row[2] ?? ''));
    const ids = ranking.rank(title).map((at) => corpus[at]?.id ?? '');
    runs.set(id, ids);
    return wanted.size > 0 ? [figuresOf(ids, wanted)] : [];
  });
  if (run !== undefined) writeRun(run, runs);
  const mean = (pick: (of: Omit<TitlesReport, 'queries'>) => number) =>
    Math.round((figures.reduce((sum, one) => sum + pick(one), 0) / (figures.length || 1)) * 10_000) / 10_000;
  return { queries: figures.length, map: mean((of) => of.map), mrr: mean((of) => of.mrr), p10: mean((of) => of.p10) };
}

function figuresOf(ids: readonly string[], wanted: ReadonlySet<string>): Omit<TitlesReport, 'queries'> {
  const ranks = ids.flatMap((id, at) => (wanted.has(id) ? [at + 1] : []));
  const precisions = ranks.map((rank, before) => (before + 1) / rank);
  return {
    map: precisions.reduce((sum, precision) => sum + precision, 0) / wanted.size,
    mrr: ranks[0] === undefined ? 0 : 1 / ranks[0],
    p10: ranks.filter((rank) => rank <= 10).length / 10,
  };
}
