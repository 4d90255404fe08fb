import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Counts, sum } from './support/summary-reporter.ts';

/**
 * What `npm test` runs: types, lint and every vitest project, one after the other. With arguments, vitest alone:
 * `npm test -- --project core`. The last line counts what passed, failed and was skipped over all of them.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const RESULTS = path.join(ROOT, 'test-results');

function main(args: string[]): number {
  // What is generated of the web is read by some tests of every part.
  const isSynced = syncWeb();
  const counts = args.length > 0 ? vitest(args) : sum([types(isSynced), lint(), vitest([])]);
  const line = lineOf(counts);
  for (const untested of counts.untested) console.log(`not tested here: ${untested}`);
  fs.mkdirSync(RESULTS, { recursive: true });
  fs.writeFileSync(path.join(RESULTS, 'summary.txt'), `${line}\n`);
  console.log(line);
  return counts.failed > 0 ? 1 : 0;
}

function lineOf({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const WEB = path.join(ROOT, 'web');
const syncWeb = (): boolean =>
  run('generated types of web', [path.join(WEB, 'node_modules/@sveltejs/kit/svelte-kit.js'), 'sync'], WEB);

function types(isSynced: boolean): Counts {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const packages = ['api', 'search', 'tests'].map((name) => run(`types of ${name}`, [tsc, '-p', name]));
  const svelteCheck = path.join(WEB, 'node_modules/svelte-check/bin/svelte-check');
  const pages = run('types of web', [svelteCheck, '--tsconfig', './tsconfig.json', '--output', 'human'], WEB);
  return one([...packages, isSynced, pages].every(Boolean));
}

const lint = (): Counts =>
  one(run('lint', [path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']));

const one = (isWell: boolean): Counts => ({ passed: isWell ? 1 : 0, failed: isWell ? 0 : 1, skipped: 0, untested: [] });

function vitest(args: string[]): Counts {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-counts-')), 'counts.json');
  const reporters = ['--reporter=default', '--reporter=./tests/support/summary-reporter.ts'];
  const cli = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const isWell = run('tests', [cli, 'run', ...reporters, ...args], ROOT, { SONGGANG_COUNTS: file });
  // No file: vitest itself did not come up.
  const counted: Counts = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : one(false);
  fs.rmSync(path.dirname(file), { recursive: true });
  return isWell || counted.failed > 0 ? counted : sum([counted, one(false)]);
}

function run(label: string, args: string[], cwd = ROOT, env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n── ${label}`);
  const since = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: 'inherit',
    env: { ...cleanEnvironment(), ...env },
  });
  console.log(`── ${label}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - since) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** Nothing of a product that somebody runs from the same shell may reach the tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|SONGGANG_.*|MEILI_(URL|KEY)|MAIL_URL|SMS_.*|HOST|PORT|PUBLIC_URL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

process.exitCode = main(process.argv.slice(2));
