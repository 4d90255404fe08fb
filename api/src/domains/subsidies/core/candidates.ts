import { addDays, addMonths, type CalendarDate, yearOf } from '../../../kernel/calendar.ts';
import { countyOf } from '../../../kernel/region-code.ts';
import { completedMonths, completedOn } from './months.ts';
import type { EmployerRow, PersonRow, WageMonth } from './register-rows.ts';
import { type Relation, workedUntil } from './relations.ts';
import type { LimitData } from './rule.ts';

/** What of a rule says when it is looked at, for whom, and how often. */
export interface Listening {
  readonly ruleId: string;
  /** A word of vocabulary.yaml `triggers`. */
  readonly trigger: string;
  readonly beneficiary: string;
  readonly subject: string;
  readonly frequency: LimitData | null;
  /** Which day puts a payment in a year, where an ambiguity of the rule names one. */
  readonly yearBasis?: string;
}

/** A right that may have come about: to be judged, and kept where it holds. */
export interface Candidate {
  readonly ruleId: string;
  readonly trigger: string;
  readonly subjectKind: 'labourer' | 'employer';
  readonly subjectId: string;
  readonly payeeKind: string;
  readonly payeeId: string;
  readonly placementId: string;
  readonly periodKey: string;
  readonly periodFrom: CalendarDate | null;
  readonly periodTo: CalendarDate | null;
  readonly eventOn: CalendarDate;
  /** GD-05: when the relation that is paid for began. */
  readonly testOn: CalendarDate;
  /** The sheet's month that the event is, where it is one. */
  readonly wageMonthId?: string;
}

/** A relation with those it concerns, and the day it is looked at. */
export interface Scene {
  readonly relation: Relation;
  readonly person: PersonRow;
  readonly employer: EmployerRow | undefined;
  /** The agency of the register that introduced, where one did. */
  readonly agency: EmployerRow | undefined;
  readonly wageMonths: readonly WageMonth[];
  readonly today: CalendarDate;
}

interface Event {
  readonly on: CalendarDate;
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  /** YYYY-MM where the event is a month. */
  readonly month?: string;
  readonly wageMonthId?: string;
}

/** Every right of a rule that the relation has brought about by today, in the order of its days. */
export function candidatesOf(rule: Listening, scene: Scene): Candidate[] {
  const payeeId = PAYEES[rule.beneficiary]?.(scene);
  const subject = subjectOf(rule, scene);
  if (payeeId === undefined || subject === undefined) return [];
  const events = EVENTS[rule.trigger]?.(scene, rule) ?? [];
  return events
    .filter(({ on }) => on <= scene.today)
    .map((event) => ({
      ruleId: rule.ruleId,
      trigger: rule.trigger,
      ...subject,
      payeeKind: rule.beneficiary,
      payeeId,
      placementId: scene.relation.first.id,
      periodKey: periodKey(rule, scene, event, payeeId),
      periodFrom: event.from ?? null,
      periodTo: event.to ?? null,
      eventOn: event.on,
      testOn: testDay(rule, scene.relation, event),
      ...(event.wageMonthId !== undefined && { wageMonthId: event.wageMonthId }),
    }));
}

function subjectOf({ subject }: Listening, { relation, employer }: Scene) {
  if (subject === 'labourer' || subject === 'student')
    return { subjectKind: 'labourer' as const, subjectId: relation.first.labourerId };
  return subject === 'employer' && employer ? { subjectKind: 'employer' as const, subjectId: employer.id } : undefined;
}

const own = ({ relation }: Scene): string => relation.first.labourerId;

/** Whom of the registers a rule pays. Whoever stands in no register of ours is entered by hand. */
const PAYEES: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  labourer: own,
  student: own,
  employer: ({ employer }) => employer?.id,
  workshop: ({ employer }) => employer?.id,
  agency: ({ agency }) => agency?.id,
};

/** What happened, by the words of vocabulary.yaml `triggers`; what no register tells (training, loans …) comes by hand. */
const EVENTS: Readonly<Record<string, (scene: Scene, rule: Listening) => Event[]>> = {
  'contract-signed': signed,
  'work-agreement-signed': signed,
  'placement-lasted-6-months': (scene) => lasted(scene, 6),
  'placement-lasted-12-months': (scene) => lasted(scene, 12),
  'post-lasted-6-months': (scene) => lasted(scene, 6),
  'post-provided-6-months': (scene) => lasted(scene, 6),
  'post-month-worked': monthsWorked,
  'out-of-county-placement': leftTheCounty,
  'social-insurance-paid': insured,
  'workshop-established': established,
};
/** The triggers that the registers of placements and wages bring about by themselves. */
export const FOUND_TRIGGERS = Object.keys(EVENTS);

/** Whether a right of this rule comes about without anybody's doing: its event and its payee both stand in registers. */
export const isFoundByItself = ({ trigger, beneficiary }: Pick<Listening, 'trigger' | 'beneficiary'>): boolean =>
  FOUND_TRIGGERS.includes(trigger) && beneficiary in PAYEES;

function signed({ relation: { first } }: Scene): Event[] {
  return first.contractOn === null || first.contractKind === 'none' ? [] : [{ on: first.contractOn }];
}

