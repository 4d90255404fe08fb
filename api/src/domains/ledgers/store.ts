import { sql } from 'drizzle-orm';
import type { DeskHome } from '../../../contract/desk.ts';
import type { Reader } from '../../db/client.ts';
import { addDays, type CalendarDate, startOf } from '../../kernel/calendar.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { withoutWork } from '../matching/at-work.ts';
import { visibleHouseholds } from '../people/store.ts';
import { households } from '../people/tables.ts';
import { waitingFor } from '../subsidies/core/claim.ts';

type Waiting = DeskHome['waiting'];
type Counts = { late: number; today: number; week: number; fresh: number; total: number };

/** Everything of the asker's area: the only place that reads other domains' tables, and it writes none. */
export async function countWaiting(db: Reader, actor: Actor, on: CalendarDate): Promise<Waiting> {
  const county = actor.countyCode;
  const area = `${prefixOf(actor.regionCode)}%`;
  const own = actor.role === 'liaison' ? sql`and v.helper_id = ${actor.id}` : sql``;
  const week = addDays(on, 7);
  const since = startOf(addDays(on, -1)).toISOString();
  const due = (column: string, made: string) =>
    sql.raw(
      `(count(*) filter (where ${column} < '${on}'))::int late, (count(*) filter (where ${column} = '${on}'))::int today,
     (count(*) filter (where ${column} > '${on}' and ${column} <= '${week}'))::int week, (count(*) filter (where ${made} >= '${since}'))::int fresh, count(*)::int total`,
    );
  // Whoever waits without a due day is late after three days, the bureau's own promise for reviews.
  const lateAfter = startOf(addDays(on, -3)).toISOString();
  const waits = (since_: string) =>
    sql.raw(
      `(count(*) filter (where ${since_} < '${lateAfter}'))::int late, 0 today, 0 week, (count(*) filter (where ${since_} >= '${since}'))::int fresh, count(*)::int total`,
    );
  const rows = await db.execute<Counts & { kind: Waiting[number]['kind'] }>(sql`
    select 'interested' as kind, ${due('d.due_on', 'd.answered_at')} from deliveries d join labourers l on l.county_code = d.county_code and l.id = d.labourer_id
      where d.county_code = ${county} and d.status in ('interested') and l.region_code like ${area}
    union all select 'kiosk_wishes', ${due('k.due_on', 'k.said_at')} from kiosk_wishes k where k.county_code = ${county} and k.settled_at is null and k.region_code like ${area}
    union all select 'job_reviews', ${waits('j.submitted_at')} from jobs j where j.county_code = ${county} and j.status = 'submitted'
    union all select 'employer_checks', ${waits('e.created_at')} from employers e where e.county_code = ${county} and e.state = 'registered' and e.credit_code is not null
    union all select 'follow_ups', ${due('f.due_on', 'f.due_on')} from follow_ups f join placements p on p.county_code = f.county_code and p.id = f.placement_id
      join labourers l on l.county_code = p.county_code and l.id = p.labourer_id
      where f.county_code = ${county} and f.done_at is null and p.status in ('started', 'stable') and f.due_on <= ${week} and l.region_code like ${area}
    union all select 'visits', ${due('c.until_on', 'c.created_at')} from visits v join campaigns c on c.county_code = v.county_code and c.id = v.campaign_id
      join households h on h.county_code = v.county_code and h.id = v.household_id
      where v.county_code = ${county} and v.status = 'assigned' and h.region_code like ${area} ${own}
    union all select 'without_helper', 0, 0, 0, 0, count(*)::int from households h where h.county_code = ${county} and h.state = 'active' and h.region_code like ${area}
      and not exists (select 1 from pairings p where p.county_code = h.county_code and p.household_id = h.id and (p.until_on is null or p.until_on >= ${on}))
    union all select 'claims', ${due('c.due_on', 'c.found_at')} from claims c where c.county_code = ${county} and c.region_code like ${area}
      and c.status = any(${sql.param(waitingFor(actor.role))}::text[]) and (c.status in ('found', 'returned', 'prepared', 'approved', 'on_notice') or not exists
        (select 1 from claim_duties d where d.county_code = c.county_code and d.claim_id = c.id and d.officer_id = ${actor.id}))
    union all select 'claims_owed', ${due('c.due_on', 'c.found_at')} from claims c where c.county_code = ${county} and c.region_code like ${area}
      and c.status not in ('paid', 'rejected', 'withdrawn', 'recovered')
    union all select 'imports', ${waits('i.created_at')} from imports i where i.county_code = ${county} and i.state = 'staged'
    union all select 'failed_messages', ${waits('m.queued_at')} from messages m where m.county_code = ${county} and m.status = 'failed'`);
  return rows.map((row) => ({ ...row }));
}

