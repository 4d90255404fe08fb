import { describe, expect } from 'vitest';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { disclosures } from '../../../api/src/domains/audit/tables.ts';
import { readContacts, recordContact, showPhone } from '../../../api/src/domains/employers/contacts.ts';
import { creditCheck, organisationCheck } from '../../../api/src/domains/employers/core/credit-code.ts';
import {
  editEmployer,
  findOrEnterByNames,
  listAll,
  readEmployer,
  registerEmployer,
  signUpEmployer,
  takeStep,
} from '../../../api/src/domains/employers/service.ts';
import { aWorld, COUNTY, NOON, OTHER_TOWN, TOWN, VILLAGE, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const creditCode = (n: number): string => {
  const organisation = `MA${String(n).padStart(6, '0')}`;
  const body = `91${COUNTY}${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
};
const aFirm = (n: number, over = {}) => ({
  creditCode: creditCode(n),
  name: `甲服装厂${n}`,
  kind: 'company' as const,
  regionCode: VILLAGE,
  contactName: '张三',
  phone: '13800000000',
  ...over,
});
const registered = (world: World, n = 1, over = {}) =>
  registerEmployer(world.as('county_officer'), { body: aFirm(n, over) });

describe('an employer', () => {
  test('signs up by itself, has an account, and waits for verification', async ({ db }) => {
    const world = await aWorld(db);
    const body = { ...aFirm(1), loginName: 'jia-factory', password: 'a long enough one' };
    const { employerId } = await signUpEmployer(world.as('visitor'), { body });
    const own = await readEmployer(world.as('employer', { employerId }), { params: { id: employerId } });
    expect(own).toMatchObject({ state: 'registered', actions: [], phoneMasked: '138●●●●0000', regionName: '甲一村' });
    expect(world.news).toContainEqual({ topic: 'employer.changed', payload: { countyCode: COUNTY, id: employerId } });
    await expect(
      signUpEmployer(world.as('visitor'), { body: { ...body, creditCode: creditCode(2) } }),
    ).rejects.toMatchObject({ code: 'auth.login_taken' });
  });

  test('is entered once: a second one of the same code is refused and the first is named', async ({ db }) => {
    const world = await aWorld(db);
    await registered(world);
    await expect(registered(world, 1, { name: '另一个名字' })).rejects.toMatchObject({
      code: 'employer.exists',
      details: { name: '甲服装厂1' },
    });
  });

  test('with a wrong code, or a workshop without its kind, is not entered', async ({ db }) => {
    const world = await aWorld(db);
    await expect(registered(world, 1, { creditCode: '91350100M000100Y44' })).rejects.toMatchObject({
      code: 'employer.credit_code_wrong',
      details: { why: 'check' },
    });
    await expect(registered(world, 1, { kind: 'workshop' })).rejects.toMatchObject({
      code: 'employer.workshop_kind_missing',
    });
    expect((await listAll(world.as('auditor'), { query: {} })).total).toBe(0);
  });

  test('sees itself and no other', async ({ db }) => {
    const world = await aWorld(db);
    const [one, two] = [await registered(world, 1), await registered(world, 2)];
    const ctx = world.as('employer', { employerId: one.id });
    await expect(readEmployer(ctx, { params: { id: two.id } })).rejects.toMatchObject({ code: 'employer.not_found' });
  });

  test('corrects its address; once verified its name and code are for the desk to correct', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await registered(world);
    const own = world.as('employer', { employerId: id });
    const desk = world.as('county_officer');
    await editEmployer(own, { params: { id }, body: { ...aFirm(1), address: '一号院', version: 1 } });
    await takeStep(desk, { params: { id }, body: { action: 'verify', version: 2 } });
    const renamed = { params: { id }, body: { ...aFirm(1, { name: '乙厂' }), version: 3 } };
    await expect(editEmployer(own, renamed)).rejects.toMatchObject({ code: 'employer.identity_fixed' });
    expect(await editEmployer(desk, renamed)).toMatchObject({ name: '乙厂', address: '一号院', state: 'verified' });
    await expect(editEmployer(desk, renamed)).rejects.toMatchObject({ code: 'employer.stale' });
  });
});

describe('the desk', () => {
  test('verifies, suspends with a note, restores; each is told and written down', async ({ db }) => {
    const world = await aWorld(db);
    const desk = world.as('county_officer');
    const { id, actions } = await registered(world);
    expect(actions).toEqual(['verify', 'suspend', 'blacklist']);
    const step = (action: 'verify' | 'suspend' | 'restore', version: number, note?: string) =>
      takeStep(desk, { params: { id }, body: { action, version, ...(note && { note }) } });
    expect(await step('verify', 1)).toMatchObject({ state: 'verified', verifiedAt: NOON.toISOString() });
    await expect(step('suspend', 2)).rejects.toMatchObject({ code: 'employer.note_missing' });
    expect(await step('suspend', 2, '欠薪投诉')).toMatchObject({ state: 'suspended', stateNote: '欠薪投诉' });
    await expect(step('verify', 3)).rejects.toMatchObject({ code: 'employer.wrong_state' });
    await step('restore', 3, '已补发');
    expect((await listEventsOf(db, COUNTY, 'employer', id)).map((e) => [e.action, e.toStatus])).toEqual([
      ['register', 'registered'],
      ['verify', 'verified'],
      ['suspend', 'suspended'],
      ['restore', 'verified'],
    ]);
    expect(world.news.filter((n) => n.topic === 'employer.changed')).toHaveLength(4);
  });

  test('does not verify a firm that an import entered without a credit code, and says what is missing', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const ctx = world.as('county_officer');
    const firms = new Map([['丁厂', { regionCode: VILLAGE }]]);
    const entered = await db.transaction((tx) =>
      findOrEnterByNames(tx, ctx, firms, '019a0000-0000-7000-8000-000000000001'),
    );
    const id = entered.get('丁厂')?.id ?? '';
    const { actions, version } = await readEmployer(ctx, { params: { id } });
    expect(actions).toEqual(['suspend', 'blacklist']);
    const verify = takeStep(ctx, { params: { id }, body: { action: 'verify', version } });
    await expect(verify).rejects.toMatchObject({ code: 'employer.credit_code_missing' });
    const suspended = await takeStep(ctx, { params: { id }, body: { action: 'suspend', version, note: '查无此厂' } });
    expect(suspended.actions).toEqual(['blacklist']);
    const coded = await editEmployer(ctx, {
      params: { id },
      body: { ...aFirm(7, { name: '丁厂' }), version: suspended.version },
    });
    const restored = { action: 'restore' as const, version: coded.version, note: '找到了' };
    expect(await takeStep(ctx, { params: { id }, body: restored })).toMatchObject({ state: 'verified' });
  });

  test('of a town neither sees nor touches what lies in another, and verifying is for the county', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await registered(world);
    const other = world.as('township_officer', { regionCode: OTHER_TOWN });
    await expect(readEmployer(other, { params: { id } })).rejects.toMatchObject({ code: 'employer.not_found' });
    const own = world.as('township_officer', { regionCode: TOWN });
    await expect(takeStep(own, { params: { id }, body: { action: 'verify', version: 1 } })).rejects.toMatchObject({
      code: 'employer.role_not_allowed',
    });
  });

  test('has those that wait first, the oldest on top, with the days they wait', async ({ db }) => {
    const world = await aWorld(db);
    const verified = await registered(world, 1);
    await takeStep(world.as('county_officer'), { params: { id: verified.id }, body: { action: 'verify', version: 1 } });
    await registered(world, 2);
    world.setNow(new Date(NOON.getTime() + 3 * 86_400_000));
    await registered(world, 3);
    const { employers, states, total } = await listAll(world.as('county_officer'), { query: {} });
    expect(employers.map((e) => [e.name, e.waitingDays])).toEqual([
      ['甲服装厂2', 3],
      ['甲服装厂3', 0],
      ['甲服装厂1', null],
    ]);
    expect({ states, total }).toEqual({ states: { registered: 2, verified: 1 }, total: 3 });
    const found = await listAll(world.as('county_officer'), {
      query: { text: '厂2', state: 'registered', area: TOWN },
    });
    expect(found).toMatchObject({ total: 1, employers: [{ name: '甲服装厂2' }] });
    expect((await listAll(world.as('county_officer'), { query: { text: '%' } })).total).toBe(0);
  });

  test('keeps what was said on visits and calls, and looks at the phone only on record', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await registered(world);
    const desk = world.as('liaison', { regionCode: VILLAGE });
    const needs = [{ occupationCode: '0101', headCount: 3 }];
    await recordContact(desk, { params: { id }, body: { how: 'visit', note: '要三个人', needs } });
    expect(await readContacts(desk, { params: { id } })).toMatchObject({ contacts: [{ how: 'visit', needs }] });
    const shown = await showPhone(desk, { params: { id }, body: { purpose: '联系面试' } });
    expect(shown).toEqual({ phone: '13800000000', hideAfterSeconds: 120 });
    expect(await db.select().from(disclosures)).toMatchObject([{ subjectId: id, field: 'phone', purpose: '联系面试' }]);
  });

  test('cannot verify a firm of which only a name is known until its code is entered', async ({ db }) => {
    const world = await aWorld(db);
    const desk = world.as('county_officer');
    const firms = new Map([['某某公司', { regionCode: VILLAGE }]]);
    const enter = () => db.transaction((tx) => findOrEnterByNames(tx, desk, firms, desk.actor.id));
    const first = await enter();
    expect(await enter()).toEqual(first);
    const id = first.get('某某公司')?.id ?? '';
    const verify = (version: number) => takeStep(desk, { params: { id }, body: { action: 'verify', version } });
    await expect(verify(1)).rejects.toMatchObject({ code: 'employer.credit_code_missing' });
    await editEmployer(desk, { params: { id }, body: { ...aFirm(5), version: 1 } });
    expect(await verify(2)).toMatchObject({ state: 'verified' });
  });
});
