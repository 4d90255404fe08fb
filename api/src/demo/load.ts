import { sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import type { Tx } from '../db/client.ts';
import { appendEvent } from '../domains/audit/service.ts';
import { hashPassword } from '../domains/auth/service.ts';
import { users } from '../domains/auth/tables.ts';
import { employers } from '../domains/employers/tables.ts';
import { rebuildIndex } from '../domains/jobs/search-index.ts';
import { jobs } from '../domains/jobs/tables.ts';
import { households, labourers, pairings } from '../domains/people/tables.ts';
import { seedRegions } from '../domains/regions/seed.ts';
import { addCounty } from '../domains/regions/service.ts';
import { listInside, listRegions } from '../domains/regions/store.ts';
import { adoptLibrary } from '../domains/subsidies/policies/adopt.ts';
import { addDays, startOf } from '../kernel/calendar.ts';
import { systemActor, today } from '../kernel/ctx.ts';
import { DEMO_EMPLOYER, DEMO_PASSWORD, DEMO_PHONE, DEMO_STAFF, type DemoAccount } from './accounts.ts';
import { type Chance, chanceOf } from './chance.ts';
import { makePeople, type Village } from './people.ts';
import { makePostings } from './postings.ts';
import { emptyDemo } from './reset.ts';
import { tellStories } from './stories.ts';

export const DEMO_COUNTY = '371311';
/** Counties around and the cities where labour goes. */
const OUTSIDE = ['371302', '371312', '371322', '371329', '371321', '330110', '320583', '370211'];

export interface DemoOrder {
  readonly labourers: number;
  readonly jobs: number;
  readonly seed: number;
  readonly reset: boolean;
  /** Rows written so far of all rows. */
  readonly onProgress?: (done: number, of: number) => void;
}

export const DEMO_DEFAULTS: DemoOrder = { labourers: 2000, jobs: 600, seed: 1, reset: false };

export interface DemoSummary {
  readonly labourers: number;
  readonly households: number;
  readonly jobs: number;
  readonly seconds: number;
}

/**
 * Fills the demonstration county with invented people, firms and postings: the same for the same seed and day.
 * Written in one transaction; throws region.county_exists where the county is there already and no reset was asked for.
 */
export async function loadDemo(deps: Deps, order: DemoOrder): Promise<DemoSummary> {
  const began = performance.now();
  const made = await deps.db.transaction(async (tx) => {
    await seedRegions(tx);
    if (order.reset) await emptyDemo(tx, DEMO_COUNTY);
    await addCounty({ ...deps, db: tx as unknown as Deps['db'] }, DEMO_COUNTY, true);
    await adoptLibrary(tx, { ...deps, actor: systemActor(DEMO_COUNTY) }, { jurisdiction: 'luozhuang' });
    return fill(tx, deps, order);
  });
  // Without statistics of so many new rows PostgreSQL plans as if the tables were empty.
  await deps.db.execute(sql`analyze`);
  await rebuildIndex(deps);
  await tellStories(deps, DEMO_COUNTY, order.seed);
  return { ...made, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

async function fill(tx: Tx, deps: Deps, order: DemoOrder): Promise<Omit<DemoSummary, 'seconds'>> {
  const chance = chanceOf(order.seed);
  const on = today(deps);
  const inside = await listInside(tx, `${DEMO_COUNTY}000000`);
  const placesOf = (level: string) =>
    inside.filter((r) => r.level === level).map((r) => ({ code: r.code, name: r.shortName }));
  const [towns, villages] = [placesOf('town'), placesOf('village')];
  const outside = (
    await listRegions(
      tx,
      OUTSIDE.map((code) => `${code}000000`),
    )
  ).map((r) => ({ code: r.code, name: r.shortName }));
  const staff = await makeStaff(chance, deps, towns, villages);
  const createdBy = staff[0]?.id ?? chance.id();
  const people = makePeople(chance, deps.vault, {
    countyCode: DEMO_COUNTY,
    villages,
    count: order.labourers,
    on,
    at: startOf(addDays(on, -300)),
  });
  const posted = makePostings(chance, {
    countyCode: DEMO_COUNTY,
    villages,
    towns,
    outside,
    count: order.jobs,
    on,
    createdBy,
  });
  const accounts = [...staff, ...(await makeOtherAccounts(chance, deps, people.labourers, posted.employers))];
  const total = people.households.length + people.labourers.length + posted.jobs.length;
  let done = 0;
  const count = (n: number) => {
    done += n;
    order.onProgress?.(done, total);
  };
  await inBatches(accounts, (batch) => tx.insert(users).values(batch));
  await inBatches(people.households, (batch) => tx.insert(households).values(batch), count);
  await inBatches(people.labourers, (batch) => tx.insert(labourers).values(batch), count);
  await inBatches(pairUp(chance, people.households, staff, on), (batch) => tx.insert(pairings).values(batch));
  await inBatches(posted.employers, (batch) => tx.insert(employers).values(batch));
  await inBatches(posted.jobs, (batch) => tx.insert(jobs).values(batch), count);
  const summary = {
    labourers: people.labourers.length,
    households: people.households.length,
    jobs: posted.jobs.length,
  };
  const ctx = { ...deps, actor: systemActor(DEMO_COUNTY) };
  await appendEvent(tx, ctx, {
    subjectKind: 'county',
    subjectId: createdBy,
    action: 'load_demo',
    details: { ...summary, seed: order.seed },
  });
  return summary;
}

async function inBatches<T>(
  rows: readonly T[],
  write: (batch: T[]) => PromiseLike<unknown>,
  count: (n: number) => void = () => {},
) {
  for (let i = 0; i < rows.length; i += 500) {
    const batch = rows.slice(i, i + 500);
    await write(batch);
    count(batch.length);
  }
}

type UserRow = typeof users.$inferInsert;

/** The six of the list, and a liaison for every further village, so that every household has somebody. */
async function makeStaff(
  chance: Chance,
  deps: Deps,
  towns: readonly Village[],
  villages: readonly Village[],
): Promise<UserRow[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const village = villages.find((v) => v.code.startsWith(towns[0]?.code.slice(0, 9) ?? '')) ?? villages[0];
  const codeOf = { county: `${DEMO_COUNTY}000000`, town: towns[0]?.code ?? '', village: village?.code ?? '' };
  const account = (a: DemoAccount, regionCode: string): UserRow => ({
    countyCode: DEMO_COUNTY,
    id: chance.id(),
    role: a.role,
    loginName: a.loginName,
    displayName: a.name,
    passwordHash,
    regionCode,
    createdAt: deps.now(),
  });
  const others = villages
    .filter((v) => v.code !== codeOf.village)
    .map((v, i) =>
      account(
        {
          loginName: `village${i + 2}`,
          role: 'liaison',
          name: `${chance.faker.person.fullName()}`,
          place: 'village',
          who: '',
        },
        v.code,
      ),
    );
  return [...DEMO_STAFF.map((a) => account(a, codeOf[a.place])), ...others];
}

/** The account that people try is one for whom there is always something to show. */
const isEasyToPlace = (p: typeof labourers.$inferInsert): boolean =>
  p.wantsWork &&
  p.reach === 'county' &&
  p.birthOn > '1975-01-01' &&
  p.birthOn < '1995-01-01' &&
  (p.limits?.length ?? 0) === 0 &&
  (p.payFloorFen ?? 0) <= 200_000 &&
  (p.wishes?.length ?? 0) === 0 &&
  (p.skills?.length ?? 0) > 0;

/** One labourer with the number of the list, and one employer with a workshop of its own. */
async function makeOtherAccounts(
  chance: Chance,
  deps: Deps,
  people: readonly (typeof labourers.$inferInsert)[],
  firms: readonly (typeof employers.$inferInsert)[],
): Promise<UserRow[]> {
  const phoneHash = deps.vault.hashOf('phone', DEMO_PHONE);
  const withPhones = people.filter((p) => p.phoneHash);
  const first = withPhones.find(isEasyToPlace) ?? withPhones[0];
  const firm = firms.find((f) => f.kind === 'workshop' && f.state === 'verified') ?? firms[0];
  if (first) Object.assign(first, { phoneSealed: deps.vault.seal(DEMO_PHONE), phoneHash, emailSealed: null });
  const common = { countyCode: DEMO_COUNTY, createdAt: deps.now() };
  const labourerAccounts = withPhones
    .filter((p) => p === first || chance.yes(0.3))
    .map(
      (p): UserRow => ({
        ...common,
        id: chance.id(),
        role: 'labourer',
        loginName: p.phoneHash ?? '',
        displayName: p.name,
        regionCode: p.regionCode,
        labourerId: p.id,
      }),
    );
  const employerAccounts: UserRow[] = firm
    ? [
        {
          ...common,
          id: chance.id(),
          role: 'employer',
          loginName: DEMO_EMPLOYER.loginName,
          displayName: firm.name,
          passwordHash: await hashPassword(DEMO_PASSWORD),
          regionCode: `${DEMO_COUNTY}000000`,
          employerId: firm.id,
        },
      ]
    : [];
  return [...labourerAccounts, ...employerAccounts];
}

/** Most households have the liaison of their village; one in thirty waits for somebody. */
function pairUp(
  chance: Chance,
  all: readonly (typeof households.$inferInsert)[],
  staff: readonly UserRow[],
  on: string,
) {
  const liaisonOf = new Map(staff.filter((s) => s.role === 'liaison').map((s) => [s.regionCode, s.id]));
  return all.flatMap((household) => {
    const helperId = liaisonOf.get(household.regionCode);
    if (!helperId || chance.yes(1 / 30)) return [];
    return [
      { countyCode: DEMO_COUNTY, id: chance.id(), householdId: household.id, helperId, fromOn: addDays(on, -200) },
    ];
  });
}
