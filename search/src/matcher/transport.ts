/**
 * An exact solver for the transport problem of offers: every person takes at most `need` jobs, every job at most its
 * `cap` people, a pair at most once; first as many offers as can be made, then the greatest sum of scores.
 *
 * Primal-dual: everybody first holds the jobs best for them, whatever the caps; then each unit too many at a job is
 * moved along the cheapest chain (this person to their next job, that job's least loser onward …) to a free place or
 * to somebody's giving up. Prices of jobs and profits of people prove the result: no single edge could improve it.
 */

/** Suitable pairs by person: those of person i stand at `start[i]` to `start[i + 1]` in `job` and `score` (0..999,999). */
export interface Candidates {
  readonly start: Int32Array;
  readonly job: Int32Array;
  readonly score: Int32Array;
}

export interface Transport {
  /** 1 where the edge is taken. */
  readonly taken: Uint8Array;
  /** Price of each job's place; 0 where one is free. */
  readonly price: Float64Array;
  /** What a further place would be worth to each person, bonus for an offer included. */
  readonly profit: Float64Array;
}

/**
 * Worth of an offer as such. A chain of moves displaces at most one score per job it passes, so this outweighs any sum
 * of scores on chains through 68,000 jobs; all values stay whole numbers far below 2^53.
 */
export const OFFER = 2 ** 36;

export function solveTransport(edges: Candidates, need: Int32Array, cap: Int32Array): Transport {
  const solver = new Solver(edges, need, cap);
  solver.choose();
  for (let job = 0; job < cap.length; job++) solver.settle(job);
  return { taken: solver.taken, price: solver.price, profit: solver.profit };
}

class Solver {
  readonly taken: Uint8Array;
  readonly price: Float64Array;
  readonly profit: Float64Array;
  private readonly edges: Candidates;
  private readonly need: Int32Array;
  private readonly cap: Int32Array;
  private readonly people: number;
  private readonly personOf: Int32Array;
  /** The edges taken at each job as a doubly linked list: head by job, next and previous by edge; -1 ends it. */
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly fill: Int32Array;
  /** Of the search under way: nodes are people, then jobs, then the sink. */
  private readonly distance: Float64Array;
  private readonly reachedBy: Int32Array;
  private readonly seen: Int32Array;
  private readonly done: Int32Array;
  private round = 0;
  private visited: Int32Array;
  private visits = 0;
  private readonly heap = new Heap();

  constructor(edges: Candidates, need: Int32Array, cap: Int32Array) {
    const [people, jobs, count] = [need.length, cap.length, edges.job.length];
    this.edges = edges;
    this.need = need;
    this.cap = cap;
    this.people = people;
    this.taken = new Uint8Array(count);
    this.price = new Float64Array(jobs);
    this.profit = new Float64Array(people);
    this.personOf = new Int32Array(count);
    for (let i = 0; i < people; i++) this.personOf.fill(i, edges.start[i], edges.start[i + 1]);
    this.head = new Int32Array(jobs).fill(-1);
    this.next = new Int32Array(count);
    this.previous = new Int32Array(count);
    this.fill = new Int32Array(jobs);
    const nodes = people + jobs + 1;
    this.distance = new Float64Array(nodes);
    this.reachedBy = new Int32Array(nodes);
    this.seen = new Int32Array(nodes);
    this.done = new Int32Array(nodes);
    this.visited = new Int32Array(nodes);
  }

  private take(edge: number): void {
    const job = this.edges.job[edge] as number;
    const first = this.head[job] as number;
    this.taken[edge] = 1;
    this.next[edge] = first;
    this.previous[edge] = -1;
    if (first >= 0) this.previous[first] = edge;
    this.head[job] = edge;
    this.fill[job]!++;
  }

  private release(edge: number): void {
    const job = this.edges.job[edge] as number;
    const [before, after] = [this.previous[edge] as number, this.next[edge] as number];
    this.taken[edge] = 0;
    if (before >= 0) this.next[before] = after;
    else this.head[job] = after;
    if (after >= 0) this.previous[after] = before;
    this.fill[job]!--;
  }

  /** Everybody takes their best jobs as if there were no caps; the next best sets what a place is worth to them. */
  choose(): void {
    const { start, score } = this.edges;
    for (let i = 0; i < this.people; i++) {
      const [from, to, places] = [start[i] as number, start[i + 1] as number, this.need[i] as number];
      if (to - from <= places) {
        for (let e = from; e < to; e++) this.take(e);
        continue;
      }
      const order = Int32Array.from({ length: to - from }, (_, k) => from + k);
      order.sort((a, b) => (score[b] as number) - (score[a] as number) || a - b);
      for (let k = 0; k < places; k++) this.take(order[k] as number);
      this.profit[i] = OFFER + (score[order[places] as number] as number);
    }
  }

