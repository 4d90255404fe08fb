import type { Deps } from '../../../app.ts';
import { type Ctx, systemActor } from '../../../kernel/ctx.ts';
import type { Handlers } from '../../../kernel/outbox.ts';
import type { Sweep } from '../../../work.ts';
import { listCounties } from '../../regions/store.ts';
import { sweepChanged } from '../sweep/service.ts';
import { findEntitlements } from './find.ts';
import { listToRelease } from './list-store.ts';
import { screenClaims } from './screen.ts';
import { stepMany } from './steps.ts';
import { findPlacedPerson } from './view-store.ts';

const systemOf = (deps: Deps, countyCode: string): Ctx => ({ ...deps, actor: systemActor(countyCode) });

/** Every event of a placement or a card makes the engine look again at that person. */
export const claimHandlers = (deps: Deps): Handlers => ({
  'placement.changed': async ({ countyCode, id }) => {
    const labourerId = await findPlacedPerson(deps.db, countyCode, id);
    if (labourerId !== undefined) await findEntitlements(systemOf(deps, countyCode), [labourerId]);
  },
  'labourer.changed': async ({ countyCode, id }) => {
    await findEntitlements(systemOf(deps, countyCode), [id]);
  },
});

/** Approved claims of policies that ask for no notice go on to be paid. */
export async function releaseApproved(ctx: Ctx): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const ids = await listToRelease(tx, ctx.actor.countyCode);
    await stepMany(tx, ctx, ids, 'release');
    return ids.length;
  });
}

/** What a lost queue would have lost, what only time brings about, and a rate that was entered: the county, once a day. */
export const CLAIM_SWEEPS: readonly Sweep[] = [
  {
    name: 'rights that nobody has claimed',
    everySeconds: 86_400,
    run: async (deps) => {
      for (const { code } of await listCounties(deps.db)) {
        await sweepChanged(systemOf(deps, code));
        await screenClaims(systemOf(deps, code));
      }
    },
  },
  {
    name: 'approved without a notice',
    everySeconds: 300,
    run: async (deps) => {
      for (const { code } of await listCounties(deps.db)) await releaseApproved(systemOf(deps, code));
    },
  },
];
