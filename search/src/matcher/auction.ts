/**
 * Bidders and the objects each may have: those of bidder i stand in `lots` from `2 * start[i]` to `2 * start[i + 1]`,
 * value and object in turn, the greatest value first. Values are whole numbers. An auction marks them in passing.
 */
export interface Market {
  readonly start: Int32Array;
  readonly lots: Int32Array;
}

/** Bids of somebody who has no other choice: above any price that the rest can reach. */
const WHATEVER_IT_TAKES = 2 ** 40;
/** Objects bid for at once; more would cost sorting and win nothing. */
const AT_ONCE = 8;
/** Whose bid is that of a place itself. */
const NOBODY = -1;

/**
 * Auction (Bertsekas) in which every bidder must get `want` different objects and every object takes `room` bidders;
 * a plan that satisfies all must exist. Each bidder in turn bids for the objects of most value to them less the
 * price, as high as they may without preferring the next best by more than `step`; the lowest bid at a full object
 * goes and its bidder waits behind all others: by then more than one thing may be lacking. Prices start at nought and rise
 * only where an object is full, so the sum of values ends within `step` for each thing wanted of the greatest possible.
 * Where the places of an object `ask` for something from the start, what the places taken ask counts against the sum.
 */
export function auction(market: Market, want: Int32Array, room: Int32Array, step: number, ask?: Ask): Outcome {
  const house = new AuctionHouse(market, want, room, step);
  if (ask) house.open(ask);
  house.run();
  return house.close();
}

/** What the n-th place at an object, from 0, asks for; never less than the one before it. */
export type Ask = (object: number, n: number) => number;

export interface Outcome {
  /** Who has what: bidder and object in turn. */
  readonly deals: Int32Array;
  /** What a place at each object costs; 0 where one is free. */
  readonly price: Float64Array;
  /** The least of what each bidder got, less its price; ∞ where they got nothing. */
  readonly worth: Float64Array;
}

class AuctionHouse {
  private readonly start: Int32Array;
  /** The object of a lot that is taken stands there as its complement. */
  private readonly lots: Int32Array;
  private readonly room: Int32Array;
  private readonly step: number;
  private readonly price: Float64Array;
  /** The bids that stand at object j: a heap, lowest first, from `heapStart[j]`, `size[j]` long; for which lot, and whose. */
  private readonly bids: Float64Array;
  private readonly bidLots: Int32Array;
  private readonly bidders: Int32Array;
  private readonly heapStart: Int32Array;
  private readonly size: Int32Array;
  /** What each bidder still lacks, and those who lack something: a ring, each once. */
  private readonly lack: Int32Array;
  private readonly waiting: Int32Array;
  private first = 0;
  private waitingCount = 0;
  private readonly bestLot = new Int32Array(AT_ONCE + 1);
  private readonly bestWorth = new Float64Array(AT_ONCE + 1);

  constructor({ start, lots }: Market, want: Int32Array, room: Int32Array, step: number) {
    this.start = start;
    this.lots = lots;
    this.room = room;
    this.step = step;
    // What takes nobody is out of anyone's reach.
    this.price = Float64Array.from(room, (places) => (places > 0 ? 0 : Number.POSITIVE_INFINITY));
    this.heapStart = new Int32Array(room.length + 1);
    for (let j = 0; j < room.length; j++) this.heapStart[j + 1] = (this.heapStart[j] as number) + (room[j] as number);
    this.bids = new Float64Array(this.heapStart[room.length] as number);
    this.bidLots = new Int32Array(this.bids.length);
    this.bidders = new Int32Array(this.bids.length);
    this.size = new Int32Array(room.length);
    this.lack = want.slice();
    this.waiting = new Int32Array(want.length);
    for (let i = 0; i < want.length; i++) if ((want[i] as number) > 0) this.waiting[this.waitingCount++] = i;
  }

  /** Every place stands as if it were taken at what it asks: the cheapest goes first, and nobody is sent away for it. */
  open(ask: Ask): void {
    this.bidders.fill(NOBODY);
    for (let j = 0; j < this.room.length; j++) {
      const [from, places] = [this.heapStart[j] as number, this.room[j] as number];
      for (let n = 0; n < places; n++) this.bids[from + n] = ask(j, n);
      this.size[j] = places;
      if (places > 0) this.price[j] = this.bids[from] as number;
    }
  }

  run(): void {
    while (this.waitingCount > 0) {
      const bidder = this.waiting[this.first] as number;
      this.first = this.first + 1 < this.waiting.length ? this.first + 1 : 0;
      this.waitingCount--;
      while ((this.lack[bidder] as number) > 0) this.bid(bidder);
    }
  }

