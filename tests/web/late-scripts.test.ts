import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { signInAs, withPage } from './browser.ts';

const found = await findChromium();

/** Sets every field of the page to something else than what stands there; says what they are then. */
const setAll = (page: Page) =>
  page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      'form input:not([type=hidden]):not([type=file]), form select, form textarea',
    );
    for (const field of fields) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = field.options.length - 1;
      else if (field.type === 'radio' || field.type === 'checkbox') field.click();
      else if (field.type === 'date') field.value = '2026-12-31';
      else field.value = '7';
    }
    return [...fields].map((field) => [field.name, 'checked' in field && field.checked, field.value]);
  });

const read = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
        'form input:not([type=hidden]):not([type=file]), form select, form textarea',
      ),
    ].map((field) => [field.name, 'checked' in field && field.checked, field.value]),
  );

/** Opens a page whose scripts come only once everything in it has been set. */
async function expectKept(page: Page, path: string): Promise<void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator('form').first().waitFor({ state: 'attached' });
  const set = await setAll(page);
  release();
  await page.waitForLoadState('networkidle');
  await page.unroute('**/*.js');
  expect(set.length).toBeGreaterThan(0);
  expect({ path, fields: await read(page) }).toEqual({ path, fields: set });
}

describeWhere(found, 'pages whose scripts come late (no Chromium runs here; set CHROMIUM_PATH)')(
  'what is said before the scripts have come stays said',
  () => {
    if (!found) return;

    test.each(['/login', '/jobs?q=缝纫', '/calculator?who=seeker'])('on %s', async (path) => {
      await withPage(found, {}, (page) => expectKept(page, path));
    });

    test.each(['/desk/labourers', '/desk/labourers/new', '/desk/jobs/new', '/desk/fairs/new', '/desk/payments/format'])(
      'on %s',
      async (path) => {
        await withPage(found, {}, async (page) => {
          await signInAs(page, 'county');
          await expectKept(page, path);
        });
      },
    );

    test('at a door, on the sheet of a visit', async () => {
      await withPage(found, {}, async (page) => {
        await signInAs(page, 'village');
        await page.goto('/visits');
        const visit = await page.locator('main a[href^="/visits/"]').first().getAttribute('href');
        await expectKept(page, visit ?? 'no household is left to visit');
      });
    });
  },
);
