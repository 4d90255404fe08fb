import { daysBetween } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { loadSnapshot } from '../claims/facts.ts';
import { listPlacedAfter } from '../claims/facts-store.ts';
import { type Found, findEntitlements } from '../claims/find.ts';
import { dueIn } from '../claims/found.ts';
import { maxGapDays, policiesOf } from '../claims/listen.ts';
import { digest, fingerprintsOf } from './fingerprint.ts';
import { listMarks, readPolicyState, saveMarks } from './store.ts';

const CHUNK = 500;
/** Whatever the marks say, everybody is judged once in so many days: a mark can only be as right as what it is made of. */
const ROUND = 7;

export interface Swept extends Found {
  /** Of the people looked at, those whose rights were judged anew. */
  readonly judged: number;
}

/**
 * The whole county: reads everybody, and judges those of whom something new is known, or whose day has come, or whose turn
 * it is. A mark is made of what was read before the judgement, so that what changed meanwhile is seen the next time.
 */
export async function sweepChanged(ctx: Ctx): Promise<Swept> {
  const { countyCode } = ctx.actor;
  const policies = await policiesOf(ctx.db, countyCode, today(ctx));
  const state = digest(await readPolicyState(ctx.db, countyCode));
  const sum = { people: 0, judged: 0, found: 0, changed: 0 };
  for (let after: string | undefined; ; ) {
    const ids = await listPlacedAfter(ctx.db, countyCode, after, CHUNK);
    if (ids.length === 0) return sum;
    const marks = await newMarks(ctx, ids, policies, state);
    const chunk =
      marks.length === 0
        ? undefined
        : await findEntitlements(
            ctx,
            [...marks].map(([id]) => id),
            policies,
          );
    if (chunk) await keep(ctx, marks);
    sum.people += ids.length;
    sum.judged += marks.length;
    sum.found += chunk?.found ?? 0;
    sum.changed += chunk?.changed ?? 0;
    after = ids.at(-1);
  }
}

type Mark = readonly [id: string, fingerprint: string];
type Policies = Awaited<ReturnType<typeof policiesOf>>;

/** Who is to be judged, with what they are judged on. */
async function newMarks(ctx: Ctx, ids: readonly string[], policies: Policies, state: string): Promise<Mark[]> {
  const { countyCode } = ctx.actor;
  const snapshot = await loadSnapshot(ctx.db, countyCode, today(ctx), ids);
  const county = digest([state, snapshot.county]);
  const prints = fingerprintsOf(snapshot, dueIn(snapshot, policies), maxGapDays(policies.settings), county);
  const known = await listMarks(ctx.db, countyCode, ids);
  const day = daysBetween('2020-01-01', today(ctx));
  return [...prints].filter(([id, print]) => known.get(id) !== print || turnOf(id) === day % ROUND);
}

/** Ids end in random digits: each day of the round has its share. */
const turnOf = (id: string): number => Number.parseInt(id.slice(-6), 16) % ROUND;

const keep = (ctx: Ctx, marks: readonly Mark[]) =>
  saveMarks(
    ctx.db,
    marks.map(([labourerId, fingerprint]) => ({
      ...{ countyCode: ctx.actor.countyCode, labourerId, fingerprint },
      lookedOn: today(ctx),
    })),
  );
