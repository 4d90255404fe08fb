import { beforeAll, expect, test } from 'vitest';
import {
  addDays,
  disclose,
  hrefOf,
  matchFrom,
  PHONE,
  reached,
  reloadUntil,
  signInByPhone,
  type Visitor,
} from './browsing.ts';
import { journey } from './journey.ts';

const TITLE = '缝纫工，平车，可以学';

/** An offer of the new posting: its page on the desk, and the card of who got it. */
interface Offer {
  readonly delivery: string;
  readonly card: string;
  readonly name: string;
}

journey('a posting becomes work for somebody', (people) => {
  let employer: Visitor;
  let desk: Visitor;
  let labourer: Visitor | undefined;
  let jobId: string | undefined;
  let offers: readonly Offer[] = [];
  const job = () => reached(jobId, 'a posting');

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
    const hit = visitor.locator(`a[href="/jobs/${job()}"]`);
    await reloadUntil(visitor, hit);
    await hit.click();
    await visitor.getByRole('heading', { name: TITLE }).waitFor();
    await visitor.getByRole('button', { name: '我想去' }).waitFor();
  });

  test('a match delivers it to labourers', async () => {
    await matchFrom(desk);
    await desk.goto(`/desk/deliveries?job=${job()}`);
    await reloadUntil(desk, desk.getByRole('row').filter({ hasText: '已送，没答' }));
    offers = await offersWithAccount(desk, 2);
    expect(offers).toHaveLength(2);
  });

  test('a labourer signs in by a code and says 我想去', async () => {
    labourer = await people.visitor(PHONE);
    await wish(labourer, desk, reached(offers[0], 'an offer'), job());
  });

  test('another one says it with JavaScript switched off, and takes it back', async () => {
    const other = await people.visitor({ ...PHONE, javaScriptEnabled: false });
    await wish(other, desk, reached(offers[1], 'a second offer'), job());
    await other.getByRole('button', { name: '撤回' }).click();
    await other.waitForURL(`**/jobs/${job()}`);
    await other.getByRole('button', { name: '不合适' }).waitFor();
  });

  test('the bureau introduces the labourer to the employer', async () => {
    await desk.goto('/desk/deliveries?status=interested');
    await desk.locator(`a[href="${reached(offers[0], 'an offer').delivery}"]`).click();
    await desk.getByLabel('和单位怎么说定的').fill('明天早上八点到车间，带身份证');
    await desk.getByRole('button', { name: '已和单位联系，引荐过去' }).click();
    await desk.getByRole('heading', { name: '登记上岗' }).waitFor();
    await (await onMine(labourer, job())).getByText('约着去看').waitFor();
  });

  test('a placement is recorded, and labourer and employer see it', async () => {
    await desk.goto(reached(offers[0], 'an offer').delivery);
    await desk.getByLabel('哪天上班').fill(await desk.getByLabel('合同日期').inputValue());
    await desk.getByRole('button', { name: '登记上岗' }).click();
    await desk.waitForURL(/\/desk\/placements\/[0-9a-f-]{36}$/);
    await desk.getByRole('heading', { name: '第 30 天回访' }).waitFor();

    await (await onMine(labourer, job())).getByText('上岗了', { exact: true }).waitFor();
    expect(await reached(labourer, 'a labourer').getByRole('heading', { name: '等您回话的' }).count()).toBe(0);
    await employer.goto(`/employer/jobs/${job()}`);
    await employer.getByText('已上岗').first().waitFor();
    expect(await employer.locator('.counts').first().innerText()).toMatch(/已上岗\s*1 人/);
  });
});

/** The first of the unanswered offers in a list of the desk whose labourers can sign in. */
async function offersWithAccount(desk: Visitor, wanted: number): Promise<Offer[]> {
  const rows = await desk.getByRole('row').filter({ hasText: '已送，没答' }).all();
  const all = await Promise.all(
    rows.map(async (row) => ({
      name: await row.getByRole('rowheader').getByRole('link').innerText(),
      card: await hrefOf(row.getByRole('rowheader').getByRole('link')),
      delivery: await hrefOf(row.getByRole('link', { name: '打开' })),
    })),
  );
  const able: Offer[] = [];
  for (const offer of all) {
    if (able.length === wanted) break;
    await desk.goto(offer.card);
    if (await desk.getByText('，有账号').isVisible()) able.push(offer);
  }
  return able;
}

/** A labourer's own part: the code, the offer among theirs, why it was chosen for them, 我想去, and what comes next. */
async function wish(labourer: Visitor, desk: Visitor, { card }: Offer, jobId: string): Promise<void> {
  await signInByPhone(labourer, await disclose(desk, card, 'phone'), desk);
  await labourer.locator(`a[href="/jobs/${jobId}"]`).click();
  await labourer.getByRole('heading', { name: '为什么推给您' }).waitFor();
  await labourer.getByRole('button', { name: '我想去' }).click();
  await labourer.waitForURL(`**/jobs/${jobId}/told`);
  await labourer.getByRole('heading', { name: '记下了：您想去' }).waitFor();
}

/** The posting's card on the labourer's own page. */
async function onMine(labourer: Visitor | undefined, jobId: string) {
  const page = reached(labourer, 'a labourer who signed in');
  await page.goto('/mine');
  return page.getByRole('listitem').filter({ has: page.locator(`a[href="/jobs/${jobId}"]`) });
}
