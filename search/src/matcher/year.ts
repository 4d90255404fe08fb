import type { JobFacts, LabourerFacts } from './model.ts';
import { lotOf } from './order.ts';
import type { AnswerOf, Dated, Town } from './simulate.ts';

/** 0 ≤ x < 1; the same sequence gives the same year. */
export type Draw = () => number;

export const DAYS_PER_MONTH = 365 / 12;

const upTo = (draw: Draw, most: number) => Math.floor(draw() * most);

/** Six in seven are there from the first day, the others come in the course of the year; one in ten leaves again. */
export const comingAndGoing = (people: readonly LabourerFacts[], days: number, draw: Draw): Dated<LabourerFacts>[] =>
  people.map((facts) => {
    const from = draw() < 0.85 ? 0 : upTo(draw, days);
    return { facts, from, until: draw() < 0.9 ? days : Math.min(days, from + 30 + upTo(draw, 200)) };
  });

/** Every vacancy opens on some day and is closed one to four months later. */
export const openingAndClosing = (jobs: readonly JobFacts[], days: number, draw: Draw): Dated<JobFacts>[] =>
  jobs.map((facts) => {
    const from = upTo(draw, Math.max(1, days - 30));
    return { facts, from, until: Math.min(days, from + 30 + upTo(draw, 90)) };
  });

/** Vacancies are open for two and a half months in the middle: what is open today is renewed as often. */
const MONTHS_OPEN = 2.5;

/**
 * A town's year as its county's register of today suggests it: the town's share of the open vacancies, drawn anew as
 * often as vacancies come and go, and once more for the postings of the year before. Who is owed what starts from
 * nothing, as on New Year's Day.
 */
export function townYear(
  people: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
  { share, months }: { readonly share: number; readonly months: number },
  draw: Draw,
): Town {
  const days = Math.round(months * DAYS_PER_MONTH);
  const fresh = people.map((l) => ({ ...l, offersThisYear: 0, unanswered: 0, deliveredJobIds: [] }));
  const times = Math.max(1, Math.round(months / MONTHS_OPEN));
  const posts = Array.from({ length: times }, (_, time) =>
    jobs
      .filter(() => draw() < share)
      .map((j) => ({ ...j, id: `${j.id}#${time}`, capLeft: Math.max(1, j.capLeft), ageDays: 0 })),
  );
  const past = Array.from({ length: times }, () => jobs.filter(() => draw() < share)).flat();
  return { people: comingAndGoing(fresh, days, draw), jobs: openingAndClosing(posts.flat(), days, draw), past };
}

const LOTS = 2 ** 32;

/**
 * Six in ten answer within three weeks; one in twenty will hear of such work no more. What becomes of a pair is settled
 * by the seed, whenever and after whatever else it is offered.
 */
export const answering =
  (seed: number): AnswerOf =>
  (labourerId, jobId) => {
    const draw = (turn: number) => lotOf(`${labourerId} ${jobId} ${turn}`, seed) / LOTS;
    return {
      afterDays: draw(0) < 0.6 ? 1 + Math.floor(draw(1) * 20) : null,
      refusesOccupation: draw(2) < 0.05,
    };
  };
