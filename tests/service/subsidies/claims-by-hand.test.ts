import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { createClaim } from '../../../api/src/domains/subsidies/claims/by-hand.ts';
import { setAccount, stateFact } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { statedFacts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { aWorld } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { allClaims, aPayingWorld } from './claims-builders.ts';

const RULE = 'luozhuang-short-training-subsidy';
const FIRM_RULE = 'luozhuang-poverty-loan-entity-interest';
const PAIR_RULE = 'jilin-internship-subsidy';

describe('a claim entered by hand', () => {
  test('is judged at once on what was read from papers, and keeps where it was read', async ({ db }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world);
    const ctx = world.as('county_officer');
    const body = { ruleId: RULE, labourerId: person.id, eventOn: '2026-10-10' };
    const bare = await createClaim(ctx, { body });
    const other = await aLabourer(world);
    const open = bare.missing.filter(({ kind }) => kind === 'fact').map(({ key }) => key);
    const asked = bare.asked.find(({ fact, type }) => open.includes(fact) && type === 'bool');
    if (!asked) throw new Error('the rule asks for nothing that is true or false');
    const facts = [{ fact: asked.fact, value: true, paper: '结业证书' }];
    const told = await createClaim(ctx, { body: { ...body, labourerId: other.id, facts } });
    expect(told.missing.map(({ key }) => key)).toEqual(
      bare.missing.map(({ key }) => key).filter((key) => key !== asked.fact),
    );
    expect(await db.select().from(statedFacts)).toMatchObject([
      { fact: asked.fact, value: true, paper: '结业证书', statedBy: ctx.actor.id },
    ]);
    const log = await db.select().from(events).where(eq(events.subjectId, told.id)).orderBy(events.seq);
    expect(log.map(({ action }) => action)).toEqual(['state', 'enter']);
  });

  test('writes nothing at all where one of its facts cannot be', async ({ db }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world);
    const facts = [{ fact: 'person.shoe_size', value: 42, paper: 'x' }];
    await expect(
      createClaim(world.as('county_officer'), {
        body: { ruleId: RULE, labourerId: person.id, eventOn: '2026-10-10', facts },
      }),
    ).rejects.toMatchObject({ code: 'claim.fact_unknown' });
    expect(await allClaims(world)).toEqual([]);
    expect(await db.select().from(statedFacts)).toEqual([]);
  });

  test('of a firm without people at work is judged anew when a fact or an account of the firm comes in', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const firm = await anEmployer(world, { kind: 'agency', name: '某某培训学校' });
    const ctx = world.as('county_officer');
    const made = await createClaim(ctx, { body: { ruleId: FIRM_RULE, employerId: firm.id, eventOn: '2026-10-10' } });
    const fact = 'loan.rule_id';
    expect(made.missing.map(({ key }) => key)).toEqual(expect.arrayContaining([fact, 'account']));
    const body = { fact, value: 'luozhuang-poverty-loan-entity', paper: '借款合同' };
    const stated = await stateFact(ctx, { params: { id: made.id }, body });
    expect(stated.missing.map(({ key }) => key)).not.toContain(fact);
    const account = { number: '6222000011112222', bankName: '某某银行', holderName: '某某培训学校' };
    const paid = await setAccount(ctx, { params: { id: made.id }, body: account });
    expect(paid.missing.map(({ key }) => key)).not.toContain('account');
  });

  test('for a person, paid to a firm that no work of the person names, keeps its answer through a sweep', async ({
    db,
  }) => {
    const world = await aWorld(db);
    await db.transaction((tx) => adoptLibrary(tx, world.as('administrator'), { jurisdiction: 'jilin' }));
    const [person, firm] = [await aLabourer(world), await anEmployer(world, { name: '某某合作社' })];
    const ctx = world.as('county_officer');
    const body = { ruleId: PAIR_RULE, labourerId: person.id, employerId: firm.id, eventOn: '2018-06-10' };
    const made = await createClaim(ctx, { body });
    const account = { number: '6222000011112222', bankName: '某某银行', holderName: '某某合作社' };
    await setAccount(ctx, { params: { id: made.id }, body: account });
    const [before] = await allClaims(world);
    await findEntitlements(world.system, [person.id]);
    expect(await allClaims(world)).toMatchObject([{ accountId: before?.accountId, missing: before?.missing }]);
    expect(before?.missing).not.toContain('account');
  });

  test('is refused where the registers bring the right about by themselves', async ({ db }) => {
    const world = await aPayingWorld(db);
    const [person, firm] = [await aLabourer(world), await anEmployer(world)];
    const body = { ruleId: 'luozhuang-workshop-absorption-grant', labourerId: person.id, employerId: firm.id };
    await expect(
      createClaim(world.as('county_officer'), { body: { ...body, eventOn: '2026-10-10' } }),
    ).rejects.toMatchObject({ code: 'claim.found_by_itself' });
  });
});
