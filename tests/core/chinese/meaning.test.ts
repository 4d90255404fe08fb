import { expect, test } from 'vitest';
import { languageOf } from '../../../search/src/chinese/language.ts';
import { NAMED } from '../../../search/src/chinese/model.ts';
import { normalForm } from '../../../search/src/chinese/normalise.ts';
import { foldSound, initialsOf, syllablesOf } from '../../../search/src/chinese/sounds.ts';

const language = languageOf({ places: [{ code: '371311000000', name: '罗庄区' }] });

test.each([
  ['ＣＮＣ　操作', 'cnc 操作'],
  ['壓路機', '压路机'],
  ['日结5 8 0', '日结580'],
  ['a\u200bb', 'a b'],
])('%s in normal form', (text, form) => {
  expect(normalForm(text)).toBe(form);
});

test('titles as employers type them lose their decorations and keep their trade', () => {
  const meaning = language.meaningOf({ title: '急招 缝纫工*包吃住*月薪5000-7000《日结》' });
  expect(meaning).toMatchObject({ title: '缝纫工', payMinFen: 500_000, payMaxFen: 700_000 });
  expect([...meaning.perks].sort()).toEqual(['daily_pay', 'immediate', 'lodging', 'meals']);
  expect(meaning.trades[0]).toEqual({ code: '0101', strength: 1 });
});

test('several trades in one title are all named, an apprenticeship beside one is not', () => {
  const named = (title: string) =>
    language
      .meaningOf({ title })
      .trades.filter(({ strength }) => strength >= NAMED)
      .map(({ code }) => code);
  expect(named('厨师/服务员/洗碗工').sort()).toEqual(['2601', '2604', '2605']);
  expect(named('汽修学徒')).toEqual(['0901']);
  expect(named('锅炉房操作工')).toEqual(['0807']);
});

test('the description only tells, the occupation chosen at entry names', () => {
  const told = language.meaningOf({ title: '普工', description: '主要是踩缝纫机' });
  expect(told.trades.find(({ code }) => code === '0101')?.strength).toBeLessThan(NAMED);
  expect(language.meaningOf({ title: '普工', occupationCode: '0101' }).trades[0]).toEqual({
    code: '0101',
    strength: 1,
  });
});

const namedBy = (title: string, description = '') =>
  language
    .meaningOf({ title, description })
    .trades.filter(({ strength }) => strength >= NAMED)
    .map(({ code }) => code);

test.each([
  ['防水涂料业务员', '1007', '3109'],
  ['厨师服缝制', '2601', '0101'],
  ['挖掘机培训招生老师', '1203', '3406'],
  ['保安器材销售', '3001', '3109'],
])('%s sells or makes a thing of the trade and is not of it', (title, ware, trade) => {
  expect(namedBy(title)).toContain(trade);
  expect(namedBy(title)).not.toContain(ware);
});

test.each([
  ['砌墙师傅', '1008', '1101'],
  ['烧锅炉的师傅', '0807', '2404'],
])('%s: who does it belongs to the deed', (title, code, other) => {
  expect(namedBy(title)).toContain(code);
  expect(namedBy(title)).not.toContain(other);
});

test('what is sold names no trade, not even where nothing else does', () => {
  expect(namedBy('挖掘机配件销售')).not.toContain('1203');
});

test('a title that only calls for people leaves the word to the description', () => {
  expect(namedBy('急招工人数名', '肉联厂屠宰工，会剔骨')).toContain('1805');
  expect(namedBy('用工信息', '缝纫工，踩平车')).toContain('0101');
  expect(namedBy('保洁员', '缝纫工，踩平车')).toEqual(['2801']);
});

test('a name within another is borne, and not that of what is sold', () => {
  expect(language.meaningOf({ title: '餐厅收银' }).borne).toContain('3102');
  expect(language.meaningOf({ title: '防水涂料业务员' }).borne).not.toContain('1007');
  expect(language.meaningOf({ title: '村保洁员' }).borne).toContain('2801');
  expect(language.meaningOf({ title: '花草养护工' }).borne).not.toContain('2905');
});

test('sounds: words that are read differently, initials, folded pairs', () => {
  expect(syllablesOf('行李员').join('')).toBe('xingliyuan');
  expect(syllablesOf('绿化女工').join('')).toBe('lvhuanvgong');
  expect(initialsOf(syllablesOf('压路机'))).toBe('ylj');
  expect(foldSound('shengchan')).toBe(foldSound('sencan'));
  expect(foldSound('niannai')).toBe(foldSound('lianlai'));
  expect(foldSound('gangjin')).not.toBe('baojie');
  const { pinyin, initials } = language.meaningOf({ title: '急招压路机司机' });
  expect(pinyin).toContain('yalujisiji');
  expect(initials).toContain('yljsj');
});

test('suggestions by characters, pinyin and initials, trades and places', () => {
  const texts = (typed: string) => language.suggest(typed, 8).map(({ text }) => text);
  expect(texts('压路')).toContain('压路机操作手');
  expect(texts('yaluji')).toContain('压路机操作手');
  expect(texts('ylj').some((text) => text.startsWith('压路机'))).toBe(true);
  expect(texts('罗')).toContain('罗庄区');
  expect(texts('luozh')).toContain('罗庄区');
  const own = languageOf({ entries: [{ phrase: '打磨盘', code: '040101', strength: 1 }] });
  expect(own.suggest('dmp', 3)[0]).toEqual({ text: '打磨盘', kind: 'trade', code: '040101' });
  expect(language.suggest('', 8)).toEqual([]);
  expect(language.suggest('b', 5)).toHaveLength(5);
});

test('places of a region text', () => {
  expect(language.areasOf('山东省临沂市罗庄区')).toEqual(['371311000000']);
  expect(language.areasOf('火星')).toEqual([]);
});
