import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../search/src/chinese/language.ts';
import { NAMED, type Understanding } from '../../../search/src/chinese/model.ts';
import { branchesOf } from '../../../search/src/documents.ts';

const { understand } = languageOf({
  places: [
    { code: '371311000000', name: '罗庄区' },
    { code: '371300000000', name: '临沂市' },
    { code: '610723105000', name: '马畅镇' },
    { code: '220822000000', name: '通榆县' },
    { code: '371311006000', name: '册山街道' },
  ],
});

/** The trades named, and the branches they belong to. */
const named = ({ trades }: Understanding) =>
  trades.filter(({ strength }) => strength >= NAMED).flatMap(({ code }) => branchesOf(code));

describe('one trade, however it is asked for', () => {
  test.each([
    '开压路机的',
    'ylj',
    'yaluji',
    'ya lu ji',
    '压露机',
    '壓路機',
    '我在修路队压了八年路想找个离家近点的',
    '로드롤러',
    'Road Roller Operator',
  ])('%s', (text) => {
    expect(named(understand(text))).toContain('1202');
  });
});

describe('slips of the pen', () => {
  test.each([
    ['裁简', '裁剪', '0102'],
    ['冼车工', '洗车工', '0904'],
    ['保按', '保安', '3001'],
    ['防谁工', '防水工', '1007'],
    ['养机场饲养员', '养鸡场', '220401'],
  ])('%s is read as %s', (text, to, code) => {
    const read = understand(text);
    expect(read.corrected?.to).toContain(to);
    expect(named(read)).toContain(code);
  });

  test.each(['彩件', '墨辉', '菜狗'])('%s, which only sounds like a trade, is no slip', (text) => {
    expect(understand(text)).toMatchObject({ corrected: undefined, trades: [] });
  });

  test('a known word is left alone', () => {
    for (const text of ['裁剪', '抹灰', '采购', '焊工', '线材加工']) expect(understand(text).corrected).toBeUndefined();
  });

  test('the person can refuse the correction', () => {
    expect(understand('裁简', { drop: ['corrected'] })).toMatchObject({ corrected: undefined, trades: [] });
  });
});

test('near trades follow, and stay under the named ones', () => {
  const { trades } = understand('月嫂');
  expect(trades[0]).toEqual({ code: '2902', strength: 1 });
  const infant = trades.find(({ code }) => code === '2903');
  expect(infant?.strength).toBeLessThan(NAMED);
});

describe('pay', () => {
  test.each([
    ['四千以上的保洁', 4000],
    ['保安 五六千', 5000],
    ['一个月能拿四千五的', 4500],
    ['5000块左右', 4500],
    ['月薪6-8千', 6000],
    ['过万的司机', 10_000],
    ['一天两百', 4350],
    ['工资一万二', 12_000],
  ])('%s asks for %i yuan a month', (text, yuan) => {
    expect(understand(text).payMinFen).toBe(yuan * 100);
  });

  test.each(['压了八年路', '4.2米货车司机', '八小时', '我58岁', '招2名', '五险一金', '万能工'])(
    '%s is no pay',
    (text) => {
      expect(understand(text).payMinFen).toBeUndefined();
    },
  );
});

test.each(['保洁或者收银都行', '厨师、会计', '保洁和导购'])('%s asks for both', (text) => {
  const trades = named(understand(text)).filter((code) => code.length === 4);
  expect(new Set(trades.map((code) => code.slice(0, 2))).size).toBe(2);
});

describe('conditions and refusals', () => {
  test('a sentence becomes chips that can be taken away', () => {
    const text = '罗庄 保洁 包吃住 四千以上 不要夜班';
    const read = understand(text);
    expect(read.chips.map(({ label }) => label)).toEqual(['保洁员', '罗庄区', '≥ 4000 元', '包吃', '包住', '不要夜班']);
    const left = understand(text, { drop: ['pay', 'perk:lodging', 'place:371311000000', 'not-shift:night'] });
    expect(left.chips.map(({ label }) => label)).toEqual(['保洁员', '包吃']);
    expect(left).toMatchObject({ payMinFen: undefined, places: [], perks: ['meals'] });
  });

  test('refusals are obeyed', () => {
    expect(understand('不去外地 电焊')).toMatchObject({ not: { away: true } });
    const cook = understand('不要保洁，找个做饭的');
    expect(cook.not.trades).toContain('2801');
    expect(named(cook)).not.toContain('2801');
    expect(understand('不上夜班的保安').not.shifts).toEqual(['night']);
  });

  test('a refusal may come after', () => {
    expect(understand('上夜班的不要,保安')).toMatchObject({ shifts: [], not: { shifts: ['night'] } });
    expect(understand('包吃住不要经验')).toMatchObject({ not: { perks: [] } });
  });

  test('no experience is a wish, not a refusal', () => {
    expect(understand('不要经验的普工')).toMatchObject({ perks: ['no_experience'], not: { perks: [] } });
  });

  test('home, near home, age and licence', () => {
    expect(understand('可以带回家做的手工活').home).toBe(true);
    expect(understand('离家近的').nearHome).toBe(true);
    expect(understand('五十八岁能干的轻活')).toMatchObject({ age: 58, perks: ['light_work'] });
    expect(understand('有C1驾照').licence).toBe('C1 驾照');
    expect(understand('有焊工证').licence).toBe('焊工证');
  });

  test('a word inside a longer trade name is no condition', () => {
    expect(understand('宿舍管理员').perks).toEqual([]);
    expect(understand('班车司机').perks).toEqual([]);
  });
});

describe('places', () => {
  test.each([
    ['马畅瓦工', '马畅镇', '1001'],
    ['通榆 放羊', '通榆县', '220101'],
    ['luozhuang baojie', '罗庄区', '2801'],
    ['临沂罗庄电焊', '罗庄区', '0701'],
  ])('%s', (text, place, code) => {
    const read = understand(text);
    expect(read.places.map(({ name }) => name)).toEqual([place]);
    expect(named(read)).toContain(code);
  });

  test("the asker's own county bears the name first", () => {
    const twice = languageOf({
      places: [
        { code: '371311101000', name: '沂堂镇' },
        { code: '610723199000', name: '沂堂镇' },
      ],
    });
    expect(twice.understand('沂堂', { countyCode: '610723' }).places).toEqual([
      { code: '610723199000', name: '沂堂镇' },
    ]);
  });
});
