import type { Candidates } from './flow.ts';
import { JobMasks, type Mask } from './masks.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { JobWorths } from './worth.ts';

/** Candidates of which a labourer with very many keeps the best only. */
export interface Judged extends Candidates {
  /** Suitable pairs of every labourer, kept or not. */
  readonly suitable: Int32Array;
}

/**
 * Judges labourers against one set of jobs by masks: pair for pair what `fits` and `score` say of them.
 * Jobs should come sorted by region code.
 */
export class BatchJudge {
  private readonly masks: JobMasks;
  private readonly worths: JobWorths;
  private readonly jobIndex: Map<string, number>;
  private readonly employerJobs = new Map<string, number[]>();
  private found = new Int32Array(1024);

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
  }

  /** The best `most` candidates of each labourer, in the order given; their jobs ascending. */
  judge(labourers: readonly LabourerFacts[], most: number, onRow: (row: number) => void = () => {}): Judged {
    const kept = new Growing();
    const start = new Int32Array(labourers.length + 1);
    const suitable = new Int32Array(labourers.length);
    labourers.forEach((l, row) => {
      onRow(row);
      const count = this.suitableFor(l);
      suitable[row] = count;
      if (count > 0) this.keepBest(l, count, most, kept);
      start[row + 1] = kept.size;
    });
    return { start, job: kept.jobs.slice(0, kept.size), score: kept.scores.slice(0, kept.size), suitable };
  }

  /** Judges only: how many pairs of these labourers are suitable. `onSuitable` is told row and job of each. */
  countSuitable(labourers: readonly LabourerFacts[], onSuitable?: (row: number, job: number) => void): number {
    let sum = 0;
    labourers.forEach((l, row) => {
      const count = this.suitableFor(l);
      sum += count;
      if (onSuitable) for (let k = 0; k < count; k++) onSuitable(row, this.found[k] as number);
    });
    return sum;
  }

  /** Indices of every job the labourer may be offered, into `found`; how many. */
  private suitableFor(l: LabourerFacts): number {
    const place = this.masks.place(l);
    if (place.from === place.to) return 0;
    const { mask, from, to } = place;
    const [trade, terms] = [this.masks.trade(l, from, to), this.masks.terms(l)];
    const [body, hours] = [this.masks.body(l), this.masks.hours(l)];
    const count = intersection(mask, trade, terms, body, hours, from, to, this.found);
    const isBarred = l.deliveredJobIds.length > 0 || l.refusedEmployerIds.length > 0;
    return isBarred ? this.withoutBarred(l, count) : count;
  }

  /** refusal of employers and repeat: a few jobs of each person's own, too various for masks. */
  private withoutBarred(l: LabourerFacts, count: number): number {
    const barred = new Set<number | undefined>(l.deliveredJobIds.map((id) => this.jobIndex.get(id)));
    for (const id of l.refusedEmployerIds) for (const job of this.employerJobs.get(id) ?? []) barred.add(job);
    let left = 0;
    for (let k = 0; k < count; k++) {
      const job = this.found[k] as number;
      if (!barred.has(job)) this.found[left++] = job;
    }
    return left;
  }

  private keepBest(l: LabourerFacts, count: number, most: number, kept: Growing): void {
    this.worths.face(l);
    const from = kept.room(count);
    for (let k = 0; k < count; k++) {
      const job = this.found[k] as number;
      kept.jobs[from + k] = job;
      kept.scores[from + k] = this.worths.of(job);
    }
    kept.size = from + (count > most ? keepGreatest(kept, from, count, most) : count);
  }
}

/** Jobs in all five masks, by index, into `found`. */
function intersection(
  a: Mask,
  b: Mask,
  c: Mask,
  d: Mask,
  e: Mask,
  from: number,
  to: number,
  found: Int32Array,
): number {
  let count = 0;
  for (let w = from; w < to; w++) {
    let word = (a[w] as number) & (b[w] as number) & (c[w] as number) & (d[w] as number) & (e[w] as number);
    while (word !== 0) {
      const lowest = word & -word;
      found[count++] = (w << 5) + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return count;
}

/** Keeps the `most` greatest scores of a row, the earlier job among equals, still in the order of jobs. */
function keepGreatest({ jobs, scores }: Growing, from: number, count: number, most: number): number {
  const least = scores.slice(from, from + count).sort()[count - most] as number;
  let above = 0;
  for (let k = from; k < from + count; k++) if ((scores[k] as number) > least) above++;
  let ties = most - above;
  let to = from;
  for (let k = from; k < from + count; k++) {
    const score = scores[k] as number;
    if (score < least || (score === least && ties-- <= 0)) continue;
    jobs[to] = jobs[k] as number;
    scores[to++] = score;
  }
  return most;
}

class Growing {
  jobs = new Int32Array(1 << 16);
  scores = new Int32Array(1 << 16);
  size = 0;

  /** Makes room for `more` and says where they go. */
  room(more: number): number {
    if (this.size + more > this.jobs.length) {
      const length = Math.max(this.jobs.length * 2, this.size + more);
      const [jobs, scores] = [new Int32Array(length), new Int32Array(length)];
      jobs.set(this.jobs);
      scores.set(this.scores);
      this.jobs = jobs;
      this.scores = scores;
    }
    return this.size;
  }
}
