import { beforeAll, expect, test } from 'vitest';
import { figure, PHONE, reached, type Visitor } from './browsing.ts';
import { journey } from './journey.ts';

const TITLE = '家门口缝纫专场';
/** In Shanghai: a fair opens on its day. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

journey('a special fair', (people) => {
  let desk: Visitor;
  let address: string | undefined;

  /** Takes one step of the fair and waits for the state it leads to. */
  const step = async (action: string, state: string) => {
    await desk.goto(reached(address, 'a fair'));
    await desk.getByRole('button', { name: action }).click();
    await desk.locator('.page-head').getByText(state).waitFor();
  };

  beforeAll(async () => {
    desk = await people.account('county');
  });

  test('is planned', async () => {
    await desk.goto('/desk/fairs/new');
    await desk.getByLabel('名称').fill(TITLE);
    await desk.getByLabel('地点').fill('镇政府前广场');
    await desk.getByLabel('哪天').fill(today());
    await desk.getByRole('button', { name: '先存下，再挑岗位' }).click();
    await desk.getByRole('heading', { name: '挑岗位，发邀请' }).waitFor();
    address = new URL(desk.url()).pathname;
  });

  test('invites employers by their postings, and the labourers they fit', async () => {
    await desk.getByLabel('找岗位').fill('缝纫工');
    await desk.getByRole('button', { name: '找', exact: true }).click();
    await desk.waitForURL('**q=*');
    for (const posting of (await desk.getByRole('checkbox').all()).slice(0, 3)) await posting.check();
    await desk.getByRole('button', { name: '邀请这些单位和合适的人' }).click();
    await desk.getByRole('table', { name: '展位' }).waitFor();
    expect(await figure(desk, '邀请的人')).toBeGreaterThan(0);
  });

  test('is announced to everybody', async () => {
    await step('发通知', '已发通知');
    const visitor = await people.visitor(PHONE);
    await visitor.goto('/fairs');
    await visitor.getByRole('link', { name: TITLE }).click();
    await visitor.getByRole('heading', { name: '来招的活' }).waitFor();
    expect(await visitor.locator('article').count()).toBe(3);
  });

  test('opens, somebody checks in and signs', async () => {
    await step('开始报名', '正在报名');
    await step('开场', '正在开');
    await desk.getByRole('button', { name: '签到', exact: true }).first().click();
    await desk.getByRole('button', { name: '已签约' }).first().click();
    await desk.getByText('（已签约）').waitFor();
    expect(await figure(desk, '到场')).toBe(1);
    expect(await figure(desk, '签约')).toBe(1);
  });
});
