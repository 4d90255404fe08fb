import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { NOTICE_FIELDS, withEighteen } from '../../../api/src/domains/subsidies/core/notice.ts';
import { theLibrary } from '../../../api/src/domains/subsidies/policies/standing.ts';
import { readNotice, readNoticeDesk } from '../../../api/src/domains/subsidies/publicity/desk.ts';
import { closeNotices } from '../../../api/src/domains/subsidies/publicity/jobs.ts';
import {
  answerObjection,
  listPublicNotices,
  objectToLine,
  publishNotice,
  readPublicNotice,
} from '../../../api/src/domains/subsidies/publicity/service.ts';
import { noticeLines, objections, publicNotices } from '../../../api/src/domains/subsidies/publicity/tables.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aClaim, aPolicy, RULE } from '../../support/money.ts';

const DAY = 86_400_000;

const aHouse = async (
  db: World['db'],
  noticeFields: readonly string[] | null = null,
  count = 2,
  over: Parameters<typeof aPolicy>[1] = {},
) => {
  const world = await aWorld(db);
  const terms = { wording: null, workflow: { noticeDays: 7 }, noticeFields };
  const policy = await aPolicy(world, { terms, ...over });
  const made = [];
  for (let i = 0; i < count; i += 1) made.push(await aClaim(world, policy, { status: 'approved' }));
  return { world, policy, claims: made, officer: world.as('county_officer'), visitor: world.as('visitor') };
};
type House = Awaited<ReturnType<typeof aHouse>>;

const publish = ({ officer, policy }: House) => publishNotice(officer, { body: { ruleId: policy.ruleId } });
const page = ({ visitor }: House, id: string) => readPublicNotice(visitor, { params: { id } });
const object = ({ visitor }: House, id: string, number = 1) =>
  objectToLine(visitor, { params: { id }, body: { number, text: '这个人没有在那里上班', contact: '某某' } });
const later = ({ world }: House, days: number) => world.setNow(new Date(world.deps.now().getTime() + days * DAY));
const statusesOf = async ({ world }: House) =>
  (await world.db.select().from(claims)).map(({ status }) => status).sort();

describe('a public notice', () => {
  test('shows the permitted fields alone, the number masked, for seven whole days', async ({ db }) => {
    const house = await aHouse(db);
    expect((await readNoticeDesk(house.officer)).waiting).toMatchObject([{ count: 2, days: 7 }]);
    const { id, endsOn } = await publish(house);
    expect(endsOn).toBe('2026-11-27');
    expect(await statusesOf(house)).toEqual(['on_notice', 'on_notice']);
    const shown = await page(house, id);
    expect(shown.heads).toEqual(['姓名（单位）', '村、社区', '身份证号（隐去）', '补贴项目', '金额（元）']);
    const rows = shown.lines.map(({ cells }) => cells.join(' ')).join('\n');
    for (const { labourer, idNumber, accountNumber, amountFen } of house.claims) {
      expect(rows).toContain(labourer.name);
      expect(rows).toContain((amountFen / 100).toFixed(2));
      expect(rows).toContain(`**************${idNumber.slice(-4)}`);
      expect(rows).not.toContain(idNumber.slice(0, 14));
      expect(rows).not.toContain(accountNumber);
    }
    expect((await listPublicNotices(house.visitor)).notices).toMatchObject([{ id, lineCount: 2 }]);
  });

  test('a field that no notice may carry stays out, whatever the policy version says', async ({ db }) => {
    const house = await aHouse(db, ['name', 'phone', 'idNumber', 'disability', 'amountFen'], 1);
    const { id } = await publish(house);
    const { lines } = await page(house, id);
    expect(lines[0]?.cells).toHaveLength(2);
    const [stored] = await db.select().from(noticeLines);
    expect(Object.keys(stored?.line ?? {})).toEqual(['name', 'amountFen']);
  });

  test('is read once more before it goes out: a number in a name keeps all of it back', async ({ db }) => {
    const house = await aHouse(db);
    await aClaim(house.world, house.policy, { status: 'approved', name: '甲13800138000' });
    await expect(publish(house)).rejects.toMatchObject({ code: 'notice.leaks', details: { leak: 'phone' } });
    expect(await db.select().from(publicNotices)).toEqual([]);
    expect(await statusesOf(house)).toEqual(['approved', 'approved', 'approved']);
  });

  test('a policy that names a disability hangs under a neutral title', async ({ db }) => {
    const [written] = theLibrary().rules.filter(({ id }) => id === RULE);
    if (!written) throw new Error('the rule of the builders');
    const house = await aHouse(db, null, 1, { rule: { ...written, name_zh: '残疾人就业补贴' } });
    const { id } = await publish(house);
    const shown = await page(house, id);
    expect(JSON.stringify(shown)).not.toContain('残疾');
    expect(shown.title).toBe('就业创业补贴公示');
  });

  test('nothing to put up is refused', async ({ db }) => {
    await expect(publish(await aHouse(db, null, 0))).rejects.toMatchObject({ code: 'notice.nothing_to_show' });
  });

  test('is gone the day after its last, even before the sweep; the sweep blanks it and its claims go on', async ({
    db,
  }) => {
    const house = await aHouse(db);
    const { id } = await publish(house);
    later(house, 7);
    expect((await page(house, id)).lines).toHaveLength(2);
    expect(await closeNotices(house.world.deps)).toEqual({ emptied: 0, released: 0 });
    later(house, 1);
    await expect(page(house, id)).rejects.toMatchObject({ code: 'notice.over' });
    expect((await listPublicNotices(house.visitor)).notices).toEqual([]);
    expect(await closeNotices(house.world.deps)).toEqual({ emptied: 1, released: 2 });
    expect((await db.select().from(noticeLines)).map(({ line }) => line)).toEqual([null, null]);
    expect(await statusesOf(house)).toEqual(['payable', 'payable']);
    expect(await closeNotices(house.world.deps)).toEqual({ emptied: 0, released: 0 });
    expect((await readNoticeDesk(house.officer)).notices).toMatchObject([{ isEmptied: true, lineCount: 2 }]);
    expect(await verifyChain(house.world.deps, COUNTY)).toMatchObject({ broken: null });
  });

  test('two notices of one person, in whatever fields, show no more of the number than its last four', async ({
    db,
  }) => {
    // Policies of days of their own: no two of one rule stand on the same day.
    const house = await aHouse(db, null, 0, { validTo: '2039-12-31' });
    const field = fc.subarray([...NOTICE_FIELDS], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(field, field, fc.boolean(), async (one, other, isOld) => {
        await db
          .transaction(async (tx) => {
            const world: World = { ...house.world, db: tx as unknown as World['db'] };
            const masks: string[] = [];
            for (const [i, noticeFields] of [one, other].entries()) {
              const terms = { wording: null, workflow: { noticeDays: 7 }, noticeFields };
              const days = { validFrom: `${2040 + i}-01-01`, validTo: `${2040 + i}-12-31` };
              const policy = await aPolicy(world, { terms, number: 50 + i, ...days });
              const claim = await aClaim(world, policy, { status: 'approved' });
              const number = isOld && i === 1 ? '999999700101001' : withEighteen('999999700101001');
              await tx.execute(
                `update labourers set id_number_sealed = '${world.deps.vault.seal(number)}' where id = '${claim.labourer.id}'`,
              );
              const officer = { ...house.officer, db: world.db };
              const { id } = await publishNotice(officer, { body: { ruleId: policy.ruleId } });
              const text = JSON.stringify(
                await readPublicNotice({ ...house.visitor, db: world.db }, { params: { id } }),
              );
              expect(text).not.toContain('19700101');
              masks.push(...(text.match(/\*+[0-9X]*/g) ?? []));
              await tx.execute("update claims set status = 'payable'");
            }
            const shown = Array.from({ length: 18 }, (_, at) =>
              masks.some((mask) => mask[at] !== undefined && mask[at] !== '*'),
            );
            expect(shown.slice(0, 14)).not.toContain(true);
            expect(masks.every((mask) => mask.length === 18)).toBe(true);
            throw new Rollback();
          })
          .catch((error: unknown) => {
            if (!(error instanceof Rollback)) throw error;
          });
      }),
      { numRuns: 15 },
    );
  });
});
class Rollback extends Error {}

