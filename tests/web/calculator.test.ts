import type { LaunchOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { DESK, expectSound, PHONE, signInAs, withPage } from './browser.ts';

const found = await findChromium();

/** Answers whatever is asked with its first choice, which is 是 for a yes-or-no question, and 100 for a number. */
async function answerAll(page: Page): Promise<number> {
  let asked = 0;
  for (let round = 0; round < 30; round += 1) {
    const next = page.getByRole('button', { name: '看结果' });
    if ((await next.count()) === 0) return asked;
    for (const group of await page.locator('form fieldset').all()) await group.locator('label').first().click();
    for (const field of await page.locator('form input[type=number]').all()) await field.fill('100');
    asked += await page.locator('input[name=asked]').count();
    await next.click();
    await page.waitForLoadState();
  }
  throw new Error('the questions never end');
}

/** Without scripts every answer is a page of its own: nothing is asked while another page is still coming. */
const calculated = (browser: LaunchOptions, said: string) =>
  withPage(browser, { hasScripts: false }, async (page) => {
    await page.goto('/calculator?who=workshop');
    await page.getByText('上班、招人、外出务工').click();
    await page.getByRole('button', { name: '往下问' }).click();
    await answerAll(page);
    expect(await page.locator('article', { hasText: '扶贫车间资金补助' }).textContent()).toContain(said);
  });

describeWhere(found, 'the calculator in a browser (no Chromium runs here; set CHROMIUM_PATH)')('the calculator', () => {
  if (!found) return;

  test('without scripts and without an account says what one may get, by which clause, on which papers', async () => {
    await withPage(found, { hasScripts: false, size: PHONE }, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: '算算能领多少补贴' }).click();
      await page.getByRole('link', { name: '我自己找活、上班、创业' }).click();
      await page.getByRole('button', { name: '往下问' }).click();
      await page.getByText('请至少选一样').waitFor();
      await page.getByText('上班、招人、外出务工').click();
      await page.getByRole('button', { name: '往下问' }).click();
      expect(await page.locator('input[name=asked]').count()).toBeLessThanOrEqual(4);
      expect(await answerAll(page)).toBeGreaterThan(4);
      const card = page.locator('article', { hasText: '交通补助' });
      await card.waitFor();
      const said = (await card.textContent()) ?? '';
      // The demonstration's county has set a sum of its own.
      expect(said).toContain('300 元');
      expect(said).toContain('罗人社发〔2016〕23号');
      expect(said).toMatch(/材料：/);
      expect(page.url()).not.toContain('person.');
    });
  });

  test('a wrong answer closes a policy, and the page says which', async () => {
    await withPage(found, { hasScripts: false }, async (page) => {
      await page.goto('/calculator?who=agency');
      await page.getByText('上班、招人、外出务工').click();
      await page.getByRole('button', { name: '往下问' }).click();
      for (const no of await page.locator('form').getByText('不是', { exact: true }).all()) await no.click();
      await page.getByRole('button', { name: '看结果' }).click();
      await page.getByText('这次不符合的').click();
      expect(await page.locator('main').textContent()).toContain('没达到的：');
    });
  });

  test.each(['/calculator', '/calculator?who=seeker'])('%s is sound', async (path) => {
    await withPage(found, {}, async (page) => {
      await page.goto(path);
      await expectSound(page);
    });
  });

  test('the policy desk: a rate is entered, and the calculator has a sum', async () => {
    await calculated(found, '符合，等钱数定下来');
    await withPage(found, { size: DESK }, async (page) => {
      await signInAs(page, 'county');
      await page.goto('/desk/policies?view=waiting');
      await expectSound(page);
      await page.getByRole('link', { name: '扶贫车间资金补助' }).click();
      await page.getByText('钱数还没有录入').waitFor();
      await expectSound(page);
      await page.getByText('录入一个标准').click();
      await page.getByLabel('金额').fill('450');
      await page.getByLabel('从哪天起').fill('2020-01-01');
      await page.getByLabel('依据的文件和条款').fill('测试文件〔2020〕1 号第三条');
      await page.getByRole('button', { name: '录入', exact: true }).click();
      await page.getByText('测试文件〔2020〕1 号第三条').waitFor();
      expect(await page.getByText('钱数还没有录入').count()).toBe(0);
    });
    await calculated(found, '450 元');
  });
});
