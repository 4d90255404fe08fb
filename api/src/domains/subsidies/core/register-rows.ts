import type { CalendarDate } from '../../../kernel/calendar.ts';
import type { FactValue } from './facts.ts';

/** A fact that something of ours tells, and what tells it: a register by name, `stated:<id>`, or `counter`. */
export interface KnownFact {
  readonly value: FactValue;
  readonly source: string;
}
/** What is known of a question. A fact that nothing tells is not in it: it stays unknown. */
export type Known = Map<string, KnownFact>;

/** A person's card with the household and its dated history, as far as rules ask for it. */
export interface PersonRow {
  readonly id: string;
  readonly birthOn: CalendarDate;
  readonly sex: 'male' | 'female';
  readonly regionCode: string;
  readonly health: string;
  readonly disabilityKind: string | null;
  readonly disabilityGrade: number | null;
  readonly employment: string;
  readonly wantsWork: boolean;
  readonly wantsTraining: boolean | null;
  readonly wantsVenture: boolean | null;
  readonly pension: string;
  readonly medical: string;
  readonly household: {
    readonly regionCode: string;
    readonly povertyStatus: string;
    readonly isRelocated: boolean;
    readonly spells: readonly { readonly status: string; readonly fromOn: CalendarDate }[];
  };
}

export interface WorkRow {
  readonly id: string;
  readonly labourerId: string;
  readonly employerId: string | null;
  readonly employerName: string;
  readonly introducerKind: string;
  readonly introducerName: string | null;
  readonly postKind: string;
  readonly contractKind: string;
  readonly contractOn: CalendarDate | null;
  readonly contractUntilOn: CalendarDate | null;
  readonly regionCode: string | null;
  readonly startedOn: CalendarDate | null;
  readonly endedOn: CalendarDate | null;
  readonly insurances: readonly string[];
}

export interface EmployerRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly workshopKind: string | null;
  readonly regionCode: string;
  readonly state: string;
  readonly verifiedOn: CalendarDate | null;
  /** Registered poor people at work there today. */
  readonly poorHeadcount: number;
}

/** A month of a placement as the employer's sheet says it. */
export interface WageMonth {
  readonly id: string;
  readonly placementId: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly paidOn: CalendarDate | null;
  readonly insurances: readonly string[];
  readonly employerPartFen: number | null;
}

/** What a county decides for itself and what holds in it on the day. */
export interface CountyRow {
  readonly code: string;
  readonly workingAgeMin: number;
  readonly workingAgeMax: number;
  readonly minimumWages: readonly { readonly fromOn: CalendarDate; readonly monthlyFen: number }[];
}
