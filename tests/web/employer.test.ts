import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { creditCheck, organisationCheck } from '../../api/src/domains/employers/core/credit-code.ts';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { DESK, expectSound, signInAs, withPage } from './browser.ts';

const found = await findChromium();

/** A right code of no firm: no place has the number 000000. */
function aCreditCode(): string {
  const organisation = `MA${randomInt(1_000_000).toString().padStart(6, '0')}`;
  const body = `91000000${organisation}${organisationCheck(organisation)}`;
  return `${body}${creditCheck(body)}`;
}

describeWhere(found, 'an employer’s pages in a browser (no Chromium runs here; set CHROMIUM_PATH)')(
  'an employer',
  () => {
    if (!found) return;

    test('posts without scripts: what the law forbids is marked and mended, what is missing is named, then it is sent', async () => {
      await withPage(found, { size: DESK, hasScripts: false }, async (page) => {
        await signInAs(page, 'employer');
        await page.getByRole('link', { name: '发一个新岗' }).click();
        await page.getByLabel('岗位名').fill('校服缝制工，可以学');
        await page.getByLabel('干什么活，有什么要求').fill('踩平车、锁边。限女工，能吃苦。进厂交服装押金 200 元。');
        await page.getByLabel('按天').check();
        await page.getByLabel('最少', { exact: true }).fill('150');
        await page.getByRole('button', { name: '交给镇里审' }).click();
        await page.waitForURL('**/edit?unsent=job.incomplete');
        expect(await page.getByRole('alert').textContent()).toContain('还缺：招几个人、招到哪天');
        expect(await page.locator('main').textContent()).toContain('认出来了：');
        expect(await page.locator('mark').count()).toBe(2);

        await page.getByLabel('人数').fill('8');
        await page.getByRole('button', { name: '改成「男女都行」' }).click();
        await page.getByRole('button', { name: '删掉这句' }).click();
        expect(await page.getByLabel('干什么活，有什么要求').inputValue()).toBe('踩平车、锁边。男女都行，能吃苦。');
        expect(await page.getByLabel('人数').inputValue()).toBe('8');
        await page.getByLabel('招到哪天').fill(aYearOn());
        await page.getByRole('button', { name: '交给镇里审' }).click();
        await page.waitForURL('**?sent');
        expect(await page.locator('main').textContent()).toContain('交上去了');
        expect(await page.locator('main').textContent()).toContain('待审核');
      });
    });

    test('registers: a wrong credit code is told at its field with all else kept, a right one opens the account', async () => {
      await withPage(found, { size: DESK }, async (page) => {
        const code = aCreditCode();
        await page.goto('/employer/register');
        await expectSound(page);
        const fill = async (typed: string) => {
          await page.getByLabel('统一社会信用代码').fill(typed);
          await page.getByLabel('密码').fill('a-long-enough-one');
          await page.getByRole('button', { name: '登记', exact: true }).click();
        };
        await page.getByLabel('单位名称').fill('测试制衣有限公司');
        await page.getByLabel('企业', { exact: true }).check();
        await page.getByLabel('哪个镇、街道').selectOption({ index: 1 });
        await page.getByLabel('联系人').fill('王测试');
        await page.getByLabel('电话').fill('14200000999');
        await page.getByLabel('登录名').fill(`firm-${code.slice(-10).toLowerCase()}`);
        await fill(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
        await page.getByText('18 位里有一位写错了').waitFor();
        expect(await page.getByLabel('单位名称').inputValue()).toBe('测试制衣有限公司');
        await expectSound(page);
        await fill(code);
        await page.waitForURL('**/employer');
        await page.getByText('县人社局还在核实你们单位').waitFor();
        await expectSound(page);
      });
    });

    test('reads its own pages without a barrier', async () => {
      await withPage(found, { size: DESK }, async (page) => {
        await signInAs(page, 'employer');
        await expectSound(page);
        await page.locator('h3 a').first().click();
        await page.waitForURL('**/employer/jobs/**');
        await expectSound(page);
        await page.goto('/employer/jobs/new');
        await expectSound(page);
      });
    });
  },
);

/** Any day that is well ahead; a posting may not end in the past. */
function aYearOn(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 1);
  return day.toISOString().slice(0, 10);
}
