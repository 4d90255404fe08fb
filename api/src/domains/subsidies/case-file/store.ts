import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import type { Actor } from '../../../kernel/ctx.ts';
import { chainExports, events } from '../../audit/tables.ts';
import { labourers } from '../../people/tables.ts';
import { visibleClaims } from '../claims/store.ts';
import { claims } from '../claims/tables.ts';
import { papers } from '../evidence/tables.ts';
import { budgetLines, paymentBatches, paymentLines, payments } from '../payments/tables.ts';
import { noticeLines, objections, publicNotices } from '../publicity/tables.ts';

export const listClaimIdsOf = async (db: Reader, actor: Actor, labourerId: string): Promise<string[]> =>
  (
    await db
      .select({ id: claims.id })
      .from(claims)
      .where(and(visibleClaims(actor), eq(claims.labourerId, labourerId)))
      .orderBy(asc(claims.foundAt), asc(claims.id))
  ).map(({ id }) => id);

export const findPerson = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select({ name: labourers.name, idNumberSealed: labourers.idNumberSealed })
      .from(labourers)
      .where(and(eq(labourers.countyCode, countyCode), eq(labourers.id, id)))
  )[0];

export const listScanHashes = async (db: Reader, countyCode: string, ids: readonly string[]) =>
  new Map(
    ids.length === 0
      ? []
      : (
          await db
            .select({ id: papers.id, scanHash: papers.scanHash })
            .from(papers)
            .where(and(eq(papers.countyCode, countyCode), inArray(papers.id, [...ids])))
        ).map(({ id, scanHash }) => [id, scanHash]),
  );

/** Every try to pay a claim, with its batch, and what arrived and came back. */
export const listTries = (db: Reader, countyCode: string, claimId: string) =>
  db
    .select({ line: paymentLines, batch: paymentBatches, budget: budgetLines, payment: payments })
    .from(paymentLines)
    .innerJoin(
      paymentBatches,
      and(eq(paymentBatches.countyCode, paymentLines.countyCode), eq(paymentBatches.id, paymentLines.batchId)),
    )
    .innerJoin(
      budgetLines,
      and(eq(budgetLines.countyCode, paymentBatches.countyCode), eq(budgetLines.id, paymentBatches.budgetLineId)),
    )
    .leftJoin(payments, and(eq(payments.countyCode, paymentLines.countyCode), eq(payments.lineId, paymentLines.id)))
    .where(and(eq(paymentLines.countyCode, countyCode), eq(paymentLines.claimId, claimId)))
    .orderBy(asc(paymentLines.attempt));

export const listNoticesOf = (db: Reader, countyCode: string, claimId: string) =>
  db
    .select({
      notice: publicNotices,
      objections: sql<number>`(select count(*)::int from ${objections} o where o.county_code = ${noticeLines.countyCode} and o.claim_id = ${noticeLines.claimId} and o.notice_id = ${noticeLines.noticeId})`,
    })
    .from(noticeLines)
    .innerJoin(
      publicNotices,
      and(eq(publicNotices.countyCode, noticeLines.countyCode), eq(publicNotices.id, noticeLines.noticeId)),
    )
    .where(and(eq(noticeLines.countyCode, countyCode), eq(noticeLines.claimId, claimId)))
    .orderBy(asc(publicNotices.publishedOn));

interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Events of several subjects, in the order of the chain. */
export const listEventsOfAll = (db: Reader, countyCode: string, subjects: readonly Subject[]) =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.countyCode, countyCode),
        or(...subjects.map(({ kind, id }) => and(eq(events.subjectKind, kind), eq(events.subjectId, id)))),
      ),
    )
    .orderBy(asc(events.seq));
export type EventRow = Awaited<ReturnType<typeof listEventsOfAll>>[number];

export const findLastExport = async (db: Reader, countyCode: string) =>
  (
    await db
      .select()
      .from(chainExports)
      .where(eq(chainExports.countyCode, countyCode))
      .orderBy(sql`${chainExports.on} desc`)
      .limit(1)
  )[0];
