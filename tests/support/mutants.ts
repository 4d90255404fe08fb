import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** A comparison, a connective or a bit turned into its neighbour. */
export type Turn = readonly [from: RegExp, to: string];

export const TURNS: readonly Turn[] = [
  [/ >= /g, ' > '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ < /g, ' <= '],
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/\.some\(/g, '.every('],
  [/\.every\(/g, '.some('],
  [/!(?=[a-z(])/g, ''],
];

/** What a mask is made of. */
export const BIT_TURNS: readonly Turn[] = [
  [/ & /g, ' | '],
  [/ \| /g, ' & '],
  [/~(?=[a-z(])/g, ''],
  [/\b31\b/g, '30'],
  [/\b32\b/g, '31'],
  [/1 << /g, '2 << '],
  [/<< 5/g, '<< 4'],
  [/>> 5/g, '>> 4'],
  [/\+ 1\b/g, '+ 0'],
  [/ - 1\b/g, ' - 0'],
];

export interface Mutant {
  readonly line: number;
  /** The line as it would read, and the function that it stands in. */
  readonly text: string;
  readonly within: string;
  readonly altered: string;
}

const NAMED =
  /^(?:export )?(?:async )?function (\w+)|^ {2}(?:private )?(?:async )?(\w+)\(.*\{$|^(?:export )?const (\w+)/;

/** Every place of the text at which a turn applies; types, comments and imports are left alone. */
export function* mutantsOf(text: string, turns: readonly Turn[]): Generator<Mutant> {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const body = text
    .replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, blank)
    .replace(/^(?:export )?(?:type|interface) [\s\S]*?(?:;$|^\}$)|^import [\s\S]*?;$/gm, blank);
  const lines = text.split('\n');
  for (const [from, to] of turns) {
    for (const found of body.matchAll(from)) {
      const altered = text.slice(0, found.index) + to + text.slice(found.index + found[0].length);
      const line = text.slice(0, found.index).split('\n').length;
      const names = lines.slice(0, line).map((one) => NAMED.exec(one));
      const name = names.findLast((one) => one !== null);
      const within = name?.[1] ?? name?.[2] ?? name?.[3] ?? '';
      yield { line, text: altered.split('\n')[line - 1]?.trim() ?? '', within, altered };
    }
  }
}

/** Writes every module of a folder of sources, one of them altered, so that it can be imported by itself. */
export function writeMutant(source: string, folder: string, file: string, altered: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(source).filter((one) => one.endsWith('.ts'))) {
    const text = name === file ? altered : readFileSync(join(source, name), 'utf8');
    const code = stripTypeScriptTypes(text).replace(/'\.\/([\w-]+)\.ts'/g, "'./$1.mjs'");
    writeFileSync(join(folder, name.replace('.ts', '.mjs')), code);
  }
}
