import type { Tx } from '../../../db/client.ts';
import { type Ctx, systemActor, today } from '../../../kernel/ctx.ts';
import type { News } from '../../audit/service.ts';
import { loadSnapshot } from './facts.ts';
import type { Beside } from './facts-store.ts';
import { findIn } from './find.ts';
import { awardKey, dueIn } from './found.ts';
import { policiesOf } from './listen.ts';
import { judgeClaim } from './rejudge.ts';
import type { Claim } from './store.ts';
import { findPlacedPerson } from './view-store.ts';

/** Whose rows a claim is judged by: its person, or whoever does the work that a firm is paid for. */
async function personOf(tx: Tx, { countyCode, labourerId, placementId }: Claim): Promise<string[]> {
  if (labourerId !== null) return [labourerId];
  const person = placementId === null ? undefined : await findPlacedPerson(tx, countyCode, placementId);
  return person === undefined ? [] : [person];
}

/** A claim about a firm stands on the firm's own rows, also where nobody's work leads to it. */
const besideOf = ({ subjectKind, subjectId }: Claim): Beside => ({
  employerIds: subjectKind === 'employer' ? [subjectId] : [],
  claimIds: [],
});

/** Judges one claim on what the registers say now. Returns the news, for the caller to append. */
export async function judgeOne(tx: Tx, ctx: Ctx, claim: Claim): Promise<News[]> {
  const { countyCode } = ctx.actor;
  const policies = await policiesOf(tx, countyCode, today(ctx));
  const snapshot = await loadSnapshot(tx, countyCode, today(ctx), await personOf(tx, claim), besideOf(claim));
  const due = dueIn(snapshot, policies);
  const own = snapshot.claimsOn.get(claim.subjectId)?.find(({ id }) => id === claim.id);
  return own ? judgeClaim(tx, ctx, snapshot, policies, own, due.get(awardKey(own))) : [];
}

/** Looks anew at everybody a claim is about, in the system's name: a paper, a fact or an account has come in. */
export async function lookAnew(tx: Tx, ctx: Ctx, claim: Claim): Promise<void> {
  const own = { ...ctx, actor: systemActor(ctx.actor.countyCode) };
  const policies = await policiesOf(tx, ctx.actor.countyCode, today(ctx));
  await findIn(tx, own, await personOf(tx, claim), policies, besideOf(claim));
}
