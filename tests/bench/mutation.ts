import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { BIT_TURNS, type Mutant, mutantsOf, TURNS, type Turn, writeMutant } from '../support/mutants.ts';
import type { Trial } from './support/mutant-trial.ts';
import { type Row, report, row } from './support/table.ts';

const SOURCE = fileURLToPath(new URL('../../search/src/matcher/', import.meta.url));

interface Subject {
  readonly file: string;
  readonly by: Trial['by'];
  readonly turns: readonly Turn[];
}

const SUBJECTS: readonly Subject[] = [
  { file: 'rule.ts', by: 'cases', turns: TURNS },
  { file: 'place.ts', by: 'cases', turns: TURNS },
  { file: 'people.ts', by: 'populations', turns: TURNS },
  { file: 'masks.ts', by: 'populations', turns: [...TURNS, ...BIT_TURNS] },
  { file: 'batch.ts', by: 'populations', turns: [...TURNS, ...BIT_TURNS] },
  { file: 'columns.ts', by: 'populations', turns: [...TURNS, ...BIT_TURNS] },
  { file: 'candidate-rows.ts', by: 'populations', turns: TURNS },
  { file: 'greatest.ts', by: 'populations', turns: [...TURNS, ...BIT_TURNS] },
];

/** Not of the rule: which candidates left out a plan might use, and who is alike. Runs over few first candidates test them. */
const NOT_JUDGING = ['gaining', 'without', 'affordable', 'possible', 'markOf'];

/** Mutants that change nothing a caller sees: a piece of the altered line, and why. */
const SAME: readonly (readonly [file: string, piece: string, why: string])[] = [
  ['people.ts', '(this.codes[a] as string) <= ', 'in which order people are gone through'],
  ['masks.ts', 'w <= this.words', 'what stands behind a mask is written later'],
  ['masks.ts', 'w <= mask.length', 'what stands behind a mask is written later'],
  ['masks.ts', '(jobs.length + 31) >>> 4', 'twice as many words, the second half empty'],
  ['masks.ts', 'code.length <= GROUP_DIGITS', 'a whole group is looked up in its group or in all'],
  ['masks.ts', '(into[after] as number) < to', 'stretches that touch are one or two'],
  ['masks.ts', '(into[first - 1] as number) > from', 'stretches that touch are one or two'],
  ['masks.ts', 'first >= 0', 'nothing stands before the first'],
  ['batch.ts', 'count >= most) mark', 'who kept all is asked for more and has none'],
  ['batch.ts', 'refusedOccupations.length >= 0', 'taking nothing out is slower and the same'],
  ['columns.ts', 'this.words >= this.bits.length', 'when memory is given back'],
  ['candidate-rows.ts', 'room >= 0', 'where there is no room everything is cut at once'],
  ['candidate-rows.ts', 'count >= this.most ? keepGreatest', 'the best so many of so many are all'],
  ['candidate-rows.ts', 'this.used + count >= ', 'when more memory is taken'],
  ['candidate-rows.ts', ' >= 0.75', 'whether a quarter of the room is free, or just not'],
  ['candidate-rows.ts', 'k <= count', 'what stands behind a row is written later'],
  ['candidate-rows.ts', 'k <= length', 'what stands behind a row is written later'],
  ['candidate-rows.ts', 'row <= this.length.length', 'writes past the end of a packed column are nothing'],
  ['columns.ts', 'known <= 0', 'what is known is asked once more'],
  ['greatest.ts', 'scratch.length <= count', 'when more memory is taken'],
  ['greatest.ts', 'scratch[k] = ', 'what stands behind the count is not looked at'],
  ['greatest.ts', 'count - 0', 'of one more it is the same or the next, and as many are above it'],
  ['greatest.ts', 'while (low <= high)', 'of one value there is nothing to sort'],
  ['greatest.ts', 'n <= count; n++) {', 'what stands behind the count is not kept'],
  ['batch.ts', 'this.masks.words * 31', 'still room for all that were found'],
  ['batch.ts', 'number & undefined', 'a type'],
  ['batch.ts', 'columns: readonly Column[] } & undefined', 'a type'],
  ['batch.ts', 'mark: 0 & 1', 'a type'],
];

/** Longer than any mutant takes that comes to an end. */
const PATIENCE_MS = 20_000;

/** Every comparison of the rule and of its packed columns turned, one at a time; each must make a test fail. */
export async function bench(only: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'songgang-mutants-'));
  const rows: Row[] = [];
  try {
    for (const subject of SUBJECTS.filter(({ file }) => only.length === 0 || only.includes(file))) {
      rows.push(await tryAll(subject, folder));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return report(rows);
}

async function tryAll({ file, by, turns }: Subject, folder: string): Promise<Row> {
  const bench = new Bench();
  let [tried, same] = [0, 0];
  const survivors: Mutant[] = [];
  for (const mutant of mutantsOf(readFileSync(join(SOURCE, file), 'utf8'), turns)) {
    if (NOT_JUDGING.includes(mutant.within)) continue;
    if (SAME.some(([of, piece]) => of === file && mutant.text.includes(piece))) {
      same++;
      continue;
    }
    const home = join(folder, `${file}-${++tried}`);
    writeMutant(SOURCE, home, file, mutant.altered);
    if (!(await bench.isCaught({ folder: home, by }))) survivors.push(mutant);
  }
  await bench.close();
  for (const { line, text, within } of survivors) console.error(`survived: ${file}:${line} (${within}) ${text}`);
  const found = `${tried - survivors.length} of ${tried}${same > 0 ? `, ${same} more mean the same` : ''}`;
  return row(`mutants of ${file} that a test catches`, 'all', found, survivors.length === 0);
}

/** One thread for all trials; a new one after a mutant that does not come to an end. */
class Bench {
  private worker: Worker | undefined;

  async isCaught(trial: Trial): Promise<boolean> {
    this.worker ??= await started();
    const { worker } = this;
    worker.postMessage(trial);
    const over = AbortSignal.timeout(PATIENCE_MS);
    try {
      const [{ caught }] = (await once(worker, 'message', { signal: over })) as [{ caught: boolean }];
      return caught;
    } catch (error) {
      // It runs on and on, or broke its thread: a test of it would never pass.
      await worker.terminate();
      this.worker = undefined;
      if (error instanceof Error) return true;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }
}

async function started(): Promise<Worker> {
  const worker = new Worker(new URL('./support/mutant-trial.ts', import.meta.url));
  await once(worker, 'message');
  return worker;
}
