import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { DEMO_PASSWORD } from '../../api/src/demo/accounts.ts';

/** As much as a machine that also builds and matches may need for one page; a wait for what never comes ends well before its test. */
const PATIENCE_MS = 60_000;

export const PHONE = { width: 360, height: 740 };
export const KIOSK = { width: 1080, height: 1920 };
export const DESK = { width: 1366, height: 900 };

export interface Visit {
  readonly size?: { width: number; height: number };
  /** Whether the browser runs scripts; a weak phone or a strict proxy may not. */
  readonly hasScripts?: boolean;
}

export async function withPage(found: LaunchOptions, visit: Visit, use: (page: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(found);
  try {
    const context = await browser.newContext({
      baseURL: inject('baseUrl'),
      viewport: visit.size ?? PHONE,
      javaScriptEnabled: visit.hasScripts ?? true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await use(page);
  } finally {
    await browser.close();
  }
}

/** An account of the demonstration, signed in on the page itself. */
export async function signInAs(page: Page, loginName: string): Promise<void> {
  await page.goto('/login?as=work');
  await page.getByLabel('登录名').fill(loginName);
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.locator('main').getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

/** A session of staff beside the page: what they would do at their desk while somebody waits. */
export async function atTheDesk(context: BrowserContext, loginName: string) {
  const base = inject('baseUrl');
  const desk = await context.browser()?.newContext({ baseURL: base });
  if (!desk) throw new Error('the browser is gone');
  await desk.request.post('/api/session', { data: { loginName, password: DEMO_PASSWORD } });
  return desk.request;
}

/**
 * No rule of WCAG 2.2 AA and of good practice is broken, nothing sticks out sideways, and the page has a title. The rules run in
 * the page: where its scripts are off they would never answer, and this says so.
 */
export async function expectSound(page: Page): Promise<void> {
  const { violations } = await inTime(new AxeBuilder({ page }).analyze(), 'the rules ran to no end: are scripts off?');
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect({ at: page.url(), told }).toEqual({ at: page.url(), told: [] });
  const sticksOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ at: page.url(), sticksOut }).toEqual({ at: page.url(), sticksOut: 0 });
}

async function inTime<T>(work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
