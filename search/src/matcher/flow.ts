/**
 * Suitable pairs by person: those of person i stand at `start[i]` to `start[i + 1]` in `job`, ascending, and `score`
 * (0..999,999).
 */
export interface Candidates {
  readonly start: Int32Array;
  readonly job: Int32Array;
  readonly score: Int32Array;
}

/** How many offers can be made at all, and the cut that proves there can be no more. */
export interface Coverage {
  readonly kept: number;
  /** People who go short, and everybody whose jobs they compete for. */
  readonly shortPeople: Uint8Array;
  /** The jobs all of those compete for: every place of them is used in every best plan, and by those people alone. */
  readonly fullJobs: Uint8Array;
  /** One plan that keeps as many: at job j, the people from `slotStart[j]` on, `fill[j]` of them. */
  readonly slotStart: Int32Array;
  readonly fill: Int32Array;
  readonly holders: Int32Array;
}

/**
 * Most offers under every person's `need` and every job's `cap`, a pair at most once: a maximum flow by shortest
 * augmenting paths in phases (Hopcroft and Karp, Dinic). What a phase looks through is kept small: nobody who can turn to
 * a free place is passed, and a job found full is not looked at for a free place again. It starts from the plan that was
 * found `before`, over fewer candidates of the same people, where there is one.
 */
export function coverAsManyAsPossible(
  edges: Candidates,
  need: Int32Array,
  cap: Int32Array,
  before?: Coverage,
): Coverage {
  const flow = new Flow(edges, need, cap);
  if (before) flow.takeAsBefore(before);
  flow.takeWhatIsFree();
  while (flow.layOut()) flow.augmentAll();
  const reached = (levels: Int32Array) => Uint8Array.from(levels, (level) => (level >= 0 ? 1 : 0));
  const { kept, slotStart, fill, holders } = flow;
  const [shortPeople, fullJobs] = [reached(flow.personLevel), reached(flow.jobLevel)];
  return { kept, shortPeople, fullJobs, slotStart, fill, holders };
}

class Flow {
  kept = 0;
  /** Moves from somebody short, along those that are open; -1 out of reach. A job's is that of who might turn to it. */
  readonly personLevel: Int32Array;
  readonly jobLevel: Int32Array;
  private readonly edges: Candidates;
  private readonly taken: Uint8Array;
  private readonly open: Int32Array;
  private readonly cap: Int32Array;
  /** Edges taken at job j stand in `slots` from `slotStart[j]`, `fill[j]` of them, and whose they are in `holders`. */
  private readonly slots: Int32Array;
  readonly holders: Int32Array;
  readonly slotStart: Int32Array;
  readonly fill: Int32Array;
  /** Edges of each person before this one lead to full jobs, or were taken: those to be free again lead to full ones. */
  private readonly freeAt: Int32Array;
  /** Level of the nearest who can turn to a free place. */
  private nearest = -1;
  /** Where the search of this phase stands: next edge of each person, next slot of each job. */
  private readonly edgeAt: Int32Array;
  private readonly slotAt: Int32Array;
  /** The people of a path, and whose place at the job between them the earlier one is to take. */
  private readonly path: Int32Array;
  private readonly pathSlot: Int32Array;

  constructor(edges: Candidates, need: Int32Array, cap: Int32Array) {
    const [people, jobs] = [need.length, cap.length];
    this.edges = edges;
    this.open = need.slice();
    this.cap = cap;
    this.taken = new Uint8Array(edges.job.length);
    this.slotStart = new Int32Array(jobs + 1);
    for (let j = 0; j < jobs; j++) this.slotStart[j + 1] = (this.slotStart[j] as number) + (cap[j] as number);
    this.slots = new Int32Array(this.slotStart[jobs] as number);
    this.holders = new Int32Array(this.slots.length);
    this.fill = new Int32Array(jobs);
    this.personLevel = new Int32Array(people);
    this.jobLevel = new Int32Array(jobs);
    this.freeAt = edges.start.slice(0, people);
    this.edgeAt = new Int32Array(people);
    this.slotAt = new Int32Array(jobs);
    this.path = new Int32Array(people);
    this.pathSlot = new Int32Array(people);
  }

  private put(person: number, edge: number): void {
    const job = this.edges.job[edge] as number;
    const slot = (this.slotStart[job] as number) + (this.fill[job] as number);
    this.slots[slot] = edge;
    this.holders[slot] = person;
    this.fill[job] = (this.fill[job] as number) + 1;
    this.taken[edge] = 1;
    this.kept++;
  }

  takeAsBefore({ slotStart, fill, holders }: Coverage): void {
    for (let job = 0; job < fill.length; job++) {
      const from = slotStart[job] as number;
      for (let slot = from, end = from + (fill[job] as number); slot < end; slot++) {
        const person = holders[slot] as number;
        this.put(person, edgeOf(this.edges, person, job));
        this.open[person] = (this.open[person] as number) - 1;
      }
    }
  }

  /** A first plan: those with the fewest jobs choose first, and the jobs that fewest ask for. */
  takeWhatIsFree(): void {
    const { start, job } = this.edges;
    const pressure = new Float64Array(this.cap.length);
    for (let e = 0; e < job.length; e++) pressure[job[e] as number] = (pressure[job[e] as number] as number) + 1;
    for (let j = 0; j < pressure.length; j++) pressure[j] = (pressure[j] as number) / (this.cap[j] as number);
    const best = new Int32Array(this.open.reduce((most, need) => Math.max(most, need), 0));
    for (const i of byDegree(start)) this.takeLeastAsked(i, pressure, best);
  }