  /** Moves what a job holds beyond its cap elsewhere, one unit after the other, each by the cheapest chain. */
  settle(job: number): void {
    while ((this.fill[job] as number) > (this.cap[job] as number)) {
      this.search(this.people + job);
      this.shift(this.people + job);
    }
  }

  private reach(node: number, distance: number, edge: number): void {
    if (this.seen[node] === this.round) {
      if (distance >= (this.distance[node] as number)) return;
    } else {
      this.seen[node] = this.round;
    }
    this.distance[node] = distance;
    this.reachedBy[node] = edge;
    this.heap.push(distance, node);
  }

  /** Dijkstra on reduced costs from a job that holds too much until the sink is nearest; then the prices follow. */
  private search(source: number): void {
    this.round++;
    this.visits = 0;
    this.heap.clear();
    const sink = this.people + this.cap.length;
    this.reach(source, 0, -1);
    for (;;) {
      const node = this.heap.pop();
      if (this.done[node] === this.round) continue;
      if (node === sink) break;
      this.done[node] = this.round;
      this.visited[this.visits++] = node;
      if (node < this.people) this.leavePerson(node, sink);
      else this.leaveJob(node - this.people, sink);
    }
    this.reprice(this.distance[sink] as number);
  }

  private leaveJob(job: number, sink: number): void {
    const base = this.distance[this.people + job] as number;
    if ((this.fill[job] as number) < (this.cap[job] as number)) {
      // A job with a free place has price 0: its place costs nothing.
      this.reach(sink, base, job);
      return;
    }
    const { score } = this.edges;
    const price = this.price[job] as number;
    for (let e = this.head[job] as number; e >= 0; e = this.next[e] as number) {
      const person = this.personOf[e] as number;
      if (this.done[person] === this.round) continue;
      this.reach(person, base + (OFFER + (score[e] as number) - price - (this.profit[person] as number)), e);
    }
  }

  private leavePerson(person: number, sink: number): void {
    const { start, job, score } = this.edges;
    const base = (this.distance[person] as number) + (this.profit[person] as number);
    this.reach(sink, base, -1 - person);
    const most = this.distance[sink] as number;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
      if (this.taken[e]) continue;
      const to = job[e] as number;
      const distance = base - (OFFER + (score[e] as number) - (this.price[to] as number));
      if (distance < most) this.reach(this.people + to, distance, e);
    }
  }

  private reprice(distance: number): void {
    for (let k = 0; k < this.visits; k++) {
      const node = this.visited[k] as number;
      const gap = distance - (this.distance[node] as number);
      if (node < this.people) this.profit[node]! -= gap;
      else this.price[node - this.people]! += gap;
    }
  }

  /** Walks the chain back from the sink: each job passed on is taken by the person who lets another go. */
  private shift(source: number): void {
    const end = this.reachedBy[this.people + this.cap.length] as number;
    let node = end < 0 ? -1 - end : this.people + end;
    while (node !== source) {
      const edge = this.reachedBy[node] as number;
      if (node < this.people) {
        this.release(edge);
        node = this.people + (this.edges.job[edge] as number);
      } else {
        this.take(edge);
        node = this.personOf[edge] as number;
      }
    }
  }
}

/** A binary heap of nodes by distance; a node may stand in it more than once, the nearest comes first. */
class Heap {
  private keys = new Float64Array(1024);
  private nodes = new Int32Array(1024);
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  push(key: number, node: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, nodes } = this;
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((keys[up] as number) <= key) break;
      keys[at] = keys[up] as number;
      nodes[at] = nodes[up] as number;
      at = up;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  pop(): number {
    const { keys, nodes } = this;
    const top = nodes[0] as number;
    const size = --this.size;
    const [key, node] = [keys[size] as number, nodes[size] as number];
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && (keys[down + 1] as number) < (keys[down] as number)) down++;
      if ((keys[down] as number) >= key) break;
      keys[at] = keys[down] as number;
      nodes[at] = nodes[down] as number;
      at = down;
    }
    keys[at] = key;
    nodes[at] = node;
    return top;
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    const nodes = new Int32Array(keys.length);
    keys.set(this.keys);
    nodes.set(this.nodes);
    this.keys = keys;
    this.nodes = nodes;
  }
}
