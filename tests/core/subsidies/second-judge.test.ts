import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { textOf } from '../../../api/src/domains/subsidies/core/exact.ts';
import { readQuestion } from '../../../api/src/domains/subsidies/core/read-question.ts';
import type { PolicyRule } from '../../../api/src/domains/subsidies/library.ts';
import { PlainJudge } from './plain-judge.ts';
import { library, questionTo } from './questions.ts';

const judge = new PlainJudge(
  library.rules.map((rule) => ({ ...rule, document: library.documents.get(rule.source.doc) })),
  library.vocabulary.facts,
);
const RUNS = Number(process.env.SONGGANG_JUDGE_RUNS ?? 60);

function answer(rule: PolicyRule, raw: Record<string, unknown>) {
  const ready = library.on().get(rule.id);
  const read = ready && readQuestion(raw, ready.data, library.declared);
  if (!ready || !read?.ok) throw new Error(JSON.stringify(read));
  return evaluate(ready, read.facts, read.question);
}

describe('the engine and a second judge written from the vocabulary alone say the same', () => {
  test.each(library.rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
    fc.assert(
      fc.property(questionTo(rule), (question) => {
        const { status, eligible, amountFen, band, percent, splitFen, missing } = answer(rule, question);
        const own = {
          status,
          eligible,
          amountFen,
          band,
          percent: percent === null ? null : textOf(percent),
          split: splitFen,
          isWaiting: missing.length > 0,
        };
        expect(own).toEqual(judge.judge(question));
      }),
      { numRuns: RUNS },
    );
  });
});
