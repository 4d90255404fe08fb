/** Suitable pairs by person: those of person i stand at `start[i]` to `start[i + 1]` in `job` and `score` (0..999,999). */
export interface Candidates {
  readonly start: Int32Array;
  readonly job: Int32Array;
  readonly score: Int32Array;
}

/** As many offers as can be made at all, and the cut that proves there can be no more. */
export interface Coverage {
  /** 1 where the edge is taken in one such plan. */
  readonly taken: Uint8Array;
  /** People who go short, and everybody whose jobs they compete for. */
  readonly shortPeople: Uint8Array;
  /** The jobs all of those compete for: every place of them is used in every best plan, and by those people alone. */
  readonly fullJobs: Uint8Array;
}

/**
 * Most offers under every person's `need` and every job's `cap`, a pair at most once: a maximum flow by shortest
 * augmenting paths in phases (Hopcroft and Karp, Dinic).
 */
export function coverAsManyAsPossible(edges: Candidates, need: Int32Array, cap: Int32Array): Coverage {
  const flow = new Flow(edges, need, cap);
  flow.takeWhatIsFree();
  while (flow.layOut()) flow.augmentAll();
  const reached = (levels: Int32Array) => Uint8Array.from(levels, (level) => (level >= 0 ? 1 : 0));
  return { taken: flow.taken, shortPeople: reached(flow.personLevel), fullJobs: reached(flow.jobLevel) };
}

class Flow {
  readonly taken: Uint8Array;
  /** Distance from somebody short along moves that are open; -1 out of reach. */
  readonly personLevel: Int32Array;
  readonly jobLevel: Int32Array;
  private readonly edges: Candidates;
  private readonly open: Int32Array;
  private readonly personOf: Int32Array;
  private readonly cap: Int32Array;
  /** Edges taken at job j stand in `slots` from `slotStart[j]`, `fill[j]` of them. */
  private readonly slots: Int32Array;
  private readonly slotStart: Int32Array;
  private readonly fill: Int32Array;
  /** Where the search of this phase stands: next edge of each person, next slot of each job. */
  private readonly edgeAt: Int32Array;
  private readonly slotAt: Int32Array;
  private readonly queue: Int32Array;
  private readonly path: Int32Array;

  constructor(edges: Candidates, need: Int32Array, cap: Int32Array) {
    const [people, jobs] = [need.length, cap.length];
    this.edges = edges;
    this.open = need.slice();
    this.cap = cap;
    this.taken = new Uint8Array(edges.job.length);
    this.personOf = personOfEdges(edges);
    this.slotStart = new Int32Array(jobs + 1);
    for (let j = 0; j < jobs; j++) this.slotStart[j + 1] = (this.slotStart[j] as number) + (cap[j] as number);
    this.slots = new Int32Array(this.slotStart[jobs] as number);
    this.fill = new Int32Array(jobs);
    this.personLevel = new Int32Array(people);
    this.jobLevel = new Int32Array(jobs);
    this.edgeAt = new Int32Array(people);
    this.slotAt = new Int32Array(jobs);
    this.queue = new Int32Array(people);
    this.path = new Int32Array(people);
  }

  private put(edge: number): void {
    const job = this.edges.job[edge] as number;
    const at = this.fill[job] as number;
    this.slots[(this.slotStart[job] as number) + at] = edge;
    this.fill[job] = at + 1;
    this.taken[edge] = 1;
  }

  /** A first plan: those with the fewest jobs choose first, and the jobs that fewest ask for. */
  takeWhatIsFree(): void {
    const { start, job } = this.edges;
    const degree = (i: number) => (start[i + 1] as number) - (start[i] as number);
    const order = Int32Array.from(this.open.keys()).sort((a, b) => degree(a) - degree(b) || a - b);
    const pressure = new Float64Array(this.cap.length);
    for (let e = 0; e < job.length; e++) pressure[job[e] as number] = (pressure[job[e] as number] as number) + 1;
    for (let j = 0; j < pressure.length; j++) pressure[j] = (pressure[j] as number) / (this.cap[j] as number);
    for (const i of order) this.takeLeastAsked(i, pressure);
  }

