import { describe, expect } from 'vitest';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { adoptLibrary, jurisdictionOf } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { rulesFor, theLibrary } from '../../../api/src/domains/subsidies/policies/standing.ts';
import { policyVersions } from '../../../api/src/domains/subsidies/policies/tables.ts';
import { aWorld, COUNTY } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const LUOZHUANG = { jurisdiction: 'luozhuang' };

describe('adopting the library', () => {
  test('publishes every rule of the jurisdiction once, and each has an event', async ({ db }) => {
    const world = await aWorld(db);
    const own = theLibrary().rules.filter((rule) => rule.jurisdiction.slug === 'luozhuang');
    const first = await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    expect(first).toEqual({ adopted: own.length, known: 0 });
    const again = await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    expect(again).toEqual({ adopted: 0, known: own.length });
    const versions = await db.select().from(policyVersions);
    expect(versions.map((one) => one.status)).toEqual(own.map(() => 'published'));
    expect(await listEventsOf(db, COUNTY, 'policy', versions[0]?.id ?? '')).toMatchObject([{ action: 'publish' }]);
  });

  test('a jurisdiction of several plans wants one of them named', async ({ db }) => {
    const world = await aWorld(db);
    const adopt = (document?: string) =>
      db.transaction((tx) =>
        adoptLibrary(tx, world.system, { jurisdiction: 'sample-county', ...(document && { document }) }),
      );
    await expect(adopt()).rejects.toMatchObject({ code: 'policy.plan_needed' });
    await expect(adopt('luozhuang-2016-23')).rejects.toMatchObject({ code: 'policy.plan_unknown' });
    expect((await adopt('sc-startup-service-year-2')).adopted).toBe(5);
  });

  test('a county has its own jurisdiction, the one that names it, or its city’s', () => {
    expect(['371311', '220822', '371102', '110101'].map((code) => jurisdictionOf(code))).toEqual([
      'luozhuang',
      'jilin',
      'rizhao',
      undefined,
    ]);
  });
});

describe('the rules that stand on a day', () => {
  test('are those of the county within their days, judged as the library judges them', async ({ db }) => {
    const world = await aWorld(db);
    await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    const standing = await rulesFor(db, COUNTY, '2026-05-01');
    expect([...standing.rules.keys()].sort()).toEqual([...standing.rules.keys()]);
    expect((await rulesFor(db, COUNTY, '2016-05-12')).rules.has('luozhuang-job-introduction')).toBe(false);
    expect((await rulesFor(db, '371312', '2026-05-01')).rules.size).toBe(0);
    const { declared } = theLibrary();
    const facts = declared.over(undefined, []);
    const library = theLibrary().on('2026-05-01');
    for (const [id, { rule }] of standing.rules) {
      const question = standing.questionFor(id, '2026-05-01');
      const known = library.get(id);
      if (!known) throw new Error(`${id} is not in the library`);
      expect(evaluate(rule, facts, question), id).toEqual(evaluate(known, facts, { eventOn: '2026-05-01' }));
    }
  });
});
