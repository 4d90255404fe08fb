import { assign, BEYOND, keptPlaces, PLEDGE, placesOf } from './assign.ts';
import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import type { Offer } from './result.ts';
import { refusalCovers } from './rule.ts';
import { freshPoints } from './score.ts';
import { knowingAll, type Pairs, pairsOf, spreadOf } from './simulate-pairs.ts';

/** Somebody registered, or a vacancy open, from a day of the year up to, not including, another. */
export interface Dated<Facts> {
  readonly facts: Facts;
  readonly from: number;
  readonly until: number;
}

export interface Town {
  readonly people: readonly Dated<LabourerFacts>[];
  readonly jobs: readonly Dated<JobFacts>[];
  /** Postings of the year before, as far as they are known: what people may hope for is counted from them too. */
  readonly past?: readonly JobFacts[];
}

/** What becomes of an offer: answered after some days (never: null), and the occupation refused with it, if any. */
export interface Answer {
  readonly afterDays: number | null;
  readonly refusesOccupation: boolean;
}

/** The same pair is answered in the same way whenever it is asked. */
export type AnswerOf = (labourerId: string, jobId: string) => Answer;

/** How much of the promise is kept: offers, five for each person at most, and the sum of their scores. */
export interface Kept {
  readonly kept: number;
  readonly weight: number;
  /** How many people have 0, 1, … or all of what was promised; those whom nothing of the year suits are left out. */
  readonly spread: readonly number[];
}

type OnOffer = (day: number, offer: Omit<Offer, 'reasons'>) => void;

export interface Replay extends Kept {
  readonly runs: number;
  readonly offers: number;
  /** The same had everybody's coming and going been known on the first day, and every answer been yes. */
  readonly best: Kept;
}

/**
 * Replays a year of daily runs: people and vacancies come and go, offers are answered or not, refusals are obeyed by
 * the next run. A place offered stays used, whatever the answer, so that the optimum stands under the same caps; it is
 * not told of refusals, which makes it the harder to reach.
 *
 * Every pair is judged once. After a run nobody has a place left at whose job there is one, so that a day on which
 * nobody comes, nothing opens and no hand is freed brings nothing and is passed over; on the others only those who can
 * still be given something are looked at. `onProgress` is told the share of the days done, 0..1;
 * `onOffer` every offer.
 */
export function replayYear(
  town: Town,
  days: number,
  seed: number,
  answerOf: AnswerOf,
  onProgress: (share: number) => void = () => {},
  onOffer: OnOffer = () => {},
): Replay {
  const pairs = pairsOf(town, seed);
  const year = new Year(pairs, days, answerOf, onOffer);
  for (let day = 0; day < days; day++) {
    year.run(day);
    onProgress((day + 1) / days);
  }
  const { offers, kept, weight } = year;
  return { runs: days, offers, kept, weight, spread: year.spread(), best: knowingAll(pairs) };
}

const isOn = ({ from, until }: Dated<unknown>, day: number) => from <= day && day < until;

/** The suitable pairs of one day, and which pair of the year each is. */
interface Today {
  readonly edges: Candidates;
  readonly origin: readonly number[];
}

class Year {
  offers = 0;
  kept = 0;
  weight = 0;
  private readonly pairs: Pairs;
  private readonly answerOf: AnswerOf;
  private readonly onOffer: OnOffer;
  private readonly had: Int32Array;
  private readonly keptBy: Int32Array;
  private readonly unanswered: Int32Array;
  private readonly capLeft: Int32Array;
  private readonly keptPlaces: Int32Array;
  /** 1 where a pair was delivered or the occupation refused. */
  private readonly barred: Uint8Array;
  /** Whose answer comes on a day. */
  private readonly answers: number[][];
  private readonly busyDays: Uint8Array;

  constructor(pairs: Pairs, days: number, answerOf: AnswerOf, onOffer: OnOffer) {
    const { people, jobs } = pairs;
    this.pairs = pairs;
    this.answerOf = answerOf;
    this.onOffer = onOffer;
    this.had = Int32Array.from(people, ({ facts }) => facts.offersThisYear);
    this.keptBy = new Int32Array(people.length);
    this.unanswered = new Int32Array(people.length);
    this.capLeft = Int32Array.from(jobs, ({ facts }) => Math.max(0, facts.capLeft));
    this.keptPlaces = Int32Array.from(jobs, ({ facts }) => keptPlaces(facts, PLEDGE));
    this.barred = new Uint8Array(pairs.job.length);
    this.answers = Array.from({ length: days }, () => []);
    this.busyDays = new Uint8Array(days);
    for (const { from } of [...people, ...jobs]) this.busyDays[from] = 1;
  }

