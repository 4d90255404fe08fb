import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { actorOf } from '../domains/auth/store.ts';
import { users } from '../domains/auth/tables.ts';
import { listVisits, planCampaign } from '../domains/campaigns/service.ts';
import { recordVisit } from '../domains/campaigns/visits.ts';
import { checkIn, invite, planFair, recordIntent, takeStep as takeFairStep } from '../domains/fairs/service.ts';
import { DECLINE_REASONS, type DeclineReason } from '../domains/matching/core/delivery.ts';
import { dispatchRun } from '../domains/matching/dispatch.ts';
import { matchCounty } from '../domains/matching/run.ts';
import { takeStep } from '../domains/matching/service.ts';
import { deliveries } from '../domains/matching/tables.ts';
import { labourers } from '../domains/people/tables.ts';
import { endPlacement, recordFollowUp, recordPlacement } from '../domains/placements/service.ts';
import { addDays, startOf } from '../kernel/calendar.ts';
import { type Ctx, systemActor, today } from '../kernel/ctx.ts';
import { DEMO_PHONE } from './accounts.ts';
import { type Chance, chanceOf } from './chance.ts';
import { tellMoney } from './money.ts';

/** The demonstration tells only what the last weeks would have brought: news of it wakes nobody. */
const silent = { enqueue: async () => {} };

/**
 * What has happened in the county so far, told through the same use cases that staff use: a run, answers, introductions,
 * fairs, a campaign with visits, and placements in every state, so that no page is empty.
 */
export async function tellStories(deps: Deps, countyCode: string, seed: number): Promise<void> {
  const chance = chanceOf(seed + 1);
  const quiet: Deps = { ...deps, outbox: silent };
  const ctx: Ctx = { ...quiet, actor: await officerOf(deps, countyCode) };
  const townCode = await busiestTown(deps, countyCode);
  const people = await listSample(deps, countyCode, townCode, 60);
  await offerTo(quiet, countyCode, people);
  await answerSome(ctx, chance);
  await placeSome(ctx, chance);
  await holdFairs(ctx, chance, townCode);
  await visitVillages(ctx, chance, townCode);
  await tellMoney(quiet, countyCode, townCode, chanceOf(seed + 2));
}

async function officerOf({ db }: Deps, countyCode: string) {
  const [user] = await db
    .select()
    .from(users)
    .where(sql`${users.countyCode} = ${countyCode} and ${users.loginName} = 'county'`);
  return user ? actorOf(user) : systemActor(countyCode);
}

/** The town of the demonstration's township officer and liaison. */
async function busiestTown({ db }: Deps, countyCode: string): Promise<string> {
  const [user] = await db
    .select()
    .from(users)
    .where(sql`${users.countyCode} = ${countyCode} and ${users.loginName} = 'town'`);
  return user?.regionCode ?? `${countyCode}000000`;
}

/** The demonstration's own labourer, and others of one town. */
async function listSample(deps: Deps, countyCode: string, townCode: string, limit: number) {
  const withAccount = sql`exists (select 1 from users u where u.county_code = ${labourers.countyCode} and u.labourer_id = ${labourers.id})`;
  return deps.db
    .select({ id: labourers.id })
    .from(labourers)
    .where(
      sql`${labourers.countyCode} = ${countyCode} and ${labourers.wantsWork} and (${labourers.regionCode} like ${`${townCode.slice(0, 9)}%`} or ${withAccount})`,
    )
    .orderBy(
      sql`${labourers.phoneHash} = ${deps.vault.hashOf('phone', DEMO_PHONE)} desc nulls last`,
      sql`${withAccount} desc`,
      asc(labourers.id),
    )
    .limit(limit);
}

/** Offers of five weeks ago to some people only: the county's first whole run is left to whoever tries the product. */
async function offerTo(deps: Deps, countyCode: string, people: readonly { id: string }[]): Promise<void> {
  const on = addDays(today(deps), -35);
  const past: Ctx = {
    ...deps,
    now: () => new Date(startOf(on).getTime() + 10 * 3_600_000),
    actor: systemActor(countyCode),
  };
  const { runId } = await matchCounty(past, { labourerIds: people.map((p) => p.id), on: today(deps) });
  await dispatchRun(past, countyCode, runId);
}

async function answerSome(ctx: Ctx, chance: Chance): Promise<void> {
  const open = await ctx.db
    .select()
    .from(deliveries)
    .where(inArray(deliveries.status, ['planned', 'delivered']))
    .orderBy(asc(deliveries.id));
  for (const { id, version } of open) {
    if (chance.yes(0.45)) continue;
    const action = chance.yes(0.4) ? ('accept' as const) : ('decline' as const);
    const declineReason: DeclineReason = chance.pick(DECLINE_REASONS.filter((reason) => reason !== 'other'));
    const answered = await takeStep(ctx, {
      params: { id },
      body: { action, version, ...(action === 'decline' && { declineReason }) },
    });
    if (action !== 'accept' || !chance.yes(0.45)) continue;
    const introduced = await takeStep(ctx, {
      params: { id },
      body: { action: 'introduce', version: answered.version },
    });
    if (chance.yes(0.25)) {
      const body = {
        action: 'fail' as const,
        version: introduced.version,
        notPlacedReason: chance.pick(['employer_declined', 'labourer_declined'] as const),
      };
      await takeStep(ctx, { params: { id }, body });
    }
  }
}

const DAYS_AT_WORK = [3, 12, 33, 48, 70, 95, 120, 188, 200, 230];

