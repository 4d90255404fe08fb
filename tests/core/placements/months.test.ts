import { describe, expect, test } from 'vitest';
import { judgeOwnWord, monthsToSay } from '../../../api/src/domains/placements/core/own.ts';
import { FINAL, PLACEMENT_STATUSES } from '../../../api/src/domains/placements/core/placement.ts';
import { mayGo, monthsOf, PLACEMENT_STEPS, type Worked } from '../../../api/src/domains/placements/core/rules.ts';
import { stableMonths } from '../../../api/src/domains/subsidies/core/stable-months.ts';

const work = (over: Partial<Worked> = {}): Worked => ({
  id: 'p1',
  labourerId: 'l1',
  employerId: 'e1',
  employerName: '某厂',
  startedOn: '2026-06-01',
  endedOn: null,
  ...over,
});

describe('months completed', () => {
  test('six months from 1 June are complete at the close of 30 November', () => {
    expect(monthsOf(work(), [], '2026-11-30')).toBe(5);
    expect(monthsOf(work(), [], '2026-12-01')).toBe(6);
  });

  test('an end stops the count, and nothing is counted before a start', () => {
    expect(monthsOf(work({ endedOn: '2026-11-29' }), [], '2027-06-01')).toBe(5);
    expect(monthsOf(work({ endedOn: '2026-11-30' }), [], '2027-06-01')).toBe(6);
    expect(monthsOf(work({ startedOn: null }), [], '2027-06-01')).toBeNull();
    expect(monthsOf(work({ startedOn: '2027-07-01' }), [], '2027-06-01')).toBe(0);
  });

  test('work with the same employer that ran into it counts along; a gap of a day or another employer does not', () => {
    const earlier = (endedOn: string, over: Partial<Worked> = {}) =>
      work({ id: 'p0', startedOn: '2026-03-01', endedOn, ...over });
    expect(monthsOf(work(), [earlier('2026-05-31')], '2026-12-01')).toBe(9);
    expect(monthsOf(work(), [earlier('2026-05-30')], '2026-12-01')).toBe(6);
    expect(monthsOf(work(), [earlier('2026-05-31', { employerId: 'e2' })], '2026-12-01')).toBe(6);
  });
});

describe('the months that rules wait for', () => {
  const rule = (conditions: object) =>
    ({ conditions }) as Parameters<typeof stableMonths>[0] extends Iterable<infer R> ? R : never;
  const asks = (op: string, value: number) => ({ all: [{ any: [{ fact: 'placement.months_completed', op, value }] }] });

  test('are the fewest that one of them asks for; none where no rule waits', () => {
    expect(stableMonths([rule(asks('gte', 12)), rule(asks('gte', 6))])).toBe(6);
    expect(stableMonths([rule(asks('gt', 5))])).toBe(6);
    expect(stableMonths([rule({ all: [{ fact: 'person.age', op: 'gte', value: 16 }] })])).toBeUndefined();
  });
});

describe('a placement', () => {
  test('no status is without a way out but the two that are over', () => {
    const steps = Object.keys(PLACEMENT_STEPS) as (keyof typeof PLACEMENT_STEPS)[];
    const stuck = PLACEMENT_STATUSES.filter((status) => steps.every((step) => !mayGo(step, status).ok));
    expect(stuck).toEqual([...FINAL]);
  });

  test('its person may speak of the three latest months worked, of no other, and leaves with a day and a reason', () => {
    const own = { status: 'started' as const, startedOn: '2026-06-15', endedOn: null };
    expect(monthsToSay(own, '2026-11-20')).toEqual(['2026-11', '2026-10', '2026-09']);
    expect(monthsToSay(own, '2026-06-20')).toEqual(['2026-06']);
    const say = (word: object) => judgeOwnWord(own, { outcome: 'at_work', ...word }, '2026-11-20');
    expect(say({ wage: { month: '2026-10' } })).toEqual({ ok: true });
    expect(say({ wage: { month: '2026-08' } })).toMatchObject({ code: 'placement.month_not_worked' });
    expect(say({ outcome: 'left' })).toMatchObject({ code: 'placement.end_missing' });
    expect(say({ outcome: 'left', endedOn: '2026-11-21', endReason: 'resigned' })).toMatchObject({
      code: 'placement.day_to_come',
    });
    expect(judgeOwnWord({ ...own, status: 'ended' }, { outcome: 'at_work' }, '2026-11-20')).toMatchObject({
      code: 'placement.wrong_status',
    });
  });
});
