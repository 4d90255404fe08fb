import { describe, expect, test } from 'vitest';
import {
  candidatesOf,
  keyByHand,
  type Listening,
  type Scene,
} from '../../../api/src/domains/subsidies/core/candidates.ts';
import { countersOf, type OwnClaim } from '../../../api/src/domains/subsidies/core/counters.ts';
import { divide } from '../../../api/src/domains/subsidies/core/exact.ts';
import { keep, unkeep } from '../../../api/src/domains/subsidies/core/keep-facts.ts';
import { isPoorOn } from '../../../api/src/domains/subsidies/core/person-facts.ts';
import type { PersonRow, WorkRow } from '../../../api/src/domains/subsidies/core/register-rows.ts';
import { relationsOf } from '../../../api/src/domains/subsidies/core/relations.ts';

const work = (over: Partial<WorkRow> = {}): WorkRow => ({
  id: 'w1',
  labourerId: 'p1',
  employerId: 'e1',
  employerName: '厂',
  introducerKind: 'none',
  introducerName: null,
  postKind: 'market',
  contractKind: 'labour_contract',
  contractOn: '2025-12-20',
  contractUntilOn: null,
  regionCode: '371311001201',
  startedOn: '2026-01-31',
  endedOn: null,
  insurances: [],
  ...over,
});

const person = (over: Partial<PersonRow['household']> = {}): PersonRow => ({
  id: 'p1',
  birthOn: '1984-05-01',
  sex: 'female',
  regionCode: '371311001201',
  health: 'healthy',
  disabilityKind: null,
  disabilityGrade: null,
  employment: 'unemployed',
  wantsWork: true,
  wantsTraining: null,
  wantsVenture: null,
  pension: 'resident',
  medical: 'resident',
  household: { regionCode: '371311001201', povertyStatus: 'registered', isRelocated: false, spells: [], ...over },
});

const firm = (over: object = {}) => ({
  id: 'e1',
  name: '厂',
  kind: 'company',
  workshopKind: null,
  regionCode: '371311001201',
  state: 'verified',
  verifiedOn: '2025-06-01',
  poorHeadcount: 0,
  ...over,
});

const scene = (works: WorkRow[], over: Partial<Scene> = {}): Scene => {
  const [relation] = relationsOf(works);
  if (!relation) throw new Error('no relation');
  return {
    relation,
    person: person(),
    employer: firm(),
    agency: undefined,
    wageMonths: [],
    today: '2026-08-01',
    ...over,
  };
};

const rule = (trigger: string, over: Partial<Listening> = {}): Listening => ({
  ruleId: 'r',
  trigger,
  beneficiary: 'labourer',
  subject: 'labourer',
  frequency: null,
  ...over,
});
const days = (listening: Listening, at: Scene) => candidatesOf(listening, at).map(({ eventOn }) => eventOn);
const keys = (listening: Listening, at: Scene) => candidatesOf(listening, at).map(({ periodKey }) => periodKey);

