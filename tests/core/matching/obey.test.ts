import { describe, expect, test } from 'vitest';
import { channelFor } from '../../../api/src/domains/matching/core/channel.ts';
import { mailFor, smsFor } from '../../../api/src/domains/matching/core/letter.ts';
import { type Declined, isPaused, obey, PAUSE_DAYS, type Wishes } from '../../../api/src/domains/matching/core/obey.ts';
import { addDays } from '../../../api/src/kernel/calendar.ts';

const wishes: Wishes = {
  regionCode: '371311001201',
  reach: 'county',
  payFloorFen: 200_000,
  shifts: ['day', 'two_shift'],
  limits: ['climbing'],
  refusedEmployerIds: [],
  refusedOccupations: [],
};
const aRefusal = (over: Partial<Declined>): Declined => ({
  reason: 'other',
  declinedOn: '2026-11-01',
  employerId: 'firm',
  occupationCode: '0101',
  regionCode: '371311002202',
  payMinFen: 250_000,
  shift: 'two_shift',
  demands: ['heavy_lifting'],
  ...over,
});
const obeyed = (over: Partial<Declined>) => obey(wishes, [aRefusal(over)]);

describe('a refusal is obeyed', () => {
  test('too far: nothing as far as that any more, and the own village stays', () => {
    expect(obeyed({ reason: 'too_far' }).reach).toBe('town');
    expect(obeyed({ reason: 'too_far', regionCode: '371311001202' }).reach).toBe('village');
    expect(obeyed({ reason: 'too_far', regionCode: '371311001201' }).reach).toBe('village');
    expect(obey({ ...wishes, reach: 'town' }, [aRefusal({ reason: 'too_far' })]).reach).toBe('town');
  });

  test('pay too low: more than that, and never less than was asked before', () => {
    expect(obeyed({ reason: 'pay_low' }).payFloorFen).toBe(250_001);
    expect(obeyed({ reason: 'pay_low', payMinFen: 100_000 }).payFloorFen).toBe(200_000);
  });

  test('hours: not that shift, unless it is the last one left', () => {
    expect(obeyed({ reason: 'hours' }).shifts).toEqual(['day']);
    expect(obey({ ...wishes, shifts: ['two_shift'] }, [aRefusal({ reason: 'hours' })]).shifts).toEqual(['two_shift']);
  });

  test('too hard: nothing that asks the same of the body; not my work and employer: not those', () => {
    expect(obeyed({ reason: 'too_hard' }).limits).toEqual(['climbing', 'heavy_lifting']);
    expect(obeyed({ reason: 'too_hard', demands: [] }).refusedOccupations).toEqual(['0101']);
    expect(obeyed({ reason: 'not_my_work' }).refusedOccupations).toEqual(['0101']);
    expect(obeyed({ reason: 'employer' }).refusedEmployerIds).toEqual(['firm']);
  });

  test('not now keeps offers away for a month and changes no wish', () => {
    expect(obeyed({ reason: 'not_now' })).toEqual(wishes);
    const refusal = aRefusal({ reason: 'not_now' });
    expect(isPaused([refusal], addDays(refusal.declinedOn, PAUSE_DAYS - 1))).toBe(true);
    expect(isPaused([refusal], addDays(refusal.declinedOn, PAUSE_DAYS))).toBe(false);
  });
});

describe('how an offer travels', () => {
  const nobody = { hasAccount: false, hasPhone: false, smsAllowed: true, hasEmail: false };
  test('a mail where there is an address, else a message where one is allowed, else the page, else paper', () => {
    expect(channelFor({ ...nobody, hasEmail: true, hasPhone: true })).toBe('email');
    expect(channelFor({ ...nobody, hasPhone: true, hasAccount: true })).toBe('sms');
    expect(channelFor({ ...nobody, hasPhone: true, smsAllowed: false, hasAccount: true })).toBe('in_app');
    expect(channelFor({ ...nobody, hasPhone: true, smsAllowed: false })).toBe('sheet');
    expect(channelFor(nobody)).toBe('sheet');
  });

  const job = {
    title: '缝纫工',
    employerName: '某厂',
    regionName: '甲一村',
    monthlyMinFen: 300_000,
    monthlyMaxFen: 380_000,
  };
  test('the sum stands in the subject, and a short message stays one message whatever the title', () => {
    expect(mailFor('某人', job).subject).toBe('给您送个活：缝纫工，一个月 3000 到 3800 元');
    expect(smsFor([job, job])).toContain('等 2 个活');
    expect(smsFor([{ ...job, title: '长'.repeat(80) }]).length).toBeLessThanOrEqual(70);
    expect(smsFor([])).toBe('');
  });
});
