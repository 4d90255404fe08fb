import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test, vi } from 'vitest';
import { DEMO_PASSWORD } from '../../api/src/demo/accounts.ts';
import { mapText } from '../../search/src/vocabulary/map-text.ts';
import { findChromium } from '../support/chromium.ts';
import { describeWhere } from '../support/skip.ts';
import { DESK, expectSound, KIOSK, PHONE, signInAs, withPage } from './browser.ts';

const found = await findChromium();

/** What the county's employers post: the demonstration has no road works. */
const POSTED = [
  { title: '压路机操作手', payFen: 600_000, hasBoard: true },
  { title: '抹灰工', payFen: 700_000, hasBoard: true },
  { title: '小区保安 白班', payFen: 450_000, hasBoard: true },
  { title: '大厦保安 夜班', payFen: 450_000, shift: 'night', hasBoard: true },
] as const;

/** A word that no vocabulary has. */
const WORD = '轧马盘';
/** Between what is seen and what is only read out a browser puts a space. */
const teach = new RegExp(`教它\\s*：${WORD}`);

async function asOfficer() {
  const base = inject('baseUrl');
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ loginName: 'county', password: DEMO_PASSWORD });
  const signed = await fetch(`${base}/api/session`, { method: 'POST', headers, body });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path: string, payload?: object) => {
    const sent = payload ? { method: 'POST', body: JSON.stringify(payload) } : {};
    const reply = await fetch(`${base}/api${path}`, { headers: { ...headers, cookie }, ...sent });
    const answer = await reply.json();
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
}

async function post(ask: Awaited<ReturnType<typeof asOfficer>>, posted: (typeof POSTED)[number]): Promise<void> {
  const { payFen, ...given } = posted;
  const { employers } = await ask('/employers?state=verified&limit=1');
  const [employer] = employers;
  const draft = {
    employerId: employer.id,
    kind: 'market',
    shift: 'day',
    pay: { kind: 'month', minFen: payFen, maxFen: payFen + 100_000 },
    occupationCode: mapText(given.title)[0]?.code,
    regionCode: employer.regionCode,
    headCount: 5,
    validUntilOn: '2099-12-31',
    description: '',
    ...given,
  };
  const job = await ask('/jobs', draft);
  const submitted = await ask(`/jobs/${job.id}/steps`, { action: 'submit', version: job.version });
  if (submitted.status === 'published') return;
  await ask(`/jobs/${job.id}/steps`, { action: 'publish', version: submitted.version });
}

/** As a villager does it: into the box of the first page, and 找. */
async function search(page: Page, words: string): Promise<void> {
  await page.goto('/jobs');
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('button', { name: '找', exact: true }).click();
  await page.waitForURL(/[?&]q=/);
}

const titlesOn = (page: Page) => page.locator('.job-card-title').allInnerTexts();