describe('what an employment brings about', () => {
  test.for([
    ['2026-07-29', []],
    ['2026-07-30', ['2026-07-30']],
    ['2026-08-01', ['2026-07-30']],
  ] as const)('on %s six months since 31 January bring %o', ([today, expected]) => {
    expect(days(rule('placement-lasted-6-months'), scene([work()], { today }))).toEqual(expected);
  });

  test('a work that ended the day before its sixth month was full brings nothing, one that ended with it does', () => {
    const lasted = rule('placement-lasted-6-months');
    expect(days(lasted, scene([work({ endedOn: '2026-07-29' })]))).toEqual([]);
    expect(days(lasted, scene([work({ endedOn: '2026-07-30' })]))).toEqual(['2026-07-30']);
  });

  test('service months that begin on the 31st never share a name', () => {
    const months = keys(rule('post-month-worked'), scene([work()]));
    expect(months).toEqual([
      'month:2026-01',
      'month:2026-02',
      'month:2026-03',
      'month:2026-04',
      'month:2026-05',
      'month:2026-06',
    ]);
    expect(new Set(months).size).toBe(months.length);
  });

  test('a contract that is none, or lies ahead, has not been signed', () => {
    const signed = rule('contract-signed');
    expect(days(signed, scene([work()]))).toEqual(['2025-12-20']);
    expect(days(signed, scene([work({ contractKind: 'none' })]))).toEqual([]);
    expect(days(signed, scene([work({ contractOn: '2026-08-02' })]))).toEqual([]);
  });

  test('out of the county means another county than the household’s', () => {
    const left = rule('out-of-county-placement');
    expect(days(left, scene([work()]))).toEqual([]);
    expect(days(left, scene([work({ regionCode: '330100000000' })]))).toEqual(['2026-01-31']);
    expect(days(left, scene([work({ regionCode: null })]))).toEqual([]);
  });

  test('an insured month is an event on the day it was paid, else on its last day', () => {
    const month = { id: 'm', placementId: 'w1', month: '2026-03', employerPartFen: null };
    const wageMonths = [
      { ...month, paidOn: '2026-04-05', insurances: ['pension'] },
      { ...month, month: '2026-04', paidOn: null, insurances: ['pension'] },
      { ...month, month: '2026-05', paidOn: null, insurances: [] },
    ];
    const paid = rule('social-insurance-paid');
    expect(days(paid, scene([work()], { wageMonths }))).toEqual(['2026-04-05', '2026-04-30']);
    expect(keys(paid, scene([work()], { wageMonths }))).toEqual(['month:2026-03', 'month:2026-04']);
  });

  test('who is paid stands in a register, or nothing is found', () => {
    const paid = (beneficiary: string, over: Partial<Scene> = {}) =>
      candidatesOf(rule('contract-signed', { beneficiary }), scene([work()], over)).map(({ payeeId }) => payeeId);
    expect(paid('labourer')).toEqual(['p1']);
    expect(paid('employer')).toEqual(['e1']);
    expect(paid('employer', { employer: undefined })).toEqual([]);
    expect(paid('agency')).toEqual([]);
    expect(paid('agency', { agency: firm({ id: 'a1', kind: 'agency' }) })).toEqual(['a1']);
    expect(paid('township')).toEqual([]);
  });
});

describe('the key of a period', () => {
  const limit = (per: string, counted_on = 'labourer') => ({ limit: 1, per, counted_on });
  test.for([
    [null, 'placement:w1'],
    [limit('person'), 'once'],
    [limit('labourer-per-employer', 'employer'), 'payee:p1'],
    [limit('placement'), 'placement:w1'],
    [limit('person-year'), 'year:2026'],
    [limit('labourer-per-year'), 'year:2026'],
    [limit('person', 'training-provider'), 'payee:p1'],
    [{ limit: null, per: 'person', counted_on: 'labourer' }, 'placement:w1'],
  ] as const)('%o is kept as %s', ([frequency, key]) => {
    expect(keys(rule('placement-lasted-6-months', { frequency }), scene([work()]))).toEqual([key]);
  });

  test('a year by the contract is the year it was signed in', () => {
    const listening = rule('placement-lasted-6-months', {
      frequency: limit('labourer-per-year'),
      yearBasis: 'contract-date',
    });
    expect(keys(listening, scene([work()]))).toEqual(['year:2025']);
  });

  test('by hand the day of the event stands for a course', () => {
    expect(keyByHand(rule('training-certificate', { frequency: limit('course') }), '2026-05-05', 'p1')).toBe(
      'course:2026-05-05',
    );
    expect(keyByHand(rule('business-registered', { frequency: limit('person') }), '2026-05-05', 'p1')).toBe('once');
  });
});

