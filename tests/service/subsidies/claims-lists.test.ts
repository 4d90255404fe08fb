import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { createClaim } from '../../../api/src/domains/subsidies/claims/by-hand.ts';
import { addPaper, setAccount, stateFact } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { listClaims, listMine } from '../../../api/src/domains/subsidies/claims/service.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { NOON } from '../../support/app.ts';
import { aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aFoundClaim, aPayingWorld, CONTRACT, complete, go } from './claims-builders.ts';

describe('lists and what is entered by hand', () => {
  test('the desk sees what is owed and what waits for whom; persons and firms see their own', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person, agency } = await aFoundClaim(world);
    await complete(world, id);
    const officer = world.as('township_officer');
    expect(await listClaims(officer, { query: { mine: true } })).toMatchObject({
      total: 1,
      owed: { count: 1, fen: 15_000 },
      counts: { found: 1 },
    });
    await go(world, officer, id, 'prepare');
    await go(world, officer, id, 'submit');
    expect((await listClaims(officer, { query: { mine: true } })).total).toBe(0);
    expect((await listClaims(world.as('county_officer'), { query: { mine: true } })).total).toBe(1);
    expect((await listClaims(world.as('county_officer'), { query: { q: '没有这个人' } })).total).toBe(0);
    const own = await listMine(world.as('employer', { employerId: agency.id }));
    expect(own).toMatchObject({ owed: { count: 1, fen: 15_000 }, claims: [{ ruleName: '职业介绍补贴' }] });
    expect((await listMine(world.as('labourer', { labourerId: person.id }))).claims).toHaveLength(1);
    expect((await listMine(world.as('labourer', { labourerId: uuidv7(NOON) }))).claims).toEqual([]);
  });

  test('a labourer cannot say where an agency’s money goes', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    const account = { number: '6222000011112222', bankName: '某某银行', holderName: '本人' };
    await expect(
      setAccount(world.as('labourer', { labourerId: person.id }), { params: { id }, body: account }),
    ).rejects.toMatchObject({ code: 'claim.not_found' });
  });

  test('a course that no register holds is entered by hand, once', async ({ db }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world);
    const ctx = world.as('county_officer');
    const body = { ruleId: 'luozhuang-short-training-subsidy', labourerId: person.id, eventOn: '2026-10-10' };
    const made = await createClaim(ctx, { body });
    expect(made).toMatchObject({
      status: 'found',
      ruleId: 'luozhuang-short-training-subsidy',
      verdict: 'needs-evidence',
    });
    await expect(createClaim(ctx, { body })).rejects.toMatchObject({ code: 'claim.exists' });
    await expect(createClaim(ctx, { body: { ...body, ruleId: 'none' } })).rejects.toMatchObject({
      code: 'claim.rule_not_standing',
    });
    await expect(createClaim(ctx, { body: { ruleId: body.ruleId, eventOn: body.eventOn } })).rejects.toMatchObject({
      code: 'claim.subject_missing',
    });
    expect((await db.select().from(events).where(eq(events.action, 'enter'))).length).toBe(1);
  });

  test.for([
    ['a fact nobody declared', { fact: 'person.shoe_size', value: 42 }, 'claim.fact_unknown'],
    ['a word outside its list', { fact: 'agency.kind', value: 'bank' }, 'claim.fact_unknown'],
    ['a counter of ours', { fact: 'claim.paid_for_labourer', value: 0 }, 'claim.fact_not_stated'],
  ] as const)('%s is not taken', async ([, body, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    await expect(
      stateFact(world.as('county_officer'), { params: { id }, body: { ...body, paper: 'x' } }),
    ).rejects.toMatchObject({ code });
  });

  test('a scan must be what it says it is; a paper must be one we know', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const ctx = world.as('county_officer');
    const scan = { type: 'image/png' as const, base64: Buffer.from('no picture').toString('base64') };
    await expect(addPaper(ctx, { params: { id }, body: { paper: CONTRACT, scan } })).rejects.toMatchObject({
      code: 'claim.paper_unreadable',
    });
    await expect(addPaper(ctx, { params: { id }, body: { paper: 'a-letter' } })).rejects.toMatchObject({
      code: 'claim.paper_unknown',
    });
  });
});
