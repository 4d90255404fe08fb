import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { policyCheck } from '../../../api/src/domains/subsidies/cli.ts';
import { evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { loadLibrary, POLICY_FOLDER, papersOf } from '../../../api/src/domains/subsidies/library.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The library with some words of one file changed. */
function changed(file: string, changes: readonly (readonly [from: string, to: string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  folders.push(folder);
  cpSync(POLICY_FOLDER, folder, { recursive: true });
  const path = join(folder, file);
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${from} is not in ${file}`);
    text = text.replace(from, to);
  }
  writeFileSync(path, text);
  return folder;
}
const LUOZHUANG = 'luozhuang-2016-23/rules.yaml';
const output = (file: string, changes: readonly (readonly [string, string])[]) =>
  policyCheck({ folder: changed(file, changes) });

describe('what does not hold together is refused, each thing by its place', () => {
  test('meaning: everything wrong is said at once', () => {
    const result = output(LUOZHUANG, [
      ['fact: agency.lawfully_registered', 'fact: agency.unheard_of'],
      ['fact: agency.kind, op: in, value: [hr-service-agency', 'fact: agency.kind, op: in, value: [hr-agency'],
      ['event: placement-lasted-6-months', 'event: placement-lasted-forever'],
      ['yuan: 150, fen: 15000', 'yuan: 150, fen: 1500'],
      ['per: labourer-per-year', 'per: labourer-per-moon'],
      ['post.hours_worked_in_month / env', 'post.hours_worked_in_month // env'],
      ['exclusive_with: [luozhuang-pension-premium-severe-disability]', 'exclusive_with: [nobody]'],
      ['base: env.critical_illness_deductible_yuan', 'base: person.sex'],
    ]);
    expect(result.exitCode).toBe(1);
    for (const words of [
      'luozhuang-job-introduction v1:事实 agency.unheard_of 没有登记',
      '条件 agency.kind 的取值 hr-agency 与事实类型不符',
      '触发事由 placement-lasted-forever 没有登记',
      '150 元与 1500 分不一致',
      '次数限制的计次单位 labourer-per-moon 没有对应的计数',
      'luozhuang-public-welfare-post-subsidy v1:算式',
      '规则 nobody 没有登记',
      '事实 person.sex 不是数,不能参加计算',
    ])
      expect(result.output).toContain(words);
  });

  test('shape: a key mistyped', () => {
    const result = output(LUOZHUANG, [['beneficiary: agency', 'beneficary: agency']]);
    expect(result.exitCode).toBe(1);
    expect(result.output).toContain('/rules/0');
  });

  test('no YAML at all', () => {
    const result = output(LUOZHUANG, [['document:', 'document: [']]);
    expect(result.exitCode).toBe(1);
    expect(result.output).toContain('读不出');
  });

  test('a folder without a vocabulary', () => {
    expect(policyCheck({ folder: tmpdir() })).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('文件不存在'),
    });
  });
});

test('every paper has its name', () => {
  const library = loadLibrary();
  const papers = library.rules.map((rule) => papersOf(rule, library));
  for (const name of papers.flatMap(({ stated, suggested }) => [...stated, ...suggested]))
    expect(name).toMatch(/^[一-鿿()、]+$/);
  const introduction = library.rules.find(({ id }) => id === 'luozhuang-job-introduction');
  expect(introduction && papersOf(introduction, library).stated).toEqual(['劳动合同或就业协议']);
});

describe('two versions of one rule', () => {
  const first = 'id: luozhuang-job-introduction\n    version: 1';
  const second = (from: string) => {
    const text = readFileSync(join(POLICY_FOLDER, LUOZHUANG), 'utf8');
    const start = text.indexOf('  - id: luozhuang-job-introduction');
    const rule = text.slice(start, text.indexOf('\n  - id:', start));
    const corrected = rule
      .replace('version: 1', `version: 2\n    effective: { from: "${from}", to: null }`)
      .replace('yuan: 150, fen: 15000', 'yuan: 180, fen: 18000');
    return `${corrected.replace('  - id: luozhuang-job-introduction', '- id: luozhuang-job-introduction')}\n\n  - ${first}\n    effective: { from: "2016-05-13", to: "2017-06-30" }`;
  };
  const withSecond = (from: string) => changed(LUOZHUANG, [[`- ${first}`, second(from)]]);

  test('may not hold on one day', () => {
    expect(policyCheck({ folder: withSecond('2017-06-30') }).output).toContain(
      'luozhuang-job-introduction:两个版本的有效期重叠',
    );
  });

  test('each judges the events of its own days', () => {
    const library = loadLibrary(withSecond('2017-07-01'));
    const facts = library.declared.over(undefined, [
      ['agency.lawfully_registered', true],
      ['agency.kind', 'hr-service-agency'],
      ['agency.introduced_the_placement', true],
      ['person.poverty_registered', true],
      ['contract.kind', 'labour-contract'],
      ['placement.employer_is_local', true],
      ['placement.months_completed', 6],
    ]);
    const on = (eventOn: string) => {
      const rule = library.on(eventOn).get('luozhuang-job-introduction');
      if (!rule) throw new Error('no rule');
      const { version, amountFen, status } = evaluate(rule, facts, { eventOn });
      return { version, amountFen, status };
    };
    expect(on('2017-06-30')).toEqual({ version: 1, amountFen: 15_000, status: 'payable' });
    expect(on('2017-07-01')).toEqual({ version: 2, amountFen: 18_000, status: 'payable' });
    expect(on('2016-05-12')).toEqual({ version: 2, amountFen: 0, status: 'not-eligible' });
  });
});
