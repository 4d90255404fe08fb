import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { screenClaims } from '../../../api/src/domains/subsidies/claims/screen.ts';
import { lookAgain, readClaim } from '../../../api/src/domains/subsidies/claims/service.ts';
import { fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { officerRelatives, personSpans } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { COUNTY, NOON } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aFoundClaim, aPayingWorld, go, toChecked } from './claims-builders.ts';

describe('the fraud screen', () => {
  test('a hit bars approval until somebody with no duty on the claim has looked', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    await db.insert(personSpans).values({
      countyCode: COUNTY,
      id: uuidv7(NOON),
      labourerId: person.id,
      kind: 'jailed',
      fromOn: '2026-07-01',
      source: 'test',
      enteredBy: uuidv7(NOON),
      enteredAt: NOON,
    });
    const who = await toChecked(world, id);
    const seen = await readClaim(who.approve, { params: { id } });
    expect(seen.hits).toMatchObject([{ pattern: 'jailed', result: null }]);
    expect(seen.actions).not.toContain('approve');
    await expect(go(world, who.approve, id, 'approve')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    const look = {
      params: { id, hitId: seen.hits[0]?.id ?? '' },
      body: { result: 'cleared' as const, note: '同名不同人' },
    };
    await expect(lookAgain(who.check, look)).rejects.toMatchObject({ code: 'claim.same_officer' });
    await lookAgain(world.as('county_officer'), look);
    await expect(lookAgain(world.as('county_officer'), look)).rejects.toMatchObject({ code: 'claim.hit_looked' });
    expect(await go(world, who.approve, id, 'approve')).toMatchObject({ status: 'approved' });
  });

  test('over the county it finds the same once, and what a confirmed hit bars stays barred', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    const who = await toChecked(world, id);
    await db.insert(officerRelatives).values({
      countyCode: COUNTY,
      id: uuidv7(NOON),
      officerId: who.check.actor.id,
      labourerId: person.id,
      relation: '兄弟',
      declaredAt: NOON,
    });
    expect(await screenClaims(world.system)).toBe(1);
    expect(await screenClaims(world.system)).toBe(0);
    const [hit] = await db.select().from(fraudHits);
    await lookAgain(world.as('county_officer'), {
      params: { id, hitId: hit?.id ?? '' },
      body: { result: 'confirmed', note: '确是亲属' },
    });
    await expect(go(world, who.approve, id, 'approve')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  });
});
