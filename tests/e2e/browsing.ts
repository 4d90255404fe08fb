import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { DEMO_PASSWORD } from '../../api/src/demo/accounts.ts';
import { shiftClock } from '../support/shifted-clock.ts';

/** How long a page may take on a machine that does ten other things; nothing depends on speed. */
export const PATIENCE_MS = 180_000;

export type Screen = BrowserContextOptions;
/** The phone of a villager and the desk of an office. */
export const PHONE: Screen = { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true };
export const DESK: Screen = { viewport: { width: 1366, height: 900 } };

/** A page in a browser of one's own. */
export type Visitor = Page;

/** The product that is visited, and how far its clock is ahead: the browser's is as far. */
export interface Place {
  readonly url: string;
  readonly aheadMs: number;
}
export const sharedProduct = (): Place => ({ url: inject('baseUrl'), aheadMs: 0 });

/** Opens it; whatever is refused or breaks in it is added to `troubles`. */
export async function aVisitor(browser: Browser, place: Place, screen: Screen, troubles: string[]): Promise<Visitor> {
  const context = await browser.newContext({ ...screen, baseURL: place.url, locale: 'zh-CN' });
  context.setDefaultTimeout(PATIENCE_MS);
  if (place.aheadMs > 0) await context.addInitScript(shiftClock, place.aheadMs);
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on('response', (answer) => answer.status() >= 400 && troubles.push(`${answer.status()} ${answer.url()}`));
  return page;
}

/** Somebody with a password: staff, or an employer. */
export async function signedIn(browser: Browser, place: Place, name: string, troubles: string[]): Promise<Visitor> {
  const page = await aVisitor(browser, place, DESK, troubles);
  await page.goto('/login?as=work');
  await page.getByLabel('登录名').fill(name);
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
  return page;
}

/** Somebody with a phone: the code is read where the staff of a demonstration see all that was sent. */
export async function signInByPhone(page: Page, phone: string, staff: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '发验证码' }).click();
  const field = page.getByLabel('短信里的 6 位数');
  await field.waitFor();
  await field.fill(await readCode(staff, phone));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/mine');
}

async function readCode(staff: Page, phone: string): Promise<string> {
  await staff.goto('/desk/outbox');
  // Newest first; of a number the page shows head and tail.
  const letter = staff
    .getByRole('row')
    .filter({ hasText: phone.slice(-4) })
    .filter({ hasText: '登录码是' })
    .first();
  const [code] = (await textOf(letter)).match(/(?<=登录码是 )\d{6}/) ?? [];
  return reached(code, 'a code among the messages sent');
}

/** Runs a match from the desk and waits until it is committed. */
export async function matchFrom(desk: Page): Promise<void> {
  await desk.goto('/desk/match');
  await Promise.all([
    desk.waitForResponse((answer) => answer.url().includes('?/run')),
    desk.getByRole('button', { name: '重新匹配并送出' }).click(),
  ]);
}

/** Loads the page again until it shows what the worker brings about behind a request. */
export async function reloadUntil(page: Page, awaited: Locator): Promise<void> {
  const isShown = async () => {
    await page.reload();
    return awaited.first().isVisible();
  };
  await expect.poll(isShown, { timeout: PATIENCE_MS }).toBe(true);
}

/** Asks for one hidden number on a labourer's card, for the first of the purposes offered, and reads it. */
export async function disclose(staff: Page, card: string, field: 'phone' | 'idNumber'): Promise<string> {
  await staff.goto(`${card}?ask=${field}`);
  await staff.getByRole('button', { name: '查看 2 分钟' }).click();
  return (await textOf(staff.locator('dd b.number').first())).trim();
}

/** The big number of the desk that stands under a name. */
export async function figure(desk: Page, name: string): Promise<number> {
  const value = desk.locator('.figure').filter({ hasText: name }).locator('.figure-value').first();
  return Number.parseInt((await textOf(value)).replaceAll(',', ''), 10);
}

/** What an element says; waits until it is there. */
export const textOf = async (element: Locator): Promise<string> => (await element.textContent()) ?? '';

export const hrefOf = async (link: Locator): Promise<string> =>
  reached((await link.first().getAttribute('href')) ?? undefined, 'an address in a link');

const DAY_MS = 86_400_000;
export const addDays = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);

/** What an earlier step leaves to a later one; says so where it did not get that far. */
export function reached<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`this journey did not reach ${what}`);
  return value;
}
