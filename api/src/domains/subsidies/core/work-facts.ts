import type { CalendarDate } from '../../../kernel/calendar.ts';
import { countyOf, townOf } from '../../../kernel/region-code.ts';
import { divide } from './exact.ts';
import { completedMonths, monthsWithShare } from './months.ts';
import { isRural, tell } from './person-facts.ts';
import type { CountyRow, EmployerRow, Known, PersonRow, WageMonth, WorkRow } from './register-rows.ts';
import { type Relation, workedUntil } from './relations.ts';

/** Our words for a contract (D-110), and the policies'. None is no kind of contract: what it is stays to be shown. */
export const CONTRACT_WORDS: Readonly<Record<string, string>> = {
  labour_contract: 'labour-contract',
  employment_agreement: 'employment-agreement',
  service_agreement: 'labour-service-agreement',
  employment_proof: 'employment-proof',
  migrant_work_agreement: 'work-agreement',
};

export function contractFacts(known: Known, { contractKind, contractOn, contractUntilOn }: WorkRow): void {
  const isDated = contractOn !== null && contractUntilOn !== null;
  tell(known, 'placement', {
    'contract.kind': CONTRACT_WORDS[contractKind],
    // Where no end is written the contract may be open-ended, or its end may not have been entered.
    'contract.has_fixed_term': isDated ? true : undefined,
    'contract.term_months': isDated ? monthsWithShare(contractOn, contractUntilOn) : undefined,
  });
}

/** Work, place and months as of a day. A home-based post of a workshop is a workshop's post. */
export function placementFacts(known: Known, relation: Relation, { person, employer, county, today }: Around): void {
  const { first, startedOn } = relation;
  const placeCode = first.regionCode ?? employer?.regionCode;
  const liesIn = (code: string) => (placeCode === undefined ? undefined : countyOf(placeCode) === code);
  const liesAbroad = liesIn(countyOf(person.household.regionCode)) === false;
  tell(known, 'placement', {
    'placement.months_completed': startedOn === null ? 0 : completedMonths(startedOn, workedUntil(relation, today)),
    'placement.mode': MODES[first.postKind],
    'placement.employer_is_local': liesIn(county.code),
    'placement.in_county': liesIn(county.code),
    'placement.outside_home_county': placeCode === undefined ? undefined : liesAbroad,
    'placement.social_insurance_registered': first.insurances.length > 0 ? true : undefined,
    'post.kind': postKindOf(first, employer),
    'post.rural': first.regionCode === null ? undefined : isRural(first.regionCode),
    'post.near_home': isNearHome(first, person),
    'employer.employs_the_person': startedOn === null ? undefined : startedOn <= today,
    ...(startedOn !== null && { 'person.employed': true }),
  });
}
export interface Around {
  readonly person: PersonRow;
  readonly employer: EmployerRow | undefined;
  readonly county: CountyRow;
  readonly today: CalendarDate;
}

const MODES: Readonly<Record<string, string>> = { home_based: 'home-based', workshop: 'on-site' };
const POSTS: Readonly<Record<string, string>> = {
  market: 'market',
  workshop: 'workshop',
  public_welfare: 'public-welfare',
  auxiliary: 'auxiliary',
};

const isWorkshop = ({ kind, workshopKind }: EmployerRow): boolean => kind === 'workshop' || workshopKind !== null;

const postKindOf = ({ postKind }: WorkRow, employer: EmployerRow | undefined): string | undefined =>
  postKind === 'home_based' ? (employer && isWorkshop(employer) ? 'workshop' : 'market') : POSTS[postKind];

/** In the same town it is near; farther away the texts leave the measure open. */
const isNearHome = ({ regionCode }: WorkRow, person: PersonRow): true | undefined =>
  regionCode !== null && townOf(regionCode) === townOf(person.regionCode) ? true : undefined;

const ENTERPRISE: Readonly<Record<string, boolean>> = { company: true, public_body: false };
const BUSINESS: Readonly<Record<string, boolean>> = { company: true, workshop: true, public_body: false };
const WORKSHOPS: Readonly<Record<string, string>> = { factory: 'factory-type', home: 'home-based-type' };

export function employerFacts(known: Known, employer: EmployerRow): void {
  tell(known, 'employer', {
    'employer.is_enterprise': ENTERPRISE[employer.kind],
    'employer.is_production_or_business_entity': BUSINESS[employer.kind],
    'employer.set_up_rural_workshop': isWorkshop(employer),
    'employer.workshop_kind': employer.workshopKind === null ? undefined : WORKSHOPS[employer.workshopKind],
    'employer.absorbs_poor_labourers': employer.poorHeadcount > 0,
    'employer.poor_headcount': employer.poorHeadcount,
  });
}

const INTRODUCERS: Readonly<Record<string, string>> = { township: 'township', able_villager: 'able-person' };

/** Who introduced, as it was fixed before the contract (D-065), and the agency of that name in the register. */
export function agencyFacts(known: Known, { introducerKind }: WorkRow, agency: EmployerRow | undefined): void {
  const isAgency = introducerKind === 'agency';
  const isPaidFor = isAgency || introducerKind in INTRODUCERS;
  tell(known, 'placement', {
    'agency.introduced_the_placement': isAgency,
    'agency.introduced_or_organised_the_placement': isPaidFor,
    'agency.kind': INTRODUCERS[introducerKind],
  });
  if (agency) tell(known, 'employer', { 'agency.lawfully_registered': agency.state === 'verified' ? true : undefined });
}

/** What employers' sheets say of insurance up to a day; without a sheet nothing is known of it. */
export function insuranceFacts(known: Known, months: readonly WageMonth[], on: CalendarDate, own?: WageMonth): void {
  const told = months.filter(({ month }) => month <= on.slice(0, 7));
  if (told.length === 0) return;
  const insured = told.filter(({ insurances }) => insurances.length > 0);
  const thisYear = insured.filter(({ month }) => month.startsWith(on.slice(0, 4)));
  tell(known, 'wage_months', {
    'placement.social_insurance_paid': insured.length > 0,
    'insurance.enrolment_form': insured.some(({ insurances }) => insurances.includes('pension'))
      ? 'employee'
      : undefined,
    'insurance.months_paid_in_year': thisYear.filter(({ insurances }) => insurances.includes('pension')).length,
    'insurance.employer_part_paid_yuan':
      own && own.employerPartFen !== null ? divide(own.employerPartFen, 100) : undefined,
  });
}

/** Local parameters that a register of ours holds. */
export function countyFacts(known: Known, { minimumWages }: CountyRow, on: CalendarDate): void {
  const wage = minimumWages.filter(({ fromOn }) => fromOn <= on).toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0];
  if (wage) tell(known, 'county', { 'env.minimum_wage_month_yuan': divide(wage.monthlyFen, 100) });
}
