import { describe, expect } from 'vitest';
import { anAccount, anApp, aWorld } from '../support/app.ts';
import { test } from '../support/database.ts';

describe('the session', () => {
  test('a visitor is a visitor of the first county', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    const reply = await inject({ url: '/api/session' });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({ role: 'visitor', countyCode: '371311', countyName: '罗庄区' });
  });

  test('a wrong password and an unknown name are refused with the same words', async ({ db }) => {
    const world = await aWorld(db);
    const account = await anAccount(world, 'county_officer');
    const { inject } = await anApp(world);
    const wrong = await inject({
      method: 'POST',
      url: '/api/session',
      payload: { loginName: account.loginName, password: 'wrong' },
    });
    const unknown = await inject({
      method: 'POST',
      url: '/api/session',
      payload: { loginName: 'nobody', password: 'wrong' },
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.headers['content-type']).toContain('application/problem+json');
    expect(wrong.json()).toEqual(unknown.json());
  });

  test('after signing in, the cookie tells who it is, and after signing out it tells nobody', async ({ db }) => {
    const world = await aWorld(db);
    const account = await anAccount(world, 'county_officer', { displayName: '测试员' });
    const { signIn } = await anApp(world);
    const inject = await signIn(account.loginName);
    expect((await inject({ url: '/api/session' })).json()).toMatchObject({ role: 'county_officer', name: '测试员' });
    await inject({ method: 'DELETE', url: '/api/session' });
    expect((await inject({ url: '/api/session' })).json()).toMatchObject({ role: 'visitor' });
  });

  test('guessing is slowed down after five failures', async ({ db }) => {
    const world = await aWorld(db);
    const { loginName } = await anAccount(world, 'employer');
    const { inject } = await anApp(world);
    const guess = (password: string) =>
      inject({ method: 'POST', url: '/api/session', payload: { loginName, password } });
    for (let i = 0; i < 5; i += 1) expect((await guess('wrong')).statusCode).toBe(422);
    expect((await guess('correct horse battery')).json()).toMatchObject({ code: 'auth.too_many_tries' });
  });

  test('a request born on another site may not change anything', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    const reply = await inject({ method: 'DELETE', url: '/api/session', headers: { origin: 'http://evil.example' } });
    expect(reply.json()).toMatchObject({ status: 403, code: 'request.foreign_origin' });
  });

  test('unknown fields, wrong types and broken JSON are a 400 that names the field', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    const reply = await inject({
      method: 'POST',
      url: '/api/session',
      payload: { loginName: 5, password: 'x', extra: 1 },
    });
    expect(reply.statusCode).toBe(400);
    expect(JSON.stringify(reply.json().details)).toContain('loginName');
    const broken = await inject({
      method: 'POST',
      url: '/api/session',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.json()).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  test('staff pages ask a visitor to sign in', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    expect((await inject({ url: '/api/staff' })).json()).toMatchObject({ status: 401, code: 'auth.required' });
  });

  test('the OpenAPI document is 3.1 and describes the session', async ({ db }) => {
    const { inject } = await anApp(await aWorld(db));
    const document = (await inject({ url: '/api/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/session');
  });
});