  /** Free places for a person, as many as they need, at the jobs that fewest ask for. */
  private takeLeastAsked(person: number, pressure: Float64Array, best: Int32Array): void {
    const { start, job } = this.edges;
    const most = this.open[person] as number;
    let found = 0;
    let greatest = Number.POSITIVE_INFINITY;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end && most > 0; e++) {
      const to = job[e] as number;
      const asked = pressure[to] as number;
      if (asked >= greatest || (this.fill[to] as number) >= (this.cap[to] as number) || this.taken[e]) continue;
      let at = found < most ? found++ : most - 1;
      for (; at > 0 && (pressure[job[best[at - 1] as number] as number] as number) > asked; at--) {
        best[at] = best[at - 1] as number;
      }
      best[at] = e;
      if (found === most) greatest = pressure[job[best[most - 1] as number] as number] as number;
    }
    for (let k = 0; k < found; k++) this.put(person, best[k] as number);
    this.open[person] = most - found;
  }

  /** Levels outward from all who go short; true when a free place is in reach. */
  layOut(): boolean {
    this.personLevel.fill(-1);
    this.jobLevel.fill(-1);
    this.nearest = -1;
    const queue = this.path;
    let size = 0;
    for (let i = 0; i < this.open.length; i++) {
      if ((this.open[i] as number) <= 0) continue;
      this.personLevel[i] = 0;
      queue[size++] = i;
    }
    for (let at = 0; at < size; at++) {
      const person = queue[at] as number;
      const level = this.personLevel[person] as number;
      if (this.nearest >= 0 && level > this.nearest) break;
      if (this.nextFree(person) >= 0) this.nearest = level;
      if (this.nearest < 0) size = this.layOutFrom(person, level, size);
    }
    return this.nearest >= 0;
  }

  /** Reaches the jobs a person may turn to, all full, and the people there; how many then queue. */
  private layOutFrom(person: number, level: number, queued: number): number {
    const { start, job } = this.edges;
    let size = queued;
    for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
      const to = job[e] as number;
      if ((this.jobLevel[to] as number) >= 0 || this.taken[e]) continue;
      this.jobLevel[to] = level;
      const from = this.slotStart[to] as number;
      for (let slot = from, last = from + (this.fill[to] as number); slot < last; slot++) {
        const holder = this.holders[slot] as number;
        if ((this.personLevel[holder] as number) >= 0) continue;
        this.personLevel[holder] = level + 1;
        this.path[size++] = holder;
      }
    }
    return size;
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
    this.path[0] = root;
    let depth = 0;
    while (depth >= 0) {
      const person = this.path[depth] as number;
      const free = depth === this.nearest ? this.nextFree(person) : -1;
      if (free >= 0) {
        this.shift(depth, free);
        return true;
      }
      const slot = depth < this.nearest ? this.nextPlace(person, depth) : -1;
      if (slot < 0) depth--;
      else {
        this.pathSlot[depth++] = slot;
        this.path[depth] = this.holders[slot] as number;
      }
    }
    return false;
  }

  /** An edge of a person to a job with a free place; -1 where there is none, and never will be. */
  private nextFree(person: number): number {
    const { job, start } = this.edges;
    const end = start[person + 1] as number;
    let e = this.freeAt[person] as number;
    for (; e < end; e++) {
      const to = job[e] as number;
      if ((this.fill[to] as number) < (this.cap[to] as number) && !this.taken[e]) break;
    }
    this.freeAt[person] = e;
    return e < end ? e : -1;
  }

  /** The place, at a job the person might have, of somebody one move further; -1 where there is none left. */
  private nextPlace(person: number, level: number): number {
    const { job, start } = this.edges;
    const end = start[person + 1] as number;
    for (let e = this.edgeAt[person] as number; e < end; e++) {
      if (this.jobLevel[job[e] as number] !== level || this.taken[e]) continue;
      const slot = this.nextHolder(job[e] as number, level + 1);
      if (slot < 0) continue;
      this.edgeAt[person] = e;
      return slot;
    }
    this.edgeAt[person] = end;
    return -1;
  }

  private nextHolder(job: number, level: number): number {
    const from = this.slotStart[job] as number;
    const end = from + (this.fill[job] as number);
    for (let slot = from + (this.slotAt[job] as number); slot < end; slot++) {
      if (this.personLevel[this.holders[slot] as number] !== level) continue;
      this.slotAt[job] = slot + 1 - from;
      return slot;
    }
    this.slotAt[job] = end - from;
    return -1;
  }

  /** Everybody on the path takes the place of the next one, the last a free one. */
  private shift(depth: number, free: number): void {
    this.put(this.path[depth] as number, free);
    for (let k = depth - 1; k >= 0; k--) {
      const person = this.path[k] as number;
      const [edge, slot] = [this.edgeAt[person] as number, this.pathSlot[k] as number];
      this.taken[this.slots[slot] as number] = 0;
      this.slots[slot] = edge;
      this.holders[slot] = person;
      this.taken[edge] = 1;
    }
  }
}

/** The edge between two that have one. */
export function edgeOf({ start, job: jobs }: Candidates, person: number, job: number): number {
  let [low, high] = [start[person] as number, (start[person + 1] as number) - 1];
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((jobs[mid] as number) < job) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** People with any edges, those with fewest first. */
function byDegree(start: Int32Array): number[] {
  const people = start.length - 1;
  const keys = new Float64Array(people);
  for (let i = 0; i < people; i++) keys[i] = ((start[i + 1] as number) - (start[i] as number)) * people + i;
  const order: number[] = [];
  for (const key of keys.sort()) if (key >= people) order.push(key % people);
  return order;
}

export function personOfEdges(edges: Candidates): Int32Array {
  const personOf = new Int32Array(edges.job.length);
  for (let i = 0; i + 1 < edges.start.length; i++) personOf.fill(i, edges.start[i], edges.start[i + 1]);
  return personOf;
}
