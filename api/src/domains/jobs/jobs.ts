import type { Deps } from '../../app.ts';
import { type Ctx, systemActor, today } from '../../kernel/ctx.ts';
import type { Handlers } from '../../kernel/outbox.ts';
import type { Sweep } from '../../work.ts';
import { appendEvents } from '../audit/service.ts';
import { listCounties } from '../regions/store.ts';
import { forgetLanguage } from './language.ts';
import { forgetOld } from './lexicon/counting.ts';
import { getWord, listIdsNaming } from './lexicon/store.ts';
import { checkIndex, syncJobs } from './search-index.ts';
import { listIdsOfEmployer, lockPastValidity, saveJob } from './store.ts';

/** The index follows every change of a posting; what becomes of an employer becomes of each of its postings. */
export const jobHandlers = (deps: Deps): Handlers => ({
  'job.changed': ({ id }) => syncJobs(deps, [id]),
  // What the postings that hold the word mean has changed; one that spells it otherwise is found by the sweep over the index.
  'word.changed': async ({ countyCode, id }) => {
    forgetLanguage(deps.db, countyCode);
    const { phrase } = await getWord(deps.db, countyCode, id);
    await syncJobs(deps, await listIdsNaming(deps.db, countyCode, phrase));
  },
  'employer.changed': ({ countyCode, id }) =>
    deps.db.transaction(async (tx) => {
      for (const jobId of await listIdsOfEmployer(tx, countyCode, id)) {
        await deps.outbox.enqueue(tx, 'job.changed', { countyCode, id: jobId });
      }
    }),
});

const BATCH = 200;

/** Postings whose last day has passed expire, each with its event and its news. Returns how many. */
export async function expireJobs(deps: Deps): Promise<number> {
  let expired = 0;
  for (const { code } of await listCounties(deps.db)) {
    const ctx: Ctx = { ...deps, actor: systemActor(code) };
    for (let took = BATCH; took === BATCH; expired += took) took = await expireBatch(ctx);
  }
  return expired;
}

const expireBatch = (ctx: Ctx): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const due = await lockPastValidity(tx, ctx.actor.countyCode, today(ctx), BATCH);
    const at = ctx.now();
    for (const job of due) {
      await saveJob(tx, job, { status: 'expired', closedAt: at }, at);
      await ctx.outbox.enqueue(tx, 'job.changed', { countyCode: job.countyCode, id: job.id });
    }
    const news = due.map(({ id, status }) => ({
      subjectKind: 'job',
      subjectId: id,
      action: 'expire',
      fromStatus: status,
      toStatus: 'expired',
    }));
    await appendEvents(tx, ctx, news);
    return due.length;
  });

export const JOB_SWEEPS: readonly Sweep[] = [
  {
    name: 'postings past their last day',
    everySeconds: 300,
    run: async (deps) => {
      await expireJobs(deps);
    },
  },
  { name: 'searches to be forgotten', everySeconds: 43_200, run: forgetOld },
  {
    name: 'index against postings',
    everySeconds: 900,
    run: async (deps) => {
      await checkIndex(deps, true);
    },
  },
];
