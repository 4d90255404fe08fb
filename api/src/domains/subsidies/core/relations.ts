import { addDays, type CalendarDate } from '../../../kernel/calendar.ts';
import type { WorkRow } from './register-rows.ts';

/**
 * One unbroken employment with one employer (GD-03): a contract renewed without a gap is a second placement of the same
 * relation. It is called by its first placement.
 */
export interface Relation {
  readonly first: WorkRow;
  readonly last: WorkRow;
  /** Null while the work is only agreed on. */
  readonly startedOn: CalendarDate | null;
  /** The last day worked; null while it goes on. */
  readonly endedOn: CalendarDate | null;
}

const employerOf = ({ employerId, employerName }: WorkRow): string => employerId ?? `named ${employerName}`;

/** The relations of one person, by employer and start. */
export function relationsOf(works: readonly WorkRow[], maxGapDays = 0): Relation[] {
  const agreed = works.filter(({ startedOn }) => startedOn === null);
  const begun = works.filter(({ startedOn }) => startedOn !== null);
  return [
    ...[...Map.groupBy(begun, employerOf).values()].flatMap((own) => merged(own, maxGapDays)),
    ...agreed.map((work) => ({ first: work, last: work, startedOn: null, endedOn: null })),
  ];
}

function merged(works: readonly WorkRow[], maxGapDays: number): Relation[] {
  const relations: Relation[] = [];
  for (const work of works.toSorted(byStart)) {
    const before = relations.at(-1);
    if (before && follows(before, work, maxGapDays)) relations[relations.length - 1] = longer(before, work);
    else relations.push({ first: work, last: work, startedOn: work.startedOn, endedOn: work.endedOn });
  }
  return relations;
}

const byStart = (a: WorkRow, b: WorkRow): number => (`${a.startedOn}${a.id}` < `${b.startedOn}${b.id}` ? -1 : 1);

const follows = ({ endedOn }: Relation, { startedOn }: WorkRow, maxGapDays: number): boolean =>
  startedOn !== null && (endedOn === null || startedOn <= addDays(endedOn, maxGapDays + 1));

function longer(relation: Relation, work: WorkRow): Relation {
  const ends = [relation.endedOn, work.endedOn];
  const endedOn = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null);
  return { ...relation, last: work, endedOn };
}

/** The last day that counts towards the months worked: today, or the day the work ended. */
export const workedUntil = ({ endedOn }: Relation, today: CalendarDate): CalendarDate =>
  endedOn !== null && endedOn < today ? endedOn : today;