/** People at work since some days, a few of whom have stopped again. */
async function placeSome(ctx: Ctx, chance: Chance): Promise<void> {
  const introduced = await ctx.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.status, 'introduced'))
    .orderBy(asc(deliveries.id));
  const on = today(ctx);
  const placed = new Set<string>();
  for (const [i, { id, labourerId, jobId }] of introduced.entries()) {
    if (placed.has(labourerId) || i % 3 === 2) continue;
    placed.add(labourerId);
    const startedOn = addDays(on, -(DAYS_AT_WORK[i % DAYS_AT_WORK.length] ?? 3));
    const contractOn = addDays(startedOn, -2);
    const placement = await recordPlacement(ctx, {
      body: {
        labourerId,
        origin: 'introduction',
        deliveryId: id,
        jobId,
        introducerKind: 'township',
        introducerName: ctx.actor.name,
        introducerFixedOn: contractOn,
        contractKind: chance.pick(['labour_contract', 'employment_agreement', 'service_agreement'] as const),
        contractOn,
        contractUntilOn: addDays(contractOn, 365),
        ...(i % 7 !== 6 && { startedOn }),
        insurances: chance.yes(0.6) ? ['pension', 'medical', 'work_injury'] : ['work_injury'],
      },
    });
    for (const visit of placement.followUps.filter((v) => v.dueOn < addDays(on, -10))) {
      await recordFollowUp(ctx, {
        params: { id: visit.id },
        body: { way: 'phone', outcome: 'at_work', opinion: '工资按时发，还行。' },
      });
    }
    if (i % 5 === 4 && placement.status === 'started') {
      const body = {
        version: placement.version,
        endedOn: addDays(on, -1),
        endReason: chance.pick(['resigned', 'family', 'contract_over'] as const),
      };
      await endPlacement(ctx, { params: { id: placement.id }, body });
    }
  }
}

/** One fair summarised, one open today, one announced, one being planned. */
async function holdFairs(ctx: Ctx, chance: Chance, townCode: string): Promise<void> {
  const on = today(ctx);
  const plans = [
    { title: '金秋家门口专场招聘会', days: -20, steps: ['announce', 'register', 'open', 'close', 'summarise'] },
    { title: '赶大集送岗位专场', days: 0, steps: ['announce', 'register', 'open'] },
    { title: '冬季劳务输出专场', days: 9, steps: ['announce'] },
    { title: '公益性岗位专场', days: 30, steps: [] },
  ] as const;
  const jobIds = (
    await ctx.db.execute<{ id: string }>(
      sql`select id from jobs where county_code = ${ctx.actor.countyCode} and status = 'published' order by id limit 24`,
    )
  ).map((r) => r.id);
  for (const { title, days, steps } of plans) {
    const startsAt = new Date(startOf(addDays(on, days)).getTime() + 9 * 3_600_000);
    const body = {
      title,
      kind: 'special' as const,
      regionCode: townCode,
      place: '镇政府前广场',
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + 3 * 3_600_000).toISOString(),
    };
    let fair = await planFair(ctx, { body });
    if (steps.length > 0)
      fair = await invite(ctx, { params: { id: fair.id }, body: { version: fair.version, jobIds } });
    for (const action of steps) {
      if (action === 'close') fair = await meetAt(ctx, chance, fair);
      const summary =
        action === 'summarise'
          ? {
              summary: `到场 ${fair.figures.checkedIn} 人，达成意向 ${fair.figures.intents} 个，签约 ${fair.figures.signed} 个。`,
            }
          : {};
      fair = await takeFairStep(ctx, { params: { id: fair.id }, body: { action, version: fair.version, ...summary } });
    }
    if (fair.status === 'open') await meetAt(ctx, chance, fair);
  }
}

type Fair = Awaited<ReturnType<typeof planFair>>;

async function meetAt(ctx: Ctx, chance: Chance, fair: Fair): Promise<Fair> {
  let last = fair;
  for (const { labourer, jobIds } of fair.visitors.slice(0, 9)) {
    last = await checkIn(ctx, { params: { id: fair.id }, body: { labourerId: labourer.id } });
    const [jobId] = jobIds;
    if (!jobId || !chance.yes(0.5)) continue;
    last = await recordIntent(ctx, {
      params: { id: fair.id },
      body: { labourerId: labourer.id, jobId, outcome: chance.yes(0.3) ? 'signed' : 'open' },
    });
  }
  return last;
}

/** A campaign over the villages of one town: some doors were opened, at some nobody was home, most wait. */
async function visitVillages(ctx: Ctx, chance: Chance, townCode: string): Promise<void> {
  const villages = (
    await ctx.db.execute<{ code: string }>(
      sql`select code from regions where parent_code = ${townCode} order by code limit 12`,
    )
  ).map((r) => r.code);
  const on = today(ctx);
  const campaign = await planCampaign(ctx, {
    body: { title: '冬季送岗入户', fromOn: addDays(on, -6), untilOn: addDays(on, 14), villages },
  });
  const { visits } = await listVisits(ctx, { query: { campaignId: campaign.id, limit: 500 } });
  for (const [i, { id, version }] of visits.entries()) {
    if (!chance.yes(0.35)) continue;
    const outcome = chance.weighted(
      ['done', 'absent', 'refused', 'moved'] as const,
      (o) => ({ done: 80, absent: 14, refused: 3, moved: 3 })[o],
    );
    await recordVisit(ctx, { params: { id }, body: { version, clientKey: `demo-visit-${i}`, outcome, answers: [] } });
  }
}
