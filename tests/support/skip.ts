import fs from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** How the summary tells a skip with a reason from one that somebody forgot. */
export const SKIP_MARK = 'not tested here: ';

/**
 * A `describe` that runs where `present` holds. Elsewhere it is skipped, and the summary of the run prints `untested`,
 * which names what was not tested and what it lacked: 'Meilisearch engine (no meilisearch on PATH)'.
 */
export const describeWhere = (present: unknown, untested: string) =>
  present ? describe : (_name: string, tests: () => void) => describe.skip(`${SKIP_MARK}${untested}`, tests);

/** A file or folder of the material beside the project; undefined in a checkout that stands alone. */
export function besideProject(relative: string): string | undefined {
  const file = path.resolve(root, '../shared', relative);
  return fs.existsSync(file) ? file : undefined;
}
