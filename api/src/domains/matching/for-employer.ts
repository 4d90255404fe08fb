import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { listAnswersToEmployer } from '../../../contract/deliveries.ts';
import type { Output } from '../../../contract/endpoint.ts';
import type { Reader } from '../../db/client.ts';
import type { Actor, Ctx } from '../../kernel/ctx.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import type { DeliveryStatus } from './core/delivery.ts';
import { deliveries } from './tables.ts';

/** Who has been introduced is known to the employer; whoever only looked, or only said 我想去, is a number. */
const KNOWN = ['introduced', 'placed', 'not_placed'] as const satisfies readonly DeliveryStatus[];
const SHOWN = 100;

const ofEmployer = (actor: Actor): SQL =>
  and(eq(jobs.countyCode, actor.countyCode), sql`${jobs.employerId} = ${actor.employerId}`) as SQL;
const ofJob = and(eq(jobs.countyCode, deliveries.jobCountyCode), eq(jobs.id, deliveries.jobId));

export async function listAnswers(ctx: Ctx): Promise<Output<typeof listAnswersToEmployer>> {
  const people = await listIntroduced(ctx.db, ctx.actor);
  return {
    jobs: await countByJob(ctx.db, ctx.actor),
    people: people.map(({ introducedAt, ...person }) => ({
      ...person,
      introducedAt: introducedAt?.toISOString() ?? null,
    })),
  };
}

const countByJob = (db: Reader, actor: Actor) => {
  const those = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  return db
    .select({
      jobId: deliveries.jobId,
      delivered: those(sql`${deliveries.deliveredAt} is not null`),
      interested: those(inArray(deliveries.status, ['interested', ...KNOWN])),
      introduced: those(inArray(deliveries.status, [...KNOWN])),
    })
    .from(deliveries)
    .innerJoin(jobs, ofJob)
    .where(ofEmployer(actor))
    .groupBy(deliveries.jobId);
};

const listIntroduced = (db: Reader, actor: Actor) =>
  db
    .select({
      deliveryId: deliveries.id,
      jobId: deliveries.jobId,
      jobTitle: jobs.title,
      // The statuses are those of KNOWN by the condition below.
      status: sql<(typeof KNOWN)[number]>`${deliveries.status}`,
      name: labourers.name,
      regionName: sql<string>`coalesce(${regions.name}, '')`,
      introducedAt: deliveries.introducedAt,
      dueOn: deliveries.dueOn,
      notPlacedReason: deliveries.notPlacedReason,
    })
    .from(deliveries)
    .innerJoin(jobs, ofJob)
    .innerJoin(labourers, and(eq(labourers.countyCode, deliveries.countyCode), eq(labourers.id, deliveries.labourerId)))
    .leftJoin(regions, eq(regions.code, labourers.regionCode))
    .where(and(ofEmployer(actor), inArray(deliveries.status, [...KNOWN])))
    .orderBy(desc(deliveries.introducedAt), desc(deliveries.id))
    .limit(SHOWN);
