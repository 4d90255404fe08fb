import { type SQL, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { connect, type Db } from '../../../api/src/db/client.ts';
import { awards, claimDuties, claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { paymentBatches, paymentLines, payments } from '../../../api/src/domains/subsidies/payments/tables.ts';
import { policyVersions } from '../../../api/src/domains/subsidies/policies/tables.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';
import { aHousehold, aLabourer, anIdNumber } from '../../support/people.ts';

/** Something that must never happen, and the one guard of the database that keeps it from happening. */
interface Guard {
  readonly name: string;
  readonly table: string;
  readonly kind: 'constraint' | 'trigger';
  /** What is true before; its value is handed to `act`. */
  readonly act: (scene: Scene) => Promise<unknown>;
  readonly says?: string;
}
interface Scene {
  readonly world: World;
  readonly db: Db;
  readonly policy: Awaited<ReturnType<typeof aPolicy>>;
  readonly claim: Awaited<ReturnType<typeof aClaim>>;
}

const newUuid = () => uuidv7(NOON);
const of = (id: string) => sql`county_code = ${COUNTY} and id = ${id}`;
const setClaim = ({ db, claim }: Scene, set: SQL) => db.execute(sql`update claims set ${set} where ${of(claim.id)}`);

const constraint = (table: string, name: string, act: Guard['act']): Guard => ({
  name,
  table,
  kind: 'constraint',
  act,
});
const trigger = (table: string, name: string, says: string, act: Guard['act']): Guard => ({
  ...{ name, table, kind: 'trigger' as const, act, says },
});
const claimCheck = (name: string, set: (scene: Scene) => SQL): Guard =>
  constraint('claims', name, (scene) => setClaim(scene, set(scene)));
const insertOnly = (table: string, act: Guard['act']): Guard =>
  trigger(table, `${table}_insert_only`, `${table} is insert-only`, act);

/** The same right once more, under another claim: what would be paid twice. */
async function awardAgain({ db, claim }: Scene): Promise<void> {
  const { countyCode, ruleId, subjectId, payeeKind, periodKey } = claim;
  const id = newUuid();
  await db.insert(awards).values({ countyCode, ruleId, subjectId, payeeKind, periodKey, claimId: id });
  const { labourer: _l, idNumber: _i, accountNumber: _n, ...row } = claim;
  await db.insert(claims).values({ ...row, id });
}

const dutyAgain = ({ db, claim }: Scene) =>
  db.insert(claimDuties).values({
    ...{ countyCode: COUNTY, claimId: claim.id, officerId: claim.preparedBy ?? '', duty: 'pay' as const },
    ...{ officerRole: 'finance_officer' as const, officerName: '丙', takenAt: NOON },
  });

async function aBatch({ world, db }: Scene, over: Partial<typeof paymentBatches.$inferInsert> = {}) {
  const budget = await aBudget(world, 100_000_000, newUuid());
  const row = {
    ...{ countyCode: COUNTY, id: newUuid(), number: newUuid(), budgetLineId: budget.id, status: 'open' as const },
    ...{ totalFen: 1, lineCount: 1, madeBy: newUuid(), madeAt: NOON, ...over },
  };
  await db.insert(paymentBatches).values(row);
  return row;
}

async function aLine(scene: Scene, over: Partial<typeof paymentLines.$inferInsert> = {}) {
  const { claim, db } = scene;
  const row = {
    ...{
      countyCode: COUNTY,
      id: newUuid(),
      batchId: (await aBatch(scene)).id,
      number: 1,
      claimId: claim.id,
      attempt: 1,
    },
    ...{
      accountId: claim.accountId ?? '',
      amountFen: claim.amountFen,
      status: 'waiting' as const,
      isAlive: true,
      ...over,
    },
  };
  await db.insert(paymentLines).values(row);
  return row;
}

async function pay(scene: Scene, over: Partial<typeof payments.$inferInsert> = {}) {
  const line = await aLine(scene, { attempt: over.recoveredFen ?? 1, isAlive: null, status: 'cancelled' });
  const { claimId, id: lineId, amountFen } = line;
  await scene.db
    .insert(payments)
    .values({ countyCode: COUNTY, claimId, lineId, amountFen, paidOn: '2026-11-20', ...over });
}

const draftOf = ({ policy }: Scene, over: Partial<typeof policyVersions.$inferInsert>) => ({
  ...policy,
  id: newUuid(),
  number: 2,
  ...over,
});

const GUARDS: readonly Guard[] = [
  constraint('awards', 'awards_once', awardAgain),
  constraint('claims', 'claims_stand_on_an_award', async ({ db, claim }) => {
    const { labourer: _l, idNumber: _i, accountNumber: _n, ...row } = claim;
    await db.insert(claims).values({ ...row, id: newUuid() });
  }),
  constraint('claim_duties', 'claim_duties_one_each', dutyAgain),
  claimCheck('claims_checked_by_another', ({ claim }) => sql`checked_by = ${claim.preparedBy}`),
  claimCheck('claims_approved_by_another', ({ claim }) => sql`approved_by = ${claim.preparedBy}`),
  claimCheck('claims_approved_by_another', ({ claim }) => sql`approved_by = ${claim.checkedBy}`),
  claimCheck('claims_paid_by_another', ({ claim }) => sql`paid_by = ${claim.preparedBy}`),
  claimCheck('claims_paid_by_another', ({ claim }) => sql`paid_by = ${claim.checkedBy}`),
  claimCheck('claims_paid_by_another', ({ claim }) => sql`paid_by = ${claim.approvedBy}`),
  claimCheck('claims_signed_as_they_go', () => sql`approved_by = null`),
  claimCheck('claims_signed_as_they_go', () => sql`status = 'submitted', prepared_by = null`),
  claimCheck('claims_signed_as_they_go', () => sql`status = 'paid', paid_on = '2026-11-20'`),
  claimCheck('claims_paid_is_a_sum', () => sql`amount_fen = null`),
  claimCheck('claims_paid_is_a_sum', () => sql`amount_fen = 0`),
  claimCheck('claims_amount_not_negative', () => sql`status = 'checked', amount_fen = -1`),
  claimCheck('claims_paid_is_dated', () => sql`paid_on = '2026-11-20'`),
  claimCheck('claims_returned_to_a_stage', () => sql`status = 'returned'`),
  claimCheck('claims_returned_to_a_stage', () => sql`returned_to = 'found'`),
  claimCheck('claims_period_in_order', () => sql`period_from = '2026-02-01', period_to = '2026-01-31'`),
  claimCheck('claims_status_known', () => sql`status = 'frozen', approved_by = null`),
  claimCheck('claims_subject_known', () => sql`subject_kind = 'dog'`),
  trigger('policy_versions', 'policy_versions_never_change', 'is published and cannot change', ({ db, policy }) =>
    db.execute(sql`update policy_versions set rule = '{}' where ${of(policy.id)}`),
  ),
  trigger('policy_versions', 'policy_versions_never_overlap', 'overlaps a published version', (scene) =>
    scene.db.insert(policyVersions).values(draftOf(scene, { validFrom: '2026-01-01' })),
  ),
  constraint('budget_lines', 'budget_lines_not_overspent', async ({ world, db }) => {
    const { id } = await aBudget(world, 1_000, 'small');
    await db.execute(sql`update budget_lines set committed_fen = 1001 where ${of(id)}`);
  }),
  constraint('payments', 'payments_once_a_claim', async (scene) => {
    await pay(scene, { recoveredFen: 1 });
    await pay(scene, { recoveredFen: 2 });
  }),
  constraint('payments', 'payments_amount_positive', (scene) => pay(scene, { amountFen: 0 })),
  constraint('payments', 'payments_recovered_within', (scene) => pay(scene, { amountFen: 1, recoveredFen: 2 })),
  constraint('payment_lines', 'payment_lines_one_alive', async (scene) => {
    await aLine(scene);
    await aLine(scene, { attempt: 2 });
  }),
  constraint('payment_batches', 'payment_batches_confirmed_by_another', async (scene) => {
    const madeBy = newUuid();
    await aBatch(scene, { madeBy, confirmedBy: madeBy });
  }),
  trigger('payments', 'payments_never_change', 'payments is insert-only', async (scene) => {
    await pay(scene);
    await scene.db.execute(sql`update payments set amount_fen = 1`);
  }),
  insertOnly('awards', ({ db }) => db.execute(sql`update awards set period_key = 'year:2027'`)),
  insertOnly('claim_duties', ({ db }) => db.execute(sql`delete from claim_duties`)),
  insertOnly('policy_rates', async ({ db }) => {
    await db.execute(sql`insert into policy_rates (county_code, id, rule_id, fen, effective_from, cites, entered_by, entered_at)
      values (${COUNTY}, ${newUuid()}, 'r', 1, '2026-01-01', '文', ${newUuid()}, now())`);
    await db.execute(sql`update policy_rates set fen = 2`);
  }),
  insertOnly('stated_facts', async ({ db, claim }) => {
    await db.execute(sql`insert into stated_facts (county_code, id, subject_kind, subject_id, fact, value, paper, stated_by, stated_at)
      values (${COUNTY}, ${newUuid()}, 'labourer', ${claim.labourer.id}, 'person.is_disabled', 'true', '证', ${newUuid()}, now())`);
    await db.execute(sql`update stated_facts set value = 'false'`);
  }),
];

const REMOVE = {
  constraint: (g: Guard) => sql.raw(`alter table ${g.table} drop constraint ${g.name} cascade`),
  trigger: (g: Guard) => sql.raw(`drop trigger ${g.name} on ${g.table}`),
} as const;

/** What an update of an insert-only award would break besides: taken away in both halves, so that one guard is judged. */
const BESIDE: Readonly<Record<string, string>> = {
  awards_insert_only: 'alter table claims drop constraint claims_stand_on_an_award',
};

async function refusalOf(db: Db, act: (db: Db) => Promise<unknown>): Promise<string> {
  try {
    await db.transaction(async (tx) => {
      // A savepoint is a database whose changes go when it fails.
      await act(tx as unknown as Db);
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const { constraint_name: name, message } = cause as { constraint_name?: string; message: string };
    return name ?? message;
  }
  return 'done';
}

describe('what the database holds by itself', () => {
  for (const [at, guard] of GUARDS.entries()) {
    test(`${at + 1}. ${guard.name}: there it refuses, gone it is done`, async ({ db }) => {
      const world = await aWorld(db);
      const policy = await aPolicy(world);
      const claim = await aClaim(world, policy);
      const beside = BESIDE[guard.name];
      if (beside) await db.execute(sql.raw(beside));
      const act = (inner: Db) => guard.act({ world: { ...world, db: inner }, db: inner, policy, claim });
      expect(await refusalOf(db, act)).toContain(guard.says ?? guard.name);
      await db.execute(REMOVE[guard.kind](guard));
      expect(await refusalOf(db, act)).toBe('done');
    });
  }

  test('every key and check of a right, a claim, a duty and a payment is among them', async ({ db }) => {
    const rows = await db.execute<{ name: string }>(sql`
      select conname as name from pg_constraint
      where conrelid = any (array['awards', 'claims', 'claim_duties', 'payments']::regclass[]) and contype in ('c', 'p', 'u')`);
    const covered = new Set(GUARDS.map(({ name }) => name));
    // Identity of the rows and vocabularies: no money hangs on them.
    const others = ['claims_county_code_id_pk', 'awards_of_claim', 'claim_duties_known'];
    const open = rows.map(({ name }) => name).filter((name) => !covered.has(name) && !others.includes(name));
    expect(open).toEqual([]);
  });
});

const AT_ONCE = 200;

/** So many real connections, each with one identical request, let go together. */
async function allAtOnce(url: string, ask: (db: Db, n: number) => Promise<unknown>): Promise<number> {
  const connections = Array.from({ length: AT_ONCE }, () => connect(url, 1));
  try {
    for (const { db } of connections) await db.execute(sql`select 1`);
    const asked = await Promise.allSettled(connections.map(({ db }, n) => ask(db, n)));
    return asked.filter(({ status }) => status === 'fulfilled').length;
  } finally {
    await Promise.all(connections.map((one) => one.close()));
  }
}

const right = { countyCode: COUNTY, ruleId: 'r', subjectId: newUuid(), payeeKind: 'labourer', periodKey: 'year:2026' };
const award = (db: Db) => db.insert(awards).values({ ...right, claimId: newUuid() });
const countAwards = async (db: Db) => (await db.select().from(awards)).length;

describe('two hundred identical requests at once', () => {
  test('leave one right; without the key they would leave two hundred', async ({ committed }) => {
    expect(await allAtOnce(committed.url, award)).toBe(1);
    expect(await countAwards(committed.db)).toBe(1);
    await committed.db.execute(sql`alter table awards drop constraint awards_once`);
    expect(await allAtOnce(committed.url, award)).toBe(AT_ONCE);
    expect(await countAwards(committed.db)).toBe(AT_ONCE + 1);
  }, 120_000);
});

describe('one person stays one subject', () => {
  test('renamed, or with the fifteen digits of the old card, they are the person they were', async ({ db }) => {
    const world = await aWorld(db);
    const { id: householdId } = await aHousehold(world);
    const number = anIdNumber(77);
    const person = await aLabourer(world, householdId, { idNumber: number, name: '甲某某' });
    const old = `${number.slice(0, 6)}${number.slice(8, 17)}`;
    for (const [idNumber, name] of [
      [number, '乙某某'],
      [old, '甲某某'],
      [old, '丙某某'],
      [`${number.slice(0, 17)}${number.slice(17).toLowerCase()}`, '甲某某'],
    ] as const)
      await expect(aLabourer(world, householdId, { idNumber, name })).rejects.toMatchObject({
        code: 'people.exists',
        details: { name: person.name },
      });
  });
});