  run(day: number): void {
    for (const person of this.answers[day] ?? []) this.unanswered[person] = (this.unanswered[person] as number) - 1;
    if (!this.busyDays[day]) return;
    const places = this.pairs.people.map((one, i) => (isOn(one, day) ? this.placesOf(i) : NONE));
    const [floor, total] = [Int32Array.from(places, (p) => p.floor), Int32Array.from(places, (p) => p.total)];
    const { edges, origin } = this.openTo(total, day);
    const prospects = total.map((most, i) => (most > 0 ? this.prospectsOf(i, day) : 0));
    const standing = { had: this.had, prospects };
    const { tier } = assign(edges, { floor, total, standing }, this.capLeft, this.keptPlaces);
    const given = [...tier.keys()].filter((e) => tier[e]);
    for (const e of given) {
      const named = tier[e] === BEYOND ? 'beyond' : 'floor';
      this.deliver(origin[e] as number, edges.score[e] as number, named, day);
    }
    for (const e of given) this.answer(origin[e] as number, day);
  }

  private placesOf(person: number) {
    const [offersThisYear, unanswered] = [this.had[person] as number, this.unanswered[person] as number];
    return placesOf({ offersThisYear, unanswered }, PLEDGE);
  }

  /** What suits people with places left and is open with a place left. */
  private openTo(total: Int32Array, day: number): Today {
    const { start, job, score, jobs } = this.pairs;
    const [own, worth, origin]: [number[], number[], number[]] = [[], [], []];
    const from = new Int32Array(total.length + 1);
    for (let i = 0; i < total.length; i++) {
      const end = (total[i] as number) > 0 ? (start[i + 1] as number) : 0;
      for (let e = start[i] as number; e < end; e++) {
        const k = job[e] as number;
        const dated = jobs[k] as Dated<JobFacts>;
        if (this.barred[e] || this.capLeft[k] === 0 || !isOn(dated, day)) continue;
        own.push(k);
        worth.push((score[e] as number) + freshPoints(day - dated.from));
        origin.push(e);
      }
      from[i + 1] = own.length;
    }
    return { edges: { start: from, job: Int32Array.from(own), score: Int32Array.from(worth) }, origin };
  }

  /** As a run counts them beforehand: postings until today that suit, and what was offered. */
  private prospectsOf(person: number, day: number): number {
    const { start, job, jobs, past } = this.pairs;
    let count = (past[person] as number) + (this.had[person] as number);
    for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
      if (!this.barred[e] && (jobs[job[e] as number] as Dated<JobFacts>).from <= day) count++;
    }
    return count;
  }

  private deliver(pair: number, score: number, tier: Offer['tier'], day: number): void {
    const [person, job] = [this.pairs.personOf[pair] as number, this.pairs.job[pair] as number];
    this.onOffer(day, { ...this.namesOf(pair), score, tier });
    this.barred[pair] = 1;
    this.capLeft[job] = (this.capLeft[job] as number) - 1;
    this.had[person] = (this.had[person] as number) + 1;
    this.unanswered[person] = (this.unanswered[person] as number) + 1;
    this.offers++;
    if (tier !== 'floor') return;
    this.keptBy[person] = (this.keptBy[person] as number) + 1;
    this.kept++;
    this.weight += score;
  }

  private answer(pair: number, day: number): void {
    const person = this.pairs.personOf[pair] as number;
    const { labourerId, jobId } = this.namesOf(pair);
    const { afterDays, refusesOccupation } = this.answerOf(labourerId, jobId);
    if (afterDays !== null) {
      this.answers[day + afterDays]?.push(person);
      this.busyDays[day + afterDays] = 1;
    }
    if (refusesOccupation) this.refuse(person, this.jobOf(pair).occupationCode);
  }

  private jobOf(pair: number): JobFacts {
    return (this.pairs.jobs[this.pairs.job[pair] as number] as Dated<JobFacts>).facts;
  }

  private namesOf(pair: number): { labourerId: string; jobId: string } {
    const person = this.pairs.people[this.pairs.personOf[pair] as number] as Dated<LabourerFacts>;
    return { labourerId: person.facts.id, jobId: this.jobOf(pair).id };
  }

  private refuse(person: number, occupation: string): void {
    const { start } = this.pairs;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
      if (refusalCovers(occupation, this.jobOf(e).occupationCode)) this.barred[e] = 1;
    }
  }

  spread(): number[] {
    return spreadOf(this.pairs.start, this.keptBy);
  }
}

const NONE = { floor: 0, total: 0 };