  close(): Outcome {
    const worth = new Float64Array(this.lack.length).fill(Number.POSITIVE_INFINITY);
    const deals = new Int32Array(2 * this.size.reduce((sum, n) => sum + n, 0));
    let count = 0;
    for (let j = 0; j < this.room.length; j++) {
      const from = this.heapStart[j] as number;
      for (let at = from, end = from + (this.size[j] as number); at < end; at++) {
        const bidder = this.bidders[at] as number;
        if (bidder === NOBODY) continue;
        deals[count++] = bidder;
        deals[count++] = j;
        const own = (this.lots[this.bidLots[at] as number] as number) - (this.price[j] as number);
        if (own < (worth[bidder] as number)) worth[bidder] = own;
      }
    }
    return { deals: deals.subarray(0, count), price: this.price, worth };
  }

  private bid(bidder: number): void {
    const units = Math.min(this.lack[bidder] as number, AT_ONCE);
    const found = this.rank(bidder, units + 1);
    const { lots, price, bestLot, bestWorth } = this;
    for (let k = 0; k < units && k < found; k++) {
      const lot = bestLot[k] as number;
      const object = lots[lot + 1] as number;
      const over =
        found > units ? (bestWorth[k] as number) - (bestWorth[units] as number) + this.step : WHATEVER_IT_TAKES;
      this.lack[bidder] = (this.lack[bidder] as number) - 1;
      this.place(bidder, lot, object, (price[object] as number) + over);
    }
  }

  /** The best objects the bidder does not hold, most worth first, into `bestLot` and `bestWorth`; how many there are. */
  private rank(bidder: number, most: number): number {
    const { lots, price, bestLot, bestWorth } = this;
    const end = 2 * (this.start[bidder + 1] as number);
    let found = 0;
    let least = Number.NEGATIVE_INFINITY;
    for (let lot = 2 * (this.start[bidder] as number); lot < end; lot += 2) {
      const own = lots[lot] as number;
      // Prices are never below nought: what follows cannot be worth more than its value.
      if (own <= least) break;
      const object = lots[lot + 1] as number;
      if (object < 0) continue;
      const worth = own - (price[object] as number);
      if (worth <= least) continue;
      let at = found < most ? found++ : most - 1;
      for (; at > 0 && (bestWorth[at - 1] as number) < worth; at--) {
        bestWorth[at] = bestWorth[at - 1] as number;
        bestLot[at] = bestLot[at - 1] as number;
      }
      bestWorth[at] = worth;
      bestLot[at] = lot;
      if (found === most) least = bestWorth[most - 1] as number;
    }
    return found;
  }

  private place(bidder: number, lot: number, object: number, bid: number): void {
    const from = this.heapStart[object] as number;
    const [size, room] = [this.size[object] as number, this.room[object] as number];
    this.lots[lot + 1] = ~object;
    if (size < room) {
      this.size[object] = size + 1;
      this.siftUp(from, size, bid, lot, bidder);
    } else {
      this.outbid(this.bidders[from] as number, this.bidLots[from] as number, object);
      this.siftDown(from, size, bid, lot, bidder);
    }
    if (size + 1 >= room) this.price[object] = this.bids[from] as number;
  }

  private outbid(bidder: number, lot: number, object: number): void {
    if (bidder === NOBODY) return;
    this.lots[lot + 1] = object;
    if (this.lack[bidder] === 0) {
      const at = this.first + this.waitingCount++;
      this.waiting[at < this.waiting.length ? at : at - this.waiting.length] = bidder;
    }
    this.lack[bidder] = (this.lack[bidder] as number) + 1;
  }

  private siftUp(from: number, hole: number, bid: number, lot: number, bidder: number): void {
    let at = hole;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.bids[from + up] as number) <= bid) break;
      this.move(from + up, from + at);
      at = up;
    }
    this.put(from + at, bid, lot, bidder);
  }

  private siftDown(from: number, size: number, bid: number, lot: number, bidder: number): void {
    const { bids } = this;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && (bids[from + down + 1] as number) < (bids[from + down] as number)) down++;
      if ((bids[from + down] as number) >= bid) break;
      this.move(from + down, from + at);
      at = down;
    }
    this.put(from + at, bid, lot, bidder);
  }

  private move(from: number, to: number): void {
    this.bids[to] = this.bids[from] as number;
    this.bidLots[to] = this.bidLots[from] as number;
    this.bidders[to] = this.bidders[from] as number;
  }

  private put(at: number, bid: number, lot: number, bidder: number): void {
    this.bids[at] = bid;
    this.bidLots[at] = lot;
    this.bidders[at] = bidder;
  }
}
