import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { DEMO_PASSWORD, DEMO_PHONE } from '../../api/src/demo/accounts.ts';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { atTheDesk, expectSound, signInAs, withPage } from './browser.ts';

const found = await findChromium();

const foundOn = async (page: Page): Promise<number> =>
  Number((await page.locator('#found').textContent())?.match(/找到 (\d+)/)?.[1] ?? 0);

describeWhere(found, 'a villager’s pages in a browser (no Chromium runs here; set CHROMIUM_PATH)')('a villager', () => {
  if (!found) return;

  beforeAll(async () => {
    const base = inject('baseUrl');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ loginName: 'county', password: DEMO_PASSWORD });
    const signed = await fetch(`${base}/api/session`, { method: 'POST', headers, body });
    const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
    const matched = await fetch(`${base}/api/match-runs`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: '{}',
    });
    expect(matched.status).toBe(200);
  });

  test('without scripts and without an account finds a job, says 我想去, and says it twice for one wish', async () => {
    await withPage(found, { hasScripts: false }, async (page) => {
      const name = `测试张${randomUUID().slice(0, 6)}`;
      await page.goto('/');
      await page.getByRole('searchbox').fill('缝纫');
      await page.getByRole('button', { name: '找', exact: true }).click();
      await page.locator('.job-card-title a').first().click();
      const title = (await page.locator('h1').textContent())?.trim();
      await page.getByRole('button', { name: '我想去' }).click();

      await page.getByRole('link', { name: '选一下村' }).click();
      await page.locator('.places a').first().click();
      await page.locator('.places button').nth(1).click();
      await page.waitForURL('**/wish');
      await page.getByLabel('您的名字').fill(name);
      const key = await page.locator('[name=clientKey]').inputValue();
      const wishes = async () => {
        const desk = await atTheDesk(page.context(), 'county');
        const { wishes: all } = await (await desk.get('/api/kiosk-wishes')).json();
        return all.filter((wish: { name: string }) => wish.name === name);
      };
      await page.getByRole('button', { name: '我想去' }).click();
      await page.getByText(`记下了：${name}想去`).waitFor();
      expect(await page.locator('main').textContent()).toContain('三个工作日内，帮扶干部联系您');
      expect(await wishes()).toHaveLength(1);

      // The second tap of a double click: the same form once more.
      const form = { clientKey: key, name, phone: '' };
      const again = await page.request.post(page.url(), {
        form,
        headers: { origin: inject('baseUrl'), accept: 'text/html' },
      });
      expect(await again.text()).toContain(`记下了：${name}想去`);
      const [wish, ...more] = await wishes();
      expect(more).toEqual([]);
      expect(wish.job.title).toBe(title);
    });
  });

  test('takes a condition away, and is led on where nothing is found', async () => {
    await withPage(found, { hasScripts: false }, async (page) => {
      await page.goto('/jobs?pay=9000&board=1');
      const few = await foundOn(page);
      await page.locator('.understood').getByRole('link', { name: /往上/ }).click();
      const many = await foundOn(page);
      expect(many).toBeGreaterThan(few);
      expect(page.url()).toContain('board=1');
      expect(page.url()).not.toContain('pay=');

      await page.goto('/jobs?pay=999999');
      await page.getByRole('heading', { name: '这样的活，眼下没有' }).waitFor();
      await page.locator('main a.button').first().click();
      expect(await page.locator('.job-card').count()).toBeGreaterThan(0);
    });
  });

  test('signs in with a code, says 我想去, takes it back, and says 不合适 with a reason', async () => {
    await withPage(found, {}, async (page) => {
      await page.goto('/mine');
      await page.getByLabel('手机号').fill(DEMO_PHONE);
      await page.getByRole('button', { name: '发验证码' }).click();
      await page.getByLabel('短信里的 6 位数').fill('12');
      await page.locator('main').getByRole('button', { name: '登录' }).click();
      await page.getByText('验证码是 6 位数').waitFor();
      const desk = await atTheDesk(page.context(), 'admin');
      const { messages } = await (await desk.get('/api/messages')).json();
      const code = messages.map((m: { body: string }) => /登录码是 (\d{6})/.exec(m.body)?.[1]).find(Boolean);
      await page.getByLabel('短信里的 6 位数').fill(code);
      await page.locator('main').getByRole('button', { name: '登录' }).click();
      await page.waitForURL('**/mine');
      await expectSound(page);

      await page.goto('/jobs');
      await page.locator('.job-card-title a').first().click();
      await page.waitForURL(/\/jobs\/[\w-]+$/);
      await page.getByRole('button', { name: '我想去' }).click();
      await page.getByRole('heading', { name: '记下了：您想去' }).waitFor();
      await expectSound(page);
      await page.getByRole('button', { name: /撤回，还剩/ }).click();
      await page.getByRole('button', { name: '不合适' }).click();
      await page.getByRole('heading', { name: '哪儿不合适？' }).waitFor();
      await expectSound(page);
      await page.getByRole('button', { name: '太远了' }).click();
      await page.getByRole('heading', { name: '好，这个不要了' }).waitFor();
      expect(await page.locator('main').textContent()).toContain('太远了');

      await page.goto('/mine');
      await page.getByRole('button', { name: '不要给我推荐' }).click();
      await page.getByText('好，不给您推了').waitFor();
      await page.getByRole('button', { name: '还是给我推荐' }).click();
      await page.getByText('好，照常给您推').waitFor();
    });
  });

  test('loses nothing typed before the scripts have come', async () => {
    await withPage(found, {}, async (page) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/*.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto('/login', { waitUntil: 'commit' });
      await page.getByLabel('手机号').fill('14200000007');
      release();
      await page.waitForLoadState('networkidle');
      expect(await page.getByLabel('手机号').inputValue()).toBe('14200000007');
    });
  });

  test('comes to a posting that is over: it says so, with others like it', async () => {
    await withPage(found, {}, async (page) => {
      await signInAs(page, 'employer');
      await page.locator('li', { hasText: '正在招' }).locator('h3 a').first().click();
      await page.waitForURL('**/employer/jobs/**');
      const path = new URL(page.url()).pathname;
      await page.getByRole('button', { name: '撤下来' }).click();
      await page.getByRole('button', { name: '照这个再发一个' }).waitFor();
      const answer = await page.goto(path.replace('/employer', ''));
      expect(answer?.status()).toBe(410);
      expect(await page.locator('h1').textContent()).toContain('不招了');
      await expectSound(page);
    });
  });

  test.each(['/', '/jobs', '/jobs/trades', '/place', '/fairs', '/login', '/login?as=work', '/logout'])(
    'finds %s sound on a narrow phone, in large letters and in the dark',
    async (path) => {
      await withPage(found, {}, async (page) => {
        await page.context().addCookies([
          { name: 'elder', value: '1', url: inject('baseUrl') },
          { name: 'theme', value: 'dark', url: inject('baseUrl') },
        ]);
        await page.goto(path);
        await expectSound(page);
      });
    },
  );
});
