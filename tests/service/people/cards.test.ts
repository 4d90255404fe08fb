import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Input } from '../../../api/contract/endpoint.ts';
import type { editCard as editEndpoint } from '../../../api/contract/people.ts';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { disclosures } from '../../../api/src/domains/audit/tables.ts';
import { listUsersByLogin } from '../../../api/src/domains/auth/store.ts';
import { offersBelow } from '../../../api/src/domains/matching/offers-below.ts';
import { pairHousehold } from '../../../api/src/domains/people/households.ts';
import { chooseOwnPostings, readLooks, showField } from '../../../api/src/domains/people/own-data.ts';
import {
  checkCard,
  closeLabourer,
  editCard,
  findPerson,
  readCard,
  readList,
} from '../../../api/src/domains/people/service.ts';
import { labourers } from '../../../api/src/domains/people/tables.ts';
import { anAccount, aWorld, COUNTY, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aCardForm, aHousehold, aLabourer, anIdNumber } from '../../support/people.ts';

const list = readList(offersBelow);

async function onePerson(world: World, over: Parameters<typeof aCardForm>[1] = {}) {
  const household = await aHousehold(world);
  return { household, card: await aLabourer(world, household.id, over) };
}

type EditForm = Input<typeof editEndpoint>['body'];
function anEdit(householdId: string, version: number, over: Partial<EditForm> = {}): EditForm {
  const { idNumber: _id, phone: _phone, email: _mail, ...fields } = aCardForm(householdId);
  return { ...fields, version, ...over };
}

describe('a card', () => {
  test('shows derived facts, masked numbers and its five blocks', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world, { idNumber: anIdNumber(2, '19680229'), phone: '13912345678' });
    expect(card).toMatchObject({
      birthOn: '1968-02-29',
      age: 58,
      sex: 'female',
      idNumberMasked: `●●●●●●●●●●●●●●${anIdNumber(2, '19680229').slice(-4)}`,
      phoneMasked: '139●●●●5678',
      hasAccount: true,
      cardNumber: 'H-1',
      povertyStatus: 'registered',
      regionName: '甲一村',
      blocks: {
        basic: { isClear: false, missing: ['skills'] },
        needs: { isClear: true, missing: [] },
        training: { missing: ['wantsTraining'] },
        security: { missing: ['medical'] },
        measures: { missing: ['measures'] },
      },
    });
    expect(JSON.stringify(card)).not.toContain('13912345678');
  });

  test('keeps numbers sealed at rest', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world);
    const [row] = await db.select().from(labourers).where(eq(labourers.id, card.id));
    expect(JSON.stringify(row)).not.toContain(anIdNumber(1));
    expect(JSON.stringify(row)).not.toContain('13900000001');
    expect(world.deps.vault.open(row?.idNumberSealed ?? '')).toBe(anIdNumber(1));
  });

  test('of a person who is registered already is refused, and says who', async ({ db }) => {
    const world = await aWorld(db);
    const { household } = await onePerson(world);
    const again = aLabourer(world, household.id, { name: '乙某某', phone: '13900000002' });
    await expect(again).rejects.toMatchObject({ code: 'people.exists', details: { name: '甲某某' } });
  });

  test('that makes no sense is refused, each with its reason', async ({ db }) => {
    const world = await aWorld(db);
    const household = await aHousehold(world);
    const refused = (over: Parameters<typeof aCardForm>[1]) => expect(aLabourer(world, household.id, over)).rejects;
    await refused({ idNumber: '371399198001010010' }).toMatchObject({ code: 'people.id_number_wrong' });
    await refused({ disabilityKind: 'hearing' }).toMatchObject({ code: 'people.disability_incomplete' });
    await refused({ wishes: ['990000'] }).toMatchObject({ code: 'people.occupation_unknown' });
    await refused({ regionCode: `${COUNTY}000000` }).toMatchObject({ code: 'people.region_no_village' });
    await refused({ regionCode: '371312001001' }).toMatchObject({ code: 'region.not_found' });
    expect((await list(world.as('county_officer'), { query: {} })).total).toBe(0);
  });

  test('changes on the version that was shown, once; the event names the fields and not what they hold', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { household, card } = await onePerson(world);
    const desk = world.as('liaison', { regionCode: VILLAGE });
    const edit = {
      params: { id: card.id },
      body: anEdit(household.id, 1, { payFloorFen: 400_000, phone: '13900000009' }),
    };
    expect(await editCard(desk, edit)).toMatchObject({ payFloorFen: 400_000, version: 2, phoneMasked: '139●●●●0009' });
    await expect(editCard(desk, edit)).rejects.toMatchObject({ code: 'people.stale' });
    const events = await listEventsOf(db, COUNTY, 'labourer', card.id);
    expect(events.map((e) => e.action)).toEqual(['register', 'edit']);
    expect(events[1]?.details).toEqual({ fields: expect.arrayContaining(['payFloorFen', 'phoneHash']) });
    expect(JSON.stringify(events)).not.toContain('400000');
    expect(world.news.filter((n) => n.topic === 'labourer.changed')).toHaveLength(2);
  });

  test('that is checked says when and by whom', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world);
    const checked = await checkCard(world.as('liaison'), { params: { id: card.id }, body: { version: 1 } });
    expect(checked.checkedAt).toBe(world.deps.now().toISOString());
  });

  test('that is closed keeps its history, closes the account, and takes no more changes', async ({ db }) => {
    const world = await aWorld(db);
    const { household, card } = await onePerson(world);
    const desk = world.as('county_officer');
    const closed = await closeLabourer(desk, { params: { id: card.id }, body: { version: 1, reason: '迁出本县' } });
    expect(closed).toMatchObject({ state: 'closed', hasAccount: false, closedReason: '迁出本县' });
    const edit = { params: { id: card.id }, body: anEdit(household.id, 2) };
    await expect(editCard(desk, edit)).rejects.toMatchObject({ code: 'people.closed' });
    expect((await list(desk, { query: {} })).total).toBe(0);
    expect((await list(desk, { query: { state: 'closed' } })).total).toBe(1);
  });
});

