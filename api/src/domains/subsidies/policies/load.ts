import type { Reader } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { type HeldVersion, listVersions } from './store.ts';

/** The version that holds on a day. */
export const standingOf = (versions: readonly HeldVersion[], on: string): HeldVersion | undefined =>
  versions.find(({ holds }) => holds && (holds.from ?? on) <= on && on <= (holds.to ?? on));

/** One version of a policy among all there are: the one asked for, else the one that holds today, else the newest. */
export async function loadPolicy(db: Reader, ctx: Ctx, ruleId: string, number?: number) {
  const versions = await listVersions(db, ctx.actor.countyCode, ruleId);
  const shown =
    number === undefined
      ? (standingOf(versions, today(ctx)) ?? versions.at(-1))
      : versions.find((one) => one.number === number);
  if (!shown) throw new AppError('policy.not_found', { ruleId, number: number ?? null });
  return { versions, shown };
}
