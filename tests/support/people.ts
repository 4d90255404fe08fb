import type { Input } from '../../api/contract/endpoint.ts';
import type { registerHousehold as householdEndpoint } from '../../api/contract/households.ts';
import type { registerLabourer } from '../../api/contract/people.ts';
import { checkDigit } from '../../api/src/domains/people/core/id-number.ts';
import { registerHousehold } from '../../api/src/domains/people/households.ts';
import { registerLabourer as register } from '../../api/src/domains/people/service.ts';
import { VILLAGE, type World } from './app.ts';

/** An ID number of nobody: its region code, 371399, is not in use. */
export const anIdNumber = (n: number, birth = '19800101'): string => {
  const body = `371399${birth}${String(n).padStart(3, '0')}`;
  return body + checkDigit(body);
};

export const aHouseholdForm = (over: Partial<Input<typeof householdEndpoint>['body']> = {}) => ({
  cardNumber: 'H-1',
  headName: '甲户主',
  regionCode: VILLAGE,
  address: null,
  isRelocated: false,
  memberCount: 3,
  povertyStatus: 'registered' as const,
  fromOn: '2016-01-01',
  ...over,
});

type CardForm = Input<typeof registerLabourer>['body'];

export const aCardForm = (householdId: string, over: Partial<CardForm> = {}): CardForm => ({
  householdId,
  name: '甲某某',
  regionCode: VILLAGE,
  idNumber: anIdNumber(1),
  phone: '13900000001',
  education: 'primary',
  health: 'healthy',
  limits: [],
  disabilityKind: null,
  disabilityGrade: null,
  careDuties: [],
  employment: 'unemployed',
  skills: [],
  skillsText: null,
  wantsWork: true,
  wishes: [],
  reach: 'county',
  payFloorFen: 300_000,
  shifts: ['day'],
  homeEveryNight: true,
  needsLodging: false,
  needsBoard: false,
  wantsVenture: false,
  ventureWish: null,
  wantsTraining: null,
  trainingWishes: [],
  pension: 'resident',
  medical: 'unknown',
  measures: [],
  measuresNote: null,
  smsAllowed: true,
  ...over,
});

export const aHousehold = (world: World, over: Parameters<typeof aHouseholdForm>[0] = {}) =>
  registerHousehold(world.as('county_officer'), { body: aHouseholdForm(over) });

export const aLabourer = (world: World, householdId: string, over: Partial<CardForm> = {}) =>
  register(world.as('county_officer'), { body: aCardForm(householdId, over) });
