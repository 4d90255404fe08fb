import { setImmediate } from 'node:timers/promises';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { tryOnCounty as tryEndpoint } from '../../../../contract/policy-trials.ts';
import { yearOf } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { discloseAll } from '../../audit/service.ts';
import { loadSnapshot, type Snapshot } from '../claims/facts.ts';
import { listPlacedAfter } from '../claims/facts-store.ts';
import { type Answer, answer, awardKey, type Due, dueIn, standingClaim } from '../claims/found.ts';
import { listeningOf, type Policies, policiesOf } from '../claims/listen.ts';
import { type Change, changeOf, type Gain } from '../core/gain.ts';
import { loadPolicy } from './load.ts';
import { rulesWith } from './standing.ts';
import { listPeople } from './store.ts';

type TryOutput = Output<typeof tryEndpoint>;

/** So many people are read and judged before others get their turn. */
const PAGE = 500;
/** So many of those who gain, and of those who lose, are named. */
const NAMED = 200;

/**
 * A version on everybody of the county before it is published: the rights of this year by what stands now and by what
 * would stand. Reads in pages and keeps nothing.
 */
export async function tryOnCounty(ctx: Ctx, { params, body }: Input<typeof tryEndpoint>): Promise<TryOutput> {
  const { shown } = await loadPolicy(ctx.db, ctx, params.ruleId, body.number);
  const now = await policiesOf(ctx.db, ctx.actor.countyCode, today(ctx));
  const before = { ...now, listening: now.listening.filter(({ ruleId }) => ruleId === params.ruleId) };
  const after: Policies = {
    settings: now.settings,
    on: await rulesWith(ctx.db, shown),
    listening: [listeningOf(shown.rule, now.settings)],
  };
  const rights: Gain[] = [];
  let judged = 0;
  let last: string | undefined;
  for (;;) {
    const ids = await listPlacedAfter(ctx.db, ctx.actor.countyCode, last, PAGE);
    if (ids.length === 0) break;
    rights.push(...(await rightsOf(ctx, ids, before, after)));
    judged += ids.length;
    last = ids.at(-1);
    await setImmediate();
  }
  return outcome(ctx, judged, changeOf(rights));
}

async function rightsOf(ctx: Ctx, ids: readonly string[], before: Policies, after: Policies): Promise<Gain[]> {
  const snapshot = await loadSnapshot(ctx.db, ctx.actor.countyCode, today(ctx), ids);
  const [old, fresh] = [await answersOf(snapshot, before), await answersOf(snapshot, after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), fresh.get(key)];
    const labourerId = (a ?? b)?.labourerId;
    if (labourerId === undefined) return [];
    return [
      {
        labourerId,
        before: a?.said.verdict ?? null,
        after: b?.said.verdict ?? null,
        beforeFen: a?.said.amountFen ?? null,
        afterFen: b?.said.amountFen ?? null,
      },
    ];
  });
}

/** The rights whose event lies in this year, with the answer to each. */
async function answersOf(snapshot: Snapshot, policies: Policies) {
  const answers = new Map<string, { labourerId: string; said: Answer }>();
  for (const due of dueIn(snapshot, policies).values()) {
    if (yearOf(due.candidate.eventOn) !== yearOf(snapshot.today)) continue;
    const said = await answer(policies, snapshot, askedOf(snapshot, due), due.relation);
    if (said) answers.set(awardKey(due.candidate), { labourerId: due.labourerId, said });
  }
  return answers;
}

/** A claim that stands is asked about as itself, so that it does not count against itself. */
function askedOf(snapshot: Snapshot, { candidate, labourerId }: Due) {
  const claim = standingClaim(snapshot, candidate);
  return { ...candidate, labourerId, ...(claim && { id: claim.id }) };
}

async function outcome(ctx: Ctx, judged: number, change: Change): Promise<TryOutput> {
  const { gain, lose, ...counts } = change;
  const named = [...gain.slice(0, NAMED), ...lose.slice(0, NAMED)];
  const people = await listPeople(
    ctx.db,
    ctx.actor.countyCode,
    named.map(({ labourerId }) => labourerId),
  );
  const purpose = '政策试算：全县';
  await discloseAll(
    ctx,
    ctx.db,
    named.map(({ labourerId }) => ({ subjectKind: 'labourer', subjectId: labourerId, field: 'facts', purpose })),
  );
  const line = (one: Gain) => ({
    ...one,
    name: people.get(one.labourerId)?.name ?? '',
    village: people.get(one.labourerId)?.village ?? '',
    before: one.before ?? 'none',
    after: one.after ?? 'none',
  });
  return {
    year: yearOf(today(ctx)),
    judged,
    ...counts,
    gain: gain.slice(0, NAMED).map(line),
    lose: lose.slice(0, NAMED).map(line),
    gainCount: gain.length,
    loseCount: lose.length,
  };
}
