import { judgePlainly } from '@songgang/search/matcher/plain.ts';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { judgeInSql, loadRelations } from '../bench/support/sql.ts';
import { PATIENCE, populations, RUNS } from '../core/matcher/populations.ts';

const sql = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

const A_STATEMENT = 1_000;

test(
  'the rule as a set join finds the pairs that the plain double loop finds, a thousand populations a statement',
  async () => {
    let suitable = 0;
    for (let run = 0; run < RUNS; run += A_STATEMENT) {
      const sample = fc.sample(populations, { numRuns: Math.min(A_STATEMENT, RUNS - run), seed: run });
      await loadRelations(sql, sample);
      const found = await judgeInSql(sql);
      const plain = sample.flatMap(({ labourers, jobs }, pop) => {
        const { start, job } = judgePlainly(labourers, jobs);
        return labourers.flatMap((_, labourer) =>
          Array.from(job.subarray(start[labourer], start[labourer + 1]), (k) => ({ pop, labourer, job: k })),
        );
      });
      suitable += plain.length;
      expect(found.map((row) => ({ ...row }))).toEqual(plain);
    }
    expect(suitable).toBeGreaterThan(RUNS);
  },
  PATIENCE,
);
