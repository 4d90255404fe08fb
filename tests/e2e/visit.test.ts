import { beforeAll, expect, test } from 'vitest';
import { addDays, disclose, hrefOf, matchFrom, PHONE, reached, reloadUntil, textOf, type Visitor } from './browsing.ts';
import { journey } from './journey.ts';

journey('a visit at the door', (people) => {
  let desk: Visitor;
  let address: string | undefined;
  const visit = () => reached(address, 'a household to visit');

  beforeAll(async () => {
    desk = await people.account('county');
    await matchFrom(desk);
  });

  test('is planned with a campaign over some villages', async () => {
    await desk.goto('/desk/campaigns/new');
    await desk.getByLabel('名称').fill('送岗到家');
    await desk.getByLabel('到哪天').fill(addDays(await desk.getByLabel('从哪天').inputValue(), 14));
    for (const village of (await desk.getByRole('checkbox').all()).slice(0, 6)) await village.check();
    await desk.getByRole('button', { name: '分给各户的联系人' }).click();
    await desk.waitForURL(/\/desk\/campaigns\/[0-9a-f-]{36}$/);
    const offered = desk.locator('tr', { has: desk.locator('td[data-label="待答岗位"]', { hasText: /^[1-9]/ }) });
    await reloadUntil(desk, offered);
    address = await hrefOf(offered.first().getByRole('rowheader').getByRole('link'));
  });

  test('has a sheet for print that shows no ID number', async () => {
    await desk.goto(`/print${visit()}`);
    await desk.getByRole('heading', { name: '送到您家的岗位' }).waitFor();
    expect(await desk.locator('.sheet-person li').count()).toBeGreaterThan(0);
    const sheet = await desk.content();
    const name = await textOf(desk.locator('.sheet-person h2').first());
    await desk.goto(`/desk/labourers?q=${encodeURIComponent(name)}`);
    const card = await hrefOf(desk.getByRole('link', { name, exact: true }));
    // Looked up for the comparison: a test for a number that nobody has could not fail.
    const idNumber = await disclose(desk, card, 'idNumber');
    expect(idNumber).toMatch(/^\d{17}[\dX]$/);
    expect(sheet).not.toContain(idNumber);
    expect(sheet).not.toMatch(/(?<![\w-])\d{17}[\dX](?![\w-])/);
  });

  test('brings answers: what is wanted at the door waits for an introduction', async () => {
    const door = await people.visitor(PHONE);
    await door.context().addCookies(await desk.context().cookies());
    await door.goto(visit());
    const yes = door.locator('input[value="interested"]').first();
    const delivery = reached((await yes.getAttribute('name')) ?? undefined, 'an offer on the sheet');
    await door.locator('label.answer', { hasText: '想去' }).first().click();
    await door.getByLabel('还要记的').fill('下周一能去看看');
    await door.getByRole('button', { name: '记好' }).click();
    await door.waitForURL((url) => url.pathname !== visit());
    await desk.goto(`/desk/deliveries/${delivery}`);
    await desk.getByRole('button', { name: '已和单位联系，引荐过去' }).waitFor();
    await desk.goto(visit());
    await desk.getByText('再记一次就改过来').waitFor();
  });
});
