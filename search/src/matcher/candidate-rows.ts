import type { Candidates } from './flow.ts';
import { keepGreatest } from './greatest.ts';

/** Candidates of one block of memory, unless a single row has more. */
const BLOCK = 2 ** 18;

/**
 * Candidates of rows that come in any order, as many as come. Where they become more than there is `room` for, every
 * row keeps its best only, as many as any other; `least` are kept whatever the room.
 */
export class CandidateRows {
  private readonly least: number;
  private readonly room: number;
  private most: number;
  private readonly length: Int32Array;
  /** Where each row stands: in which block, and from where. */
  private readonly block: Int32Array;
  private readonly from: Int32Array;
  private jobs: Int32Array[] = [];
  private scores: Int32Array[] = [];
  private used = BLOCK;
  private size = 0;

  constructor(rows: number, least: number, room = 0) {
    this.least = least;
    this.room = room;
    this.most = room > 0 ? Number.POSITIVE_INFINITY : least;
    this.length = new Int32Array(rows);
    this.block = new Int32Array(rows);
    this.from = new Int32Array(rows);
  }

  /** The first `count` of some jobs and their scores, which may be moved about. */
  put(row: number, jobs: Int32Array, scores: Int32Array, count: number): void {
    this.write(row, jobs, scores, count > this.most ? keepGreatest(jobs, scores, count, this.most) : count);
    if (this.size > this.room && this.most > this.least) this.shrink();
  }

  private write(row: number, jobs: Int32Array, scores: Int32Array, count: number): void {
    if (this.jobs.length === 0 || this.used + count > (this.jobs.at(-1) as Int32Array).length) this.take(count);
    const [jobBlock, scoreBlock] = [this.jobs.at(-1) as Int32Array, this.scores.at(-1) as Int32Array];
    const from = this.used;
    for (let k = 0; k < count; k++) {
      jobBlock[from + k] = jobs[k] as number;
      scoreBlock[from + k] = scores[k] as number;
    }
    this.block[row] = this.jobs.length - 1;
    this.from[row] = from;
    this.length[row] = count;
    this.used += count;
    this.size += count;
  }

  private take(count: number): void {
    this.jobs.push(new Int32Array(Math.max(BLOCK, count)));
    this.scores.push(new Int32Array(Math.max(BLOCK, count)));
    this.used = 0;
  }

  /** A quarter fewer a row until there is some room again. */
  private shrink(): void {
    const wanted = (sum: number, length: number) => sum + Math.min(length, this.most);
    this.most = this.length.reduce((most, length) => Math.max(most, length), this.least);
    while (this.most > this.least && this.length.reduce(wanted, 0) > 0.75 * this.room) {
      this.most = Math.max(this.least, Math.floor(0.75 * this.most));
    }
    const [jobs, scores] = [this.jobs, this.scores];
    [this.jobs, this.scores, this.used, this.size] = [[], [], 0, 0];
    for (let row = 0; row < this.length.length; row++) {
      const [block, from, length] = [this.block[row] as number, this.from[row] as number, this.length[row] as number];
      if (length === 0) continue;
      this.put(row, (jobs[block] as Int32Array).subarray(from), (scores[block] as Int32Array).subarray(from), length);
    }
  }

  inOrder(): Candidates {
    const start = new Int32Array(this.length.length + 1);
    const [job, score] = [new Int32Array(this.size), new Int32Array(this.size)];
    for (let row = 0; row < this.length.length; row++) {
      const [to, from, length] = [start[row] as number, this.from[row] as number, this.length[row] as number];
      start[row + 1] = to + length;
      if (length === 0) continue;
      const [jobs, scores] = [
        this.jobs[this.block[row] as number] as Int32Array,
        this.scores[this.block[row] as number] as Int32Array,
      ];
      for (let k = 0; k < length; k++) {
        job[to + k] = jobs[from + k] as number;
        score[to + k] = scores[from + k] as number;
      }
    }
    return { start, job, score };
  }
}
