import { describe, expect } from 'vitest';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { withoutWork } from '../../../api/src/domains/matching/at-work.ts';
import {
  editHousehold,
  endPairing,
  pairHousehold,
  readAlarms,
  readHousehold,
  readHouseholds,
  recordPoverty,
} from '../../../api/src/domains/people/households.ts';
import { anAccount, aWorld, COUNTY, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aHousehold, aHouseholdForm, aLabourer } from '../../support/people.ts';

const list = readHouseholds(withoutWork);

describe('a household', () => {
  test('leaves poverty and falls back: each entry has its date and the history stays', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aHousehold(world);
    const desk = world.as('township_officer', { regionCode: TOWN });
    const change = (status: 'exited' | 'returned', fromOn: string, version: number) =>
      recordPoverty(desk, { params: { id }, body: { status, fromOn, version } });
    expect(await change('exited', '2018-12-31', 1)).toMatchObject({ povertyStatus: 'exited' });
    await expect(change('returned', '2018-12-31', 2)).rejects.toMatchObject({ code: 'people.spell_too_early' });
    await expect(change('returned', '2026-11-21', 2)).rejects.toMatchObject({ code: 'people.spell_too_early' });
    const { spells } = await change('returned', '2026-11-20', 2);
    expect(spells.map((s) => [s.status, s.fromOn])).toEqual([
      ['returned', '2026-11-20'],
      ['exited', '2018-12-31'],
      ['registered', '2016-01-01'],
    ]);
    const events = await listEventsOf(db, COUNTY, 'household', id);
    expect(events.map((e) => [e.fromStatus, e.toStatus])).toContainEqual(['exited', 'returned']);
  });

  test('is entered once by its card number, and moves only to a place of the desk', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aHousehold(world);
    await expect(aHousehold(world)).rejects.toMatchObject({ code: 'people.household_exists' });
    const { povertyStatus: _status, fromOn: _from, ...fields } = aHouseholdForm({ regionCode: OTHER_VILLAGE });
    const move = { params: { id }, body: { ...fields, version: 1 } };
    await expect(editHousehold(world.as('liaison', { regionCode: VILLAGE }), move)).rejects.toMatchObject({
      code: 'people.region_outside',
    });
    expect(await editHousehold(world.as('county_officer'), move)).toMatchObject({ regionName: '乙二村', version: 2 });
  });

  test('and its helper: paired once, ended, paired again the same day; alarms tell who is missing', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aHousehold(world);
    const helper = await anAccount(world, 'liaison', { displayName: '联系人甲', regionCode: VILLAGE });
    const desk = world.as('county_officer');
    const pair = () => pairHousehold(desk, { params: { id }, body: { helperId: helper.id } });
    expect(await readAlarms(desk)).toMatchObject({
      householdsWithout: 1,
      households: [{ id, regionName: '甲一村' }],
      helpers: [{ id: helper.id, name: '联系人甲' }],
    });
    const { helpers } = await pair();
    expect(await readAlarms(desk)).toEqual({ householdsWithout: 0, households: [], helpers: [] });
    await expect(pair()).rejects.toMatchObject({ code: 'people.paired_already' });
    await endPairing(desk, { params: { id: helpers[0]?.pairingId ?? '' } });
    expect((await readAlarms(desk)).householdsWithout).toBe(1);
    expect((await pair()).helpers).toMatchObject([{ helperId: helper.id, untilOn: null }]);
    const nobody = { params: { id }, body: { helperId: desk.actor.id } };
    await expect(pairHousehold(desk, nobody)).rejects.toMatchObject({ code: 'people.helper_not_found' });
  });

  test('is listed with its labourers and helpers, inside the desk’s area alone', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aHousehold(world);
    await aLabourer(world, id);
    const query = { query: { text: 'H-1' } };
    expect(await list(world.as('auditor'), query)).toMatchObject({
      total: 1,
      households: [{ headName: '甲户主', labourerCount: 1, helperNames: [] }],
    });
    const outside = world.as('township_officer', { regionCode: OTHER_TOWN });
    expect((await list(outside, { query: {} })).total).toBe(0);
    await expect(readHousehold(outside, { params: { id } })).rejects.toMatchObject({
      code: 'people.household_not_found',
    });
  });
});
