import { describe, expect } from 'vitest';
import { creditCheck, organisationCheck } from '../../api/src/domains/employers/core/credit-code.ts';
import { writeWorkbook } from '../../api/src/kernel/workbook.ts';
import { anAccount, anApp, aWorld, COUNTY, VILLAGE, type World } from '../support/app.ts';
import { test } from '../support/database.ts';
import { aCardForm, aHousehold, aHouseholdForm, aLabourer, anIdNumber } from '../support/people.ts';

const creditCode = (n: number): string => {
  const organisation = `MA${String(n).padStart(6, '0')}`;
  const body = `91${COUNTY}${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
};
const aFirm = (n = 1, over = {}) => ({
  creditCode: creditCode(n),
  name: '甲服装厂',
  kind: 'company',
  regionCode: VILLAGE,
  ...over,
});

async function deskOf(world: World, role: Parameters<typeof anAccount>[1] = 'county_officer', over = {}) {
  const account = await anAccount(world, role, over);
  const { signIn, inject } = await anApp(world);
  return { ask: await signIn(account.loginName), stranger: inject, account };
}

describe('employers', () => {
  test('sign up without an account, sign in, and see themselves', async ({ db }) => {
    const world = await aWorld(db);
    const { inject, signIn } = await anApp(world);
    const payload = {
      ...aFirm(),
      contactName: '张三',
      phone: '13800000000',
      loginName: 'firm-1',
      password: 'correct horse battery',
    };
    const reply = await inject({ method: 'POST', url: '/api/employers/sign-up', payload });
    expect(reply.statusCode).toBe(200);
    const own = await signIn('firm-1');
    const { employerId } = reply.json();
    expect((await own({ url: `/api/employers/${employerId}` })).json()).toMatchObject({ state: 'registered' });
    expect((await own({ url: '/api/employers' })).json()).toMatchObject({ status: 403, code: 'auth.role_not_allowed' });
    const again = { ...payload, loginName: 'firm-2' };
    const twice = await inject({ method: 'POST', url: '/api/employers/sign-up', payload: again });
    expect(twice.json()).toMatchObject({ status: 409, code: 'employer.exists' });
    const weak = { ...payload, creditCode: creditCode(2), loginName: 'firm-2', password: 'short' };
    const refused = await inject({ method: 'POST', url: '/api/employers/sign-up', payload: weak });
    expect(refused.json()).toMatchObject({ status: 422, code: 'auth.password_weak' });
  });

  test('each refusal of the desk has its code and its status', async ({ db }) => {
    const world = await aWorld(db);
    const { ask, stranger } = await deskOf(world);
    const post = async (url: string, payload: object) =>
      (await ask({ method: 'POST', url: `/api${url}`, payload })).json();
    expect((await stranger({ url: '/api/employers' })).json()).toMatchObject({ status: 401, code: 'auth.required' });
    const wrong = await post('/employers', aFirm(1, { creditCode: '91350100M000100Y44' }));
    expect(wrong).toMatchObject({ status: 422, code: 'employer.credit_code_wrong', details: { why: 'check' } });
    const workshop = await post('/employers', aFirm(1, { kind: 'workshop' }));
    expect(workshop).toMatchObject({ status: 422, code: 'employer.workshop_kind_missing' });
    const { id } = await post('/employers', aFirm());
    const step = (action: string, version: number) => post(`/employers/${id}/steps`, { action, version });
    expect(await step('suspend', 1)).toMatchObject({ status: 422, code: 'employer.note_missing' });
    expect(await step('restore', 1)).toMatchObject({ status: 409, code: 'employer.wrong_state' });
    expect(await step('verify', 9)).toMatchObject({ status: 409, code: 'employer.stale' });
    expect(await step('dance', 1)).toMatchObject({ status: 400, code: 'request.invalid' });
    const nobody = await ask({ url: '/api/employers/00000000-0000-7000-8000-0000000000ff' });
    expect(nobody.json()).toMatchObject({ status: 404, code: 'employer.not_found' });
  });
});

describe('people', () => {
  test('are registered, read, edited and found over the wire; numbers stay masked', async ({ db }) => {
    const world = await aWorld(db);
    const { ask } = await deskOf(world);
    const household = (await ask({ method: 'POST', url: '/api/households', payload: aHouseholdForm() })).json();
    const created = await ask({ method: 'POST', url: '/api/labourers', payload: aCardForm(household.id) });
    expect(created.statusCode).toBe(200);
    const { id } = created.json();
    const read = await ask({ url: `/api/labourers/${id}` });
    expect(read.body).not.toContain(anIdNumber(1));
    const list = await ask({ url: '/api/labourers?wantsWork=true&limit=10&offersBelow=5' });
    expect(list.json()).toMatchObject({ total: 1, labourers: [{ id, clearBlocks: 1 }] });
    const reached = await ask({ url: '/api/labourers?offersFrom=5' });
    expect(reached.json()).toMatchObject({ total: 0, labourers: [] });
    const found = await ask({ method: 'POST', url: '/api/labourers/find', payload: { idNumber: anIdNumber(1) } });
    expect(found.json()).toEqual({ id });
    const body = { field: 'phone', purpose: '通知面试' };
    const shown = await ask({ method: 'POST', url: `/api/labourers/${id}/disclosures`, payload: body });
    expect(shown.json()).toEqual({ value: '13900000001', hideAfterSeconds: 120 });
  });

  test('each refusal has its code and its status', async ({ db }) => {
    const world = await aWorld(db);
    const { ask } = await deskOf(world);
    const household = await aHousehold(world);
    const card = await aLabourer(world, household.id);
    const post = async (url: string, payload: object) =>
      (await ask({ method: 'POST', url: `/api${url}`, payload })).json();
    const register = (over: Parameters<typeof aCardForm>[1]) => post('/labourers', aCardForm(household.id, over));
    expect(await register({})).toMatchObject({ status: 409, code: 'people.exists' });
    expect(await register({ idNumber: '1' })).toMatchObject({ status: 422, code: 'people.id_number_wrong' });
    expect(await register({ shifts: [] })).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(await post('/households', aHouseholdForm())).toMatchObject({ status: 409, code: 'people.household_exists' });
    const pair = await post(`/households/${household.id}/pairings`, { helperId: household.id });
    expect(pair).toMatchObject({ status: 404, code: 'people.helper_not_found' });
    const early = { status: 'exited', fromOn: '2000-01-01', version: 1 };
    expect(await post(`/households/${household.id}/poverty`, early)).toMatchObject({ code: 'people.spell_too_early' });
    const end = await post(`/pairings/${household.id}/end`, {});
    expect(end).toMatchObject({ status: 404, code: 'people.pairing_not_found' });
    const close = (version: number) => post(`/labourers/${card.id}/close`, { version, reason: '迁出' });
    expect(await close(7)).toMatchObject({ status: 409, code: 'people.stale' });
    expect(await close(1)).toMatchObject({ state: 'closed' });
    expect(await close(2)).toMatchObject({ status: 409, code: 'people.closed' });
  });

  test('an auditor reads and changes nothing; an employer and a stranger read nothing', async ({ db }) => {
    const world = await aWorld(db);
    const household = await aHousehold(world);
    const card = await aLabourer(world, household.id);
    const url = `/api/labourers/${card.id}`;
    const auditor = await deskOf(world, 'auditor');
    expect((await auditor.ask({ url })).statusCode).toBe(200);
    const close = { method: 'POST' as const, url: `${url}/close`, payload: { version: 1, reason: '试' } };
    expect((await auditor.ask(close)).json()).toMatchObject({ status: 403, code: 'auth.role_not_allowed' });
    const employer = await deskOf(world, 'employer', { employerId: household.id });
    expect((await employer.ask({ url })).json()).toMatchObject({ status: 403 });
    expect((await auditor.stranger({ url })).json()).toMatchObject({ status: 401 });
  });
});

describe('imports', () => {
  test('the template comes down, is filled, shown, applied and taken back', async ({ db }) => {
    const world = await aWorld(db);
    const { ask } = await deskOf(world);
    const template = (await ask({ url: '/api/import-templates/employers' })).json();
    expect(template.name).toBe('用人单位导入模板.xlsx');
    expect(Buffer.from(template.base64, 'base64').subarray(0, 2).toString()).toBe('PK');
    const heads = ['统一社会信用代码*', '单位名称*', '单位类型*', '所在地*'];
    const rows = [[creditCode(1), '甲厂', '企业', '甲街道甲一村']];
    const columns = heads.map((head) => ({ head }));
    const base64 = (await writeWorkbook([{ name: '数据', columns, rows }])).toString('base64');
    const payload = { kind: 'employers', file: { name: '单位.xlsx', base64 } };
    const staged = (await ask({ method: 'POST', url: '/api/imports', payload })).json();
    expect(staged).toMatchObject({ state: 'staged', toCreate: 1, withErrors: 0, actions: ['apply', 'drop'] });
    const shown = (await ask({ url: `/api/imports/${staged.id}?outcome=create` })).json();
    expect(shown.rows).toEqual([{ row: 2, outcome: 'create', label: '甲厂', reasons: [] }]);
    const step = async (action: string) =>
      (await ask({ method: 'POST', url: `/api/imports/${staged.id}/steps`, payload: { action } })).json();
    expect(await step('apply')).toMatchObject({ state: 'applied', actions: ['takeBack'] });
    expect((await ask({ url: '/api/employers' })).json()).toMatchObject({ total: 1 });
    expect(await step('apply')).toMatchObject({ status: 409, code: 'import.wrong_state' });
    expect(await step('takeBack')).toMatchObject({ state: 'taken_back', actions: [] });
    expect((await ask({ url: '/api/employers' })).json()).toMatchObject({ total: 0 });
    expect((await ask({ url: '/api/imports' })).json().imports).toHaveLength(1);
  });

  test('each refusal has its code and its status', async ({ db }) => {
    const world = await aWorld(db);
    const { ask } = await deskOf(world);
    const stage = async (name: string, text: string) => {
      const payload = { kind: 'labourers', file: { name, base64: Buffer.from(text).toString('base64') } };
      return (await ask({ method: 'POST', url: '/api/imports', payload })).json();
    };
    expect(await stage('a.doc', 'x')).toMatchObject({ status: 422, code: 'import.file_kind_unknown' });
    expect(await stage('a.xlsx', 'x')).toMatchObject({ status: 422, code: 'import.file_unreadable' });
    expect(await stage('a.csv', ',\n1,2')).toMatchObject({ status: 422, code: 'import.head_missing' });
    expect(await stage('a.csv', '姓名\n')).toMatchObject({ status: 422, code: 'import.empty' });
    const { id, withErrors } = await stage('a.csv', '姓名\n甲\n');
    expect(withErrors).toBe(1);
    const step = { method: 'POST' as const, url: `/api/imports/${id}/steps`, payload: { action: 'apply' } };
    expect((await ask(step)).json()).toMatchObject({ status: 409, code: 'import.has_errors' });
    const nobody = await ask({ url: '/api/imports/00000000-0000-7000-8000-0000000000ff' });
    expect(nobody.json()).toMatchObject({ status: 404, code: 'import.not_found' });
    const liaison = await deskOf(world, 'liaison');
    expect((await liaison.ask(step)).json()).toMatchObject({ status: 403, code: 'auth.role_not_allowed' });
  });
});
