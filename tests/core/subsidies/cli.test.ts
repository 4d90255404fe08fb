import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { policyAssess, policyCases } from '../../../api/src/domains/subsidies/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const FACTS = {
  'person.joins_land_pension': true,
  'insurance.land_pension_fully_paid': true,
  'person.age_years': 60,
  'account.balance_yuan': 18000,
  'env.county_dibao_standard_month_yuan': 150,
};
const PAYOUT = 'sample-county-land-pension-payout';

describe('assess', () => {
  test('answers with status, sum, findings and what is missing', () => {
    const facts = file('facts.json', JSON.stringify(FACTS));
    const units = file('units.json', '{"persons": 2, "months": 3}');
    const { exitCode, output } = policyAssess({ rule: PAYOUT, facts, units, json: true });
    expect(exitCode).toBe(0);
    const answer = JSON.parse(output);
    expect(answer).toMatchObject({
      status: 'payable-with-flag',
      eligible: true,
      amountFen: 67_500,
      missing: [],
      band: null,
    });
    expect(answer.findings[0]).toMatchObject({
      fact: 'person.joins_land_pension',
      value: true,
      result: 'met',
      clause: '五(四); 二(三)',
    });
  });

  test('takes a whole question as well', () => {
    const question = file(
      'question.json',
      JSON.stringify({ facts: FACTS, settings: { 'land.pension_floor_mode': 'apply' } }),
    );
    expect(JSON.parse(policyAssess({ rule: PAYOUT, facts: question, json: true }).output)).toMatchObject({
      status: 'payable',
      amountFen: 15_000,
    });
  });

  test('reads decimals as they are written, however long', () => {
    const long = file(
      'long.json',
      `{"person.joins_land_pension": true, "insurance.land_pension_fully_paid": true, "person.age_years": 60, "account.balance_yuan": 1.59999999999999999999}`,
    );
    // A hair under one fen, and a hair under half a fen: as a binary fraction the second would be a half and go up.
    expect(JSON.parse(policyAssess({ rule: PAYOUT, facts: long, json: true }).output).amountFen).toBe(1);
    const half = file(
      'half.json',
      `{"person.joins_land_pension": true, "insurance.land_pension_fully_paid": true, "person.age_years": 60, "account.balance_yuan": 0.79999999999999999999}`,
    );
    expect(JSON.parse(policyAssess({ rule: PAYOUT, facts: half, json: true }).output).amountFen).toBe(0);
  });

  test('says in words what it found', () => {
    const { output } = policyAssess({ rule: PAYOUT, facts: file('some.json', '{"person.age_years": 60}') });
    expect(output).toContain('待证明  参加被征地农民养老保障(五(四); 二(三))');
    expect(output).toContain('还缺:参加被征地农民养老保障、养老保障费用已缴清、个人账户存储额');
  });

  test.each([
    ['a rule that is not there', { rule: 'nobody', facts: () => file('a.json', '{}') }, '没有这条规则:nobody'],
    ['a file that is not there', { rule: PAYOUT, facts: () => join(folder, 'none.json') }, '读不出(ENOENT)'],
    ['no JSON', { rule: PAYOUT, facts: () => file('b.json', '{') }, 'b.json'],
    ['a list', { rule: PAYOUT, facts: () => file('c.json', '[]') }, '须是一个 JSON 对象'],
    [
      'a fact of the wrong type',
      { rule: PAYOUT, facts: () => file('d.json', '{"person.age_years": "sixty"}') },
      '事实 person.age_years 的值 "sixty" 不对:须是整数',
    ],
  ])('%s is the caller’s to mend', (_title, { rule, facts }, words) => {
    const result = policyAssess({ rule, facts: facts() });
    expect(result.exitCode).toBe(2);
    expect(result.output).toContain(words);
  });
});

describe('cases', () => {
  const aCase = (id: string, expected: string) =>
    `  - {id: ${id}, rule: ${PAYOUT}, facts: {person.joins_land_pension: true, insurance.land_pension_fully_paid: true, person.age_years: 60, account.balance_yuan: 18000}, expect: ${expected}}\n`;

  test('every difference on a line, and the count last', () => {
    const path = file(
      'cases.yaml',
      `cases:\n${aCase('A', '{eligible: true, status: payable, amount_fen: 11250}')}${aCase('B', '{eligible: false, status: payable, amount_fen: 11251}')}  - {id: C, rule: nobody, expect: {}}\n`,
    );
    const { exitCode, output } = policyCases(path);
    expect(exitCode).toBe(1);
    expect(output.split('\n')).toEqual([
      'B  eligible:应为 false,实为 true',
      'B  amount_fen:应为 11251,实为 11250',
      'C  没有这条规则:nobody',
      '1 passed, 2 failed',
    ]);
  });

  test('the parts of a split, the band and the percentage are held against what is expected', () => {
    const split = (part: string) =>
      `cases:\n  - {id: S, rule: luojiang-contribution-employee, facts: {insurance.enrolment_form: employee, insurance.paid_on_time_in_full: true, insurance.base_month_yuan: 900, env.minimum_wage_month_yuan: 1000, env.province_average_month_wage_previous_year_yuan: 3000, person.land_expropriated_new: true, person.confirmed_by_labour_department: true, contract.kind: labour-contract}, expect: {eligible: true, status: payable, amount_fen: 26000}, expect_split: ${part}}\n`;
    expect(policyCases(file('s1.yaml', split('{employer: {yuan: 180, fen: 18000}, person: 8000}'))).output).toBe(
      '1 passed, 0 failed',
    );
    expect(policyCases(file('s2.yaml', split('{employer: 18000, person: 8001}'))).output).toContain(
      'expect_split.person:应为 8001,实为 8000',
    );
  });

  test('a file that holds no cases', () => {
    expect(policyCases(file('none.yaml', 'rules: []'))).toMatchObject({
      exitCode: 2,
      output: expect.stringContaining('不是案例文件'),
    });
  });
});
