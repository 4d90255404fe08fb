import { CandidateRows } from './candidate-rows.ts';
import { type Column, columnsOf, intersection } from './columns.ts';
import type { Candidates } from './flow.ts';
import { keepGreatest } from './greatest.ts';
import { JobMasks } from './masks.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { type People, packPeople } from './people.ts';
import type { Terms } from './transport.ts';
import { JobWorths } from './worth.ts';

/** Candidates of which a labourer with very many keeps the best only. */
export interface Judged extends Candidates {
  /** Suitable pairs of every labourer, kept or not. */
  readonly suitable: Int32Array;
  /** Of those who may have kept some only: a number drawn from all their candidates; 0 for others. */
  readonly mark: Float64Array;
}

/** Candidates left out before, and the greatest gain that one of them might bring each labourer, 0 for none. */
export interface Further extends Candidates {
  readonly greatest: Float64Array;
}

/**
 * Judges labourers against one set of jobs by masks: pair for pair what `fits` and `score` say of them.
 * Jobs should come sorted by occupation.
 */
export class BatchJudge {
  private readonly masks: JobMasks;
  private readonly worths: JobWorths;
  private readonly jobIndex: Map<string, number>;
  private readonly employerJobs = new Map<string, number[]>();
  private readonly found: Int32Array;
  private readonly scores: Int32Array;
  private readonly gains: Int32Array;
  /** Stretches of the jobs that somebody wants. */
  private readonly runs: Int32Array;
  private readonly barred: Uint8Array;
  private remembered: { readonly people: People; readonly columns: readonly Column[] } | undefined;

  constructor(jobs: readonly JobFacts[]) {
    this.masks = new JobMasks(jobs);
    this.worths = new JobWorths(jobs);
    this.jobIndex = new Map(jobs.map((job, k) => [job.id, k]));
    jobs.forEach((job, k) => {
      const posts = this.employerJobs.get(job.employerId);
      if (posts) posts.push(k);
      else this.employerJobs.set(job.employerId, [k]);
    });
    this.found = new Int32Array(this.masks.words * 32);
    this.scores = new Int32Array(this.found.length);
    this.gains = new Int32Array(this.found.length);
    this.runs = new Int32Array(jobs.length + 2);
    this.barred = new Uint8Array(jobs.length);
  }

  /**
   * The best `most` candidates of each labourer, in the order given; their jobs ascending. More of each, as many of one as of
   * any other, while all together are no more than there is `room` for.
   */
  judge(labourers: Labourers, most: number, onRow: (row: number) => void = () => {}, room = 0): Judged {
    const people = packed(labourers);
    const suitableFor = this.facing(people);
    const [suitable, mark] = [new Int32Array(people.rows.length), new Float64Array(people.rows.length)];
    const rows = new CandidateRows(people.rows.length, most, room);
    people.byHome.forEach((row, done) => {
      onRow(done);
      const count = suitableFor(row);
      suitable[row] = count;
      if (count === 0) return;
      this.rated(people.rows[row] as LabourerFacts, count);
      if (count > most) mark[row] = markOf(this.found, this.scores, count);
      rows.put(row, this.found, this.scores, count);
    });
    return { ...rows.inOrder(), suitable, mark };
  }

  /**
   * Of the jobs suitable for the labourers of some rows that they do not have among their candidates yet, the `most` that
   * come nearest to a gain, where one brings any at all: what the prices of now forbid may be the best of those to come.
   */
  gaining(people: People, rows: Int32Array, had: Candidates, most: number, termsOf: TermsOf): Further {
    const suitableFor = this.facing(people);
    const place = new Int32Array(people.rows.length).fill(-1);
    for (const [k, row] of rows.entries()) place[row] = k;
    const chosen = new CandidateRows(rows.length, Number.POSITIVE_INFINITY);
    const greatest = new Float64Array(rows.length);
    for (const row of people.byHome) {
      const k = place[row] as number;
      const terms = k < 0 ? [] : termsOf(row);
      if (terms.length === 0) continue;
      const left = this.without(had, row, suitableFor(row));
      const rated = this.rated(people.rows[row] as LabourerFacts, this.affordable(terms, left));
      const { count, best } = this.possible(terms, rated);
      greatest[k] = best;
      const kept = count > most ? keepGreatest(this.found, this.gains, count, most) : count;
      this.worths.rate(this.found, this.scores, kept);
      chosen.put(k, this.found, this.scores, kept);
    }
    return { ...chosen.inOrder(), greatest };
  }

