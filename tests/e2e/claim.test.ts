import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect } from '../../api/src/db/client.ts';
import { DEMO_COUNTY } from '../../api/src/demo/load.ts';
import { completedOn } from '../../api/src/domains/subsidies/core/months.ts';
import { addMonths, daysBetween } from '../../api/src/kernel/calendar.ts';
import { disclose, hrefOf, PHONE, reached, reloadUntil, signInByPhone, textOf, type Visitor } from './browsing.ts';
import { journey } from './journey.ts';
import { anOwnProduct, type OwnProduct } from './own-product.ts';

/** A plan of the library that pays the person, by the month worked at home; not the demo county's own. */
const PLAN = 'sc-employment-poverty-exit';
const RULE = 'sample-county-home-based-allowance';
const TITLE = '居家就业补助';
const NOTICE_DAYS = 7;
const BUDGET = '2080799';
const CARD = '6222020000000000017';
const EMPLOYER = '柳编合作社';

interface Person {
  readonly id: string;
  readonly name: string;
}

let product: OwnProduct | undefined;
const own = (): OwnProduct => reached(product, 'a product of its own');

journey(
  'work that lasts becomes money on a card',
  (people) => {
    let person: Person;
    let phone = '';
    let startedOn = '';
    let placement = '';
    let claim = '';
    let batch = '';
    const here: Visitor[] = [];

    const enter = async (coming: Promise<Visitor>): Promise<Visitor> => {
      const page = await coming;
      here.push(page);
      return page;
    };
    const officer = (name: string) => enter(people.account(name));
    const labourer = async (staff: Visitor): Promise<Visitor> => {
      const page = await enter(people.visitor(PHONE));
      await signInByPhone(page, phone, staff);
      return page;
    };
    /** Everybody leaves, days pass, and whoever comes back signs in anew. */
    const pass = async (days: number): Promise<void> => {
      await Promise.all(here.splice(0).map((page) => page.context().close()));
      await own().pass(days);
    };

    beforeAll(async () => {
      product = await anOwnProduct(inject('clusterUrl'), 'songgang_claim');
      await product.command('policy', 'adopt', '--county', DEMO_COUNTY, '--plan', PLAN);
      person = await somebodyAtHome(product.databaseUrl);
      startedOn = product.today();
    });
    afterAll(() => product?.end());

    test('a version that asks for a public notice is drafted by one and published by another', async () => {
      const admin = await officer('admin');
      await admin.goto(`/desk/policies/${RULE}/draft?from=1`);
      await admin.getByLabel('从哪天起').fill(startedOn);
      await admin.getByLabel('为什么出新版').fill('发放以前公示');
      await admin.getByLabel('公示几天').fill(String(NOTICE_DAYS));
      await admin.getByRole('button', { name: '存成草稿' }).click();
      await admin.getByText('由另一位同事发布').waitFor();
      expect(await admin.getByRole('button', { name: '发布第 2 版' }).count()).toBe(0);

      const desk = await officer('county');
      await desk.goto(`/desk/policies/${RULE}?number=2`);
      await desk.getByLabel('从生效那天起代替旧版本').check();
      await desk.getByRole('button', { name: '发布第 2 版' }).click();
      await desk.getByText('这是草稿').waitFor({ state: 'detached' });
      await desk.getByText(`${NOTICE_DAYS} 天，写姓名`).waitFor();
    });

    test('a placement is recorded: told by the person, confirmed by an officer', async () => {
      const desk = await officer('county');
      phone = await disclose(desk, `/desk/labourers/${person.id}`, 'phone');
      const mine = await labourer(desk);
      await mine.goto('/mine/work');
      await mine.getByLabel('在哪家干').fill(EMPLOYER);
      await mine.getByLabel('干什么活').fill('在家编柳筐');
      await mine.getByText('就业协议', { exact: true }).click();
      await mine.getByRole('button', { name: '告诉干部' }).click();
      await mine.getByText('等干部核实').waitFor();

      const town = await officer('town');
      await town.goto('/desk/placements?view=self_reported');
      await town.getByRole('row').filter({ hasText: EMPLOYER }).getByRole('link', { name: '打开' }).click();
      await town.getByRole('button', { name: '核实了：在岗' }).click();
      await town.getByRole('heading', { name: '第 30 天回访' }).waitFor();
      placement = new URL(town.url()).pathname.split('/').at(-1) ?? '';

      await town.goto(`/desk/claims?view=all&placement=${placement}`);
      await town.getByText('没有这样的').waitFor();
      await mine.goto('/mine');
      await mine.getByText('现在没有。上了班、干满了月份，系统自己查').waitFor();
    });

    test('six months pass, and what they are worth appears by itself, with what is still missing', async () => {
      await pass(daysBetween(startedOn, sixthMonth(startedOn).until) + 1);
      const town = await officer('town');
      const list = `/desk/claims?view=all&placement=${placement}`;
      await town.goto(list);
      const rows = town.getByRole('row').filter({ hasText: TITLE });
      await reloadUntil(town, rows);
      expect(await rows.count()).toBe(6);
      const sixth = rows.filter({ hasText: sixthMonth(startedOn).until });
      expect(await textOf(sixth)).toContain('查到该发');
      expect(await textOf(sixth)).toMatch(/缺.*收款账户/);
      claim = await hrefOf(sixth.getByRole('link', { name: '打开' }));
    });

    test('an officer fills in what no register tells, and the person says where the money goes', async () => {
      const town = reached(here[0], 'the officer of the town');
      await town.goto(claim);
      await town.getByLabel('就业方式').selectOption({ label: '居家就业' });
      await town.locator('form[action="?/fact"]').getByLabel('看的是哪份材料').selectOption({ label: '居家就业协议' });
      await town.getByRole('button', { name: '记下', exact: true }).click();
      await town.getByText('还缺：收款账户').waitFor();
      expect(await textOf(town.locator('.verdict'))).toContain('150.00');

      const mine = await labourer(await officer('county'));
      expect(await textOf(moneyOf(mine, startedOn))).toMatch(/查到您能领.*您不用跑/s);
      await mine.getByText('钱打到哪张卡？还没填').click();
      await mine.getByLabel('哪家银行').fill('某某农村商业银行');
      await mine.getByLabel('卡号').fill(CARD);
      await mine.getByRole('button', { name: '就打到这张卡' }).click();
      await mine.getByText('钱打到哪张卡？还没填').waitFor({ state: 'detached' });
    });

    test('it is prepared, checked by a second officer and approved by a third', async () => {
      const town = reached(here[0], 'the officer of the town');
      await town.goto(claim);
      expect(await textOf(town.locator('.verdict'))).toContain(`尾号 ${CARD.slice(-4)}`);
      await town.getByRole('button', { name: '整理好了' }).click();
      await town.getByRole('button', { name: '提交' }).click();
      await town.getByText('待核', { exact: true }).waitFor();
      const mine = reached(here[2], 'the labourer');
      await mine.goto('/mine');
      expect(await textOf(moneyOf(mine, startedOn))).toMatch(/正在办.*县里在审/s);

      const desk = reached(here[1], 'an officer of the county');
      await desk.goto(claim);
      await desk.getByRole('button', { name: '核对无误' }).click();
      await desk.getByText('待批', { exact: true }).waitFor();
      expect(await desk.getByRole('button', { name: '同意' }).count()).toBe(0);
      const second = await officer('county2');
      await second.goto(claim);
      await second.getByRole('button', { name: '同意' }).click();
      await second.getByText('批了', { exact: true }).waitFor();
    });

    test('it hangs on the public board, where nobody needs an account and nobody sees the whole ID', async () => {
      const desk = reached(here[1], 'an officer of the county');
      const idNumber = await disclose(desk, `/desk/labourers/${person.id}`, 'idNumber');
      await desk.goto('/desk/notices-public');
      await desk.getByRole('row').filter({ hasText: TITLE }).getByRole('button', { name: '公示出去' }).click();
      await desk.getByRole('link', { name: '看公开的页面' }).waitFor();

      const visitor = await enter(people.visitor(PHONE));
      await visitor.goto('/notices');
      await visitor.getByRole('link', { name: TITLE }).click();
      const line = visitor.locator('.lines > li');
      await line.first().waitFor();
      expect(await line.count()).toBe(1);
      const shown = await textOf(visitor.locator('body'));
      expect(shown).toContain(person.name);
      expect(shown).toMatch(new RegExp(`[*●]{2}${idNumber.slice(-4)}`));
      for (const secret of [idNumber.slice(0, 14), idNumber.slice(-5), phone, CARD.slice(-4)])
        expect(shown).not.toContain(secret);

      const mine = reached(here[2], 'the labourer');
      await mine.goto('/mine');
      expect(await textOf(moneyOf(mine, startedOn))).toMatch(/村里公示.*没人有意见就发/s);
    });

    test('the notice is over and empties itself, and the money goes in a batch', async () => {
      await pass(NOTICE_DAYS + 1);
      const visitor = await enter(people.visitor(PHONE));
      await visitor.goto('/notices');
      await reloadUntil(visitor, visitor.getByText('眼下没有公示'));

      const finance = await officer('finance');
      await finance.goto('/desk/payments');
      await finance.getByLabel('科目编码').fill(BUDGET);
      await finance.getByLabel('名称').fill('就业补助资金');
      await finance.getByLabel('金额').fill('10000');
      await finance.getByLabel('依据').fill('年初预算');
      await finance.getByRole('button', { name: '存', exact: true }).click();
      const payable = finance.locator('form.payable').filter({ has: finance.getByRole('heading', { name: TITLE }) });
      const line = payable.locator('option').filter({ hasText: BUDGET });
      await line.waitFor({ state: 'attached' });
      await payable.getByLabel('从哪个科目出').selectOption((await line.getAttribute('value')) ?? '');
      await payable.getByRole('button', { name: '能发的全部编成一批' }).click();
      await finance.waitForURL(/\/desk\/payments\/[0-9a-f-]{36}$/);
      batch = new URL(finance.url()).pathname;
      expect(await textOf(finance.getByRole('row').filter({ hasText: person.name }))).toContain('150.00');
    });

    test('another confirms the batch, it is sent, and what the bank sends back settles it', async () => {
      const other = await officer('finance2');
      await other.goto(batch);
      await other.getByRole('button', { name: '核对无误，确认' }).click();
      await other.getByText('已确认，等送银行').waitFor();

      const finance = reached(here[1], 'the finance officer');
      await finance.reload();
      await finance.getByRole('button', { name: '已经送到银行' }).click();
      await finance.getByText('银行在办').waitFor();
      const said = `序号,收款账号,金额,处理结果,失败原因\n1,${CARD},150.00,成功,\n`;
      const file = { name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(said) };
      await finance.getByLabel('文件').setInputFiles(file);
      await finance.getByRole('button', { name: '读进来' }).click();
      await finance.getByText('到账 1 笔，没发成 0 笔').waitFor();
      await finance.getByText('已到账').waitFor();
    });

    test('the person reads in plain words that the money is on the card', async () => {
      const mine = await labourer(await officer('county'));
      const money = mine.locator('#money');
      expect(await textOf(moneyOf(mine, startedOn))).toMatch(/150\s元.*到卡了.*打到您的卡/s);
      expect(await textOf(money.locator('.card').filter({ hasText: '今年到卡' }))).toMatch(/^今年到卡\s*150\s*元$/);
      expect(await textOf(money.locator('.card').filter({ hasText: '还没到卡' }))).toMatch(/^还没到卡\s*750\s*元$/);
    });
  },
  () => own().place(),
);

