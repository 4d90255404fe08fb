import fs from 'node:fs';
import path from 'node:path';

/** Judgements of one query: 1 = wanted, −1 = must not stand among the first ten. */
export interface Judged {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly wanted: ReadonlySet<string>;
  readonly unwanted: ReadonlySet<string>;
}

/** queries.tsv (`q_id class text`) and qrels.tsv (`q_id iter id relevance`), each with a header line. */
export function readJudged(dir: string): Judged[] {
  const relevance = Map.groupBy(rows(dir, 'qrels.tsv'), ([query]) => query ?? '');
  const idsOf = (query: string, isMeant: (grade: number) => boolean) =>
    new Set((relevance.get(query) ?? []).filter((row) => isMeant(Number(row[3]))).map((row) => row[2] ?? ''));
  return rows(dir, 'queries.tsv').map(([id = '', kind = '', ...text]) => ({
    id,
    kind,
    text: text.join('\t'),
    wanted: idsOf(id, (grade) => grade > 0),
    unwanted: idsOf(id, (grade) => grade < 0),
  }));
}

/** The folder that holds the file: the one named, or the only one within it that does. */
export function folderOf(dir: string, file: string): string {
  if (fs.existsSync(path.join(dir, file))) return dir;
  const within = fs.existsSync(dir) ? fs.readdirSync(dir).map((name) => path.join(dir, name)) : [];
  const [only, another] = within.filter((folder) => fs.existsSync(path.join(folder, file)));
  return only !== undefined && another === undefined ? only : dir;
}

/** A text file of a foreign set: perhaps with a mark of its encoding at the beginning, and lines as any system ends them. */
export const linesOf = (dir: string, file: string): string[] =>
  fs
    .readFileSync(path.join(dir, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/);

/** The cells of a tab-separated file without its header line. The last one is a text as it stands, the others are trimmed. */
export function rows(dir: string, file: string): string[][] {
  const lines = linesOf(dir, file).slice(1);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((cell, at, all) => (at < all.length - 1 ? cell.trim() : cell)));
}

/** The rows of a file of titles: id and title, whatever its columns are called. */
export const readTitles = (dir: string, file: string): { id: string; title: string }[] =>
  rows(dir, file).map(([id = '', title = '']) => ({ id, title }));

/** One ranked list per query, as `q_id rank id` lines with a header. */
export function writeRun(file: string, runs: ReadonlyMap<string, readonly string[]>): void {
  const lines = [...runs].flatMap(([query, ids]) => ids.map((id, at) => `${query}\t${at + 1}\t${id}`));
  fs.writeFileSync(file, `${['q_id\trank\tid', ...lines].join('\n')}\n`);
}
