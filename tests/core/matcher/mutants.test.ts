import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RULES } from '@songgang/search/matcher/model.ts';
import type { unmetRules } from '@songgang/search/matcher/rule.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutantsOf, TURNS, type Turn, writeMutant } from '../../support/mutants.ts';
import { aJob, aLabourer } from './builders.ts';
import { CASES } from './cases.ts';

const SOURCE = fileURLToPath(new URL('../../../search/src/matcher/', import.meta.url));

/** Each comparison and connective of the rule turned into its neighbour, one at a time, and its few constants. */
const ALL_TURNS: readonly Turn[] = [
  ...TURNS,
  [/TRADE_DIGITS = 4/g, 'TRADE_DIGITS = 6'],
  [/TRADE_DIGITS = 4/g, 'TRADE_DIGITS = 2'],
  [/indexOf\('can_do'\)/g, "indexOf('skilled')"],
  [/indexOf\('county'\)/g, "indexOf('prefecture')"],
  [/indexOf\('county'\)/g, "indexOf('town')"],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'matcher-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The rule with one file altered, in a folder of its own. */
async function load(name: string, file: string, altered: string): Promise<typeof unmetRules> {
  const home = join(folder, name);
  writeMutant(SOURCE, home, file, altered);
  // The cast: what a module written a moment ago exports cannot be known to the compiler.
  const module = (await import(/* @vite-ignore */ pathToFileURL(join(home, 'rule.mjs')).href)) as {
    unmetRules: typeof unmetRules;
  };
  return module.unmetRules;
}

function isCaught(unmet: typeof unmetRules): boolean {
  return RULES.some((rule) => {
    const { met, unmet: failing } = CASES[rule];
    return (
      met.some(([, l, j]) => unmet(aLabourer(l), aJob(j)).length !== 0) ||
      failing.some(([, l, j]) => String(unmet(aLabourer(l), aJob(j))) !== rule)
    );
  });
}

/** Tested by rule.test.ts beside `unmetRules`, and mutated by `npm run bench -- mutation`. */
const NOT_HERE = 'fits';

test('the rule as it stands passes its own cases', async () => {
  const text = readFileSync(join(SOURCE, 'rule.ts'), 'utf8');
  expect(isCaught(await load('unaltered', 'rule.ts', text))).toBe(false);
});

test.each(['rule.ts', 'place.ts'])(
  'every single turn of a comparison in %s is caught by a case',
  async (file) => {
    const text = readFileSync(join(SOURCE, file), 'utf8');
    const survivors: string[] = [];
    let tried = 0;
    for (const { line, text: turned, within, altered } of mutantsOf(text, ALL_TURNS)) {
      if (within === NOT_HERE) continue;
      const unmet = await load(`${file}-${++tried}`, file, altered);
      if (!isCaught(unmet)) survivors.push(`${file}:${line} ${turned}`);
    }
    expect(tried).toBeGreaterThan(8);
    expect(survivors).toEqual([]);
  },
  60_000,
);