  /** Takes the candidates of a row out of `found`. */
  private without({ start, job: jobs }: Candidates, row: number, count: number): number {
    const end = start[row + 1] as number;
    let [left, at] = [0, start[row] as number];
    for (let k = 0; k < count; k++) {
      const job = this.found[k] as number;
      while (at < end && (jobs[at] as number) < job) at++;
      if (at === end || jobs[at] !== job) this.found[left++] = job;
    }
    return left;
  }

  /** Leaves those in `found` that a plan might use. */
  private affordable(terms: readonly Terms[], count: number): number {
    let left = 0;
    for (let k = 0; k < count; k++) {
      const job = this.found[k] as number;
      for (const { costs } of terms) {
        if (costs[job] === Number.POSITIVE_INFINITY) continue;
        this.found[left++] = job;
        break;
      }
    }
    return left;
  }

  /** The gain of each in `found`, beside them; how many there are, none where no gain is above nought. */
  private possible(terms: readonly Terms[], rated: number): { count: number; best: number } {
    const { found, scores, gains } = this;
    let best = 0;
    for (let k = 0; k < rated; k++) {
      let own = -GREATEST;
      for (const { costs, least } of terms) {
        own = Math.max(own, (scores[k] as number) - (costs[found[k] as number] as number) - least);
      }
      gains[k] = Math.min(own, GREATEST);
      best = Math.max(best, own);
    }
    return { count: best > 0 ? rated : 0, best };
  }

  /** Judges only: how many pairs of these labourers are suitable. `onSuitable` is told row and job of each. */
  countSuitable(labourers: Labourers, onSuitable?: (row: number, job: number) => void): number {
    const people = packed(labourers);
    const suitableFor = this.facing(people);
    let sum = 0;
    for (let row = 0; row < people.rows.length; row++) {
      const count = suitableFor(row);
      sum += count;
      if (onSuitable) for (let k = 0; k < count; k++) onSuitable(row, this.found[k] as number);
    }
    return sum;
  }

  /** Puts the indices of every job that the labourer of a row may be offered into `found`, and says how many. */
  private facing(people: People): (row: number) => number {
    const { masks, runs, found } = this;
    const columns = this.columnsFor(people);
    return (row) => {
      const l = people.rows[row] as LabourerFacts;
      const count = intersection(runs, masks.work(l, runs), columns, row, found);
      const isBarred = l.deliveredJobIds.length + l.refusedEmployerIds.length + l.refusedOccupations.length > 0;
      return isBarred ? this.withoutBarred(l, count) : count;
    };
  }

  /** What was remembered of the same people is used again. */
  private columnsFor(people: People): readonly Column[] {
    if (this.remembered?.people !== people) this.remembered = { people, columns: columnsOf(this.masks, people) };
    return this.remembered.columns;
  }

  /** refusal and repeat: a few jobs of each person's own, too various to be remembered. */
  private withoutBarred(l: LabourerFacts, count: number): number {
    const { found, barred } = this;
    this.bar(l, 1);
    let left = 0;
    for (let k = 0; k < count; k++) {
      const job = found[k] as number;
      if (!barred[job]) found[left++] = job;
    }
    this.bar(l, 0);
    return left;
  }

  private bar({ deliveredJobIds, refusedEmployerIds, refusedOccupations }: LabourerFacts, mark: 0 | 1): void {
    for (const id of deliveredJobIds) this.barJob(this.jobIndex.get(id), mark);
    for (const id of refusedEmployerIds) for (const job of this.employerJobs.get(id) ?? []) this.barJob(job, mark);
    for (const code of refusedOccupations) {
      const runs = this.masks.refused(code);
      for (let r = 0; r < runs.length; r += 2) this.barred.fill(mark, runs[r], runs[r + 1]);
    }
  }

  private barJob(job: number | undefined, mark: 0 | 1): void {
    if (job !== undefined) this.barred[job] = mark;
  }

  private rated(l: LabourerFacts, count: number): number {
    this.worths.face(l);
    this.worths.rate(this.found, this.scores, count);
    return count;
  }
}

/** Gains are told from each other up to here. */
const GREATEST = 2 ** 30;

/** On which terms another candidate would come into the plan for the person of a row; none where it cannot. */
export type TermsOf = (row: number) => readonly Terms[];

type Labourers = readonly LabourerFacts[] | People;

const packed = (labourers: Labourers): People => ('rows' in labourers ? labourers : packPeople(labourers));

/** The same for the same candidates and for others hardly ever; never 0. */
function markOf(jobs: Int32Array, scores: Int32Array, count: number): number {
  let [one, other] = [count, 17];
  for (let k = 0; k < count; k++) {
    one = Math.imul(one ^ (jobs[k] as number), 0x01000193);
    other = Math.imul(other, 31) + (one ^ (scores[k] as number));
  }
  return ((other >>> 0) + 1) * 2 ** 20 + (one >>> 12);
}
