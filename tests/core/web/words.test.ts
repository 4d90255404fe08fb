import * as jobs from '@songgang/api/contract/jobs.ts';
import { refusals } from '@songgang/api/contract/refusals.ts';
import { ROLES } from '@songgang/api/contract/scalars.ts';
import * as model from '@songgang/search/matcher/model.ts';
import { expect, test } from 'vitest';
import * as labels from '../../../web/src/lib/labels.ts';
import { hasSentence, say } from '../../../web/src/lib/messages.ts';
import { type Finding, findingRow, reasonChip, reasonSentence, whyNot } from '../../../web/src/lib/reasons.ts';

const nameOf = (code: string) => ({ '0602': '缝纫', '0603': '工业缝纫机操作与维护保养' })[code];

test.each([
  [model.REACHES, labels.reachLabels],
  [model.EDUCATIONS, labels.educationLabels],
  [model.DEMANDS, labels.demandLabels],
  [model.SHIFTS, labels.shiftLabels],
  [model.JOB_KINDS, labels.jobKindLabels],
  [model.SKILL_GRADES, labels.skillGradeLabels],
  [model.DISABILITY_KINDS, labels.disabilityLabels],
  [model.EMPLOYER_STATES, labels.employerStateLabels],
  [model.RULES, labels.ruleLabels],
  [ROLES, labels.roleLabels],
  [jobs.JOB_STATUSES, labels.jobStates],
  [jobs.PAY_KINDS, labels.payKindLabels],
  [jobs.LAW_CODES, labels.lawLabels],
  [jobs.REQUIREMENTS, labels.requirementLabels],
])('every value has its word and no word is without a value: %j', (values, words) => {
  expect(Object.keys(words).toSorted()).toEqual([...values].toSorted());
});

test('every refusal of the api has a sentence that names no code', () => {
  const silent = Object.keys(refusals).filter((code) => !hasSentence(code));
  expect(silent).toEqual([]);
  for (const code of Object.keys(refusals)) expect(say(code)).not.toContain(code);
});

test('a refusal nobody foresaw still says what was kept and what to do', () => {
  expect(say('moon.full')).toContain('您填的都在');
});

test('a domain’s stale thing is told as every stale thing is', () => {
  expect(say('anything.stale')).toBe(say('job.stale'));
});

const REASONS = [
  { code: 'skill', value: '0602' },
  { code: 'skill', value: '0603' },
  { code: 'wish', value: '9999' },
  { code: 'near', value: 'village' },
  { code: 'distance', value: 1286_500 },
  { code: 'home_based', value: '371311000000' },
  { code: 'pay', value: 1_500_000 },
  { code: 'board', value: '371311000000' },
  { code: 'lodging', value: '371311000000' },
  { code: 'shift', value: 'part_time' },
  { code: 'suits', value: 'physical' },
  { code: 'easy', value: '0602' },
] as const;

test.each(REASONS)('the chip of $code ($value) holds twelve characters at most, and no code', (reason) => {
  const chip = reasonChip(reason, nameOf);
  expect(chip.length).toBeLessThanOrEqual(12);
  expect(`${chip}${reasonSentence(reason, nameOf)}`).not.toMatch(/[a-z_]+|\d{6,}|9999|06\d\d/);
});

test('what suits a disability never says so to the person', () => {
  const reason = { code: 'suits', value: 'physical' } as const;
  expect(reasonChip(reason, nameOf) + reasonSentence(reason, nameOf)).not.toMatch(/残|肢体/);
});

const FAR: Finding = { rule: 'reach', met: false, labourer: 'town', job: 'county' };

test('a finding is told with both its sides', () => {
  expect(findingRow(FAR, nameOf)).toEqual({ rule: '远近', labourer: '本乡镇', job: '本县', met: false });
  expect(findingRow({ rule: 'pay_floor', met: true, labourer: 250_000, job: 280_000 }, nameOf)).toMatchObject({
    labourer: '≥ 2500 元',
    job: '2800 元起',
  });
  expect(findingRow({ rule: 'age', met: true, labourer: 58, job: { min: null, max: 60 } }, nameOf).job).toBe(
    '60 岁以下',
  );
});

test('why not names every rule that is not met, and only those', () => {
  const findings: Finding[] = [FAR, { rule: 'shift', met: true, labourer: ['day'], job: 'day' }];
  expect(whyNot(findings, nameOf)).toBe('2 条里 1 条不符合。远近：本人本乡镇，岗位本县。');
});
