import fs from 'node:fs';
import path from 'node:path';

/** `npm run bench -- NAME …`: runs tests/bench/NAME.ts, whose `bench` says whether every figure meets its goal. */
const NAMES = fs
  .readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => path.basename(file, '.ts'));

const [name = '', ...args] = process.argv.slice(2);
if (NAMES.includes(name)) {
  const { bench } = (await import(`./${name}.ts`)) as { bench: (args: string[]) => Promise<boolean> };
  process.exitCode = (await bench(args)) ? 0 : 1;
} else {
  console.error(`usage: npm run bench -- ${NAMES.join('|')}`);
  process.exitCode = 2;
}
