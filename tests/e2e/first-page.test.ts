import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';

const PATIENCE_MS = 180_000;
const found = await findChromium();

describeWhere(found, 'the pages in a browser (no Chromium runs here; set CHROMIUM_PATH)')(
  'the product in a browser',
  () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await chromium.launch(found);
    });

    afterAll(() => browser.close());

    test('opens on a page in Chinese, with nothing refused or broken on the way', async () => {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on(
        'response',
        (response) => response.status() >= 400 && troubles.push(`${response.status()} ${response.url()}`),
      );
      await page.goto(inject('baseUrl'));
      expect(troubles).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      expect(await page.title()).not.toBe('');
      expect(await page.locator('h1').first().isVisible()).toBe(true);
      expect(troubles).toEqual([]);
      await page.close();
    });
  },
);
