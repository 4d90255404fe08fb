import { ageOn, type CalendarDate } from '../../../kernel/calendar.ts';
import type { FactValue } from './facts.ts';
import type { CountyRow, Known, PersonRow } from './register-rows.ts';

/** Writes a fact down where something tells it. */
export function tell(known: Known, source: string, facts: Readonly<Record<string, FactValue | undefined>>): void {
  for (const [fact, value] of Object.entries(facts)) if (value !== undefined) known.set(fact, { value, source });
}

/** What a person's card and household tell on the test date (GD-05, GD-06). */
export function personFacts(known: Known, person: PersonRow, testOn: CalendarDate, county: CountyRow): void {
  const age = ageOn(person.birthOn, testOn);
  const poor = isPoorOn(person, testOn);
  tell(known, 'card', {
    'person.sex': person.sex,
    'person.age_years': age,
    'person.within_working_age': age >= county.workingAgeMin && age <= county.workingAgeMax,
    'person.rural': isRural(person.regionCode) || (poor === true ? true : undefined),
    'person.has_work_capacity': person.health === 'healthy' ? true : undefined,
    'person.employed': EMPLOYED[person.employment],
    ...wishes(person),
    ...disability(person),
    ...insurance(person),
  });
  tell(known, 'household', {
    'person.poverty_registered': poor,
    'household.poverty_registered': poor,
    'person.relocated': person.household.isRelocated,
  });
}

/** On the register: entered or returned (返贫). Whoever is only watched (监测) may be either: somebody has to look. */
const REGISTERED: Readonly<Record<string, boolean>> = { registered: true, returned: true, exited: false, none: false };

/**
 * The register's word on a day; a household of whose history nothing is known has the status on its card. Undefined
 * before the history begins.
 */
export function isPoorOn({ household }: PersonRow, on: CalendarDate): boolean | undefined {
  const { spells, povertyStatus } = household;
  if (spells.length === 0) return REGISTERED[povertyStatus];
  let standing: (typeof spells)[number] | undefined;
  for (const spell of spells)
    if (spell.fromOn <= on && (!standing || spell.fromOn >= standing.fromOn)) standing = spell;
  return standing && REGISTERED[standing.status];
}

/** Committees of villages are numbered from 200, those of residents below. Below says nothing: some stand in villages. */
export function isRural(regionCode: string): true | undefined {
  const committee = Number(regionCode.slice(9, 12));
  return committee >= 200 && committee < 400 ? true : undefined;
}

const EMPLOYED: Readonly<Record<string, boolean>> = {
  employed: true,
  self_employed: true,
  flexible: true,
  unemployed: false,
  student: false,
};

function wishes({ wantsWork, wantsTraining, wantsVenture }: PersonRow) {
  const either = wantsWork || wantsVenture === true ? true : (wantsVenture ?? undefined);
  return {
    'person.willing_to_work': wantsWork,
    'person.willing_to_train': wantsTraining ?? undefined,
    'person.willing_to_start_business': wantsVenture ?? undefined,
    'person.willing_to_work_or_start_up': either,
  };
}

/** Kind and grade are what a certificate says; whoever is only said to be disabled may have none. */
function disability({ disabilityKind, disabilityGrade, health }: PersonRow) {
  const isCertified = disabilityKind !== null && disabilityGrade !== null;
  const isDisabled = isCertified || health === 'disabled';
  return {
    'person.disabled': isDisabled,
    'person.disability_certificate': isCertified ? true : isDisabled ? undefined : false,
    'person.disability_kind': disabilityKind ?? undefined,
    'person.disability_grade': disabilityGrade ?? undefined,
    'person.severely_disabled': isCertified ? disabilityGrade <= 2 : isDisabled ? undefined : false,
  };
}

const insurance = ({ pension, medical }: PersonRow) => ({
  'insurance.enrolled_in_employees_pension': pension === 'unknown' ? undefined : pension === 'employee',
  'insurance.resident_medical_insured': medical === 'unknown' ? undefined : medical === 'resident',
});
