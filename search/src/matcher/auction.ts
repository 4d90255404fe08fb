/** Bidders and the objects each may have, with whole-number values, greatest first; by bidder, as `Candidates` are by person. */
export interface Market {
  readonly start: Int32Array;
  readonly object: Int32Array;
  readonly value: Int32Array;
}

/** Bids of somebody who has no other choice: above any price that the rest can reach. */
const WHATEVER_IT_TAKES = 2 ** 40;
/** Objects bid for at once; more would cost sorting and win nothing. */
const AT_ONCE = 8;
/** Stands for nobody: the bid of a place itself. */
const NO_EDGE = -1;

/**
 * Auction (Bertsekas) in which every bidder must get `want` different objects and every object takes `room` bidders;
 * a plan that satisfies all must exist. Each bidder in turn bids for the objects of most value to them less the
 * price, as high as they may without preferring the next best by more than `step`; the lowest bid at a full object
 * goes and bids again. Prices start at nought and rise only where an object is full, so the sum of values ends within
 * `step` for each thing wanted of the greatest possible. Where the places of an object `ask` for something from the
 * start, what the places taken ask counts against the sum.
 */
export function auction(market: Market, want: Int32Array, room: Int32Array, step: number, ask?: Ask): Outcome {
  const house = new AuctionHouse(market, want, room, step);
  if (ask) house.open(ask);
  house.run();
  return { taken: house.taken, price: house.price };
}

/** What the n-th place at an object, from 0, asks for; never less than the one before it. */
export type Ask = (object: number, n: number) => number;

export interface Outcome {
  /** 1 per edge taken. */
  readonly taken: Uint8Array;
  /** What a place at each object costs; 0 where one is free. */
  readonly price: Float64Array;
}

class AuctionHouse {
  readonly taken: Uint8Array;
  private readonly market: Market;
  private readonly room: Int32Array;
  private readonly step: number;
  readonly price: Float64Array;
  private readonly bidderOf: Int32Array;
  /** The bids that stand at object j: a heap, lowest first, from `heapStart[j]`, `size[j]` long. */
  private readonly bids: Float64Array;
  private readonly bidEdges: Int32Array;
  private readonly heapStart: Int32Array;
  private readonly size: Int32Array;
  /** What each bidder still lacks, and the bidders who lack something: a stack, each once. */
  private readonly lack: Int32Array;
  private readonly waiting: Int32Array;
  private waitingCount = 0;
  private readonly bestEdge = new Int32Array(AT_ONCE + 1);
  private readonly bestWorth = new Float64Array(AT_ONCE + 1);

  constructor(market: Market, want: Int32Array, room: Int32Array, step: number) {
    this.market = market;
    this.room = room;
    this.step = step;
    this.taken = new Uint8Array(market.object.length);
    // What takes nobody is out of anyone's reach.
    this.price = Float64Array.from(room, (places) => (places > 0 ? 0 : Number.POSITIVE_INFINITY));
    this.bidderOf = new Int32Array(market.object.length);
    this.heapStart = new Int32Array(room.length + 1);
    for (let j = 0; j < room.length; j++) this.heapStart[j + 1] = (this.heapStart[j] as number) + (room[j] as number);
    this.bids = new Float64Array(this.heapStart[room.length] as number);
    this.bidEdges = new Int32Array(this.bids.length);
    this.size = new Int32Array(room.length);
    this.lack = want.slice();
    this.waiting = new Int32Array(want.length);
    for (let i = want.length - 1; i >= 0; i--) {
      this.bidderOf.fill(i, market.start[i], market.start[i + 1]);
      if ((want[i] as number) > 0) this.waiting[this.waitingCount++] = i;
    }
  }

  /** Every place stands as if it were taken at what it asks: the cheapest goes first, and nobody is sent away for it. */
  open(ask: Ask): void {
    for (let j = 0; j < this.room.length; j++) {
      const [from, places] = [this.heapStart[j] as number, this.room[j] as number];
      for (let n = 0; n < places; n++) {
        this.bids[from + n] = ask(j, n);
        this.bidEdges[from + n] = NO_EDGE;
      }
      this.size[j] = places;
      if (places > 0) this.price[j] = this.bids[from] as number;
    }
  }

