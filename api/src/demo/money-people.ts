import { and, asc, eq, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { actorOf } from '../domains/auth/store.ts';
import { users } from '../domains/auth/tables.ts';
import { employers } from '../domains/employers/tables.ts';
import { labourers } from '../domains/people/tables.ts';
import { claims } from '../domains/subsidies/claims/tables.ts';
import { budgetLines } from '../domains/subsidies/payments/tables.ts';
import { addDays, startOf } from '../kernel/calendar.ts';
import { type Ctx, today } from '../kernel/ctx.ts';
import { DEMO_PHONE } from './accounts.ts';

/** The accounts of the demonstration at their desks, on days that have passed. */
export interface Officers {
  /** Somebody by login name, so many days from today, at ten in the morning. */
  at(loginName: string, days: number): Ctx;
  /** The liaison of a village. */
  liaisonOf(regionCode: string): string;
  nameOf(claimId: string): Promise<{ name: string }>;
  budgetLines(): Promise<(typeof budgetLines.$inferSelect)[]>;
}

const HOUR_MS = 3_600_000;

export async function officersOf(deps: Deps, countyCode: string): Promise<Officers> {
  const all = await deps.db.select().from(users).where(eq(users.countyCode, countyCode));
  const actors = new Map(all.map((user) => [user.loginName, actorOf(user)]));
  const { db } = deps;
  return {
    at(loginName, days) {
      const actor = actors.get(loginName);
      if (!actor) throw new Error(`the demonstration has no account ${loginName}`);
      const at = days === 0 ? deps.now() : new Date(startOf(addDays(today(deps), days)).getTime() + 10 * HOUR_MS);
      return { ...deps, actor, now: () => at };
    },
    liaisonOf: (regionCode) =>
      all.find((user) => user.role === 'liaison' && user.regionCode === regionCode)?.loginName ?? 'county',
    async nameOf(claimId) {
      const [row] = await db
        .select({ name: labourers.name })
        .from(claims)
        .innerJoin(labourers, and(eq(labourers.countyCode, claims.countyCode), eq(labourers.id, claims.labourerId)))
        .where(and(eq(claims.countyCode, countyCode), eq(claims.id, claimId)));
      if (!row) throw new Error(`claim ${claimId} is nobody's`);
      return row;
    },
    budgetLines: () => db.select().from(budgetLines).where(eq(budgetLines.countyCode, countyCode)),
  };
}

/** Registered poor of working age who have no work yet: the demonstration's own labourer first, then those of one town. */
export const pickMigrants = ({ db, vault }: Deps, countyCode: string, townCode: string, limit: number) =>
  db
    .select({ id: labourers.id })
    .from(labourers)
    .where(
      sql`${labourers.countyCode} = ${countyCode} and ${labourers.state} = 'active'
        and ${labourers.birthOn} between '1968-01-01' and '2005-12-31'
        and exists (select 1 from households h where h.county_code = ${labourers.countyCode} and h.id = ${labourers.householdId}
          and h.poverty_status = 'registered')
        and not exists (select 1 from placements p where p.county_code = ${labourers.countyCode} and p.labourer_id = ${labourers.id})`,
    )
    .orderBy(
      sql`${labourers.phoneHash} = ${vault.hashOf('phone', DEMO_PHONE)} desc nulls last`,
      sql`${labourers.regionCode} like ${`${townCode.slice(0, 9)}%`} desc`,
      asc(labourers.id),
    )
    .limit(limit);

/** Firms that send people elsewhere, no workshops. */
export const pickFirms = ({ db }: Deps, countyCode: string) =>
  db
    .select({ id: employers.id })
    .from(employers)
    .where(and(eq(employers.countyCode, countyCode), eq(employers.state, 'verified'), eq(employers.kind, 'company')))
    .orderBy(asc(employers.id))
    .limit(5);