  /** Free places for a person, as many as they need, at the jobs that fewest ask for. */
  private takeLeastAsked(person: number, pressure: Float64Array): void {
    const { start, job } = this.edges;
    const most = this.open[person] as number;
    const best: number[] = [];
    let greatest = Number.POSITIVE_INFINITY;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end && most > 0; e++) {
      const to = job[e] as number;
      const asked = pressure[to] as number;
      if (asked >= greatest || (this.fill[to] as number) >= (this.cap[to] as number)) continue;
      let at = best.length < most ? best.length : most - 1;
      for (; at > 0 && (pressure[job[best[at - 1] as number] as number] as number) > asked; at--) {
        best[at] = best[at - 1] as number;
      }
      best[at] = e;
      if (best.length === most) greatest = pressure[job[best[most - 1] as number] as number] as number;
    }
    for (const e of best) this.put(e);
    this.open[person] = most - best.length;
  }

  /** Levels outward from all who go short; true when a free place is in reach. */
  layOut(): boolean {
    this.personLevel.fill(-1);
    this.jobLevel.fill(-1);
    let size = 0;
    for (let i = 0; i < this.open.length; i++) {
      if ((this.open[i] as number) <= 0) continue;
      this.personLevel[i] = 0;
      this.queue[size++] = i;
    }
    let nearest = -1;
    for (let at = 0; at < size; at++) {
      const person = this.queue[at] as number;
      const level = (this.personLevel[person] as number) + 1;
      if (nearest >= 0 && level > nearest) break;
      const found = this.layOutFrom(person, level, size);
      if (found < 0) nearest = level;
      else size = found;
    }
    return nearest >= 0;
  }

  /** Reaches the jobs a person may turn to and the people there; -1 when one has a free place, else the queue's size. */
  private layOutFrom(person: number, level: number, queued: number): number {
    const { start, job } = this.edges;
    let size = queued;
    let isFree = false;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
      const to = job[e] as number;
      if (this.taken[e] || (this.jobLevel[to] as number) >= 0) continue;
      this.jobLevel[to] = level;
      if ((this.fill[to] as number) < (this.cap[to] as number)) isFree = true;
      const from = this.slotStart[to] as number;
      for (let k = from, last = from + (this.fill[to] as number); k < last; k++) {
        const holder = this.personOf[this.slots[k] as number] as number;
        if ((this.personLevel[holder] as number) >= 0) continue;
        this.personLevel[holder] = level + 1;
        this.queue[size++] = holder;
      }
    }
    return isFree ? -1 : size;
  }

  augmentAll(): void {
    this.slotAt.fill(0);
    this.edgeAt.set(this.edges.start.subarray(0, this.edgeAt.length));
    for (let i = 0; i < this.open.length; i++) {
      while ((this.open[i] as number) > 0 && this.augment(i)) this.open[i] = (this.open[i] as number) - 1;
    }
  }

  /** One path of moves from a person to a free place, depth first along the levels. */
  private augment(root: number): boolean {
    const { start, job } = this.edges;
    let depth = 0;
    this.path[0] = root;
    while (depth >= 0) {
      const person = this.path[depth] as number;
      const e = this.edgeAt[person] as number;
      if (e === start[person + 1]) {
        if (--depth >= 0) this.tryNextSlot(this.path[depth] as number);
        continue;
      }
      const to = job[e] as number;
      const isNext = !this.taken[e] && this.jobLevel[to] === (this.personLevel[person] as number) + 1;
      if (isNext && (this.fill[to] as number) < (this.cap[to] as number)) {
        this.shift(depth);
        return true;
      }
      const holder = isNext ? this.nextHolder(to) : -1;
      if (holder >= 0) this.path[++depth] = holder;
      else this.edgeAt[person] = e + 1;
    }
    return false;
  }

  private tryNextSlot(person: number): void {
    const job = this.edges.job[this.edgeAt[person] as number] as number;
    this.slotAt[job] = (this.slotAt[job] as number) + 1;
  }

  private nextHolder(job: number): number {
    const level = (this.jobLevel[job] as number) + 1;
    const from = this.slotStart[job] as number;
    for (let k = this.slotAt[job] as number; k < (this.fill[job] as number); k++) {
      const holder = this.personOf[this.slots[from + k] as number] as number;
      this.slotAt[job] = k;
      if (this.personLevel[holder] === level) return holder;
    }
    this.slotAt[job] = this.fill[job] as number;
    return -1;
  }

  /** Everybody on the path takes the place of the next one, the last a free one. */
  private shift(depth: number): void {
    this.put(this.edgeAt[this.path[depth] as number] as number);
    for (let k = depth - 1; k >= 0; k--) {
      const edge = this.edgeAt[this.path[k] as number] as number;
      const job = this.edges.job[edge] as number;
      const slot = (this.slotStart[job] as number) + (this.slotAt[job] as number);
      this.taken[this.slots[slot] as number] = 0;
      this.slots[slot] = edge;
      this.taken[edge] = 1;
    }
  }
}

export function personOfEdges(edges: Candidates): Int32Array {
  const personOf = new Int32Array(edges.job.length);
  for (let i = 0; i + 1 < edges.start.length; i++) personOf.fill(i, edges.start[i], edges.start[i + 1]);
  return personOf;
}
