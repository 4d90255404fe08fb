import { describe, expect } from 'vitest';
import { matchCounty } from '../../api/src/domains/matching/run.ts';
import { aPlacement } from '../service/subsidies/claims-builders.ts';
import { anAccount, anApp, aWorld, OTHER_VILLAGE } from '../support/app.ts';
import { aJob, aLabourer } from '../support/builders.ts';
import { test } from '../support/database.ts';

describe('the desk', () => {
  test('says what waits and how the county stands', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    await aJob(world);
    await matchCounty(world.system);
    const officer = await anAccount(world, 'county_officer');
    const inject = await (await anApp(world)).signIn(officer.loginName);
    const home = (await inject({ url: '/api/desk' })).json();
    expect(home).toMatchObject({
      labourers: 1,
      wantWork: 1,
      openJobs: 1,
      spread: [0, 1, 0, 0, 0, 0],
      zeroEmploymentHouseholds: 1,
    });
    expect(home.waiting.find((w: { kind: string }) => w.kind === 'below_five')).toMatchObject({ total: 1 });
    expect(home.days).toHaveLength(7);
    expect(home.recent[0]).toMatchObject({ subjectKind: 'match_run', action: 'commit' });
  });

  test('counts the households of whom nobody works, and opens them', async ({ db }) => {
    const world = await aWorld(db);
    const idle = await aLabourer(world);
    await aLabourer(world, { wantsWork: false });
    await aLabourer(world, { householdId: (await aLabourer(world)).householdId, employment: 'flexible' });
    const placed = await aLabourer(world);
    await aPlacement(world, placed.id);
    const left = await aLabourer(world);
    await aPlacement(world, left.id, { status: 'ended', endedOn: '2026-06-01', endReason: 'resigned' });
    const elsewhere = await aLabourer(world, { regionCode: OTHER_VILLAGE });
    const officer = await anAccount(world, 'county_officer');
    const inject = await (await anApp(world)).signIn(officer.loginName);
    expect((await inject({ url: '/api/desk' })).json()).toMatchObject({ zeroEmploymentHouseholds: 3 });
    const list = (await inject({ url: '/api/households?withoutWork=true' })).json();
    expect(list).toMatchObject({ total: 3 });
    expect(list.households.map(({ id }: { id: string }) => id).sort()).toEqual(
      [idle, left, elsewhere].map(({ householdId }) => householdId).sort(),
    );
  });

  test('an auditor reads the log and proves it whole; a liaison may not', async ({ db }) => {
    const world = await aWorld(db);
    await matchCounty(world.system);
    const auditor = await anAccount(world, 'auditor');
    const liaison = await anAccount(world, 'liaison');
    const app = await anApp(world);
    const asAuditor = await app.signIn(auditor.loginName);
    expect((await asAuditor({ url: '/api/log' })).json()).toMatchObject({ total: 1 });
    expect((await asAuditor({ method: 'POST', url: '/api/log/verify' })).json()).toEqual({ rows: 1, broken: null });
    const asLiaison = await app.signIn(liaison.loginName);
    expect((await asLiaison({ url: '/api/log' })).json()).toMatchObject({ status: 403, code: 'auth.role_not_allowed' });
  });

  test('every route of the api stands in the OpenAPI document with its refusals', async ({ db }) => {
    const { app, inject } = await anApp(await aWorld(db));
    const { paths } = (await inject({ url: '/api/openapi.json' })).json();
    const written = app.printRoutes({ commonPrefix: false });
    expect(Object.keys(paths).length).toBeGreaterThan(60);
    for (const [path, methods] of Object.entries<Record<string, { responses: object; summary?: string }>>(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        expect(operation.summary, `${method} ${path}`).toBeTruthy();
        expect(Object.keys(operation.responses), `${method} ${path}`).toEqual(
          expect.arrayContaining(['200', '4XX', '5XX']),
        );
      }
    }
    expect(written).toContain('openapi.json');
  });
});
