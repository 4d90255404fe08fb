import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { employers } from '../employers/tables.ts';
import { labourers } from '../people/tables.ts';
import { placements } from '../placements/tables.ts';
import { claims } from '../subsidies/claims/tables.ts';
import type { Sampled } from '../subsidies/core/sampling.ts';
import { payments } from '../subsidies/payments/tables.ts';
import { policyVersions } from '../subsidies/policies/tables.ts';
import { sampleChecks, samples } from './tables.ts';

export type Sample = typeof samples.$inferSelect;
export type Check = typeof sampleChecks.$inferSelect;

/** Employers and the placements that money was paid for in a period, in the order of their ids. */
export async function listPaid(
  db: Reader,
  countyCode: string,
  fromOn: CalendarDate,
  toOn: CalendarDate,
): Promise<Sampled[]> {
  const rows = await db
    .selectDistinct({ employerId: placements.employerId, placementId: placements.id })
    .from(payments)
    .innerJoin(claims, and(eq(claims.countyCode, payments.countyCode), eq(claims.id, payments.claimId)))
    .innerJoin(placements, and(eq(placements.countyCode, claims.countyCode), eq(placements.id, claims.placementId)))
    .where(
      and(
        eq(payments.countyCode, countyCode),
        sql`${payments.paidOn} between ${fromOn} and ${toOn}`,
        sql`${placements.employerId} is not null`,
      ),
    )
    .orderBy(asc(placements.employerId), asc(placements.id));
  return [...Map.groupBy(rows, ({ employerId }) => employerId ?? '')].map(([employerId, own]) => ({
    employerId,
    placementIds: own.map(({ placementId }) => placementId),
  }));
}

export async function insertSample(
  tx: Tx,
  row: typeof samples.$inferInsert,
  checks: readonly (typeof sampleChecks.$inferInsert)[],
): Promise<boolean> {
  const made = await tx.insert(samples).values(row).onConflictDoNothing().returning({ id: samples.id });
  if (made.length === 0) return false;
  for (let i = 0; i < checks.length; i += 1000) await tx.insert(sampleChecks).values(checks.slice(i, i + 1000));
  return true;
}

const counted = {
  sample: samples,
  employers: sql<number>`(select count(distinct c.employer_id)::int from sample_checks c where c.county_code = "samples"."county_code" and c.sample_id = "samples"."id")`,
  checks: sql<number>`(select count(*)::int from sample_checks c where c.county_code = "samples"."county_code" and c.sample_id = "samples"."id")`,
  open: sql<number>`(select count(*)::int from sample_checks c where c.county_code = "samples"."county_code" and c.sample_id = "samples"."id" and c.status not in ('passed', 'failed'))`,
  failed: sql<number>`(select count(*)::int from sample_checks c where c.county_code = "samples"."county_code" and c.sample_id = "samples"."id" and c.status = 'failed')`,
};

export const listSamples = (db: Reader, countyCode: string, id?: string) =>
  db
    .select(counted)
    .from(samples)
    .where(and(eq(samples.countyCode, countyCode), id === undefined ? undefined : eq(samples.id, id)))
    .orderBy(desc(samples.drawnAt), desc(samples.id))
    .limit(100);
export type SampleCounted = Awaited<ReturnType<typeof listSamples>>[number];

export async function getSample(db: Reader, countyCode: string, id: string): Promise<SampleCounted> {
  const [row] = await listSamples(db, countyCode, id);
  if (!row) throw new AppError('sample.not_found', { id });
  return row;
}

/** An employer's own; at the desk those of the area. */
const visible = (actor: Actor) =>
  and(
    eq(sampleChecks.countyCode, actor.countyCode),
    actor.role === 'employer'
      ? sql`${sampleChecks.employerId} = ${actor.employerId}`
      : sql`${labourers.regionCode} like ${`${prefixOf(actor.regionCode)}%`}`,
  );

export interface CheckFilter {
  readonly sampleId?: string;
  readonly id?: string;
}

export const listChecks = (db: Reader, actor: Actor, { sampleId, id }: CheckFilter) =>
  db
    .select({
      check: sampleChecks,
      sample: samples,
      employerName: employers.name,
      labourerName: labourers.name,
      postTitle: placements.postTitle,
    })
    .from(sampleChecks)
    .innerJoin(samples, and(eq(samples.countyCode, sampleChecks.countyCode), eq(samples.id, sampleChecks.sampleId)))
    .innerJoin(
      employers,
      and(eq(employers.countyCode, sampleChecks.countyCode), eq(employers.id, sampleChecks.employerId)),
    )
    .innerJoin(
      placements,
      and(eq(placements.countyCode, sampleChecks.countyCode), eq(placements.id, sampleChecks.placementId)),
    )
    .innerJoin(labourers, and(eq(labourers.countyCode, placements.countyCode), eq(labourers.id, placements.labourerId)))
    .where(
      and(
        visible(actor),
        sampleId === undefined ? undefined : eq(sampleChecks.sampleId, sampleId),
        id === undefined ? undefined : eq(sampleChecks.id, id),
      ),
    )
    .orderBy(asc(employers.name), asc(sampleChecks.employerId), asc(sampleChecks.id));
export type CheckJoined = Awaited<ReturnType<typeof listChecks>>[number];

export async function lockCheck(tx: Tx, actor: Actor, id: string): Promise<CheckJoined> {
  await tx
    .select({ id: sampleChecks.id })
    .from(sampleChecks)
    .where(and(eq(sampleChecks.countyCode, actor.countyCode), eq(sampleChecks.id, id)))
    .for('update');
  const [row] = await listChecks(tx, actor, { id });
  if (!row) throw new AppError('sample.not_found', { id });
  return row;
}

export const saveCheck = (tx: Tx, { countyCode, id }: Check, set: Partial<Check>) =>
  tx
    .update(sampleChecks)
    .set(set)
    .where(and(eq(sampleChecks.countyCode, countyCode), eq(sampleChecks.id, id)));

/** What was paid for placements in a period. */
export const listPaidFor = (
  db: Reader,
  { countyCode, fromOn, toOn }: Pick<Sample, 'countyCode' | 'fromOn' | 'toOn'>,
  placementIds: readonly string[],
) =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          id: claims.id,
          placementId: claims.placementId,
          title: sql<string>`${policyVersions.rule} ->> 'name_zh'`,
          paidFen: payments.amountFen,
          recoveredFen: payments.recoveredFen,
        })
        .from(payments)
        .innerJoin(claims, and(eq(claims.countyCode, payments.countyCode), eq(claims.id, payments.claimId)))
        .innerJoin(
          policyVersions,
          and(eq(policyVersions.countyCode, claims.countyCode), eq(policyVersions.id, claims.policyVersionId)),
        )
        .where(
          and(
            eq(payments.countyCode, countyCode),
            inArray(claims.placementId, [...placementIds]),
            sql`${payments.paidOn} between ${fromOn} and ${toOn}`,
          ),
        )
        .orderBy(asc(payments.paidOn), asc(claims.id));
