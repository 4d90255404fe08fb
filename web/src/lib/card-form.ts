/** The card's form as it stands in its fields: texts, and lists of what is ticked. */
import type { CardView } from '@songgang/api/contract/people.ts';

export interface CardFields {
  name: string;
  regionCode: string;
  idNumber: string;
  phone: string;
  email: string;
  dropsPhone: boolean;
  dropsEmail: boolean;
  education: string;
  health: string;
  limits: string[];
  disabilityKind: string;
  disabilityGrade: string;
  careDuties: string[];
  employment: string;
  /** `code:grade` of each skill that is kept. */
  skills: string[];
  skillsText: string;
  wantsWork: string;
  wishes: string[];
  reach: string;
  payFloor: string;
  shifts: string[];
  homeEveryNight: boolean;
  needsLodging: boolean;
  needsBoard: boolean;
  wantsVenture: string;
  ventureWish: string;
  wantsTraining: string;
  trainingWishes: string[];
  pension: string;
  medical: string;
  measures: string[];
  measuresNote: string;
  smsAllowed: boolean;
}

export const EMPTY_CARD: CardFields = {
  name: '',
  regionCode: '',
  idNumber: '',
  phone: '',
  email: '',
  dropsPhone: false,
  dropsEmail: false,
  education: 'junior',
  health: 'healthy',
  limits: [],
  disabilityKind: '',
  disabilityGrade: '',
  careDuties: [],
  employment: 'unemployed',
  skills: [],
  skillsText: '',
  wantsWork: '1',
  wishes: [],
  reach: 'county',
  payFloor: '',
  shifts: ['day'],
  homeEveryNight: false,
  needsLodging: false,
  needsBoard: false,
  wantsVenture: '',
  ventureWish: '',
  wantsTraining: '',
  trainingWishes: [],
  pension: 'unknown',
  medical: 'unknown',
  measures: [],
  measuresNote: '',
  smsAllowed: true,
};

const answerTyped = (value: boolean | null): string => (value === null ? '' : value ? '1' : '0');

/** A saved card in the fields of the form. Numbers are not in it: what is left empty stays. */
export function cardFieldsOf(card: CardView): CardFields {
  return {
    ...EMPTY_CARD,
    name: card.name,
    regionCode: card.regionCode,
    education: card.education,
    health: card.health ?? 'healthy',
    limits: card.limits ?? [],
    disabilityKind: card.disabilityKind ?? '',
    disabilityGrade: card.disabilityGrade === null ? '' : String(card.disabilityGrade),
    careDuties: card.careDuties,
    employment: card.employment,
    skills: card.skills.map(({ code, grade }) => `${code}:${grade}`),
    skillsText: card.skillsText ?? '',
    wantsWork: answerTyped(card.wantsWork),
    wishes: card.wishes,
    reach: card.reach,
    payFloor: card.payFloorFen === 0 ? '' : String(card.payFloorFen / 100),
    shifts: card.shifts,
    homeEveryNight: card.homeEveryNight,
    needsLodging: card.needsLodging,
    needsBoard: card.needsBoard,
    wantsVenture: answerTyped(card.wantsVenture),
    ventureWish: card.ventureWish ?? '',
    wantsTraining: answerTyped(card.wantsTraining),
    trainingWishes: card.trainingWishes,
    pension: card.pension,
    medical: card.medical,
    measures: card.measures,
    measuresNote: card.measuresNote ?? '',
    smsAllowed: card.smsAllowed,
  };
}

/** The three questions that are answered with trades; each is typed in words and mapped to the tree at entry. */
export const TRADE_LISTS = ['skills', 'wishes', 'trainingWishes'] as const;
export type TradeList = (typeof TRADE_LISTS)[number];

/** The code of a trade as a list of the form keeps it: a skill carries its grade behind it. */
export const codeIn = (kept: string): string => kept.split(':')[0] ?? '';

/** The kept trades with one more; one that is there already is replaced, so that a grade can be changed. */
export const withTrade = (kept: readonly string[], added: string): string[] => [
  ...kept.filter((one) => codeIn(one) !== codeIn(added)),
  added,
];
