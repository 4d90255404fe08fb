import { type CalendarDate, daysBetween } from '../../../kernel/calendar.ts';
import type { FraudHit, FraudIndex, HoursRow, PlacementRow, RowRef } from './fraud-rows.ts';
import { hit } from './fraud-rows.ts';

const FOREVER = '9999-12-31';
const placementRef = ({ id }: PlacementRow): RowRef => ({ table: 'placements', id });

/** One person full time at two employers in the same weeks. A last day and a first day in one week are no overlap. */
function twoEmployers(index: FraudIndex): FraudHit[] {
  const fullTime = index.rows.placements.filter(({ isFullTime }) => isFullTime);
  return [...Map.groupBy(fullTime, ({ labourerId }) => labourerId).values()].flatMap((placements) =>
    overlapping(placements).flatMap(([a, b]) =>
      [a, b].flatMap((one) =>
        (index.claimsOn.get(one.id) ?? []).map((claim) =>
          hit('two-employers-at-once', claim.id, [placementRef(a), placementRef(b)]),
        ),
      ),
    ),
  );
}

const WEEK = 7;

function overlapping(placements: readonly PlacementRow[]): [PlacementRow, PlacementRow][] {
  const ordered = placements.toSorted((a, b) => (a.startOn < b.startOn ? -1 : 1));
  return ordered.flatMap((a, i) =>
    ordered
      .slice(i + 1)
      .filter((b) => a.employerId !== b.employerId && daysInCommon(a, b) >= WEEK)
      .map((b): [PlacementRow, PlacementRow] => [a, b]),
  );
}

/** `b` begins no earlier than `a`. */
function daysInCommon(a: PlacementRow, b: PlacementRow): number {
  const end = [a.endOn ?? FOREVER, b.endOn ?? FOREVER].toSorted()[0] ?? FOREVER;
  return daysBetween(b.startOn, end) + 1;
}

/** The contract was signed after the claim that rests on it. */
const contractAfterClaim = (index: FraudIndex): FraudHit[] =>
  withPlacement(index)
    .filter(({ claim, placement }) => placement.contractOn > claim.claimedOn)
    .map(({ claim, placement }) =>
      hit('contract-after-claim', claim.id, [{ table: 'claims', id: claim.id }, placementRef(placement)]),
    );

function withPlacement(index: FraudIndex) {
  return index.rows.claims.flatMap((claim) => {
    const placement = claim.placementId === undefined ? undefined : index.placement.get(claim.placementId);
    return placement ? [{ claim, placement }] : [];
  });
}

/** At work and in a course in the same hours of one day. */
function workAndTraining(index: FraudIndex): FraudHit[] {
  const days = Map.groupBy(index.rows.hours, ({ labourerId, on }) => `${labourerId}|${on}`);
  return [...days.values()].flatMap((day) => {
    const training = day.filter(({ kind }) => kind === 'training');
    if (training.length === 0) return [];
    const work = day.filter(({ kind }) => kind === 'work');
    return training.flatMap((course) =>
      work
        .filter((shift) => meet(course, shift))
        .flatMap((shift) =>
          index.ofPeople('work-and-training-at-once', [course.labourerId], [hoursRef(course), hoursRef(shift)]),
        ),
    );
  });
}

const meet = (a: HoursRow, b: HoursRow): boolean => a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
const hoursRef = ({ id }: HoursRow): RowRef => ({ table: 'hours', id });

/** The employer stood on the blacklist on the day of the claim. */
function blacklisted(index: FraudIndex): FraudHit[] {
  const listed = new Map(index.rows.employers.filter(({ blacklistedOn }) => blacklistedOn).map((row) => [row.id, row]));
  return withPlacement(index).flatMap(({ claim, placement }) => {
    const employer = listed.get(placement.employerId);
    if (!employer || !liesIn(claim.claimedOn, employer.blacklistedOn, employer.removedOn)) return [];
    return [hit('blacklisted-employer', claim.id, [{ table: 'employers', id: employer.id }, placementRef(placement)])];
  });
}

const liesIn = (on: CalendarDate, from: CalendarDate | undefined, removedOn: CalendarDate | undefined): boolean =>
  from !== undefined && from <= on && (removedOn === undefined || on < removedOn);

/** Full-time pay under the minimum wage of the day the work began. */
function underMinimum(index: FraudIndex): FraudHit[] {
  const newestFirst = index.rows.wages.toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1));
  return withPlacement(index).flatMap(({ claim, placement }) => {
    const wage = newestFirst.find(({ fromOn }) => fromOn <= placement.startOn);
    if (!wage || !placement.isFullTime || placement.monthlyPayFen >= wage.monthFen) return [];
    return [hit('wage-under-minimum', claim.id, [placementRef(placement), { table: 'wages', id: wage.id }])];
  });
}

const CLUSTER = 5;
/** Nobody hires half of its people in one week by chance. */
const CLUSTER_SHARE = 0.5;

/** Many people of one employer started in the last week before a deadline. */
function clusters(index: FraudIndex): FraudHit[] {
  return [...Map.groupBy(index.rows.placements, ({ employerId }) => employerId).values()].flatMap((placements) =>
    index.rows.deadlines.flatMap((deadline) => {
      const late = placements.filter(({ startOn }) => startOn <= deadline && daysBetween(startOn, deadline) < WEEK);
      if (late.length < CLUSTER || late.length < placements.length * CLUSTER_SHARE) return [];
      const rows = late.map(placementRef);
      return late.flatMap(({ id }) =>
        (index.claimsOn.get(id) ?? []).map((claim) => hit('starts-before-deadline', claim.id, rows)),
      );
    }),
  );
}

/** The claim rests on a fair or course at which nobody checked the person in. */
const withoutCheckIn = (index: FraudIndex): FraudHit[] =>
  index.rows.attendances
    .filter(({ isCheckedIn }) => !isCheckedIn)
    .map(({ id, claimId }) => hit('attendance-without-check-in', claimId, [{ table: 'attendances', id }]));

export const workPatterns: readonly ((index: FraudIndex) => FraudHit[])[] = [
  twoEmployers,
  contractAfterClaim,
  workAndTraining,
  blacklisted,
  underMinimum,
  clusters,
  withoutCheckIn,
];
