import type { CalendarDate } from '../../../kernel/calendar.ts';

/** The rows a screen looks at, as the service has loaded them. Ids are those of the tables. */
export interface FraudRows {
  readonly claims: readonly ClaimRow[];
  readonly placements: readonly PlacementRow[];
  readonly people: readonly PersonRow[];
  readonly accounts: readonly AccountRow[];
  readonly employers: readonly EmployerRow[];
  readonly insurance: readonly InsuranceRow[];
  readonly spans: readonly PersonSpan[];
  readonly hours: readonly HoursRow[];
  readonly attendances: readonly AttendanceRow[];
  readonly relatives: readonly RelativeRow[];
  readonly wages: readonly WageRow[];
  /** Days by which something must have begun for a payment to be due. */
  readonly deadlines: readonly CalendarDate[];
}
export interface ClaimRow {
  readonly id: string;
  readonly labourerId: string;
  readonly placementId?: string;
  readonly accountId?: string;
  readonly claimedOn: CalendarDate;
  /** The officer who prepared or checked it. */
  readonly handlerIds: readonly string[];
}
export interface PlacementRow {
  readonly id: string;
  readonly labourerId: string;
  readonly employerId: string;
  readonly contractOn: CalendarDate;
  readonly startOn: CalendarDate;
  readonly endOn?: CalendarDate;
  /** Part time and seasonal work may lie beside other work. */
  readonly isFullTime: boolean;
  readonly monthlyPayFen: number;
}
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  /** Keyed hashes: equal where the numbers are equal, and telling nothing else. */
  readonly phoneHash?: string;
  readonly deviceHashes: readonly string[];
}
export interface AccountRow {
  readonly id: string;
  readonly labourerId: string;
  readonly numberHash: string;
  readonly holderName: string;
}
export interface EmployerRow {
  readonly id: string;
  readonly blacklistedOn?: CalendarDate;
  readonly removedOn?: CalendarDate;
}
/** One unbroken stretch of insurance with one employer. */
export interface InsuranceRow {
  readonly id: string;
  readonly labourerId: string;
  readonly employerId: string;
  readonly monthsPaid: number;
  readonly stoppedOn?: CalendarDate;
}
/** What an import from another office says of a person. */
export interface PersonSpan {
  readonly id: string;
  readonly labourerId: string;
  readonly kind: 'retired' | 'enrolled' | 'deceased' | 'jailed';
  readonly fromOn: CalendarDate;
  readonly toOn?: CalendarDate;
}
/** Hours of one day at work or in a course, in minutes from midnight. */
export interface HoursRow {
  readonly id: string;
  readonly labourerId: string;
  readonly kind: 'work' | 'training';
  readonly on: CalendarDate;
  readonly fromMinute: number;
  readonly toMinute: number;
}
/** Attendance at a fair or course that a claim rests on. */
export interface AttendanceRow {
  readonly id: string;
  readonly claimId: string;
  readonly isCheckedIn: boolean;
}
export interface RelativeRow {
  readonly id: string;
  readonly officerId: string;
  readonly labourerId: string;
}
/** The minimum wage of the county from a day on. */
export interface WageRow {
  readonly id: string;
  readonly fromOn: CalendarDate;
  readonly monthFen: number;
}

export const FRAUD_PATTERNS = [
  'two-employers-at-once',
  'shared-phone',
  'shared-card',
  'shared-device',
  'short-insurance',
  'retired',
  'enrolled',
  'deceased',
  'jailed',
  'contract-after-claim',
  'work-and-training-at-once',
  'relative-of-handler',
  'attendance-without-check-in',
  'blacklisted-employer',
  'wage-under-minimum',
  'starts-before-deadline',
  'account-in-other-name',
] as const;
export type FraudPattern = (typeof FRAUD_PATTERNS)[number];

/** A row that a hit stands on. */
export interface RowRef {
  readonly table: keyof Omit<FraudRows, 'deadlines'>;
  readonly id: string;
}
/** A reason to look a second time. It never rejects anything by itself. */
export interface FraudHit {
  readonly pattern: FraudPattern;
  readonly claimId: string;
  readonly rows: readonly RowRef[];
}

/** Rows by what they are looked up by, made once for all patterns. */
export class FraudIndex {
  readonly rows: FraudRows;
  readonly claimsOf: ReadonlyMap<string, readonly ClaimRow[]>;
  readonly claimsOn: ReadonlyMap<string, readonly ClaimRow[]>;
  readonly placement: ReadonlyMap<string, PlacementRow>;
  readonly person: ReadonlyMap<string, PersonRow>;

  constructor(rows: FraudRows) {
    this.rows = rows;
    this.claimsOf = Map.groupBy(rows.claims, ({ labourerId }) => labourerId);
    this.claimsOn = Map.groupBy(
      rows.claims.filter((claim) => claim.placementId !== undefined),
      ({ placementId }) => placementId ?? '',
    );
    this.placement = new Map(rows.placements.map((row) => [row.id, row]));
    this.person = new Map(rows.people.map((row) => [row.id, row]));
  }

  /** Hits on every claim of these people that stand on the same rows. */
  ofPeople(pattern: FraudPattern, labourerIds: Iterable<string>, rows: readonly RowRef[]): FraudHit[] {
    return [...new Set(labourerIds)].flatMap((id) =>
      (this.claimsOf.get(id) ?? []).map((claim) => hit(pattern, claim.id, rows)),
    );
  }
}

export const hit = (pattern: FraudPattern, claimId: string, rows: readonly RowRef[]): FraudHit => ({
  pattern,
  claimId,
  rows,
});
