import { CandidateRows } from './candidate-rows.ts';
import { columnsOf, intersection } from './columns.ts';
import type { Candidates } from './flow.ts';
import { JobMasks } from './masks.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { type People, packPeople } from './people.ts';
import type { Gain } from './transport.ts';
import { JobWorths } from './worth.ts';

/** Candidates of which a labourer with very many keeps the best only. */
export interface Judged extends Candidates {
  /** Suitable pairs of every labourer, kept or not. */
  readonly suitable: Int32Array;
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
  /** Stretches of the jobs that somebody wants. */
  private readonly runs: Int32Array;
  private readonly barred: Uint8Array;

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
    this.runs = new Int32Array(jobs.length + 2);
    this.barred = new Uint8Array(jobs.length);
  }

  /** The best `most` candidates of each labourer, in the order given; their jobs ascending. */
  judge(labourers: Labourers, most: number, onRow: (row: number) => void = () => {}): Judged {
    const people = packed(labourers);
    const suitableFor = this.facing(people);
    const suitable = new Int32Array(people.rows.length);
    const rows = new CandidateRows(people.rows.length);
    for (const [done, row] of people.byHome.entries()) {
      onRow(done);
      const count = suitableFor(row);
      suitable[row] = count;
      if (count === 0) continue;
      this.rated(people.rows[row] as LabourerFacts, count);
      const kept = count > most ? keepGreatest(this.found, this.scores, count, most) : count;
      rows.put(row, this.found.subarray(0, kept), this.scores.subarray(0, kept));
    }
    return { ...rows.inOrder(), suitable };
  }

  /**
   * Of the jobs suitable for the labourers of some rows that they do not have among their candidates yet, the `most` that
   * come nearest to a gain, where one brings any at all: what the prices of now forbid may be the best of those to come.
   */
  gaining(people: People, rows: Int32Array, had: Candidates, most: number, gain: Gain): Further {
    const suitableFor = this.facing(people);
    const place = new Int32Array(people.rows.length).fill(-1);
    for (const [k, row] of rows.entries()) place[row] = k;
    const chosen = new CandidateRows(rows.length);
    const gains = new Int32Array(this.found.length);
    const greatest = new Float64Array(rows.length);
    for (const row of people.byHome) {
      const k = place[row] as number;
      if (k < 0) continue;
      const own = had.job.subarray(had.start[row], had.start[row + 1]);
      const rated = this.rated(people.rows[row] as LabourerFacts, this.without(own, suitableFor(row)));
      const { count, best } = this.possible(row, rated, gain, gains);
      greatest[k] = best;
      const kept = count > most ? keepGreatest(this.found, gains, count, most) : count;
      this.worths.rate(this.found, this.scores, kept);
      chosen.put(k, this.found.subarray(0, kept), this.scores.subarray(0, kept));
    }
    return { ...chosen.inOrder(), greatest };
  }

  /** Takes some jobs, ascending, out of `found`. */
  private without(jobs: Int32Array, count: number): number {
    let [left, at] = [0, 0];
    for (let k = 0; k < count; k++) {
      const job = this.found[k] as number;
      while (at < jobs.length && (jobs[at] as number) < job) at++;
      if (jobs[at] !== job) this.found[left++] = job;
    }
    return left;
  }

  /** Leaves those in `found` that a plan might use, and their gains beside them; none where no gain is above nought. */
  private possible(row: number, rated: number, gain: Gain, gains: Int32Array): { count: number; best: number } {
    let count = 0;
    let best = 0;
    for (let k = 0; k < rated; k++) {
      const own = gain(row, this.found[k] as number, this.scores[k] as number);
      if (own === Number.NEGATIVE_INFINITY) continue;
      best = Math.max(best, own);
      this.found[count] = this.found[k] as number;
      gains[count++] = Math.max(-GREATEST, Math.min(own, GREATEST));
    }
    return { count: best > 0 ? count : 0, best };
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
    const columns = columnsOf(masks, people);
    return (row) => {
      const l = people.rows[row] as LabourerFacts;
      const count = intersection(runs, masks.work(l, runs), columns, row, found);
      const isBarred = l.deliveredJobIds.length + l.refusedEmployerIds.length + l.refusedOccupations.length > 0;
      return isBarred ? this.withoutBarred(l, count) : count;
    };
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

type Labourers = readonly LabourerFacts[] | People;

const packed = (labourers: Labourers): People => ('rows' in labourers ? labourers : packPeople(labourers));

/** Keeps the `most` greatest scores of a row, the earlier job among equals, still in the order of jobs. */
function keepGreatest(jobs: Int32Array, scores: Int32Array, count: number, most: number): number {
  const least = atRank(scores.slice(0, count), count - most);
  let above = 0;
  for (let k = 0; k < count; k++) if ((scores[k] as number) > least) above++;
  let ties = most - above;
  let to = 0;
  for (let n = 0; n < count; n++) {
    const score = scores[n] as number;
    if (score < least || (score === least && ties-- <= 0)) continue;
    jobs[to] = jobs[n] as number;
    scores[to++] = score;
  }
  return most;
}

/** The value that would stand at a place were the values sorted, least first; moves them about (Hoare's selection). */
function atRank(values: Int32Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const other = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = other;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank] as number;
}