describe('an objection', () => {
  test('needs no account, is sealed, and holds the payment until it is answered', async ({ db }) => {
    const house = await aHouse(db);
    const { id } = await publish(house);
    await object(house, id);
    const [stored] = await db.select().from(objections);
    expect(JSON.stringify(stored)).not.toContain('上班');
    later(house, 8);
    expect(await closeNotices(house.world.deps)).toEqual({ emptied: 1, released: 1 });
    expect(await statusesOf(house)).toEqual(['on_notice', 'payable']);
    const seen = await readNotice(house.officer, { params: { id } });
    expect(seen.said).toMatchObject([{ number: 1, text: '这个人没有在那里上班', contact: '某某', answer: null }]);
    const body = { answer: '已实地核实，确在岗', isUpheld: false };
    await answerObjection(house.officer, { params: { id: stored?.id ?? '' }, body });
    await expect(answerObjection(house.officer, { params: { id: stored?.id ?? '' }, body })).rejects.toMatchObject({
      code: 'objection.answered',
    });
    expect(await closeNotices(house.world.deps)).toMatchObject({ released: 1 });
    expect(await statusesOf(house)).toEqual(['payable', 'payable']);
  });

  test('upheld, sends the claim back to be checked anew', async ({ db }) => {
    const house = await aHouse(db, null, 1);
    const { id } = await publish(house);
    await object(house, id);
    const [stored] = await db.select().from(objections);
    const body = { answer: '经查不在岗', isUpheld: true };
    const params = { id: stored?.id ?? '' };
    expect(await answerObjection(house.officer, { params, body })).toMatchObject({ claimStatus: 'returned' });
    const [claim] = await db.select().from(claims).where(eq(claims.status, 'returned'));
    expect(claim).toMatchObject({ returnedTo: 'submitted', noticeEndsOn: null });
  });

  test('against a line that is not there, or after the time, is refused', async ({ db }) => {
    const house = await aHouse(db, null, 1);
    const { id } = await publish(house);
    await expect(object(house, id, 9)).rejects.toMatchObject({ code: 'notice.line_not_found' });
    later(house, 8);
    await expect(object(house, id)).rejects.toMatchObject({ code: 'notice.over' });
  });

  test('cannot be used to bury the desk', async ({ db }) => {
    const house = await aHouse(db, null, 1);
    const { id } = await publish(house);
    for (let i = 0; i < 60; i += 1) await object(house, id);
    await expect(object(house, id)).rejects.toMatchObject({ code: 'notice.too_many_objections' });
  });
});
