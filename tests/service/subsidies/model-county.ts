import { connect, type Db } from '../../../api/src/db/client.ts';
import { addPaper } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { sweepCounty } from '../../../api/src/domains/subsidies/claims/find.ts';
import { statedFacts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { policyRates } from '../../../api/src/domains/subsidies/policies/tables.ts';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { cloneTemplate, dropClone } from '../../support/clone.ts';
import { aBudget, anAccountOf, aPolicy, RULE } from '../../support/money.ts';
import { anIdNumber } from '../../support/people.ts';
import { allClaims, aPlacement, CONTRACT } from './claims-builders.ts';

export const AGENCY = '某某人力资源公司';
export const TRANSPORT = 'luozhuang-transport-subsidy';
export const RULES = [RULE, TRANSPORT] as const;
const CLIENTS = 6;

/** Few enough that one officer meets a claim twice, and that two meet at it. */
const OFFICE = [
  'township_officer',
  'township_officer',
  'township_officer',
  'county_officer',
  'county_officer',
  'county_officer',
  'finance_officer',
  'finance_officer',
  'finance_officer',
  'liaison',
] as const;
export type Officer = { readonly id: string; readonly role: (typeof OFFICE)[number] | 'system' };

/** A small county in a database of its own, at which several clients work, each over its own connections. */
export interface Scene {
  readonly world: World;
  readonly officers: readonly Officer[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly firms: { readonly local: string; readonly agency: string };
  readonly budgetIds: readonly string[];
  /** What one client is handed for one deed of an officer. */
  as(client: number, officer: Officer): Ctx;
  /** Moves everybody's clock. */
  pass(days: number): void;
  close(): Promise<void>;
}

export async function openScene(clusterUrl: string, name: string): Promise<Scene> {
  const url = await cloneTemplate(clusterUrl, name);
  const clients = Array.from({ length: CLIENTS }, () => connect(url, 2));
  const [first] = clients;
  if (!first) throw new Error('no client');
  let now = NOON;
  const world = await aWorld(first.db, { now: () => now });
  const county = await settle(world);
  return {
    world,
    ...county,
    officers: OFFICE.map((role) => ({ id: uuidv7(NOON), role })),
    as(client, { id, role }) {
      const db: Db = clients[client % CLIENTS]?.db ?? first.db;
      return { ...(role === 'system' ? world.system : world.as(role, { id })), db };
    },
    pass: (days) => {
      now = new Date(now.getTime() + days * 86_400_000);
    },
    close: async () => {
      await Promise.all(clients.map((one) => one.close()));
      await dropClone(clusterUrl, name);
    },
  };
}

const INTRODUCED = { introducerKind: 'agency', introducerName: AGENCY, introducerFixedOn: '2026-04-20' } as const;

/** Two policies, one that pays an agency at once and one that pays the person after a notice; somebody for both of them. */
async function settle(world: World) {
  await aPolicy(world, { ruleId: RULE, terms: { wording: null, workflow: { noticeDays: 0 }, noticeFields: null } });
  await aPolicy(world, { ruleId: TRANSPORT });
  const entered = { enteredBy: uuidv7(NOON), enteredAt: NOON };
  await world.db.insert(policyRates).values({
    ...{ countyCode: COUNTY, id: uuidv7(NOON), ruleId: TRANSPORT, fen: 60_000, per: 'placement' },
    ...{ effectiveFrom: '2026-01-01', cites: '某文件第一条', ...entered },
  });
  const agency = await anEmployer(world, { kind: 'agency', name: AGENCY });
  await world.db.insert(statedFacts).values({
    ...{ countyCode: COUNTY, id: uuidv7(NOON), subjectKind: 'employer', subjectId: agency.id, fact: 'agency.kind' },
    ...{ value: 'hr-service-agency', paper: 'agency-business-licence', statedBy: uuidv7(NOON), statedAt: NOON },
  });
  const local = await anEmployer(world);
  const people = [];
  for (let i = 0; i < 6; i += 1)
    people.push(await aLabourer(world, { idNumberSealed: world.deps.vault.seal(anIdNumber(i + 1)) }));
  for (const [i, { id, name }] of people.entries()) {
    await anAccountOf(world, id, `6200${String(i + 1).padStart(4, '0')}00000001`, name);
    const isAway = i % 2 === 1;
    await aPlacement(world, id, {
      ...(isAway ? { employerName: '外地厂', regionCode: '330110000000' } : { employerId: local.id, ...INTRODUCED }),
    });
  }
  await sweepCounty(world.system);
  // All but one of the agency’s claims have their paper.
  for (const claim of (await allClaims(world)).filter(({ ruleId }) => ruleId === RULE).slice(1))
    await addPaper(world.as('liaison'), { params: { id: claim.id }, body: { paper: CONTRACT } });
  const budgets = [await aBudget(world, 700_000, '2080704'), await aBudget(world, 300_000, '2080705')];
  return { people, firms: { local: local.id, agency: agency.id }, budgetIds: budgets.map(({ id }) => id) };
}
