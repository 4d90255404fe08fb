import type { Deps } from '../../app.ts';
import { type Ctx, systemActor } from '../../kernel/ctx.ts';
import type { Handlers } from '../../kernel/outbox.ts';
import type { Sweep } from '../../work.ts';
import { appendEvents } from '../audit/service.ts';
import { sendQueued } from '../notices/send.ts';
import { listCountiesWaiting } from '../notices/store.ts';
import { deliverSent, dispatchRun } from './dispatch.ts';
import { isJobOpen, listUndispatched } from './jobs-store.ts';
import { matchCounty } from './run.ts';
import { closeOpen, findDelivery } from './store.ts';

const systemOf = (deps: Deps, countyCode: string): Ctx => ({ ...deps, actor: systemActor(countyCode) });

/** What the worker does for matching: new jobs and changed cards are matched, runs are sent out, closed jobs leave lists. */
export const matchingHandlers = (deps: Deps): Handlers => ({
  'labourer.changed': async ({ countyCode, id }) => {
    await matchCounty(systemOf(deps, countyCode), { labourerIds: [id] });
  },
  'job.changed': async ({ countyCode, id }) => {
    if (await isJobOpen(deps.db, countyCode, id, deps.now()))
      await matchCounty(systemOf(deps, countyCode), { jobId: id });
    else await closeOffersOf(deps, id);
  },
  'delivery.answered': async ({ countyCode, id }) => {
    const delivery = await findDelivery(deps.db, countyCode, id);
    if (delivery) await matchCounty(systemOf(deps, countyCode), { labourerIds: [delivery.labourerId] });
  },
  'match.committed': async ({ countyCode, id }) => {
    await dispatchRun(deps, countyCode, id);
    await sendQueued(deps, countyCode, deliverSent(deps));
  },
  'message.queued': async ({ countyCode }) => {
    await sendQueued(deps, countyCode, deliverSent(deps));
  },
});

/** Unanswered offers of a job that is over leave at once; who had said 我想去 is told by staff, not by silence. */
async function closeOffersOf(deps: Deps, jobId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const closed = await closeOpen(tx, { jobId }, 'job_closed', deps.now());
    for (const [countyCode, rows] of Map.groupBy(closed, (c) => c.countyCode)) {
      const [first] = rows;
      if (!first) continue;
      const news = { subjectKind: 'delivery', subjectId: first.id, action: 'close', toStatus: 'closed' };
      const details = { reason: 'job_closed', jobId, deliveryIds: rows.map((r) => r.id) };
      await appendEvents(tx, systemOf(deps, countyCode), [{ ...news, details }]);
    }
  });
}

/** What a lost queue would have lost: runs that nobody sent out, letters that nobody took. */
export const MATCHING_SWEEPS: readonly Sweep[] = [
  {
    name: 'runs not sent out',
    everySeconds: 60,
    run: async (deps) => {
      for (const { countyCode, id } of await listUndispatched(deps.db)) await dispatchRun(deps, countyCode, id);
    },
  },
  {
    name: 'letters that wait',
    everySeconds: 60,
    run: async (deps) => {
      for (const { countyCode } of await listCountiesWaiting(deps.db, deps.now())) {
        await sendQueued(deps, countyCode, deliverSent(deps));
      }
    },
  },
];
