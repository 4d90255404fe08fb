import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckedPosting, findUnlawful } from '../../../api/src/domains/jobs/core/law.ts';

const aPosting = (over: Partial<CheckedPosting> = {}): CheckedPosting => ({
  title: '缝纫工',
  description: '',
  hoursText: null,
  address: null,
  placeText: null,
  kind: 'market',
  shift: 'day',
  pay: null,
  monthly: null,
  ageMin: null,
  ...over,
});
const codesIn = (description: string, over: Partial<CheckedPosting> = {}) =>
  findUnlawful(aPosting({ description, ...over }), null).map(({ code }) => code);

describe('what the law forbids a posting to say', () => {
  test.each([
    ['限女性，25岁以上', 'sex'],
    ['只招男工', 'sex'],
    ['仅限男生', 'sex'],
    ['女士优先', 'sex'],
    ['性别：男', 'sex'],
    ['性别要求:女', 'sex'],
    ['招女普工10名', 'sex'],
    ['招女工，手脚麻利', 'sex'],
    ['男保安两名', 'sex'],
    ['谢绝男士', 'sex'],
    ['招聘男性电工', 'sex'],
    ['女缝纫工，会锁边', 'sex'],
    ['招保洁，女', 'sex'],
    ['保洁（女）', 'sex'],
    ['女18-45岁', 'sex'],
    ['女士2名', 'sex'],
    ['要女的', 'sex'],
    ['孕妇勿扰', 'marriage'],
    ['单身优先', 'marriage'],
    ['农村户口不要', 'household_registration'],
    ['河南人勿扰', 'household_registration'],
    ['身份证原件抵押', 'papers_kept'],
    ['15周岁以上即可', 'under_sixteen'],
    ['已婚已育优先', 'marriage'],
    ['要求未婚', 'marriage'],
    ['合同期内不得怀孕', 'marriage'],
    ['汉族优先', 'ethnicity'],
    ['不招少数民族', 'ethnicity'],
    ['维族勿扰', 'ethnicity'],
    ['限本市户口', 'household_registration'],
    ['本地户籍优先', 'household_registration'],
    ['不要外地户口', 'household_registration'],
    ['仅限本地人', 'household_registration'],
    ['入职体检查乙肝', 'illness'],
    ['无传染病史', 'illness'],
    ['拒绝残疾人', 'disability'],
    ['入职交押金300元', 'fee'],
    ['需缴纳服装费', 'fee'],
    ['收培训费200', 'fee'],
    ['服装费：150', 'fee'],
    ['扣押身份证', 'papers_kept'],
    ['年满15周岁', 'under_sixteen'],
    ['年龄14-40岁', 'under_sixteen'],
    ['未成年人也可', 'under_sixteen'],
  ])('%s', (text, code) => expect(codesIn(text)).toEqual([code]));

  test.each([
    '不限男女',
    '男女不限，18-55岁',
    '性别不限',
    '性别：男女均可',
    '限男女各10名',
    '欢迎妇女就近上班，可照顾孩子',
    '女装导购，女鞋质检',
    '女装导购员，女鞋质检员，男装裁剪工',
    '女性员工可享受节日礼金，为女员工提供哺乳间',
    '男18-60岁，女18-55岁',
    '招男女工20名',
    '招工，男，女均可',
    '有未满14周岁子女的员工可提前下班',
    '为满足条件的员工办理户口调动',
    '交五险一金',
    '10岁以上儿童的托管老师',
    '女工宿舍有空调',
    '男女分开住宿，女职工宿舍带独立卫生间',
    '夫妻工优先',
    '不限户籍',
    '户籍不限',
    '带身份证、户口本来厂面试',
    '可协助解决户口',
    '不收押金，不收任何费用',
    '免押金',
    '无需缴纳服装费',
    '公司承担培训费',
    '体检费入职后由公司报销，体检费由公司承担',
    '负责设备押运',
    '不查乙肝，有健康证即可',
    '乙肝携带者也可',
    '乙肝疫苗冷链司机',
    '16周岁以上',
    '年龄18-55岁',
    '退伍军人优先，持叉车证优先',
    '汉语熟练',
    '服从管理，遵守厂纪',
  ])('%s is no offence', (text) => expect(codesIn(text)).toEqual([]));

  test('a finding says where the words stand, what they are and which clause forbids them', () => {
    const description = '包吃住。限女性，三班倒。';
    const [finding] = findUnlawful(aPosting({ description }), null);
    expect(finding).toEqual({
      code: 'sex',
      field: 'description',
      from: 4,
      to: 7,
      text: '限女性',
      clause: '就业促进法 第二十七条',
    });
    expect(description.slice(finding?.from, finding?.to)).toBe('限女性');
  });

  test('every field that people read is looked at', () => {
    const findings = findUnlawful(
      aPosting({ title: '女文员', hoursText: '限男性', address: '某路，交押金100元' }),
      null,
    );
    expect(findings.map(({ field }) => field)).toEqual(['title', 'hoursText', 'address']);
  });

  test('public-welfare posts may ask whose household stands in the village', () => {
    expect(codesIn('限本村户籍的脱贫户', { kind: 'public_welfare' })).toEqual([]);
    expect(codesIn('限本村户籍的脱贫户')).toEqual(['household_registration']);
  });

  test('no text raises, and every finding lies inside its field', () => {
    const words = fc.array(
      fc.constantFrom('限', '男', '女', '工', '不', '押金', '交', '户口', '乙肝', '15', '岁', '优先', '，', '。'),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          words.map((w) => w.join('')),
        ),
        (description) => {
          for (const { from, to, text } of findUnlawful(aPosting({ description }), null))
            expect(description.slice(from, to)).toBe(text);
        },
      ),
    );
  });
});

describe('pay against the minimum wage', () => {
  const minimum = { monthlyFen: 220_000, hourlyFen: 2_200 };
  const codes = (monthly: number, shift: CheckedPosting['shift'] = 'day') =>
    findUnlawful(aPosting({ shift, monthly: { minFen: monthly, maxFen: monthly } }), minimum).map(({ code }) => code);

  test('full-time work may not pay less than the monthly one, to the fen', () => {
    expect(codes(220_000)).toEqual([]);
    expect(codes(219_999)).toEqual(['pay_below_minimum']);
  });

  test('part-time work is held against the hourly one', () => {
    expect(codes(2_200 * 87, 'part_time')).toEqual([]);
    expect(codes(2_200 * 87 - 1, 'part_time')).toEqual(['pay_below_minimum']);
  });

  test('where no minimum is entered nothing is claimed', () =>
    expect(findUnlawful(aPosting({ monthly: { minFen: 1, maxFen: 1 } }), null)).toEqual([]));
});
