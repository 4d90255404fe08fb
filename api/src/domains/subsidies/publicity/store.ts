import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { employers } from '../../employers/tables.ts';
import { labourers } from '../../people/tables.ts';
import { regions } from '../../regions/tables.ts';
import { claims } from '../claims/tables.ts';
import { policyVersions } from '../policies/tables.ts';
import { noticeLines, objections, publicNotices } from './tables.ts';

export type Notice = typeof publicNotices.$inferSelect;
export type Line = typeof noticeLines.$inferSelect;
export type Objection = typeof objections.$inferSelect;

const ofVersion = and(eq(policyVersions.countyCode, claims.countyCode), eq(policyVersions.id, claims.policyVersionId));
const noticeDays = sql<number>`coalesce((${policyVersions.terms} -> 'workflow' ->> 'noticeDays')::int, 0)`;

/** Approved claims whose policy asks for a notice, with all that a line may be made of. */
export const listToPublish = (db: Reader, countyCode: string, ruleId?: string) =>
  db
    .select({
      id: claims.id,
      ruleId: claims.ruleId,
      amountFen: claims.amountFen,
      periodKey: claims.periodKey,
      periodFrom: claims.periodFrom,
      periodTo: claims.periodTo,
      rule: policyVersions.rule,
      terms: policyVersions.terms,
      personName: labourers.name,
      idNumberSealed: labourers.idNumberSealed,
      firmName: sql<
        string | null
      >`(select ${employers.name} from ${employers} where ${employers.countyCode} = ${claims.countyCode} and ${employers.id} = ${claims.employerId})`,
      village: sql<string>`coalesce((select ${regions.name} from ${regions} where ${regions.code} = ${claims.regionCode}), '')`,
    })
    .from(claims)
    .innerJoin(policyVersions, ofVersion)
    .leftJoin(labourers, and(eq(labourers.countyCode, claims.countyCode), eq(labourers.id, claims.payeeId)))
    .where(
      and(
        eq(claims.countyCode, countyCode),
        eq(claims.status, 'approved'),
        sql`${noticeDays} > 0`,
        ruleId === undefined ? undefined : eq(claims.ruleId, ruleId),
      ),
    )
    .orderBy(asc(claims.regionCode), asc(claims.foundAt), asc(claims.id));
export type ToPublish = Awaited<ReturnType<typeof listToPublish>>[number];

export async function insertNotice(tx: Tx, row: typeof publicNotices.$inferInsert, lines: readonly Line[]) {
  await tx.insert(publicNotices).values(row);
  for (let i = 0; i < lines.length; i += 1000) await tx.insert(noticeLines).values(lines.slice(i, i + 1000));
}

export const listHanging = (db: Reader, countyCode: string, on: CalendarDate): Promise<Notice[]> =>
  db
    .select()
    .from(publicNotices)
    .where(
      and(eq(publicNotices.countyCode, countyCode), gte(publicNotices.endsOn, on), isNull(publicNotices.emptiedAt)),
    )
    .orderBy(desc(publicNotices.publishedOn), desc(publicNotices.id));

const said = sql<number>`(select count(*)::int from objections o where o.county_code = "public_notices"."county_code" and o.notice_id = "public_notices"."id")`;
const open = sql<number>`(select count(*)::int from objections o where o.county_code = "public_notices"."county_code" and o.notice_id = "public_notices"."id" and o.answered_at is null)`;

/** Every notice with how much was said against it, the newest first. */
export const listNotices = (db: Reader, countyCode: string, id?: string) =>
  db
    .select({ notice: publicNotices, objections: sql<number>`${said}`, openObjections: sql<number>`${open}` })
    .from(publicNotices)
    .where(and(eq(publicNotices.countyCode, countyCode), id === undefined ? undefined : eq(publicNotices.id, id)))
    .orderBy(desc(publicNotices.publishedOn), desc(publicNotices.id))
    .limit(200);

