import { describe, expect } from 'vitest';
import { disclosures } from '../../api/src/domains/audit/tables.ts';
import { employers } from '../../api/src/domains/employers/tables.ts';
import { findEntitlements } from '../../api/src/domains/subsidies/claims/find.ts';
import { uuidv7 } from '../../api/src/kernel/id.ts';
import { allClaims, aPayingWorld, aPlacement } from '../service/subsidies/claims-builders.ts';
import { anAccount, anApp, NOON, OTHER_TOWN, type World } from '../support/app.ts';
import { aLabourer, anEmployer } from '../support/builders.ts';
import { test } from '../support/database.ts';

const PAPER = 'labour-contract-or-employment-agreement';

/** An agency's claim just found, and the app that shows it. */
async function aDesk(world: World) {
  const agency = await anEmployer(world, { kind: 'agency', name: '某某中介' });
  const person = await aLabourer(world);
  await aPlacement(world, person.id, {
    employerId: (await anEmployer(world)).id,
    introducerKind: 'agency',
    introducerName: '某某中介',
    introducerFixedOn: '2026-04-20',
  });
  await findEntitlements(world.system, [person.id]);
  const [claim] = await allClaims(world);
  return { agency, person, id: claim?.id ?? '', version: claim?.version ?? 0 };
}

async function signedIn(
  world: World,
  ...account: Parameters<typeof anAccount> extends [World, ...infer Rest] ? Rest : never
) {
  const { signIn } = await anApp(world);
  return signIn((await anAccount(world, ...account)).loginName);
}

const post = (url: string, payload: object) => ({ method: 'POST' as const, url: `/api${url}`, payload });

describe('claims over http', () => {
  test('nobody reads a claim unasked, a visitor is sent to sign in', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const { inject } = await anApp(world);
    expect((await inject({ url: `/api/claims/${id}` })).statusCode).toBe(401);
  });

  test('the desk reads it whole; the auditor’s look is written down; another town finds nothing', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const officer = await signedIn(world, 'county_officer');
    const reply = await officer({ url: `/api/claims/${id}` });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      status: 'found',
      ruleName: '职业介绍补贴',
      missing: [{ kind: 'fact', key: 'agency.kind' }, { kind: 'paper', key: PAPER }, { kind: 'account' }],
    });
    const auditor = await signedIn(world, 'auditor');
    expect((await auditor({ url: `/api/claims/${id}` })).json().actions).toEqual([]);
    expect(await db.select().from(disclosures)).toMatchObject([{ actorRole: 'auditor', field: 'claim', caseRef: id }]);
    const stranger = await signedIn(world, 'township_officer', { regionCode: OTHER_TOWN });
    expect((await stranger({ url: `/api/claims/${id}` })).json()).toMatchObject({ code: 'claim.not_found' });
  });

  test('a firm sees what it is paid and neither hits nor facts to state; another firm sees nothing', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, agency } = await aDesk(world);
    const firm = await signedIn(world, 'employer', { employerId: agency.id });
    expect((await firm({ url: '/api/my-claims' })).json()).toMatchObject({ owed: { count: 1 } });
    const seen = (await firm({ url: `/api/claims/${id}` })).json();
    expect(seen).toMatchObject({ asked: [], hits: [] });
    expect(seen.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify([seen.findings, seen.missing])).not.toContain('poverty');
    const officer = await signedIn(world, 'county_officer');
    expect(JSON.stringify((await officer({ url: `/api/claims/${id}` })).json().findings)).toContain('poverty');
    const other = await signedIn(world, 'employer', { employerId: (await anEmployer(world)).id });
    expect((await other({ url: `/api/claims/${id}` })).statusCode).toBe(404);
    expect((await db.select().from(employers)).length).toBe(3);
  });

  test.for([
    ['stale', { action: 'prepare', version: 99 }, 409, 'claim.stale'],
    ['not from here', { action: 'check', version: 1 }, 409, 'claim.wrong_status'],
    ['without a reason', { action: 'withdraw', version: 1 }, 422, 'claim.note_needed'],
    ['where notices hang', { action: 'publish', version: 1 }, 409, 'claim.wrong_status'],
    ['unknown', { action: 'bribe', version: 1 }, 400, 'request.invalid'],
    ['with a word too many', { action: 'prepare', version: 1, amountFen: 1 }, 400, 'request.invalid'],
  ] as const)('a step %s is refused', async ([, payload, status, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const officer = await signedIn(world, 'county_officer');
    const reply = await officer(post(`/claims/${id}/steps`, payload));
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  test('an auditor changes nothing, a liaison checks nothing', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const auditor = await signedIn(world, 'auditor');
    expect((await auditor(post(`/claims/${id}/steps`, { action: 'prepare', version: 1 }))).statusCode).toBe(403);
    const liaison = await signedIn(world, 'liaison');
    expect((await liaison(post(`/claims/${id}/steps`, { action: 'check', version: 1 }))).json()).toMatchObject({
      code: 'claim.role_not_allowed',
    });
    expect((await liaison(post('/claims/check', { claims: [{ id, version: 1 }] }))).statusCode).toBe(403);
  });

  test.for([
    ['/facts', { fact: 'no.such', value: true, paper: 'x' }, 422, 'claim.fact_unknown'],
    ['/facts', { fact: 'claim.paid_for_period', value: 0, paper: 'x' }, 422, 'claim.fact_not_stated'],
    ['/papers', { paper: 'no-such-paper' }, 422, 'claim.paper_unknown'],
    ['/account', { number: 'abcdefghij', bankName: '某行', holderName: '某某' }, 422, 'claim.account_wrong'],
    [`/hits/${uuidv7(NOON)}`, { result: 'cleared', note: '看过' }, 404, 'claim.hit_not_found'],
  ] as const)('%s %o is refused', async ([path, payload, status, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const officer = await signedIn(world, 'county_officer');
    const reply = await officer(post(`/claims/${id}${path}`, payload));
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  test('a scan comes back as it was sent, and who looked is written down', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aDesk(world);
    const officer = await signedIn(world, 'county_officer');
    const base64 = Buffer.from('%PDF-1.7 a contract').toString('base64');
    const sent = await officer(
      post(`/claims/${id}/papers`, { paper: PAPER, scan: { type: 'application/pdf', base64 } }),
    );
    expect(sent.statusCode).toBe(200);
    const [paper] = sent.json().papers;
    expect(paper).toMatchObject({ hasScan: true });
    const read = await officer({ url: `/api/claims/${id}/papers/${paper.id}` });
    expect(read.json()).toMatchObject({ base64, type: 'application/pdf' });
    expect((await officer({ url: `/api/claims/${id}/papers/${uuidv7(NOON)}` })).statusCode).toBe(404);
  });

  test('lists answer to their filters', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { person } = await aDesk(world);
    const officer = await signedIn(world, 'county_officer');
    for (const [query, total] of [
      ['owed=true', 1],
      ['status=paid', 0],
      ['late=true', 0],
      ['doubted=true', 0],
      [`labourerId=${person.id}`, 1],
      ['ruleId=luozhuang-job-introduction', 1],
      ['q=没有这个人', 0],
    ] as const)
      expect([query, (await officer({ url: `/api/claims?${query}` })).json().total]).toEqual([query, total]);
    const home = (await officer({ url: '/api/desk' })).json();
    expect(home.waiting.find((row: { kind: string }) => row.kind === 'claims_owed')).toMatchObject({ total: 1 });
  });
});
