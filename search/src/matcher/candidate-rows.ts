import type { Candidates } from './flow.ts';

/** Candidates of rows that come in any order, as many as come. */
export class CandidateRows {
  private readonly from: Int32Array;
  private readonly length: Int32Array;
  private job = new Int32Array(2 ** 16);
  private score = new Int32Array(2 ** 16);
  private size = 0;

  constructor(rows: number) {
    this.from = new Int32Array(rows);
    this.length = new Int32Array(rows);
  }

  put(row: number, jobs: Int32Array, scores: Int32Array): void {
    const size = this.size + jobs.length;
    if (size > this.job.length) {
      this.job = longer(this.job, size);
      this.score = longer(this.score, size);
    }
    this.job.set(jobs, this.size);
    this.score.set(scores, this.size);
    this.from[row] = this.size;
    this.length[row] = jobs.length;
    this.size = size;
  }

  inOrder(): Candidates {
    const start = new Int32Array(this.from.length + 1);
    const [job, score] = [new Int32Array(this.size), new Int32Array(this.size)];
    for (let row = 0; row < this.from.length; row++) {
      const [to, from, length] = [start[row] as number, this.from[row] as number, this.length[row] as number];
      job.set(this.job.subarray(from, from + length), to);
      score.set(this.score.subarray(from, from + length), to);
      start[row + 1] = to + length;
    }
    return { start, job, score };
  }
}

/** The same numbers with room for at least `least`, and as many again as there were. */
function longer(column: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(least, 2 * column.length));
  grown.set(column);
  return grown;
}
