import fs from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';
import { SKIP_MARK } from './skip.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line each: what was not tested, and why. */
  readonly untested: readonly string[];
}

/** Writes what vitest counted to the file that SONGGANG_COUNTS names. A file that cannot be loaded is one failure. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason) {
    const file = process.env.SONGGANG_COUNTS;
    if (!file) return;
    const counts = sum([...modules.map(countsOf), { ...none, failed: errors.length }]);
    const isLost = reason !== 'passed' && counts.failed === 0;
    fs.writeFileSync(file, JSON.stringify({ ...counts, failed: counts.failed + (isLost ? 1 : 0) }));
  }
}

const none: Counts = { passed: 0, failed: 0, skipped: 0, untested: [] };

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      untested: [...new Set([...a.untested, ...b.untested])],
    }),
    none,
  );

function countsOf(module: TestModule): Counts {
  const tests = [...module.children.allTests()];
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const failed = count('failed');
  const isBroken = module.state() === 'failed' && failed === 0;
  return {
    passed: count('passed'),
    failed: failed + (isBroken ? 1 : 0),
    skipped: count('skipped') + count('pending'),
    untested: untestedIn(module),
  };
}

function untestedIn(module: TestModule): string[] {
  const skipped = [...module.children.allTests('skipped')];
  return skipped.map((test) => {
    const result = test.result();
    const [, reason] = test.fullName.split(SKIP_MARK);
    const note = result.state === 'skipped' ? result.note : undefined;
    return reason?.split(' > ')[0] ?? note ?? `${module.relativeModuleId}: ${test.fullName}`;
  });
}
