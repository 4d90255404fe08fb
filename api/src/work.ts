import type { Deps } from './app.ts';
import { auditSweeps } from './domains/audit/jobs.ts';
import { AUTH_SWEEPS } from './domains/auth/jobs.ts';
import { JOB_SWEEPS, jobHandlers } from './domains/jobs/jobs.ts';
import { MATCHING_SWEEPS, matchingHandlers } from './domains/matching/jobs.ts';
import { CLAIM_SWEEPS, claimHandlers } from './domains/subsidies/claims/jobs.ts';
import { PUBLICITY_SWEEPS } from './domains/subsidies/publicity/jobs.ts';
import { STABLE_SWEEPS } from './domains/subsidies/stable.ts';
import { type Handlers, TOPICS, type Topic, type Topics } from './kernel/outbox.ts';

/** What is looked for now and then in the product's own tables: deadlines that passed, and news that a lost queue lost. */
export interface Sweep {
  readonly name: string;
  readonly everySeconds: number;
  run(deps: Deps): Promise<void>;
}

/** Each domain's jobs.ts: what it does with news. */
const HANDLERS: readonly ((deps: Deps) => Handlers)[] = [jobHandlers, matchingHandlers, claimHandlers];

/** Each domain's jobs.ts: what it looks for by the clock. */
export const SWEEPS: readonly Sweep[] = [
  ...AUTH_SWEEPS,
  ...JOB_SWEEPS,
  ...MATCHING_SWEEPS,
  ...STABLE_SWEEPS,
  ...CLAIM_SWEEPS,
  ...PUBLICITY_SWEEPS,
];

/** All of them, those that write beside the database too. */
export const sweepsAt = (home: string): readonly Sweep[] => [...SWEEPS, ...auditSweeps(home)];

/** What a command that finds no worker looks for before it ends: what a killed one had begun. */
export const CATCH_UP: readonly Sweep[] = MATCHING_SWEEPS;

/** One handler a topic, which runs those of all domains in their order; where one fails the news comes again to all. */
export function handlersOf(deps: Deps): Handlers {
  const all = HANDLERS.map((handlers) => handlers(deps));
  const combined: Partial<Record<Topic, (payload: never) => Promise<void>>> = {};
  for (const topic of TOPICS) {
    const takers = all.flatMap((handlers) => handlers[topic] ?? []) as ((payload: Topics[Topic]) => Promise<void>)[];
    if (takers.length === 0) continue;
    combined[topic] = async (payload: Topics[Topic]) => {
      for (const take of takers) await take(payload);
    };
  }
  // Each topic's takers are given that topic's payload alone, which the loop above cannot say to the compiler.
  return combined as Handlers;
}
