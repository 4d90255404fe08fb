import { PLEDGE } from './assign.ts';
import { BatchJudge } from './batch.ts';
import type { Candidates } from './flow.ts';
import { matchForOffers } from './match.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { solveTransport } from './transport.ts';

/** Somebody registered, or a vacancy open, from a day of the year up to, not including, another. */
export interface Dated<Facts> {
  readonly facts: Facts;
  readonly from: number;
  readonly until: number;
}

export interface Town {
  readonly people: readonly Dated<LabourerFacts>[];
  readonly jobs: readonly Dated<JobFacts>[];
}

/** What becomes of an offer: answered after some days (never: null), and the occupation refused with it, if any. */
export interface Answer {
  readonly afterDays: number | null;
  readonly refusesOccupation: boolean;
}

export interface Replay {
  readonly runs: number;
  readonly offers: number;
  /** Promised offers kept, five for each person at most, and the sum of their scores. */
  readonly kept: number;
  readonly weight: number;
  /** The same had everybody's coming and going been known on the first day. */
  readonly best: { readonly kept: number; readonly weight: number };
}

/** A person's year so far. */
interface State {
  facts: LabourerFacts;
  /** Days on which offers still unanswered will be answered. */
  waiting: (number | null)[];
}

/**
 * Replays a year of daily runs: people and vacancies come and go, offers are answered or not, refusals are obeyed by
 * the next run. A place offered stays used, whatever the answer, so that the optimum stands under the same caps; it is
 * not told of refusals, which makes it the harder to reach. `answerOf` decides every answer; the same gives the same.
 */
export function replayYear(
  { people, jobs }: Town,
  days: number,
  seed: number,
  answerOf: (labourerId: string, jobId: string) => Answer,
): Replay {
  const states = new Map<string, State>(people.map(({ facts }) => [facts.id, { facts, waiting: [] }]));
  const capLeft = new Map(jobs.map(({ facts }) => [facts.id, facts.capLeft]));
  const occupations = new Map(jobs.map(({ facts }) => [facts.id, facts.occupationCode]));
  const sums = { runs: 0, offers: 0, kept: 0, weight: 0 };
  for (let day = 0; day < days; day++) {
    const present = people.filter((one) => isOn(one, day)).map(({ facts }) => asOf(states.get(facts.id) as State, day));
    const open = jobs
      .filter((one) => isOn(one, day))
      .map(({ facts, from }) => ({
        ...facts,
        capLeft: capLeft.get(facts.id) as number,
        ageDays: day - from,
      }));
    for (const { labourerId, jobId, score, tier } of matchForOffers(present, open, seed)) {
      capLeft.set(jobId, (capLeft.get(jobId) as number) - 1);
      deliver(
        states.get(labourerId) as State,
        jobId,
        occupations.get(jobId) as string,
        day,
        answerOf(labourerId, jobId),
      );
      sums.offers++;
      if (tier !== 'floor') continue;
      sums.kept++;
      sums.weight += score;
    }
    sums.runs++;
  }
  return { ...sums, best: knowingAll({ people, jobs }) };
}

const isOn = ({ from, until }: Dated<unknown>, day: number) => from <= day && day < until;

function asOf(state: State, day: number): LabourerFacts {
  state.waiting = state.waiting.filter((answerDay) => answerDay === null || answerDay > day);
  return { ...state.facts, unanswered: state.waiting.length };
}

function deliver(state: State, jobId: string, occupation: string, day: number, answer: Answer): void {
  const { facts, waiting } = state;
  waiting.push(answer.afterDays === null ? null : day + answer.afterDays);
  state.facts = {
    ...facts,
    offersThisYear: facts.offersThisYear + 1,
    deliveredJobIds: [...facts.deliveredJobIds, jobId],
    refusedOccupations: answer.refusesOccupation ? [...facts.refusedOccupations, occupation] : facts.refusedOccupations,
  };
}

/** The best plan over all pairs who are ever there together, each job as fresh as on its first day. */
function knowingAll({ people, jobs }: Town): Replay['best'] {
  const sorted = jobs.toSorted((a, b) => (a.facts.regionCode < b.facts.regionCode ? -1 : 1));
  const judged = new BatchJudge(sorted.map(({ facts }) => ({ ...facts, ageDays: 0 }))).judge(
    people.map(({ facts }) => facts),
    Number.POSITIVE_INFINITY,
  );
  const edges = whoMeet(judged, people, sorted);
  const need = Int32Array.from(people, ({ facts }) => Math.max(0, PLEDGE.offersPerYear - facts.offersThisYear));
  const cap = Int32Array.from(sorted, ({ facts }) => facts.capLeft);
  const { taken } = solveTransport(edges, need, cap, 1);
  let [kept, weight] = [0, 0];
  taken.forEach((one, e) => {
    kept += one;
    weight += one * (edges.score[e] as number);
  });
  return { kept, weight };
}

function whoMeet(edges: Candidates, people: readonly Dated<unknown>[], jobs: readonly Dated<unknown>[]): Candidates {
  const start = new Int32Array(people.length + 1);
  const [job, score]: [number[], number[]] = [[], []];
  people.forEach((person, i) => {
    for (let e = edges.start[i] as number; e < (edges.start[i + 1] as number); e++) {
      const other = jobs[edges.job[e] as number] as Dated<unknown>;
      if (person.from >= other.until || other.from >= person.until) continue;
      job.push(edges.job[e] as number);
      score.push(edges.score[e] as number);
    }
    start[i + 1] = job.length;
  });
  return { start, job: Int32Array.from(job), score: Int32Array.from(score) };
}
