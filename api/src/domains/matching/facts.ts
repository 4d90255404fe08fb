import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import { ageOn, type CalendarDate, dateAt, daysBetween } from '../../kernel/calendar.ts';
import type { CountySettings } from '../regions/tables.ts';
import { isPaused, obey } from './core/obey.ts';
import type { JobRow } from './postings-store.ts';
import type { History, LabourerRow } from './seekers-store.ts';

/** Row and history to what the matcher knows; refusals so far are folded in. */
export function labourerFacts(
  row: LabourerRow,
  history: History,
  on: CalendarDate,
  zeroEmployment: boolean,
): LabourerFacts {
  const wishes = obey({ ...row, refusedEmployerIds: [], refusedOccupations: [] }, history.declined);
  return {
    id: row.id,
    regionCode: row.regionCode,
    point: pointOf(row),
    age: ageOn(row.birthOn, on),
    education: row.education,
    skills: row.skills,
    wishes: row.wishes,
    reach: wishes.reach,
    payFloorFen: wishes.payFloorFen,
    limits: wishes.limits,
    shifts: wishes.shifts,
    homeEveryNight: row.homeEveryNight,
    needsLodging: row.needsLodging,
    needsBoard: row.needsBoard,
    disabilityKind: row.disabilityKind,
    refusedEmployerIds: wishes.refusedEmployerIds,
    refusedOccupations: wishes.refusedOccupations,
    offersThisYear: history.offersThisYear,
    unanswered: history.unanswered,
    deliveredJobIds: history.jobIds,
    zeroEmploymentHousehold: zeroEmployment,
  };
}

const pointOf = ({ lat, lng }: { lat: number | null; lng: number | null }) =>
  lat === null || lng === null ? null : { lat, lng };

/** Wants work, is of working age and has not asked to be left alone. The store has left out who is closed, placed or refused. */
export function isToBeMatched(row: LabourerRow, history: History, on: CalendarDate, settings: CountySettings): boolean {
  const age = ageOn(row.birthOn, on);
  return age >= settings.workingAgeMin && age <= settings.workingAgeMax && !isPaused(history.declined, on);
}

export function jobFacts(row: JobRow, liveOffers: number, on: CalendarDate, capFactor: number): JobFacts {
  const cap = (row.headCount - row.placedCount) * capFactor;
  return {
    id: row.id,
    employerId: row.employerId,
    employerState: row.employerState,
    kind: row.kind,
    occupationCode: row.occupationCode,
    skillCodes: row.skillCodes,
    regionCode: row.regionCode,
    point: pointOf(row),
    payMinFen: row.monthlyMinFen,
    payMaxFen: row.monthlyMaxFen,
    ageMin: row.ageMin,
    ageMax: row.ageMax,
    educationMin: row.educationMin,
    demands: row.demands,
    shift: row.shift,
    hasBoard: row.hasBoard,
    hasLodging: row.hasLodging,
    suits: row.suits,
    headCount: row.headCount,
    capLeft: Math.max(0, cap - liveOffers),
    ageDays: Math.max(0, daysBetween(dateAt(row.publishedAt), on)),
  };
}