/** How many who want work hold 0 … 5 or more offers of the year. */
export async function countSpread(db: Reader, actor: Actor, year: number): Promise<number[]> {
  const rows = await db.execute<{ held: number; people: number }>(sql`
    select least(5, coalesce(o.held, 0))::int held, count(*)::int people
    from labourers l
    left join (select labourer_id, count(*) held from deliveries where county_code = ${actor.countyCode} and year = ${year} and tier <> 'own' group by labourer_id) o on o.labourer_id = l.id
    where l.county_code = ${actor.countyCode} and l.state = 'active' and l.wants_work and l.region_code like ${`${prefixOf(actor.regionCode)}%`}
    group by 1`);
  const spread = [0, 0, 0, 0, 0, 0];
  for (const { held, people } of rows) spread[held] = people;
  return spread;
}

export async function countStandings(db: Reader, actor: Actor, on: CalendarDate) {
  const area = `${prefixOf(actor.regionCode)}%`;
  const county = actor.countyCode;
  const [row] = await db.execute<
    Pick<DeskHome, 'labourers' | 'wantWork' | 'atWork' | 'zeroEmploymentHouseholds' | 'openJobs'> & {
      interested: number;
      declined: number;
      unanswered: number;
    }
  >(sql`
    with people as (
      select l.id, l.wants_work,
        (l.employment in ('employed', 'self_employed', 'flexible') or exists (select 1 from placements p where p.county_code = l.county_code and p.labourer_id = l.id and p.status in ('started', 'stable'))) as works
      from labourers l where l.county_code = ${county} and l.state = 'active' and l.region_code like ${area})
    select (select count(*)::int from people) as labourers,
      (select count(*)::int from people where wants_work) as "wantWork",
      (select count(*)::int from people where works) as "atWork",
      (select count(*)::int from ${households} where ${visibleHouseholds(actor)} and ${households.state} = 'active' and ${withoutWork(county)}) as "zeroEmploymentHouseholds",
      (select count(*)::int from jobs where county_code = ${county} and status = 'published' and valid_until_on >= ${on}) as "openJobs",
      (select count(*)::int from deliveries d join people p on p.id = d.labourer_id where d.status in ('interested', 'introduced', 'placed')) as interested,
      (select count(*)::int from deliveries d join people p on p.id = d.labourer_id where d.status = 'declined') as declined,
      (select count(*)::int from deliveries d join people p on p.id = d.labourer_id where d.status in ('planned', 'delivered', 'seen')) as unanswered`);
  return row;
}

/** The next seven days, today first. */
export async function countDays(db: Reader, actor: Actor, on: CalendarDate): Promise<DeskHome['days']> {
  const area = `${prefixOf(actor.regionCode)}%`;
  const rows = await db.execute<DeskHome['days'][number]>(sql`
    select to_char(day, 'YYYY-MM-DD') as "on",
      (select count(*)::int from follow_ups f join placements p on p.county_code = f.county_code and p.id = f.placement_id join labourers l on l.county_code = p.county_code and l.id = p.labourer_id
        where f.county_code = ${actor.countyCode} and f.done_at is null and p.status in ('started', 'stable') and f.due_on = day::date and l.region_code like ${area}) as "followUps",
      (select count(*)::int from deliveries d join labourers l on l.county_code = d.county_code and l.id = d.labourer_id
        where d.county_code = ${actor.countyCode} and d.status = 'interested' and d.due_on = day::date and l.region_code like ${area}) as steps
    from generate_series(${on}::date, ${addDays(on, 6)}::date, interval '1 day') day order by day`);
  return rows.map((row) => ({ ...row }));
}
