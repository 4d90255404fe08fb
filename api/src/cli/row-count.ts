import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const LINE_FEED = 10;

/**
 * About how many rows the files hold, for a progress bar: lines of text files; a workbook does not tell before it is read.
 * A file that cannot be read counts nothing here and is refused where it is read.
 */
export async function countRows(paths: readonly string[]): Promise<number> {
  let rows = 0;
  for (const path of paths) rows += /\.xlsx$/i.test(path) ? 0 : await countLines(path).catch(() => 0);
  return rows;
}

async function countLines(path: string): Promise<number> {
  const file = createReadStream(path);
  let lines = 0;
  if (!path.endsWith('.gz')) {
    for await (const chunk of file) lines += linesIn(chunk as Buffer);
    return lines;
  }
  const plain = createGunzip();
  file.on('error', (error) => plain.destroy(error)).pipe(plain);
  for await (const chunk of plain) lines += linesIn(chunk as Buffer);
  return lines;
}

/** Streams without an encoding hand out bytes. */
function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