describe('relations', () => {
  test('a renewal the next day goes on, a day later it begins anew unless a gap is allowed', () => {
    const first = work({ endedOn: '2026-04-30' });
    const next = (startedOn: string) => work({ id: 'w2', startedOn });
    expect(relationsOf([first, next('2026-05-01')])).toMatchObject([{ startedOn: '2026-01-31', endedOn: null }]);
    expect(relationsOf([first, next('2026-05-02')])).toHaveLength(2);
    expect(relationsOf([first, next('2026-05-02')], 1)).toHaveLength(1);
    expect(relationsOf([first, work({ id: 'w2', employerId: 'e2', startedOn: '2026-05-01' })])).toHaveLength(2);
  });
});

describe('poverty on a day', () => {
  const spells = [
    { status: 'registered', fromOn: '2016-01-01' },
    { status: 'exited', fromOn: '2020-01-01' },
    { status: 'returned', fromOn: '2023-01-01' },
  ];
  test.for([
    ['2015-12-31', undefined],
    ['2016-01-01', true],
    ['2020-01-01', false],
    ['2023-01-01', true],
  ] as const)('%s: %s', ([on, expected]) => {
    expect(isPoorOn(person({ spells }), on)).toBe(expected);
  });
  test('whoever is only watched may be either; without a history the card’s word stands', () => {
    expect(isPoorOn(person({ povertyStatus: 'monitored' }), '2026-01-01')).toBeUndefined();
    expect(isPoorOn(person(), '2026-01-01')).toBe(true);
  });
});

describe('counters of our own claims', () => {
  const own = (over: Partial<OwnClaim> = {}): OwnClaim => ({
    id: 'c1',
    ruleId: 'r',
    subjectId: 'p1',
    payeeId: 'e1',
    placementId: 'w1',
    periodKey: 'month:2026-01',
    eventOn: '2026-02-28',
    months: 1,
    status: 'found',
    ...over,
  });
  const asked = {
    ruleId: 'r',
    subjectId: 'p1',
    payeeId: 'e1',
    placementId: 'w1',
    periodKey: 'month:2026-02',
    eventOn: '2026-03-30',
  };
  const count = (claims: OwnClaim[], exclusive: string[] = []) => countersOf(asked, claims, new Set(exclusive));

  test('what came before counts, whatever its stage; what is refused or given up does not', () => {
    expect(count([own(), own({ id: 'c2', status: 'paid' })])['claim.months_already_paid']).toBe(2);
    expect(
      count([own({ status: 'rejected' }), own({ status: 'withdrawn' }), own({ status: 'recovered' })])[
        'claim.paid_for_labourer'
      ],
    ).toBe(0);
    expect(count([own({ eventOn: '2026-04-30' })])['claim.paid_for_labourer']).toBe(0);
    expect(count([own({ eventOn: '2026-04-30', status: 'prepared' })])['claim.paid_for_labourer']).toBe(1);
  });

  test('twelve months end on the same day of the month, and rules that exclude one another count together', () => {
    const earlier = (eventOn: string, ruleId = 'r') => own({ eventOn, ruleId, status: 'paid' });
    expect(count([earlier('2025-03-30')])['claim.paid_for_labourer_in_12_months']).toBe(0);
    expect(count([earlier('2025-03-31')])['claim.paid_for_labourer_in_12_months']).toBe(1);
    expect(count([earlier('2025-03-31', 's')])['claim.paid_for_labourer_in_12_months']).toBe(0);
    expect(count([earlier('2025-03-31', 's')], ['s'])['claim.paid_for_labourer_in_12_months']).toBe(1);
  });

  test('a rule granted beside it bars only once it is taken up', () => {
    expect(count([own({ ruleId: 's' })])['claim.rules_granted']).toEqual([]);
    expect(count([own({ ruleId: 's', status: 'prepared' })])['claim.rules_granted']).toEqual(['s']);
    expect(count([own({ ruleId: 's', status: 'prepared', placementId: 'w9' })])['claim.rules_granted']).toEqual([]);
  });
});

test('a fact that JSON cannot hold is kept exactly', () => {
  const third = divide(1, 3);
  if (third === undefined) throw new Error('a third is a number');
  expect(unkeep(JSON.parse(JSON.stringify(keep(third))))).toEqual(third);
  expect(unkeep(keep(12))).toBe(12);
});
