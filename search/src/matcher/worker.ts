import { parentPort } from 'node:worker_threads';
import { comeSecond } from '../priority.ts';
import type { Pledge } from './assign.ts';
import { match } from './match.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { withProspects } from './prospects.ts';
import type { Offer } from './result.ts';

/** What run.ts sends: the facts in slices, then the word to begin. */
export type ToWorker =
  | { labourers: LabourerFacts[] }
  | { jobs: JobFacts[] }
  | { past: JobFacts[] }
  | { seed: number; pledge: Pledge };
/** What comes back: progress, the offers in slices, then the rest of the result. */
export type FromWorker =
  | { share: number }
  | { offers: readonly Offer[] }
  | { result: Omit<ReturnType<typeof match>, 'offers'> };

const SLICE = 2_000;

comeSecond();

const labourers: LabourerFacts[] = [];
const jobs: JobFacts[] = [];
let past: JobFacts[] | undefined;
const say = (message: FromWorker) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if ('labourers' in message) labourers.push(...message.labourers);
  else if ('jobs' in message) jobs.push(...message.jobs);
  else if ('past' in message) past = [...(past ?? []), ...message.past];
  else begin(message.seed, message.pledge);
});

function begin(seed: number, pledge: Pledge): void {
  const onProgress = (share: number) => say({ share });
  const people = past ? withProspects(labourers, [...jobs, ...past]) : labourers;
  const { offers, ...result } = match(people, jobs, seed, onProgress, undefined, pledge);
  for (let at = 0; at < offers.length; at += SLICE) say({ offers: offers.slice(at, at + SLICE) });
  say({ result });
}
