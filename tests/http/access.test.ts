import { describe, expect } from 'vitest';
import { anAccount, anApp, aWorld } from '../support/app.ts';
import { test } from '../support/database.ts';

type Paths = Record<string, Record<string, unknown>>;
type Inject = Awaited<ReturnType<typeof anApp>>['inject'];

const ID = '01900000-0000-7000-8000-000000000000';

/** Every route that changes something, asked with an empty body: who may not is told before the body is looked at. */
async function refusalsOf(inject: Inject, paths: Paths): Promise<Map<string, number>> {
  const answers = new Map<string, number>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      // Signing out in the middle would answer for a visitor from there on.
      if (method === 'get' || (method === 'delete' && path === '/api/session')) continue;
      const url = path.replace(/\{(\w+)\}/g, (_, name) => (name === 'code' ? '371311001201' : ID));
      const reply = await inject({ method: method.toUpperCase() as 'POST', url, payload: {} });
      answers.set(`${method.toUpperCase()} ${path}`, reply.statusCode);
    }
  }
  return answers;
}

const open = (answers: Map<string, number>, closed: number) =>
  [...answers].filter(([, status]) => status !== closed).map(([route]) => route);

describe('who may change what', () => {
  test('a visitor: sign in, register a firm, say 我想去 at a kiosk, reckon, object to a notice, and nothing else', async ({
    db,
  }) => {
    const { inject } = await anApp(await aWorld(db));
    const { paths } = (await inject({ url: '/api/openapi.json' })).json();
    expect(open(await refusalsOf(inject, paths), 401).sort()).toEqual([
      'POST /api/calculator',
      'POST /api/employers/sign-up',
      'POST /api/kiosk-wishes',
      'POST /api/public-notices/{id}/objections',
      'POST /api/session',
      'POST /api/session/code',
      'POST /api/session/phone',
    ]);
  });

  test('an auditor reads everything and changes nothing', async ({ db }) => {
    const world = await aWorld(db);
    const auditor = await anAccount(world, 'auditor');
    const app = await anApp(world);
    const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
    const asAuditor = await app.signIn(auditor.loginName);
    const may = open(await refusalsOf(asAuditor, paths), 403).filter((route) => !route.includes('/api/session'));
    // Looking for a person by number, taking a case file and walking the chain are reads that need a body; they are written
    // down. Trying a policy and drawing a sample again keep nothing.
    expect(may.sort()).toEqual([
      'POST /api/calculator',
      'POST /api/claims/{id}/case-file',
      'POST /api/employers/sign-up',
      'POST /api/employers/{id}/phone',
      'POST /api/kiosk-wishes',
      'POST /api/labourers/find',
      'POST /api/labourers/{id}/case-file',
      'POST /api/log/verify',
      'POST /api/policies/{ruleId}/trials',
      'POST /api/public-notices/{id}/objections',
      'POST /api/samples/{id}/redraw',
    ]);
  });

  test('an employer touches no register of people', async ({ db }) => {
    const world = await aWorld(db);
    const employer = await anAccount(world, 'employer');
    const app = await anApp(world);
    const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
    const may = open(await refusalsOf(await app.signIn(employer.loginName), paths), 403);
    expect(
      may.filter((route) =>
        /labourers|households|deliveries|visits|placements|match|imports|staff|batches|budget/.test(route),
      ),
    ).toEqual([]);
  });
});