describe('the account of a phone', () => {
  test('follows the phone to a new number, and a shared phone opens the first one’s', async ({ db }) => {
    const world = await aWorld(db);
    const { household, card } = await onePerson(world);
    const hash = (phone: string) => world.deps.vault.hashOf('phone', phone);
    const second = await aLabourer(world, household.id, { idNumber: anIdNumber(2), name: '乙某某' });
    expect(second.hasAccount).toBe(false);
    expect(await listUsersByLogin(db, hash('13900000001'))).toMatchObject([{ labourerId: card.id, role: 'labourer' }]);
    const moved = anEdit(household.id, 1, { phone: '13900000007' });
    await editCard(world.as('county_officer'), { params: { id: card.id }, body: moved });
    expect(await listUsersByLogin(db, hash('13900000007'))).toMatchObject([{ labourerId: card.id }]);
    expect(await listUsersByLogin(db, hash('13900000001'))).toEqual([]);
    const gone = anEdit(household.id, 2, { phone: null });
    expect(await editCard(world.as('county_officer'), { params: { id: card.id }, body: gone })).toMatchObject({
      phoneMasked: null,
      hasAccount: false,
    });
  });
});

describe('who sees a card', () => {
  test('is told by the area: out of it reads as not there, and a liaison also sees the households it looks after', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { household, card } = await onePerson(world);
    const { id: liaisonId } = await anAccount(world, 'liaison', { regionCode: OTHER_VILLAGE });
    const liaison = world.as('liaison', { id: liaisonId, regionCode: OTHER_VILLAGE });
    const read = (ctx: typeof liaison) => readCard(ctx, { params: { id: card.id } });
    await expect(read(liaison)).rejects.toMatchObject({ code: 'people.not_found' });
    await expect(read(world.as('township_officer', { regionCode: OTHER_TOWN }))).rejects.toMatchObject({
      code: 'people.not_found',
    });
    await expect(read(world.as('employer'))).rejects.toMatchObject({ code: 'people.not_found' });
    await pairHousehold(world.as('county_officer'), { params: { id: household.id }, body: { helperId: liaisonId } });
    expect(await read(liaison)).toMatchObject({ id: card.id });
    expect(await read(world.as('township_officer', { regionCode: TOWN }))).toMatchObject({ id: card.id });
    expect((await list(liaison, { query: {} })).total).toBe(1);
  });

  test('health and disability are not for finance', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world, {
      health: 'disabled',
      limits: ['hearing'],
      disabilityKind: 'hearing',
      disabilityGrade: 3,
    });
    const seen = await readCard(world.as('finance_officer'), { params: { id: card.id } });
    expect(seen).toMatchObject({ healthShown: false, health: null, limits: null, disabilityKind: null });
    expect(seen.disabilityGrade).toBeNull();
    expect(await readCard(world.as('liaison'), { params: { id: card.id } })).toMatchObject({ disabilityGrade: 3 });
  });

  test('an auditor’s readings and every unmasking stand where the person can read them', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world);
    await list(world.as('auditor', { name: '审计甲' }), { query: {} });
    await readCard(world.as('auditor', { name: '审计甲' }), { params: { id: card.id } });
    const shown = await showField(world.as('liaison', { name: '联系人乙' }), {
      params: { id: card.id },
      body: { field: 'idNumber', purpose: '办理社保', caseRef: '2026-7' },
    });
    expect(shown).toEqual({ value: anIdNumber(1), hideAfterSeconds: 120 });
    const { looks } = await readLooks(world.as('labourer', { labourerId: card.id }));
    expect(looks.map((l) => [l.actorName, l.field, l.purpose]).sort()).toEqual([
      ['审计甲', 'card', '审计查阅'],
      ['审计甲', 'list', '审计查阅'],
      ['联系人乙', 'id_number', '办理社保'],
    ]);
    expect(await db.select().from(disclosures).where(eq(disclosures.caseRef, '2026-7'))).toHaveLength(1);
  });

  test('the person refuses personalised postings with one tap; a second tap changes nothing', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world);
    const own = world.as('labourer', { labourerId: card.id });
    const refused = await chooseOwnPostings(own, { body: { personalised: false } });
    expect(refused.personalisedRefusedAt).toBe(world.deps.now().toISOString());
    await chooseOwnPostings(own, { body: { personalised: false } });
    expect(await chooseOwnPostings(own, { body: { personalised: true } })).toEqual({ personalisedRefusedAt: null });
    const events = await listEventsOf(db, COUNTY, 'labourer', card.id);
    expect(events.map((e) => e.action)).toEqual(['register', 'refuse_personalised', 'allow_personalised']);
  });
});

