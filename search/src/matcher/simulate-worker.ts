import { parentPort } from 'node:worker_threads';
import { type Replay, replayYear, type Town } from './simulate.ts';
import { answering } from './year.ts';

/** What simulate-thread.ts sends, and what comes back. */
export interface Order {
  readonly town: Town;
  readonly days: number;
  readonly seed: number;
}
export type News = { readonly share: number } | { readonly replay: Replay };

/** Told now and then: as often as a bar can move. */
const TOLD = 100;

parentPort?.once('message', ({ town, days, seed }: Order) => {
  const say = (news: News) => parentPort?.postMessage(news);
  let told = 0;
  const onProgress = (share: number) => {
    if (Math.floor(share * TOLD) > told) say({ share });
    told = Math.floor(share * TOLD);
  };
  say({ replay: replayYear(town, days, seed, answering(seed), onProgress) });
});
