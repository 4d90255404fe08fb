import { describe, expect } from 'vitest';
import type { Role } from '../../../api/contract/scalars.ts';
import type { Db } from '../../../api/src/db/client.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { anAccount, anApp, aWorld } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const RULE = 'luozhuang-transport-subsidy';
const RATE = { fen: 30_000, effectiveFrom: '2026-01-01', cites: '某发〔2026〕1 号第三条' };

async function aDesk(db: Db) {
  const world = await aWorld(db);
  await db.transaction((tx) => adoptLibrary(tx, world.system, { jurisdiction: 'luozhuang' }));
  const app = await anApp(world);
  const as = async (role: Role) => app.signIn((await anAccount(world, role)).loginName);
  return { app, as };
}
const at = (path = '') => `/api/policies/${RULE}${path}`;

describe('policies over http', () => {
  test('every desk reads them; who is not signed in does not', async ({ db }) => {
    const { app, as } = await aDesk(db);
    for (const role of ['liaison', 'auditor', 'finance_officer'] as const) {
      const inject = await as(role);
      const { policies, mayEdit } = (await inject({ url: '/api/policies' })).json();
      expect({ role, count: policies.length, mayEdit }).toEqual({ role, count: 26, mayEdit: false });
      const one = (await inject({ url: at() })).json();
      expect(one).toMatchObject({ name: '交通补助', awaitsRate: true, actions: [] });
      expect(one.shown.conditions.length).toBeGreaterThan(1);
    }
    expect((await app.inject({ url: '/api/policies' })).json()).toMatchObject({ status: 401, code: 'auth.required' });
  });

  test('only the county’s officers and administrators change them', async ({ db }) => {
    const { as } = await aDesk(db);
    const writes = [
      { method: 'POST', url: at('/rates'), payload: RATE },
      { method: 'POST', url: at('/settings'), payload: { key: 'geo.county_test', value: 'x', reason: '会议' } },
      { method: 'POST', url: at('/county-trials'), payload: { number: 1 } },
      { method: 'POST', url: at('/versions/1/publication'), payload: { replaces: true } },
      { method: 'DELETE', url: at('/versions/1') },
    ] as const;
    for (const role of ['liaison', 'township_officer', 'finance_officer', 'auditor', 'employer'] as const) {
      const inject = await as(role);
      for (const write of writes) {
        const { status, code } = (await inject(write)).json();
        expect({ role, url: write.url, status, code }).toMatchObject({ status: 403, code: 'auth.role_not_allowed' });
      }
    }
    const officer = await as('county_officer');
    expect((await officer({ method: 'POST', url: at('/rates'), payload: RATE })).json()).toMatchObject({ fen: 30_000 });
  });

  test('what is published is refused a change with its code, and an unknown policy is not found', async ({ db }) => {
    const { as } = await aDesk(db);
    const officer = await as('county_officer');
    expect((await officer({ method: 'DELETE', url: at('/versions/1') })).json()).toMatchObject({
      status: 409,
      code: 'policy.published',
    });
    expect((await officer({ url: '/api/policies/unheard-of' })).json()).toMatchObject({ code: 'policy.not_found' });
    expect((await officer({ url: at('?number=9') })).json()).toMatchObject({ status: 404, code: 'policy.not_found' });
    const wrong = { ...RATE, percentHundredths: 100 };
    expect((await officer({ method: 'POST', url: at('/rates'), payload: wrong })).json()).toMatchObject({
      status: 422,
      code: 'policy.rate_one_kind',
    });
    const bare = { fen: 1, effectiveFrom: '2026-01-01', cites: '' };
    expect((await officer({ method: 'POST', url: at('/rates'), payload: bare })).statusCode).toBe(400);
  });

  test('the calculator answers a visitor, and takes no field it does not know', async ({ db }) => {
    const { app } = await aDesk(db);
    const ask = (payload: object) => app.inject({ method: 'POST', url: '/api/calculator', payload });
    const body = { who: 'seeker', topics: ['work'], answers: { 'person.poverty_registered': true } };
    const reply = (await ask(body)).json();
    expect(reply.questions.length).toBeGreaterThan(0);
    expect(reply.countyName).toBe('罗庄区');
    expect((await ask({ ...body, name: '张三' })).statusCode).toBe(400);
    expect((await ask({ ...body, answers: { 'person.unheard_of': true } })).json()).toMatchObject({
      code: 'policy.fact_wrong',
    });
  });
});
