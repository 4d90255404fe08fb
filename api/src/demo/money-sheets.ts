import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { labourers } from '../domains/people/tables.ts';
import { recordFollowUp, recordPlacement } from '../domains/placements/service.ts';
import { readEmployerSheet, settleEmployerSheet } from '../domains/placements/sheets.ts';
import { followUps, placements } from '../domains/placements/tables.ts';
import { addDays } from '../kernel/calendar.ts';
import { today } from '../kernel/ctx.ts';
import { DEMO_EMPLOYER } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { Officers } from './money-people.ts';

const WORKERS = 6;

/** The demonstration's employer has people at work and has sent its sheets; of one wage the person says something else. */
export async function tellSheets(deps: Deps, who: Officers, chance: Chance): Promise<void> {
  const employer = who.at(DEMO_EMPLOYER.loginName, -3);
  const employerId = employer.actor.employerId ?? '';
  const on = today(deps);
  const people = await pickWorkers(deps, employer.actor.countyCode);
  for (const { id } of people) {
    const startedOn = addDays(on, -chance.between(100, 190));
    await recordPlacement(who.at('county', -90), {
      body: {
        ...{ labourerId: id, employerId, origin: 'hand', introducerKind: 'none', postTitle: '缝纫工' },
        ...{ postKind: 'workshop', contractKind: 'labour_contract', contractOn: startedOn, startedOn },
        ...{ monthlyPayFen: 320_000, insurances: ['pension', 'work_injury'] },
      },
    });
  }
  const month = addDays(`${on.slice(0, 7)}-01`, -1).slice(0, 7);
  await oneSaysLess(who, people[0]?.id ?? '', month);
  const rows = people.map(({ name }, i) => `${name},${3200 + i * 50}.00,${on.slice(0, 7)}-01,养老、工伤,${512 + i}.00`);
  const text = ['姓名,实发工资,发放日期,参加的保险,单位缴费', ...rows].join('\n');
  const file = { name: '工资表.csv', base64: Buffer.from(text).toString('base64') };
  const { id } = await readEmployerSheet(employer, { body: { employerId, month, file } });
  await settleEmployerSheet(employer, { params: { id }, body: { action: 'take_in' } });
}

async function oneSaysLess(who: Officers, labourerId: string, month: string): Promise<void> {
  const ctx = who.at('county', -5);
  const due = await ctx.db
    .select({ id: followUps.id })
    .from(followUps)
    .innerJoin(
      placements,
      and(eq(placements.countyCode, followUps.countyCode), eq(placements.id, followUps.placementId)),
    )
    .where(and(eq(placements.labourerId, labourerId), inArray(followUps.dayNumber, [30, 90])))
    .orderBy(asc(followUps.dayNumber));
  for (const { id } of due) {
    const body = { way: 'phone' as const, outcome: 'at_work' as const, wage: { month, paidFen: 280_000 } };
    await recordFollowUp(ctx, { params: { id }, body });
  }
}

/** People of different names, so that a sheet finds them by name. */
const pickWorkers = ({ db }: Deps, countyCode: string) =>
  db
    .select({ id: sql<string>`min(${labourers.id}::text)::uuid`, name: labourers.name })
    .from(labourers)
    .where(
      sql`${labourers.countyCode} = ${countyCode} and ${labourers.state} = 'active' and ${labourers.birthOn} between '1970-01-01' and '2002-12-31'
        and not exists (select 1 from placements p where p.county_code = ${labourers.countyCode} and p.labourer_id = ${labourers.id})`,
    )
    .groupBy(labourers.name)
    .orderBy(sql`min(${labourers.id}::text)`)
    .limit(WORKERS);
