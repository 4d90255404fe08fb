import { expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { expectSound, KIOSK, withPage } from './browser.ts';

const found = await findChromium();

describeWhere(found, 'the kiosk in a browser (no Chromium runs here; set CHROMIUM_PATH)')('the kiosk', () => {
  if (!found) return;

  test('knows where it stands, takes a wish by name, and forgets everything but its place', async () => {
    await withPage(found, { size: KIOSK }, async (page) => {
      const { children: towns } = await (await page.request.get('/api/regions/371311000000/children')).json();
      const { children: villages } = await (await page.request.get(`/api/regions/${towns[0].code}/children`)).json();
      await page.goto(`/kiosk?village=${villages[0].code}`);
      expect(new URL(page.url()).search).toBe('');
      await expectSound(page);

      await page.getByRole('link', { name: /管饭的/ }).click();
      await page.waitForURL('**/kiosk/jobs?board=1');
      expect(await page.locator('.job-card').count()).toBe(3);
      await expectSound(page);
      await page.locator('.job-card-title a').first().click();
      await page.waitForURL(/kiosk\/jobs\/[\w-]+$/);
      await expectSound(page);
      await page.getByRole('link', { name: '我想去' }).click();
      await page.getByLabel('您的名字').fill('测试李四');
      await page.getByRole('button', { name: '我想去' }).click();
      await page.getByRole('heading', { name: '记下了：测试李四想去' }).waitFor();
      await expectSound(page);

      await page.getByRole('link', { name: '好了，清空离开' }).click();
      await page.waitForURL('**/kiosk');
      expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['kiosk']);
    });
  });

  test('forgets by itself after a minute, with scripts and without', async () => {
    await withPage(found, { size: KIOSK }, async (page) => {
      await page.clock.install();
      await page.goto('/kiosk/trades');
      await page.getByRole('heading', { name: '您想干哪一行' }).waitFor();
      await page.clock.runFor(50_000);
      await page.getByRole('alertdialog').waitFor();
      await page.clock.runFor(15_000);
      await page.waitForURL('**/kiosk');
    });
    await withPage(found, { size: KIOSK, hasScripts: false }, async (page) => {
      const html = await (await page.request.get('/kiosk/jobs')).text();
      expect(html).toContain('http-equiv="refresh" content="60;url=/kiosk/leave"');
    });
  });
});
