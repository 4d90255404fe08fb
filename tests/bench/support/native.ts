import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import { JobMasks } from '@songgang/search/matcher/masks.ts';
import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import { MASKED, packPeople } from '@songgang/search/matcher/people.ts';
import { median } from './timing.ts';

/** Compiles a source with the machine's own compiler; null where there is none or it fails. */
export function compile(source: string, folder: string, name: string): string | null {
  const target = join(folder, name);
  const compiler = source.endsWith('.cpp') ? 'g++' : 'cc';
  if (!existsSync(source)) return null;
  const done = spawnSync(compiler, ['-O3', '-march=native', '-o', target, source], { stdio: 'ignore' });
  return done.status === 0 ? target : null;
}

/** Median milliseconds of the C loop over the very masks that the matcher uses, and the pairs it finds. */
export function loopInC(
  program: string,
  folder: string,
  labourers: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
) {
  const file = join(folder, 'masks.bin');
  writeMasks(file, labourers, jobs);
  const done = spawnSync(program, [file], { encoding: 'utf8' });
  const runs = done.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  return { ms: median(runs.map(([taken]) => taken as number)), pairs: runs[0]?.[1] as number };
}

function writeMasks(file: string, labourers: readonly LabourerFacts[], jobs: readonly JobFacts[]): void {
  const masks = new JobMasks(jobs);
  const people = packPeople(labourers);
  const runs = new Int32Array(jobs.length + 2);
  const rows: number[] = [];
  for (const [row, l] of labourers.entries()) {
    let before = 0;
    for (const rule of MASKED) {
      rows.push(before + (people[rule].of[row] as number));
      before += people[rule].example.length;
    }
    const ends = masks.work(l, runs);
    rows.push(ends, ...runs.subarray(0, ends));
  }
  const kinds = MASKED.reduce((sum, rule) => sum + people[rule].example.length, 0);
  const out = openSync(file, 'w');
  writeSync(out, Int32Array.of(labourers.length, masks.words, kinds, rows.length));
  writeSync(out, Int32Array.from(rows));
  const mask = new Int32Array(masks.words);
  for (const rule of MASKED) {
    for (const example of people[rule].example) {
      masks[rule](example, mask, 0);
      writeSync(out, mask);
    }
  }
  closeSync(out);
}

/** Coverage and weight of the independent optimum over the same candidates. */
export function optimum(program: string, edges: Candidates, need: number, cap: Int32Array) {
  const people = edges.start.length - 1;
  const lines = [`${people} ${cap.length} ${edges.job.length}`, Array(people).fill(need).join(' '), cap.join(' ')];
  for (let i = 0; i < people; i++) {
    const own: string[] = [];
    for (let e = edges.start[i] as number; e < (edges.start[i + 1] as number); e++) {
      own.push(`${i} ${edges.job[e]} ${edges.score[e]}`);
    }
    if (own.length > 0) lines.push(own.join('\n'));
  }
  const done = spawnSync(program, { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 20 });
  const [, coverage, , weight] = done.stdout.trim().split(' ');
  return { coverage: Number(coverage), weight: Number(weight) };
}
