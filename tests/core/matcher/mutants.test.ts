import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES } from '@songgang/search/matcher/model.ts';
import type { unmetRules } from '@songgang/search/matcher/rule.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { CASES } from './cases.ts';

const source = new URL('../../../search/src/matcher/', import.meta.url);
const FILES = ['model.ts', 'place.ts', 'rule.ts'] as const;

/** Each comparison and connective of the rule turned into its neighbour, one at a time. */
const TURNS: [RegExp, string][] = [
  [/ >= /g, ' > '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/\.some\(/g, '.every('],
  [/!(?=[a-z])/g, ''],
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
async function load(n: number, file: string, altered: string): Promise<typeof unmetRules> {
  for (const name of FILES) {
    const text = name === file ? altered : readFileSync(new URL(name, source), 'utf8');
    const code = stripTypeScriptTypes(text).replace(/'\.\/(\w+)\.ts'/g, `'./${n}-$1.mjs'`);
    writeFileSync(join(folder, `${n}-${name.replace('.ts', '.mjs')}`), code);
  }
  // The cast: what a module written a moment ago exports cannot be known to the compiler.
  const module = (await import(/* @vite-ignore */ pathToFileURL(join(folder, `${n}-rule.mjs`)).href)) as {
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

/** Every place of the text at which a turn applies, with the text after it; types and comments are left alone. */
function* mutantsOf(text: string): Generator<{ line: number; altered: string }> {
  const body = text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const [from, to] of TURNS) {
    for (const found of body.matchAll(from)) {
      const altered = body.slice(0, found.index) + to + body.slice(found.index + found[0].length);
      yield { line: body.slice(0, found.index).split('\n').length, altered };
    }
  }
}

test('the rule as it stands passes its own cases', async () => {
  const text = readFileSync(new URL('rule.ts', source), 'utf8');
  expect(isCaught(await load(0, 'rule.ts', text))).toBe(false);
});

test.each(['rule.ts', 'place.ts'])(
  'every single turn of a comparison in %s is caught by a case',
  async (file) => {
    const text = readFileSync(new URL(file, source), 'utf8');
    const survivors: string[] = [];
    let tried = 0;
    for (const { line, altered } of mutantsOf(text)) {
      const unmet = await load(1_000 * FILES.indexOf(file as 'rule.ts') + ++tried, file, altered);
      if (!isCaught(unmet)) survivors.push(`${file}:${line} ${altered.split('\n')[line - 1]?.trim()}`);
    }
    expect(tried).toBeGreaterThan(8);
    expect(survivors).toEqual([]);
  },
  60_000,
);
