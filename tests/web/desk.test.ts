import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../api/src/demo/accounts.ts';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { DESK, expectSound, PHONE, withPage } from './browser.ts';

const found = await findChromium();

const LISTS = [
  '/desk',
  '/desk/labourers',
  '/desk/labourers/new',
  '/desk/pairings',
  '/desk/imports',
  '/desk/employers',
  '/desk/employers/new',
  '/desk/jobs',
  '/desk/jobs?status=published',
  '/desk/jobs/new',
  '/desk/match',
  '/desk/deliveries',
  '/desk/deliveries/wishes',
  '/desk/campaigns',
  '/desk/campaigns/new',
  '/desk/fairs',
  '/desk/fairs/new',
  '/desk/placements',
  '/desk/outbox',
  '/desk/log',
  '/desk/more',
  '/desk/status',
];

/** Signed in beside the page, which is quicker than on it. */
const sitDown = (page: Page) =>
  page.request.post('/api/session', { data: { loginName: 'county', password: DEMO_PASSWORD } });

async function expectSoundOnBoth(page: Page): Promise<void> {
  await expectSound(page);
  await page.setViewportSize(PHONE);
  await expectSound(page);
}

/** Where the first row of a list leads. */
async function openFirst(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.locator('tbody th a').first().click();
  await page.waitForURL((url) => url.pathname !== new URL(list, url).pathname);
}

const countIn = (said: string | null): number => Number((said ?? '').replaceAll(',', '').trim() || Number.NaN);

async function rowsFound(page: Page): Promise<number> {
  return countIn(await page.locator('.filter-result strong').textContent());
}

describeWhere(found, 'the desk in a browser (no Chromium runs here; set CHROMIUM_PATH)')('the desk', () => {
  test.for(LISTS)('%s opens for a county officer, sound on a screen and on a phone', async (address) => {
    await withPage(found ?? {}, { size: DESK }, async (page) => {
      await sitDown(page);
      const answer = await page.goto(address);
      expect({ address, status: answer?.status() }).toEqual({ address, status: 200 });
      await expectSoundOnBoth(page);
    });
  });

  test.for(['/desk/labourers', '/desk/employers', '/desk/jobs?status=published'])(
    'the first row of %s opens, sound on a screen and on a phone',
    async (list) => {
      await withPage(found ?? {}, { size: DESK }, async (page) => {
        await sitDown(page);
        await openFirst(page, list);
        await expectSoundOnBoth(page);
      });
    },
  );

  test('a number of the home page opens as many rows', async () => {
    await withPage(found ?? {}, { size: DESK, hasScripts: false }, async (page) => {
      await sitDown(page);
      for (const name of ['送岗不足五个的人', '没有联系人的户', '用人单位核验']) {
        await page.goto('/desk');
        const row = page.getByRole('row', { name });
        const total = countIn(await row.locator('td').last().textContent());
        await row.getByRole('link', { name }).click();
        expect({ name, rows: await rowsFound(page) }).toEqual({ name, rows: total });
      }
    });
  });

  test('a number is shown only after its purpose was said, and without scripts', async () => {
    await withPage(found ?? {}, { size: DESK, hasScripts: false }, async (page) => {
      await sitDown(page);
      await openFirst(page, '/desk/labourers');
      expect(await page.locator('main').textContent()).not.toMatch(/\d{17}[\dX]/);
      await page.getByRole('link', { name: /查看\s*身份证/ }).click();
      await page.getByLabel('更正登记').check();
      await page.getByRole('button', { name: '查看 2 分钟' }).click();
      expect(await page.locator('main').textContent()).toMatch(/\d{17}[\dX]/);
    });
  });

  test('what is typed into a card is kept, and shown where the words mean several trades', async () => {
    await withPage(found ?? {}, { size: DESK, hasScripts: false }, async (page) => {
      await sitDown(page);
      await openFirst(page, '/desk/labourers');
      await page.getByRole('link', { name: '改这张卡' }).click();
      await page.getByLabel('还会什么（照原话）').fill('会开三轮车');
      await page.getByRole('button', { name: '存下改动' }).click();
      expect(await page.locator('main').textContent()).toContain('会开三轮车');
    });
  });
});
