import type { Deps } from '../../../app.ts';
import { type Ctx, systemActor, today } from '../../../kernel/ctx.ts';
import type { Sweep } from '../../../work.ts';
import { appendEvents } from '../../audit/service.ts';
import { listCounties } from '../../regions/store.ts';
import { stepAll } from '../claims/steps.ts';
import { emptyNotice, listNoticed, listOver } from './store.ts';

const BATCH = 200;

/** What a notice showed is taken away when its time is over, and claims nobody objected to go on. */
export async function closeNotices(deps: Deps): Promise<{ emptied: number; released: number }> {
  const done = { emptied: 0, released: 0 };
  for (const { code } of await listCounties(deps.db)) {
    const ctx: Ctx = { ...deps, actor: systemActor(code) };
    done.emptied += await emptyOver(ctx);
    for (let took = BATCH; took === BATCH; done.released += took) took = await releaseBatch(ctx);
  }
  return done;
}

const emptyOver = (ctx: Ctx): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const over = await listOver(tx, ctx.actor.countyCode, today(ctx));
    const emptied = [];
    for (const notice of over) if (await emptyNotice(tx, notice, ctx.now())) emptied.push(notice);
    const news = emptied.map(({ id, lineCount, textHash }) => ({
      subjectKind: 'public_notice',
      subjectId: id,
      action: 'empty',
      fromStatus: 'hanging',
      toStatus: 'emptied',
      details: { lineCount, textHash },
    }));
    await appendEvents(tx, ctx, news);
    return emptied.length;
  });

const releaseBatch = (ctx: Ctx): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const ids = await listNoticed(tx, ctx.actor.countyCode, today(ctx), BATCH);
    if (ids.length === 0) return 0;
    const { news } = await stepAll(tx, ctx, ids, 'closeNotice');
    await appendEvents(tx, ctx, news);
    return ids.length;
  });

export const PUBLICITY_SWEEPS: readonly Sweep[] = [
  {
    name: 'public notices whose time is over',
    everySeconds: 600,
    run: async (deps) => {
      await closeNotices(deps);
    },
  },
];
