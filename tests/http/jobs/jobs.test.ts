import { describe, expect } from 'vitest';
import { aDraft, aJob } from '../../service/jobs/builders.ts';
import { anAccount, anApp, aWorld, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

async function signedIn(world: World, role: 'employer' | 'county_officer' | 'auditor', over = {}) {
  const account = await anAccount(world, role, over);
  const { signIn } = await anApp(world);
  const inject = await signIn(account.loginName);
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const reply = await inject({ method, url: `/api${url}`, ...(payload && { payload }) });
    return { status: reply.statusCode, body: reply.json() };
  };
  return send;
}

describe('postings over http', () => {
  test('an employer posts for itself, an officer publishes, everybody reads it', async ({ db }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    const employer = await signedIn(world, 'employer', { employerId });
    const officer = await signedIn(world, 'county_officer');
    const draft = await employer('POST', '/jobs', aDraft());
    expect(draft).toMatchObject({ status: 200, body: { status: 'draft' } });
    const url = `/jobs/${draft.body.id}`;
    expect(await employer('POST', `${url}/steps`, { action: 'submit', version: 1 })).toMatchObject({ status: 200 });
    expect((await officer('GET', '/jobs/review')).body).toMatchObject({ total: 1, jobs: [{ id: draft.body.id }] });
    expect(await officer('POST', `${url}/steps`, { action: 'publish', version: 2 })).toMatchObject({ status: 200 });
    const { inject } = await anApp(world);
    const page = await inject({ url: `/api${url}` });
    expect(page.json()).toMatchObject({ title: '缝纫工', employer: { id: employerId } });
    expect(Object.keys(page.json())).not.toContain('version');
  });

  test('a visitor may not write, and is told nothing of the body', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    const reply = await inject({ method: 'POST', url: '/api/jobs', payload: { nonsense: 1 } });
    expect(reply.json()).toMatchObject({ status: 401, code: 'auth.required' });
  });

  test('an auditor reads the queue and changes nothing', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'submitted');
    const auditor = await signedIn(world, 'auditor');
    expect((await auditor('GET', '/jobs/review')).body.jobs[0].actions).toEqual([]);
    expect(await auditor('POST', `/jobs/${job.id}/steps`, { action: 'publish', version: job.version })).toMatchObject({
      status: 403,
      body: { code: 'auth.role_not_allowed' },
    });
  });

  test('every refusal has its status and its code', async ({ db }) => {
    const world = await aWorld(db);
    const officer = await signedIn(world, 'county_officer');
    const published = await aJob(world, 'published');
    const submitted = await aJob(world, 'submitted');
    const { id: registered } = await anEmployer(world, { state: 'registered' });
    const waiting = await aJob(world, 'submitted', {}, registered);
    const { id: suspended } = await anEmployer(world, { state: 'suspended' });
    const { id: owner } = await anEmployer(world);
    const unlawful = await aJob(world, 'draft', { title: '男保安' });
    const bare = await aJob(world, 'draft', { pay: null });
    const step = (job: { id: string; version: number }, action: string, over = {}) =>
      officer('POST', `/jobs/${job.id}/steps`, { action, version: job.version, ...over });
    const post = (over: object) => officer('POST', '/jobs', { ...aDraft(), employerId: owner, ...over });
    // One after the other: they share the test's transaction.
    const refusals: [string, number, () => ReturnType<typeof officer>][] = [
      ['job.not_found', 404, () => officer('GET', '/jobs/0190a000-0000-7000-8000-000000000001/desk')],
      ['job.stale', 409, () => step(published, 'pause', { version: 1 })],
      ['job.wrong_status', 409, () => step(published, 'publish')],
      ['job.role_not_allowed', 403, () => step(published, 'expire')],
      ['job.note_needed', 422, () => step(submitted, 'reject')],
      ['job.incomplete', 422, () => step(bare, 'submit')],
      ['job.unlawful', 422, () => step(unlawful, 'submit')],
      ['job.employer_not_verified', 409, () => step(waiting, 'publish')],
      ['job.employer_needed', 422, () => officer('POST', '/jobs', aDraft())],
      ['job.employer_shut_out', 403, () => post({ employerId: suspended })],
      [
        'job.not_editable',
        409,
        () => officer('PUT', `/jobs/${published.id}`, { ...aDraft(), version: published.version }),
      ],
      ['job.not_closed', 409, () => officer('POST', `/jobs/${published.id}/repost`, {})],
      ['job.pay_incomplete', 422, () => post({ pay: { kind: 'piece', minFen: 30, maxFen: 30 } })],
      ['job.pay_out_of_order', 422, () => post({ pay: { kind: 'month', minFen: 30, maxFen: 20 } })],
      ['job.age_out_of_order', 422, () => post({ ageMin: 50, ageMax: 40 })],
      ['job.age_under_sixteen', 422, () => post({ ageMin: 15 })],
      ['job.occupation_unknown', 422, () => post({ occupationCode: '9999' })],
      ['region.not_found', 404, () => post({ regionCode: '999999000000' })],
      [
        'job.validity_passed',
        422,
        () =>
          officer('PUT', `/jobs/${published.id}/terms`, {
            version: published.version,
            headCount: 3,
            validUntilOn: '2026-01-01',
          }),
      ],
      ['request.invalid', 400, () => post({ headCount: 0 })],
      ['request.invalid', 400, () => post({ unknownField: true })],
    ];
    for (const [code, status, ask] of refusals) expect(await ask(), code).toMatchObject({ status, body: { code } });
  });

  test('a closed posting is gone, with others like it', async ({ db }) => {
    const world = await aWorld(db);
    const officer = await signedIn(world, 'county_officer');
    const [gone, other] = [await aJob(world, 'published'), await aJob(world, 'published')];
    await officer('POST', `/jobs/${gone.id}/steps`, { action: 'withdraw', version: gone.version });
    const { inject } = await anApp(world);
    const reply = await inject({ url: `/api/jobs/${gone.id}` });
    expect(reply.json()).toMatchObject({ status: 410, code: 'job.closed', details: { similar: [{ id: other.id }] } });
  });

  test('a minimum wage is entered once for a date, and then stands', async ({ db }) => {
    const officer = await signedIn(await aWorld(db), 'county_officer');
    const wage = { validFrom: '2026-01-01', monthlyFen: 200_000, hourlyFen: 2_000, source: '省政府文件' };
    expect(await officer('POST', '/minimum-wages', wage)).toMatchObject({ status: 200, body: wage });
    expect(await officer('POST', '/minimum-wages', wage)).toMatchObject({ status: 200 });
    expect(await officer('POST', '/minimum-wages', { ...wage, monthlyFen: 1 })).toMatchObject({
      status: 409,
      body: { code: 'job.minimum_wage_stands' },
    });
  });

  test('numbers and lists in a query are read; what is no list is refused', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    expect((await inject({ url: '/api/jobs?kinds=market,workshop&payMinFen=300000' })).json()).toMatchObject({
      total: 0,
      jobs: [],
    });
    expect((await inject({ url: '/api/jobs?kinds=a%20or%20b' })).json()).toMatchObject({ status: 400 });
    expect((await inject({ url: '/api/jobs/counts' })).json()).toMatchObject({ open: 0 });
    expect(
      (await inject({ url: '/api/occupations/suggest?text=%E7%BC%9D%E7%BA%AB%E5%B7%A5' })).json().choices.length,
    ).toBeGreaterThan(0);
  });

  test('the state of the index is for staff', async ({ db }) => {
    const world = await aWorld(db);
    const officer = await signedIn(world, 'county_officer');
    expect((await officer('GET', '/search/state')).body).toMatchObject({
      engine: 'empty',
      isHealthy: true,
      open: 0,
      indexed: 0,
      failover: null,
    });
  });
});
