import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  addDays,
  disclose,
  hrefOf,
  matchFrom,
  PATIENCE_MS,
  PHONE,
  reached,
  reloadUntil,
  signInByPhone,
  textOf,
  type Visitor,
} from './browsing.ts';
import { journey } from './journey.ts';

const TITLE = '缝纫工，平车，可以学';

/** An offer as the desk lists it: its page there, and the card of who got it. */
interface Offer {
  readonly delivery: string;
  readonly card: string;
}

journey('a posting becomes work for somebody', (people) => {
  let employer: Visitor;
  let desk: Visitor;
  let labourer: Visitor | undefined;
  let jobId: string | undefined;
  let found: Offer | undefined;
  const job = () => reached(jobId, 'a posting');
  const offer = () => reached(found, 'an offer of the posting to somebody who can sign in');

  beforeAll(async () => {
    employer = await people.account('employer');
    desk = await people.account('county');
  });

  test('an employer posts a job', async () => {
    await employer.goto('/employer/jobs/new');
    await employer.getByLabel('岗位名').fill(TITLE);
    await employer.getByLabel('干什么活，有什么要求').fill('踩平车做校服，有老师傅带，不会的可以学。');
    await employer.getByLabel('最少', { exact: true }).fill('4200');
    await employer.getByLabel('几点到几点').fill('早上 8 点到下午 5 点半');
    await employer.getByText('管饭', { exact: true }).click();
    await employer.getByLabel('人数').fill('8');
    const lastDay = employer.getByLabel('招到哪天');
    await lastDay.fill(addDays((await lastDay.getAttribute('min')) ?? '', 60));
    await employer.getByRole('button', { name: '交给镇里审' }).click();
    await employer.getByText('交上去了').waitFor();
    jobId = new URL(employer.url()).pathname.split('/').at(-1);
  });

  test('the bureau approves it', async () => {
    await desk.goto('/desk/jobs');
    await desk.locator(`a[href="/desk/jobs/${job()}"]`).click();
    await desk.getByRole('button', { name: '通过，发布' }).click();
    await desk.waitForURL('**/desk/jobs?done=publish');
    expect(await desk.locator(`a[href="/desk/jobs/${job()}"]`).count()).toBe(0);
    await employer.reload();
    await employer.getByText('已经发出去了').waitFor();
  });

  test('a visitor finds it by searching', async () => {
    const visitor = await people.visitor(PHONE);
    await visitor.goto('/');
    await visitor.getByRole('searchbox').fill(TITLE);
    await visitor.getByRole('button', { name: '找', exact: true }).click();
    await visitor.waitForURL('**/jobs?q=*');
    const hit = visitor.locator(`a[href^="/jobs/${job()}"]`);
    await reloadUntil(visitor, hit);
    await hit.click();
    await visitor.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await visitor.getByRole('button', { name: '我想去' }).waitFor();
  });

  test('a match delivers it to labourers', async () => {
    await matchFrom(desk);
    // Letters leave one after another behind the run.
    const look = async () => {
      found = await offerWithAccount(desk, `/desk/deliveries?job=${job()}`);
      return found;
    };
    await expect.poll(look, { timeout: PATIENCE_MS }).toBeDefined();
  });

  test('a labourer signs in by a code and says 我想去', async () => {
    labourer = await people.visitor(PHONE);
    await signInByPhone(labourer, await disclose(desk, offer().card, 'phone'), desk);
    await wish(labourer, labourer.locator(`a[href="/jobs/${job()}"]`));
  });

  test('another one says it with JavaScript switched off, and takes it back', async () => {
    const others = await offerWithAccount(desk, '/desk/deliveries?status=delivered', offer().card);
    const other = await people.visitor({ ...PHONE, javaScriptEnabled: false });
    const phone = await disclose(desk, reached(others, 'an offer of another labourer').card, 'phone');
    await signInByPhone(other, phone, desk);
    const posting = await wish(other, other.locator('article a'));
    await other.getByRole('button', { name: '撤回' }).click();
    await other.waitForURL(`**${posting}`);
    await other.getByRole('button', { name: '不合适' }).waitFor();
  });

  test('the bureau introduces the labourer to the employer', async () => {
    await desk.goto('/desk/deliveries?status=interested');
    await desk.locator(`a[href="${offer().delivery}"]`).click();
    await desk.getByLabel('和单位怎么说定的').fill('明天早上八点到车间，带身份证');
    await desk.getByRole('button', { name: '已和单位联系，引荐过去' }).click();
    await desk.getByRole('heading', { name: '登记上岗' }).waitFor();
    await (await onMine(labourer, job())).getByText('约着去看').waitFor();
  });

  test('a placement is recorded, and labourer and employer see it', async () => {
    await desk.goto(offer().delivery);
    await desk.getByLabel('哪天上班').fill(await desk.getByLabel('合同日期').inputValue());
    await desk.getByRole('button', { name: '登记上岗' }).click();
    await desk.waitForURL(/\/desk\/placements\/[0-9a-f-]{36}$/);
    await desk.getByRole('heading', { name: '第 30 天回访' }).waitFor();

    await (await onMine(labourer, job())).getByText('上岗了', { exact: true }).waitFor();
    expect(await reached(labourer, 'a labourer').getByRole('heading', { name: '等您回话的' }).count()).toBe(0);
    await employer.goto(`/employer/jobs/${job()}`);
    await employer.getByText('已上岗').first().waitFor();
    expect(await textOf(employer.locator('.counts').first())).toMatch(/已上岗\s*1 人/);
  });
});

/** The first unanswered offer of a list of the desk whose labourer can sign in, leaving out the one with the card `but`. */
async function offerWithAccount(desk: Visitor, list: string, but?: string): Promise<Offer | undefined> {
  await desk.goto(list);
  const rows = await desk.getByRole('row').filter({ hasText: '已送，没答' }).all();
  const offers = await Promise.all(
    rows.map(async (row) => ({
      card: await hrefOf(row.getByRole('rowheader').getByRole('link')),
      delivery: await hrefOf(row.getByRole('link', { name: '打开' })),
    })),
  );
  for (const offer of offers.filter(({ card }) => card !== but)) {
    await desk.goto(offer.card);
    if (await desk.getByText('，有账号').isVisible()) return offer;
  }
  return undefined;
}

/** A labourer's own part: an offer among theirs, why it was chosen for them, 我想去, what comes next. Returns the posting's path. */
async function wish(labourer: Visitor, link: Locator): Promise<string> {
  const posting = await hrefOf(link);
  await link.first().click();
  await labourer.getByRole('heading', { name: '为什么推给您' }).waitFor();
  await labourer.getByRole('button', { name: '我想去' }).click();
  await labourer.waitForURL(`**${posting}/told`);
  await labourer.getByRole('heading', { name: '记下了：您想去' }).waitFor();
  return posting;
}

/** The posting's card on the labourer's own page. */
async function onMine(labourer: Visitor | undefined, jobId: string) {
  const page = reached(labourer, 'a labourer who signed in');
  await page.goto('/mine');
  return page.getByRole('listitem').filter({ has: page.locator(`a[href="/jobs/${jobId}"]`) });
}
