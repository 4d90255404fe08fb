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
const sitDown = (page: Page, loginName = 'county') =>
  page.request.post('/api/session', { data: { loginName, password: DEMO_PASSWORD } });

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

/** Pairs of cells of one stacked row that lie over one another. */
const overlaps = (page: Page): Promise<string[]> =>
  page.locator('.is-stacking tbody tr').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const cells = [...row.children].map((cell) => {
        const words = document.createRange();
        words.selectNodeContents(cell);
        return { said: cell.textContent?.trim() ?? '', at: words.getBoundingClientRect() };
      });
      const seen = cells.filter(({ at }) => at.width > 0);
      return seen.flatMap((a, i) =>
        seen.slice(i + 1).flatMap((b) => {
          const wide = Math.min(a.at.right, b.at.right) - Math.max(a.at.left, b.at.left);
          const high = Math.min(a.at.bottom, b.at.bottom) - Math.max(a.at.top, b.at.top);
          return wide > 3 && high > 6 ? [`${a.said} over ${b.said}`] : [];
        }),
      );
    }),
  );

describeWhere(found, 'the desk in a browser (no Chromium runs here; set CHROMIUM_PATH)')('the desk', () => {
  test.for(['village', 'town', 'finance', 'auditor'])('every entry of the menu opens to %s', async (loginName) => {
    await withPage(found ?? {}, { size: PHONE }, async (page) => {
      await sitDown(page, loginName);
      await page.goto('/desk/more');
      const links = page.locator('main a[href^="/desk"]');
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect(addresses.length).toBeGreaterThan(10);
      const opened = await Promise.all(
        addresses.map(async (address) => [address, (await page.request.get(address)).status()]),
      );
      expect(opened).toEqual(addresses.map((address) => [address, 200]));
    });
  });

  test.for(['/desk/deliveries', '/desk/employers', '/desk/campaigns', '/desk/placements', '/desk/outbox'])(
    'on a phone no words of a row of %s lie over others',
    async (address) => {
      await withPage(found ?? {}, { size: PHONE }, async (page) => {
        await sitDown(page);
        await page.goto(address);
        expect(await page.locator('.is-stacking tbody tr').count()).toBeGreaterThan(0);
        expect(await overlaps(page)).toEqual([]);
      });
    },
  );

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