export async function getNotice(db: Reader, countyCode: string, id: string): Promise<Notice> {
  const [row] = await db
    .select()
    .from(publicNotices)
    .where(and(eq(publicNotices.countyCode, countyCode), eq(publicNotices.id, id)));
  if (!row) throw new AppError('notice.not_found', { id });
  return row;
}

export const listLinesOf = (db: Reader, countyCode: string, noticeId: string) =>
  db
    .select({ line: noticeLines, claimStatus: claims.status })
    .from(noticeLines)
    .innerJoin(claims, and(eq(claims.countyCode, noticeLines.countyCode), eq(claims.id, noticeLines.claimId)))
    .where(and(eq(noticeLines.countyCode, countyCode), eq(noticeLines.noticeId, noticeId)))
    .orderBy(asc(noticeLines.number));

export const insertObjection = (tx: Tx, row: typeof objections.$inferInsert) => tx.insert(objections).values(row);

export const listObjections = (db: Reader, countyCode: string, noticeId: string): Promise<Objection[]> =>
  db
    .select()
    .from(objections)
    .where(and(eq(objections.countyCode, countyCode), eq(objections.noticeId, noticeId)))
    .orderBy(asc(objections.at));

export async function lockObjection(tx: Tx, countyCode: string, id: string): Promise<Objection> {
  const [row] = await tx
    .select()
    .from(objections)
    .where(and(eq(objections.countyCode, countyCode), eq(objections.id, id)))
    .for('update');
  if (!row) throw new AppError('objection.not_found', { id });
  return row;
}

export const saveObjection = (tx: Tx, { countyCode, id }: Objection, set: Partial<Objection>) =>
  tx
    .update(objections)
    .set(set)
    .where(and(eq(objections.countyCode, countyCode), eq(objections.id, id)));

/** Notices whose last day has passed and whose lines are still there. */
export const listOver = (db: Reader, countyCode: string, on: CalendarDate): Promise<Notice[]> =>
  db
    .select()
    .from(publicNotices)
    .where(and(eq(publicNotices.countyCode, countyCode), lt(publicNotices.endsOn, on), isNull(publicNotices.emptiedAt)))
    .orderBy(asc(publicNotices.endsOn), asc(publicNotices.id))
    .limit(50);

/** Takes down what it showed of anybody; that it hung, and the hash of what went out, stay. */
export async function emptyNotice(tx: Tx, { countyCode, id }: Notice, at: Date): Promise<boolean> {
  const emptied = await tx
    .update(publicNotices)
    .set({ emptiedAt: at })
    .where(and(eq(publicNotices.countyCode, countyCode), eq(publicNotices.id, id), isNull(publicNotices.emptiedAt)))
    .returning({ id: publicNotices.id });
  if (emptied.length === 0) return false;
  await tx
    .update(noticeLines)
    .set({ line: null })
    .where(and(eq(noticeLines.countyCode, countyCode), eq(noticeLines.noticeId, id)));
  return true;
}

/** Claims whose notice is over and against which nothing is open, with the day it ended. */
export const listNoticed = async (db: Reader, countyCode: string, on: CalendarDate, limit: number) =>
  (
    await db
      .select({ id: claims.id })
      .from(claims)
      .where(
        and(
          eq(claims.countyCode, countyCode),
          eq(claims.status, 'on_notice'),
          lt(claims.noticeEndsOn, on),
          sql`not exists (select 1 from objections o where o.county_code = "claims"."county_code" and o.claim_id = "claims"."id" and o.answered_at is null)`,
        ),
      )
      .orderBy(asc(claims.id))
      .limit(limit)
  ).map(({ id }) => id);

/** How many objections came in since a moment: an open form must not be a way to bury the desk. */
export async function countSaidSince(db: Reader, countyCode: string, noticeId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(objections)
    .where(and(eq(objections.countyCode, countyCode), eq(objections.noticeId, noticeId), gte(objections.at, since)));
  return row?.count ?? 0;
}