  run(): void {
    while (this.waitingCount > 0) {
      const bidder = this.waiting[--this.waitingCount] as number;
      while ((this.lack[bidder] as number) > 0) this.bid(bidder);
    }
  }

  private bid(bidder: number): void {
    const units = Math.min(this.lack[bidder] as number, AT_ONCE);
    const found = this.rank(bidder, units + 1);
    const { bestEdge, bestWorth } = this;
    for (let k = 0; k < Math.min(units, found); k++) {
      const edge = bestEdge[k] as number;
      const price = this.price[this.market.object[edge] as number] as number;
      const over =
        found > units ? (bestWorth[k] as number) - (bestWorth[units] as number) + this.step : WHATEVER_IT_TAKES;
      this.lack[bidder] = (this.lack[bidder] as number) - 1;
      this.place(edge, price + over);
    }
  }

  /** The best objects the bidder does not hold, most worth first, into `bestEdge` and `bestWorth`; how many there are. */
  private rank(bidder: number, most: number): number {
    const to = this.market.start[bidder + 1] as number;
    const { object, value } = this.market;
    const { taken, price, bestEdge, bestWorth } = this;
    let found = 0;
    let least = Number.NEGATIVE_INFINITY;
    for (let e = this.market.start[bidder] as number; e < to; e++) {
      const own = value[e] as number;
      // Prices are never below nought: what follows cannot be worth more than its value.
      if (own <= least) break;
      const worth = own - (price[object[e] as number] as number);
      if (worth <= least || taken[e]) continue;
      let at = found < most ? found++ : most - 1;
      for (; at > 0 && (bestWorth[at - 1] as number) < worth; at--) {
        bestWorth[at] = bestWorth[at - 1] as number;
        bestEdge[at] = bestEdge[at - 1] as number;
      }
      bestWorth[at] = worth;
      bestEdge[at] = e;
      if (found === most) least = bestWorth[most - 1] as number;
    }
    return found;
  }

  private place(edge: number, bid: number): void {
    const object = this.market.object[edge] as number;
    const size = this.size[object] as number;
    this.taken[edge] = 1;
    if (size < (this.room[object] as number)) {
      this.size[object] = size + 1;
      this.siftUp(this.heapStart[object] as number, size, bid, edge);
    } else {
      this.outbid(this.bidEdges[this.heapStart[object] as number] as number);
      this.siftDown(this.heapStart[object] as number, size, bid, edge);
    }
    if (this.size[object] === this.room[object]) {
      this.price[object] = this.bids[this.heapStart[object] as number] as number;
    }
  }

  private outbid(edge: number): void {
    if (edge === NO_EDGE) return;
    const bidder = this.bidderOf[edge] as number;
    this.taken[edge] = 0;
    if (this.lack[bidder] === 0) this.waiting[this.waitingCount++] = bidder;
    this.lack[bidder] = (this.lack[bidder] as number) + 1;
  }

  private siftUp(from: number, hole: number, bid: number, edge: number): void {
    const { bids, bidEdges } = this;
    let at = hole;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((bids[from + up] as number) <= bid) break;
      bids[from + at] = bids[from + up] as number;
      bidEdges[from + at] = bidEdges[from + up] as number;
      at = up;
    }
    bids[from + at] = bid;
    bidEdges[from + at] = edge;
  }

  private siftDown(from: number, size: number, bid: number, edge: number): void {
    const { bids, bidEdges } = this;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && (bids[from + down + 1] as number) < (bids[from + down] as number)) down++;
      if ((bids[from + down] as number) >= bid) break;
      bids[from + at] = bids[from + down] as number;
      bidEdges[from + at] = bidEdges[from + down] as number;
      at = down;
    }
    bids[from + at] = bid;
    bidEdges[from + at] = edge;
  }
}