describeWhere(found, 'searching in a browser (no Chromium runs here; set CHROMIUM_PATH)')('a villager’s words', () => {
  if (!found) return;

  beforeAll(async () => {
    const ask = await asOfficer();
    for (const one of POSTED) await post(ask, one);
    // The worker indexes what was published: it is there when it is found.
    const isFound = async () => {
      const { widened, total } = await ask(`/jobs?text=${encodeURIComponent('压路机')}&peek=true`);
      expect({ widened, isThere: total > 0 }).toEqual({ widened: [], isThere: true });
    };
    await vi.waitFor(isFound, { timeout: 120_000, interval: 500 });
  });

  test.each([
    ['what one does', '开压路机的', /^压路机操作手$/, ['压路机操作手']],
    ['initials', 'ylj', /^压路机操作手$/, ['压路机操作手']],
    ['pinyin', 'yaluji', /^压路机操作手$/, ['压路机操作手']],
    ['a wrong character', '压露机', /^压路机操作手$/, ['压路机操作手']],
    ['traditional characters', '壓路機', /^压路机操作手$/, ['压路机操作手']],
    ['a sentence', '我在修路队压了八年路想找个离家近点的', /^压路机操作手$/, ['压路机操作手', '离家近']],
    ['place and trade', '罗庄区 缝纫', /缝|针车|平车|服装|拷边|尾部/, ['服装缝纫', '罗庄区']],
    ['pay and trade', '六千以上 抹灰', /^抹灰工$/, ['抹灰工', '6000 元往上']],
    ['Korean', '미장공', /^抹灰工$/, ['抹灰工']],
    ['English', 'road roller operator', /^压路机操作手$/, ['压路机操作手']],
    ['a homophone', '莫灰工', /^抹灰工$/, ['抹灰工']],
    ['what one does not want', '不要夜班的保安', /保安|门卫/, ['保安员', '不要夜班']],
  ])('%s: %s brings the right trade first, and says what was understood', async (kind, words, first, chips) => {
    await withPage(found, { hasScripts: false }, async (page) => {
      await search(page, words);
      const titles = await titlesOn(page);
      expect(titles[0]).toMatch(first);
      const heard = (await page.locator('.understood').innerText()).replace(/\s+/g, ' ');
      for (const chip of chips) expect(heard).toContain(chip);
      if (kind === 'what one does not want') expect(titles.join()).not.toContain('夜班');
    });
  });

  test('包吃住 四千以上 is read as two conditions, and one taken away brings more', async () => {
    await withPage(found, {}, async (page) => {
      await search(page, '包吃住 四千以上');
      const count = async () => Number((await page.locator('main').innerText()).match(/找到 (\d+)/)?.[1] ?? 0);
      const few = await count();
      const before = await titlesOn(page);
      expect(few).toBeGreaterThan(0);
      await page.locator('.understood').getByRole('link', { name: /4000/ }).click();
      await page.waitForURL(/drop=/);
      expect(await page.locator('.understood').innerText()).not.toContain('4000');
      expect(await count()).toBeGreaterThan(few);
      expect(await titlesOn(page)).not.toEqual(before);
      await expectSound(page);
    });
  });

  test('what nobody offers is widened, says so, and once staff have said what it means is found', async () => {
    await withPage(found, { hasScripts: false }, async (page) => {
      await search(page, WORD);
      expect(await page.locator('main').innerText()).toContain('放宽了');
    });
    await withPage(found, { size: DESK }, async (page) => {
      await signInAs(page, 'county');
      await page.goto('/desk/words');
      await expectSound(page);
      await page.getByRole('link', { name: teach }).click();
      // Beside the list stands a form for any word, with the same fields, until the one of this word has come.
      await page.getByRole('heading', { name: `「${WORD}」是什么活` }).waitFor();
      await page.getByLabel('说的是什么活').fill('压路机操作手');
      await page.getByRole('button', { name: '查工种' }).click();
      await page.getByRole('button', { name: '收进词库' }).waitFor();
      await expectSound(page);
      await page.getByRole('button', { name: '收进词库' }).click();
      await page.getByRole('button', { name: new RegExp(`撤回\\s*：${WORD}`) }).waitFor();
      expect(await page.getByRole('link', { name: teach }).count()).toBe(0);
    });
    await withPage(found, { hasScripts: false }, async (page) => {
      await search(page, WORD);
      expect(await page.locator('main').innerText()).not.toContain('放宽了');
      expect((await titlesOn(page))[0]).toBe('压路机操作手');
    });
  });

  test.each([
    ['on a phone', '/jobs', PHONE],
    ['at the kiosk', '/kiosk', KIOSK],
  ])('words that begin as what is typed can be tapped %s', async (_where, path, size) => {
    await withPage(found, { size }, async (page) => {
      await page.goto(path);
      await page.getByRole('searchbox').pressSequentially('ylj');
      const word = page
        .getByRole('status')
        .getByRole('button', { name: /压路机/ })
        .first();
      await word.waitFor();
      const { height = 0 } = (await word.boundingBox()) ?? {};
      expect(height).toBeGreaterThanOrEqual(44);
      await expectSound(page);
      await word.click();
      await page.waitForURL(/[?&]q=%E5%8E%8B/);
      expect((await titlesOn(page)).length).toBeGreaterThan(0);
    });
  });

  test('a tap is counted without a cookie, and staff see it', async () => {
    const ask = await asOfficer();
    const taps = async () => {
      const { classes } = await ask('/search/figures');
      return classes.find((one: { queryClass: string }) => one.queryClass === 'trade')?.tapped ?? 0;
    };
    const before = await taps();
    await withPage(found, { hasScripts: false }, async (page) => {
      await search(page, '抹灰工');
      await page.locator('.job-card-title a').first().click();
      await page.getByRole('button', { name: '我想去' }).waitFor();
      expect(await page.context().cookies()).toEqual([]);
      await page.reload();
    });
    // Counts are written shortly after the page.
    await vi.waitFor(async () => expect(await taps()).toBe(before + 1), { timeout: 20_000, interval: 500 });
  });
});
