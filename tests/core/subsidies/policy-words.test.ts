import { describe, expect, test } from 'vitest';
import { AT_ONCE, interview } from '../../../api/src/domains/subsidies/core/ask.ts';
import { changeOf, type Gain } from '../../../api/src/domains/subsidies/core/gain.ts';
import type { AmountData } from '../../../api/src/domains/subsidies/core/rule.ts';
import { factsOf, sayAmount, sayConditions, takesRate } from '../../../api/src/domains/subsidies/core/say-rule.ts';
import { differencesOf, type SaidVersion } from '../../../api/src/domains/subsidies/core/say-version.ts';
import { loadLibrary } from '../../../api/src/domains/subsidies/library.ts';

const library = loadLibrary();
const { wording, declared } = library;

describe('an amount in words', () => {
  const say = (amount: AmountData, rate = {}) =>
    sayAmount({ amount }, wording, Object.keys(rate).length > 0 ? rate : undefined);
  const base = 'env.minimum_wage_month_yuan';

  test.each<[AmountData, string]>([
    [{ kind: 'per-person', fen: 15_000 }, '每人150元'],
    [{ kind: 'per-person-month', fen: 5 }, '每人每月0.05元'],
    [{ kind: 'percent-of', percent: 12.5, base, per: 'person-month' }, '每人每月当地月最低工资标准的12.5%'],
    [{ kind: 'ceiling', fen: 1_000_000, per: 'loan' }, '每笔贷款最高10000元'],
    [{ kind: 'ceiling', fen: 300_000_000, per: 'loan' }, '每笔贷款最高300万元'],
    [{ kind: 'ceiling', fen: 10_050_000, per: 'loan' }, '每笔贷款最高100500元'],
    [{ kind: 'floor', fen: 200_000, per: 'person' }, '每人不低于2000元'],
    [{ kind: 'formula', expr: `${base} * 0.5 / 2` }, '按算式：当地月最低工资标准 × 0.5 ÷ 2'],
    [{ kind: 'to-be-set' }, '钱数由上级文件定，还没有录入'],
    [{ kind: 'in-kind' }, '不发钱，给服务或者免费用'],
  ])('%o', (amount, said) => {
    expect(say(amount)).toBe(said);
  });

  test('is the rate where one stands, but for kinds that come to no sum', () => {
    expect(say({ kind: 'to-be-set' }, { fen: 30_000 })).toBe('每人300元');
    expect(say({ kind: 'to-be-set' }, { fen: 30_000, per: 'person-year' })).toBe('每人每年300元');
    expect(say({ kind: 'in-kind' }, { fen: 30_000 })).toBe('不发钱，给服务或者免费用');
    expect(takesRate({ kind: 'none' })).toBe(false);
  });

  test('of every rule of the library is said, with no name of a fact left bare', () => {
    for (const rule of library.rules) {
      const said = sayAmount(rule, wording);
      expect(said, rule.id).not.toBe('');
      expect(said, rule.id).not.toMatch(/[a-z]+\.[a-z]/);
    }
  });
});

describe('the conditions of a rule', () => {
  test('are said with their groups as headings', () => {
    const fact = (name: string, value: boolean) => ({ fact: name, op: 'eq' as const, value });
    const lines = sayConditions(
      {
        all: [fact('person.rural', true), { any: [fact('person.disabled', true), fact('person.orphan', false)] }],
        unless: { all: [fact('person.employed', true)] },
      },
      wording,
    );
    expect(lines.map(({ depth, kind }) => `${depth} ${kind}`)).toEqual([
      ...['0 all', '1 condition', '1 any', '2 condition', '2 condition'],
      ...['0 unless', '1 all', '2 condition'],
    ]);
    expect(lines[4]?.text).toBe('不是孤儿');
  });

  test('name only declared facts, and every fact that the conditions read', () => {
    for (const rule of library.rules) {
      const named = factsOf(rule);
      expect(
        named.filter((fact) => !declared.has(fact)),
        rule.id,
      ).toEqual([]);
      const blank = declared.over(undefined, []);
      const lacking = library.on().get(rule.id)?.conditions.lacking(blank) ?? [];
      expect(
        lacking.filter((fact) => !named.includes(fact)),
        rule.id,
      ).toEqual([]);
    }
  });
});