describe('the list', () => {
  test('is filtered by place, wish, skill branch, name and offers, and pages keep one order', async ({ db }) => {
    const world = await aWorld(db);
    const household = await aHousehold(world);
    const other = await aHousehold(world, { cardNumber: 'H-2', regionCode: OTHER_VILLAGE });
    const skill = { code: '0101', grade: 'can_do' as const };
    await aLabourer(world, household.id, { skills: [skill] });
    await aLabourer(world, household.id, { idNumber: anIdNumber(2), name: '乙某某', wantsWork: false });
    await aLabourer(world, other.id, { idNumber: anIdNumber(3), name: '丙某', regionCode: OTHER_VILLAGE });
    const desk = world.as('county_officer');
    const names = async (query: Parameters<typeof list>[1]['query']) =>
      (await list(desk, { query })).labourers.map((l) => l.name);
    expect(await names({})).toHaveLength(3);
    expect(await names({ area: OTHER_TOWN })).toEqual(['丙某']);
    expect(await names({ wantsWork: false })).toEqual(['乙某某']);
    expect(await names({ skill: '01' })).toEqual(['甲某某']);
    expect(await names({ text: '某某', wantsWork: true })).toEqual(['甲某某']);
    expect(await names({ text: '_' })).toEqual([]);
    expect(await names({ offersBelow: 5 })).toHaveLength(3);
    expect([...(await names({ limit: 2 })), ...(await names({ limit: 2, offset: 2 }))]).toEqual(await names({}));
  });

  test('finds a person by the ID number without it standing in an address', async ({ db }) => {
    const world = await aWorld(db);
    const { card } = await onePerson(world);
    const find = (over = {}) => findPerson(world.as('liaison', over), { body: { idNumber: ` ${anIdNumber(1)}` } });
    expect(await find()).toEqual({ id: card.id });
    expect(await find({ regionCode: OTHER_VILLAGE })).toEqual({ id: null });
  });
});
