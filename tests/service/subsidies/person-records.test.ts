import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { disclosures, events } from '../../../api/src/domains/audit/tables.ts';
import { screenClaims } from '../../../api/src/domains/subsidies/claims/screen.ts';
import { fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import {
  declareRelative,
  readRecords,
  recordSpan,
  removeSpan,
} from '../../../api/src/domains/subsidies/evidence/records.ts';
import { anAccount, OTHER_TOWN } from '../../support/app.ts';
import { aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aFoundClaim, aPayingWorld } from './claims-builders.ts';

const JAILED = { kind: 'jailed' as const, fromOn: '2026-06-01', source: '县司法局名单' };

describe('what other offices say of a person', () => {
  test('is kept with its source, corrected by the same first day, taken away with a reason', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aLabourer(world);
    const ctx = world.as('county_officer');
    await recordSpan(ctx, { params: { id }, body: JAILED });
    const again = await recordSpan(ctx, { params: { id }, body: { ...JAILED, toOn: '2026-08-31' } });
    expect(again.spans).toMatchObject([{ kind: 'jailed', fromOn: '2026-06-01', toOn: '2026-08-31' }]);
    const spanId = again.spans[0]?.id ?? '';
    const gone = await removeSpan(ctx, { params: { id, spanId }, body: { note: '同名的另一个人' } });
    expect(gone.spans).toEqual([]);
    const log = await db.select().from(events).where(eq(events.subjectId, id)).orderBy(events.seq);
    expect(log.map(({ action }) => action)).toEqual(['recordSpan', 'recordSpan', 'removeSpan']);
    expect(log[2]?.details).toMatchObject({ ...JAILED, toOn: '2026-08-31', note: '同名的另一个人' });
    await expect(removeSpan(ctx, { params: { id, spanId }, body: { note: 'x' } })).rejects.toMatchObject({
      code: 'person_record.not_found',
    });
  });

  test.for([
    ['a day to come', { fromOn: '2026-11-21' }, 'person_record.day_to_come'],
    ['an end before the start', { toOn: '2026-05-31' }, 'person_record.dates_out_of_order'],
    ['an end of death', { kind: 'deceased' as const, toOn: '2026-07-01' }, 'person_record.dates_out_of_order'],
  ] as const)('%s is refused', async ([, over, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aLabourer(world);
    await expect(
      recordSpan(world.as('township_officer'), { params: { id }, body: { ...JAILED, ...over } }),
    ).rejects.toMatchObject({ code });
  });

  test('is read by officers of the area; a liaison reads no spans, an auditor’s look is written down', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const { id } = await aLabourer(world);
    await recordSpan(world.as('county_officer'), { params: { id }, body: JAILED });
    expect((await readRecords(world.as('township_officer'), { params: { id } })).spans).toHaveLength(1);
    expect((await readRecords(world.as('liaison'), { params: { id } })).spans).toEqual([]);
    await expect(
      readRecords(world.as('township_officer', { regionCode: OTHER_TOWN }), { params: { id } }),
    ).rejects.toMatchObject({ code: 'people.not_found' });
    expect((await readRecords(world.as('auditor'), { params: { id } })).spans).toHaveLength(1);
    expect(await db.select().from(disclosures)).toMatchObject([{ field: 'records', subjectId: id }]);
  });

  test('makes the nightly screen ask for a second look', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { person } = await aFoundClaim(world);
    await screenClaims(world.system);
    const before = (await db.select().from(fraudHits)).map(({ pattern }) => pattern);
    await recordSpan(world.as('county_officer'), { params: { id: person.id }, body: JAILED });
    await screenClaims(world.system);
    const after = (await db.select().from(fraudHits)).map(({ pattern }) => pattern);
    expect(before).not.toContain('jailed');
    expect(after).toContain('jailed');
  });
});

describe('kinship with staff', () => {
  test('staff declare themselves; only the county office enters it for a colleague', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aLabourer(world);
    const finance = await anAccount(world, 'finance_officer', { displayName: '甲出纳' });
    const liaison = await anAccount(world, 'liaison', { displayName: '乙联络员' });
    const self = await declareRelative(world.as('finance_officer', { id: finance.id }), {
      params: { id },
      body: { relation: '侄女' },
    });
    expect(self.relatives).toMatchObject([{ officerName: '甲出纳', relation: '侄女' }]);
    const other = { params: { id }, body: { relation: '叔叔', officerId: finance.id } };
    await expect(declareRelative(world.as('liaison', { id: liaison.id }), other)).rejects.toMatchObject({
      code: 'person_record.not_own',
    });
    const entered = await declareRelative(world.as('county_officer'), other);
    expect(entered.relatives).toMatchObject([{ officerName: '甲出纳', relation: '叔叔' }]);
    await expect(
      declareRelative(world.as('county_officer'), { params: { id }, body: { relation: '叔叔', officerId: id } }),
    ).rejects.toMatchObject({ code: 'person_record.officer_unknown' });
  });
});