describe('an interview', () => {
  const rules = Array.from(library.on('2026-05-01').values()).filter(
    ({ data }) => data.jurisdiction.slug === 'luozhuang',
  );
  const asked = rules.map((rule) => ({ rule, question: { eventOn: '2026-05-01' } }));

  test('asks first what most rules wait for, never what was asked, and ends when all is known to be unknown', () => {
    const seen = new Set<string>();
    const first = interview(asked, declared.over(undefined, []), seen, declared);
    expect(first.next[0]).toBe('person.poverty_registered');
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const { next, remaining } = interview(asked, declared.over(undefined, []), seen, declared);
      expect(next.length).toBeLessThanOrEqual(AT_ONCE);
      if (next.length === 0) {
        expect(remaining).toBe(0);
        expect(seen.size).toBe(first.next.length + first.remaining);
        return;
      }
      for (const fact of next) {
        expect(seen.has(fact)).toBe(false);
        seen.add(fact);
      }
    }
    throw new Error('it never ended');
  });

  test('asks nothing of a rule that one answer has settled', () => {
    const [one] = asked.filter(({ rule }) => rule.data.id === 'luozhuang-job-introduction');
    const facts = declared.over(undefined, [['person.poverty_registered', false]]);
    expect(interview(one ? [one] : [], facts, new Set(), declared).next).toEqual([]);
  });
});

describe('what a change does', () => {
  const right = (labourerId: string, beforeFen: number | null, afterFen: number | null): Gain => ({
    labourerId,
    before: beforeFen === null ? null : 'payable',
    after: afterFen === null ? 'not-eligible' : 'payable',
    beforeFen,
    afterFen,
  });

  test('is counted by person, summed in fen, the largest first', () => {
    const change = changeOf([
      right('a', 100, 100),
      right('b', null, 50),
      right('c', 100, null),
      right('d', 100, 300),
      right('e', 100, 200),
      right('e', 100, 0),
    ]);
    expect(change.before).toEqual({ people: 4, claims: 5, totalFen: 500 });
    expect(change.after).toEqual({ people: 4, claims: 4, totalFen: 650 });
    expect(change.gain.map(({ labourerId }) => labourerId)).toEqual(['d', 'b']);
    expect(change.lose.map(({ labourerId }) => labourerId)).toEqual(['c']);
  });

  test('a right whose sum waits is a right won or lost', () => {
    const waiting = { labourerId: 'a', beforeFen: null, afterFen: null };
    const won = changeOf([{ ...waiting, before: null, after: 'awaiting-rate' }]);
    expect([won.gain.length, won.lose.length, won.awaitingRate]).toEqual([1, 0, 1]);
    const lost = changeOf([{ ...waiting, before: 'awaiting-rate', after: 'not-eligible' }]);
    expect([lost.gain.length, lost.lose.length]).toEqual([0, 1]);
  });
});

describe('two versions', () => {
  const said: SaidVersion = {
    name: '交通补助',
    wording: null,
    validFrom: '2020-01-01',
    validTo: null,
    conditions: ['在劳动年龄内'],
    limits: [],
    amount: '每人300元',
    papers: ['劳动合同'],
    workflow: { noticeDays: 0 },
    noticeFields: ['name'],
    excludes: [],
    other: {},
  };

  test('that say the same differ in nothing, defaults written out or not', () => {
    const by = { check: ['township_officer', 'county_officer'], approve: ['county_officer'] } as const;
    expect(differencesOf(said, { ...said, workflow: { noticeDays: 0, by } })).toEqual([]);
  });

  test('differ part by part', () => {
    const other = { ...said, amount: '每人400元', conditions: ['是农村居民'], workflow: { noticeDays: 7 } };
    expect(differencesOf(said, other)).toEqual([
      { part: 'condition', a: '在劳动年龄内', b: null },
      { part: 'condition', a: null, b: '是农村居民' },
      { part: 'amount', a: '每人300元', b: '每人400元' },
      { part: 'notice', a: '0 天', b: '7 天' },
    ]);
  });
});
