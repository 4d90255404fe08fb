import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Deps } from '../../app.ts';
import type { Tx } from '../../db/client.ts';
import { type Ctx, systemActor } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import type { AfterSent } from '../notices/send.ts';
import { type Letter, queueMessages } from '../notices/service.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import { mailFor, type OfferedJob, smsFor } from './core/letter.ts';
import { deliveries, matchRuns } from './tables.ts';

const d = deliveries;

interface Planned extends OfferedJob {
  readonly id: string;
  readonly labourerId: string;
  readonly channel: string;
  readonly name: string;
  readonly phoneSealed: string | null;
  readonly emailSealed: string | null;
}

/**
 * Brings the deliveries of a run on their way: what needs no paper is delivered or queued as a letter; sheets wait for the
 * visit that carries them. Bears being run twice: letters have ids made from their delivery, and a dispatched run is left alone.
 */
export async function dispatchRun(deps: Deps, countyCode: string, runId: string): Promise<void> {
  const ctx: Ctx = { ...deps, actor: systemActor(countyCode) };
  await deps.db.transaction(async (tx) => {
    const [run] = await tx
      .select()
      .from(matchRuns)
      .where(and(eq(matchRuns.countyCode, countyCode), eq(matchRuns.id, runId), isNull(matchRuns.dispatchedAt)))
      .for('update');
    if (!run) return;
    const planned = await listPlanned(tx, countyCode, runId);
    await queueMessages(tx, ctx, lettersFor(ctx, runId, planned));
    const shown = planned.filter((p) => p.channel === 'in_app').map((p) => p.id);
    await markDelivered(tx, ctx, shown);
    await tx
      .update(matchRuns)
      .set({ dispatchedAt: deps.now() })
      .where(and(eq(matchRuns.countyCode, countyCode), eq(matchRuns.id, runId)));
  });
}

const listPlanned = (tx: Tx, countyCode: string, runId: string): Promise<Planned[]> =>
  tx
    .select({
      id: d.id,
      labourerId: d.labourerId,
      channel: d.channel,
      name: labourers.name,
      phoneSealed: labourers.phoneSealed,
      emailSealed: labourers.emailSealed,
      title: jobs.title,
      employerName: employers.name,
      regionName: sql<string>`coalesce(${regions.name}, '')`,
      monthlyMinFen: sql<number>`coalesce(${jobs.monthlyMinFen}, 0)`,
      monthlyMaxFen: sql<number>`coalesce(${jobs.monthlyMaxFen}, 0)`,
    })
    .from(d)
    .innerJoin(jobs, and(eq(jobs.countyCode, d.jobCountyCode), eq(jobs.id, d.jobId)))
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .innerJoin(labourers, and(eq(labourers.countyCode, d.countyCode), eq(labourers.id, d.labourerId)))
    .leftJoin(regions, eq(regions.code, jobs.regionCode))
    .where(
      and(
        eq(d.countyCode, countyCode),
        eq(d.runId, runId),
        eq(d.status, 'planned'),
        inArray(d.channel, ['in_app', 'sms', 'email']),
      ),
    )
    .orderBy(d.labourerId, sql`${d.score} desc`, d.id);

function lettersFor(ctx: Ctx, runId: string, planned: readonly Planned[]): Letter[] {
  const mails = planned.filter((p) => p.channel === 'email' && p.emailSealed !== null).map((p) => mailLetter(ctx, p));
  const bySms = Map.groupBy(
    planned.filter((p) => p.channel === 'sms' && p.phoneSealed !== null),
    (p) => p.labourerId,
  );
  return [...mails, ...[...bySms.values()].map((offers) => smsLetter(ctx, runId, offers))];
}

function mailLetter(ctx: Ctx, p: Planned): Letter {
  const { countyCode } = ctx.actor;
  const to = ctx.vault.open(p.emailSealed ?? '');
  return {
    countyCode,
    channel: 'email',
    to,
    ...mailFor(p.name, p),
    messageId: `delivery.${p.id}`,
    deliveryId: p.id,
    labourerId: p.labourerId,
  };
}

function smsLetter(ctx: Ctx, runId: string, offers: readonly Planned[]): Letter {
  const { countyCode } = ctx.actor;
  const first = offers[0];
  const to = ctx.vault.open(first?.phoneSealed ?? '');
  const labourerId = first?.labourerId ?? '';
  return {
    countyCode,
    channel: 'sms',
    to,
    subject: '送岗',
    body: smsFor(offers),
    messageId: `run.${runId}.${labourerId}`,
    labourerId,
  };
}

/** When letters have left: their deliveries are delivered. A short message carries all of its run and person. */
export const deliverSent =
  (deps: Deps): AfterSent =>
  async (tx, sent) => {
    for (const [countyCode, letters] of Map.groupBy(sent, (m) => m.countyCode)) {
      const ids = letters.flatMap((m) => m.deliveryId ?? []);
      const runs = letters.flatMap((m) => runAndPerson(m.messageId));
      const bySms = await listSmsDeliveries(tx, countyCode, runs);
      await markDelivered(tx, { ...deps, actor: systemActor(countyCode) }, [...ids, ...bySms]);
    }
  };

const runAndPerson = (messageId: string): [string, string][] => {
  const [kind, runId, labourerId] = messageId.split('.');
  return kind === 'run' && runId && labourerId ? [[runId, labourerId]] : [];
};

/** Of runs and people, pair by pair, what short messages bring. */
async function listSmsDeliveries(tx: Tx, countyCode: string, of: readonly [string, string][]): Promise<string[]> {
  if (of.length === 0) return [];
  const [runIds, labourerIds] = [of.map(([runId]) => runId), of.map(([, labourerId]) => labourerId)];
  const told = sql`select * from unnest(${sql.param(runIds)}::uuid[], ${sql.param(labourerIds)}::uuid[])`;
  const rows = await tx
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.countyCode, countyCode), eq(d.channel, 'sms'), sql`(${d.runId}, ${d.labourerId}) in (${told})`));
  return rows.map((r) => r.id);
}

/** planned → delivered, many at once: one event names them all. */
export async function markDelivered(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 1000) {
    const batch = ids.slice(i, i + 1000);
    const moved = await tx
      .update(d)
      .set({ status: 'delivered', deliveredAt: ctx.now(), version: sql`${d.version} + 1` })
      .where(and(eq(d.countyCode, ctx.actor.countyCode), eq(d.status, 'planned'), inArray(d.id, batch)))
      .returning({ id: d.id });
    const [first] = moved;
    if (!first) continue;
    const details = { deliveryIds: moved.map((m) => m.id) };
    await appendEvent(tx, ctx, {
      subjectKind: 'delivery',
      subjectId: first.id,
      action: 'deliver',
      fromStatus: 'planned',
      toStatus: 'delivered',
      details,
    });
  }
}