/** The month that is named last, and the day that completes it. */
const sixthMonth = (startedOn: string) => ({
  month: Number(addMonths(`${startedOn.slice(0, 7)}-01`, 5).slice(5, 7)),
  until: completedOn(startedOn, 6),
});

/** The sixth month among the person's own money. */
const moneyOf = (mine: Visitor, startedOn: string) =>
  mine.locator('#money li').filter({ hasText: `${TITLE}，${sixthMonth(startedOn).month} 月` });

/** Somebody of the town's desk who can sign in, is on the register, wants to work and has none yet. */
async function somebodyAtHome(databaseUrl: string): Promise<Person> {
  const { sql, close } = connect(databaseUrl, 1);
  try {
    const [found] = await sql<Person[]>`
      select l.id, l.name from labourers l
      join households h on h.county_code = l.county_code and h.id = l.household_id
      join users u on u.county_code = l.county_code and u.labourer_id = l.id
      join users t on t.county_code = l.county_code and t.login_name = 'town'
      where left(l.region_code, 9) = left(t.region_code, 9) and h.poverty_status = 'registered'
        and l.health = 'healthy' and l.wants_work and l.birth_on between '1975-01-01' and '2000-01-01'
        and not exists (select from placements p where p.county_code = l.county_code and p.labourer_id = l.id)
      order by l.id limit 1`;
    return reached(found, 'somebody who could work at home');
  } finally {
    await close();
  }
}
