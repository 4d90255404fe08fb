import fs from 'node:fs';
import path from 'node:path';
import { readJudged } from '@songgang/search/eval/judged.ts';
import { type EvalReport, evalSearch, type Layer } from '@songgang/search/eval/search.ts';
import { evalTitles } from '@songgang/search/eval/titles.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import { besideProject } from '../support/skip.ts';
import { type BenchEngines, openBenchEngines } from './support/engines.ts';
import { shippedLayer } from './support/language.ts';
import { layerRow, speedRows, suggestRow } from './support/speed.ts';
import { notHere, type Row, report, row } from './support/table.ts';
import { volumeRows } from './support/volume.ts';

/** The half of the project's own judged set that nothing was tuned on. */
const GOLD = path.resolve(import.meta.dirname, '../gold/reported');
/** The other half: for what has to be asked for the first time. */
const OTHERS = path.resolve(import.meta.dirname, '../gold/working');
const TITLES = besideProject('data/relevance/talentclef2025_zh');

/**
 * The table of the search: prints it, and fails where a figure misses its goal. `quality`, `speed` and `volume` leave out the
 * rest.
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const layer = await shippedLayer();
  const engines = await openBenchEngines();
  try {
    const queries = readJudged(GOLD).map(({ text }) => text);
    const others = readJudged(OTHERS).flatMap(({ text }) => (queries.includes(text) ? [] : [text]));
    const isAsked = (part: string) => args.length === 0 || args.includes(part);
    return report([
      ...(isAsked('quality')
        ? [...(await goldRows(engines, layer)), titlesRow(), layerRow(layer, queries), suggestRow(layer, queries)]
        : []),
      ...(isAsked('speed') ? await speedRows(engines, layer, queries, others) : []),
      ...(isAsked('volume') ? await volumeRows(engines, layer) : []),
    ]);
  } finally {
    await engines.close();
  }
}

async function goldRows({ postgres, meilisearch }: BenchEngines, layer: Layer): Promise<Row[]> {
  const onPostgres = await judged(postgres, layer);
  if (!meilisearch)
    return [...rowsOf(onPostgres), notHere('Meilisearch on the same set', 'as above', 'no Meilisearch')];
  const onMeilisearch = await judged(meilisearch, layer);
  const apart = Math.abs(onPostgres.recallAt20 - onMeilisearch.recallAt20);
  return [
    ...rowsOf(onMeilisearch),
    ...rowsOf(onPostgres),
    row('the two engines on the same set', 'recall within 0.02 of each other', apart.toFixed(4), apart <= 0.02),
  ];
}

async function judged(open: (index: string) => JobSearch, layer: Layer): Promise<EvalReport> {
  const result = await evalSearch({ dir: GOLD, open, layer });
  console.log(`\n${result.engine}: class, queries, recall@20, MRR, misplaced (the engine alone: recall@20)`);
  for (const [name, { queries, recallAt20, mrr, misplaced }] of Object.entries(result.classes)) {
    const alone = result.plain.classes[name]?.recallAt20 ?? 0;
    console.log(
      `  ${name.padEnd(14)} ${queries}  ${recallAt20.toFixed(3)}  ${mrr.toFixed(3)}  ${misplaced}  (${alone.toFixed(3)})`,
    );
  }
  return result;
}

function rowsOf({ engine, queries, recallAt20, mrr, misplaced, classes, plain }: EvalReport): Row[] {
  const [weakest, least] = Object.entries(classes)
    .map(([name, figures]) => [name, figures.recallAt20] as const)
    .reduce((one, other) => (other[1] < one[1] ? other : one));
  const measured = `${recallAt20.toFixed(3)}, ${mrr.toFixed(3)}, ${misplaced} (alone: ${plain.recallAt20.toFixed(3)}, ${plain.mrr.toFixed(3)}, ${plain.misplaced})`;
  const isMet = recallAt20 >= 0.98 && mrr >= 0.95 && misplaced === 0;
  return [
    row(`own set, ${queries} queries, ${engine}`, 'recall@20 ≥ 0.98, MRR ≥ 0.95, misplaced 0', measured, isMet),
    row(`every class, ${engine}`, 'recall@20 ≥ 0.90', `least: ${weakest} ${least.toFixed(3)}`, least >= 0.9),
  ];
}

function titlesRow(): Row {
  const figure = 'TalentCLEF zh, the half at hand';
  if (!TITLES || !fs.existsSync(TITLES)) return notHere(figure, 'MAP ≥ 0.45', 'no ../shared/data');
  const { map, mrr, p10 } = evalTitles({ dir: TITLES });
  return row(figure, 'MAP ≥ 0.45', `MAP ${map.toFixed(3)}, MRR ${mrr.toFixed(3)}, P@10 ${p10.toFixed(3)}`, map >= 0.45);
}
