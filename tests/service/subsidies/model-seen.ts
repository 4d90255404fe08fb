import { sql } from 'drizzle-orm';
import { followUps, placements } from '../../../api/src/domains/placements/tables.ts';
import { beside, claimColumns } from '../../../api/src/domains/subsidies/claims/store.ts';
import { awards, claimDuties, claims, fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { payeeAccounts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import {
  budgetLines,
  paymentBatches,
  paymentLines,
  payments,
} from '../../../api/src/domains/subsidies/payments/tables.ts';
import { noticeLines, objections } from '../../../api/src/domains/subsidies/publicity/tables.ts';
import type { World } from '../../support/app.ts';

/** The county as one reads it while nobody writes: what the deeds of the next round are chosen by, and what must hold. */
export type Seen = Awaited<ReturnType<typeof see>>;
export type SeenClaim = Seen['claims'][number];

export async function see({ db }: World) {
  return {
    claims: await db
      .select({ ...claimColumns, ...beside })
      .from(claims)
      .orderBy(claims.id),
    awards: await db.select().from(awards),
    duties: await db.select().from(claimDuties),
    hits: await db.select().from(fraudHits).orderBy(fraudHits.id),
    placements: await db.select().from(placements).orderBy(placements.id),
    followUps: await db.select().from(followUps).orderBy(followUps.id),
    noticeLines: await db.select().from(noticeLines).orderBy(noticeLines.id),
    objections: await db.select().from(objections).orderBy(objections.id),
    accounts: await db.select().from(payeeAccounts),
    batches: await db.select().from(paymentBatches).orderBy(paymentBatches.id),
    lines: await db.select().from(paymentLines).orderBy(paymentLines.batchId, paymentLines.number),
    payments: await db.select().from(payments),
    budgets: await db.select().from(budgetLines).orderBy(budgetLines.code),
    // What the chained log says was paid and came back, by claim.
    logged: [
      ...(await db.execute<{ claimId: string; paidFen: number | null; backFen: number | null }>(sql`
        select subject_id::text as "claimId", (details ->> 'paidFen')::float8 as "paidFen",
          (details ->> 'backFen')::float8 as "backFen" from events
        where subject_kind = 'claim' and (details ? 'paidFen' or details ? 'backFen')`)),
    ],
  };
}