function lasted({ relation, today }: Scene, months: number): Event[] {
  const { startedOn } = relation;
  if (startedOn === null || completedMonths(startedOn, workedUntil(relation, today)) < months) return [];
  return [{ on: completedOn(startedOn, months), from: startedOn, to: completedOn(startedOn, months) }];
}

/** Several rules ask the same of one employment. */
const monthsKnown = new WeakMap<Scene, Event[]>();

/** Service months are named by the month they begin in, counted on from the first: two of one work never share a name. */
function monthsWorked(scene: Scene): Event[] {
  const { relation, today } = scene;
  const { startedOn } = relation;
  if (startedOn === null) return [];
  const known = monthsKnown.get(scene);
  if (known) return known;
  const ends = Array.from({ length: completedMonths(startedOn, workedUntil(relation, today)) }, (_, i) =>
    completedOn(startedOn, i + 1),
  );
  const months = ends.map((on, i) => ({
    from: i === 0 ? startedOn : addDays(ends[i - 1] ?? startedOn, 1),
    to: on,
    on,
    month: addMonths(`${startedOn.slice(0, 7)}-01`, i).slice(0, 7),
  }));
  monthsKnown.set(scene, months);
  return months;
}

function leftTheCounty({ relation: { first, startedOn }, person }: Scene): Event[] {
  const isAbroad = first.regionCode !== null && countyOf(first.regionCode) !== countyOf(person.household.regionCode);
  return startedOn !== null && isAbroad ? [{ on: startedOn }] : [];
}

function insured({ wageMonths }: Scene): Event[] {
  return wageMonths
    .filter(({ insurances }) => insurances.length > 0)
    .map(({ id, month, paidOn }) => {
      const to = addDays(addMonths(`${month}-01`, 1), -1);
      return { on: paidOn ?? to, from: `${month}-01`, to, month, wageMonthId: id };
    });
}

/** A workshop is paid for once it stands in the register; for each of its people, once they have begun. */
function established({ relation: { startedOn }, employer }: Scene, { subject }: Listening): Event[] {
  if (employer?.kind !== 'workshop' || employer.verifiedOn === null) return [];
  if (subject === 'employer') return [{ on: employer.verifiedOn }];
  return startedOn === null ? [] : [{ on: startedOn < employer.verifiedOn ? employer.verifiedOn : startedOn }];
}

/** What one payment is for, as the rule's frequency counts it; where a text is silent, the month or the work (GD-12). */
function periodKey(rule: Listening, scene: Scene, event: Event, payeeId: string): string {
  const { frequency, subject } = rule;
  const isOnSubject = frequency?.counted_on === subject || frequency?.counted_on === 'fund';
  const byEvent = event.month === undefined ? `placement:${scene.relation.first.id}` : `month:${event.month}`;
  if (frequency?.limit !== 1) return byEvent;
  const keys: Readonly<Record<string, string>> = {
    'labourer-per-employer': `payee:${payeeId}`,
    'labourer-per-year': `year:${yearOf(yearDay(rule, scene, event))}`,
    'person-year': `year:${yearOf(event.on)}`,
    year: `year:${yearOf(event.on)}`,
    'person-day': `day:${event.on}`,
    'labourer-per-12-months': byEvent,
    'person-month': byEvent,
    placement: `placement:${scene.relation.first.id}`,
    course: `course:${scene.relation.first.id}`,
  };
  return keys[frequency.per] ?? (isOnSubject ? 'once' : `payee:${payeeId}`);
}

/** The same for a right that was entered by hand: a course, a loan or a business is known by the day of its event. */
export function keyByHand({ frequency, subject }: Listening, eventOn: CalendarDate, payeeId: string): string {
  const isOnSubject = frequency?.counted_on === subject || frequency?.counted_on === 'fund';
  if (frequency?.limit !== 1) return `event:${eventOn}`;
  const year = `year:${yearOf(eventOn)}`;
  const keys: Readonly<Record<string, string>> = {
    'labourer-per-employer': `payee:${payeeId}`,
    'labourer-per-year': year,
    'person-year': year,
    year,
    'person-day': `day:${eventOn}`,
    'person-month': `month:${eventOn.slice(0, 7)}`,
    'labourer-per-12-months': `event:${eventOn}`,
    placement: `event:${eventOn}`,
    course: `course:${eventOn}`,
  };
  return keys[frequency.per] ?? (isOnSubject ? 'once' : `payee:${payeeId}`);
}

/** The day that puts a payment in a year (GD-04); an introduction is paid for the year of its contract, unless set. */
function yearDay({ yearBasis }: Listening, { relation, today }: Scene, event: Event): CalendarDate {
  if (yearBasis === 'contract-date') return relation.first.contractOn ?? relation.startedOn ?? event.on;
  return yearBasis === 'claim-date' ? today : event.on;
}

const BY_CONTRACT = [
  'contract-signed',
  'work-agreement-signed',
  'placement-lasted-6-months',
  'placement-lasted-12-months',
];

function testDay({ trigger }: Listening, { first, startedOn }: Relation, event: Event): CalendarDate {
  const [contract, start] = [first.contractOn, startedOn];
  return (BY_CONTRACT.includes(trigger) ? (contract ?? start) : (start ?? contract)) ?? event.on;
}
