import type { Deps } from '../../app.ts';
import { systemActor, today } from '../../kernel/ctx.ts';
import type { Sweep } from '../../work.ts';
import { settlePlacements } from '../placements/stability.ts';
import { listCounties } from '../regions/store.ts';
import { stableMonths } from './core/stable-months.ts';
import { rulesFor } from './policies/standing.ts';

/** Placements whose months the county's rules wait for are complete become stable. Returns how many. */
export async function settleStable(deps: Deps, countyCode: string): Promise<number> {
  const { rules } = await rulesFor(deps.db, countyCode, today(deps));
  const months = stableMonths([...rules.values()].map(({ written }) => written));
  return months === undefined ? 0 : settlePlacements({ ...deps, actor: systemActor(countyCode) }, months);
}

/** Every hour, since a worker started at any time of the day is to miss none. */
export const STABLE_SWEEPS: readonly Sweep[] = [
  {
    name: 'placements whose months are complete',
    everySeconds: 3600,
    run: async (deps) => {
      for (const { code } of await listCounties(deps.db)) await settleStable(deps, code);
    },
  },
];
