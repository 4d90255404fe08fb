import { understand } from '@songgang/search/chinese/understand.ts';
import { describe, expect, test } from 'vitest';
import { classOf, keptText, readMark } from '../../api/src/domains/jobs/core/words.ts';

describe('what is kept of a query asked in vain', () => {
  test.each(['打灰', '压路机 学徒', '看大门的', '石匠', 'ylj', '미싱사', '江米工'])('words are: %s', (text) => {
    expect(keptText(text)).toBe(text);
  });

  test('numbers in it are left out, so that pay and hours do not make a text of their own', () => {
    expect(keptText('打灰 300 一天')).toBe('打灰 一天');
  });

  test.each([
    ['a telephone number', '保安 13812345678'],
    ['one with gaps', '保安 138 1234 5678'],
    ['an ID number', '371311196803054321'],
    ['a name', '张三'],
    ['a name beside a trade', '王小明 保安'],
    ['a name of two characters before', '欧阳明'],
    ['who says who they are', '我叫二妮想找活'],
    ['a number to call', '打灰的电话'],
    ['an address', 'a@b.cn'],
    ['a long sentence', '我在修路队压了八年路想找个离家近点的活干干行不行'],
    ['signs', '<script>'],
    ['one character', '灰'],
    ['nothing', ' '],
  ])('%s is not', (_, text) => {
    expect(keptText(text)).toBeUndefined();
  });
});

describe('the class of a query', () => {
  test.each([
    ['压路机', 'trade'],
    ['yaluji', 'pinyin'],
    ['ylj', 'initials'],
    ['我在修路队压了八年路想找个离家近点的', 'sentence'],
    ['包吃住', 'other'],
  ])('%s is %s', (text, queryClass) => {
    expect(classOf(understand(text))).toBe(queryClass);
  });
});

describe('the mark of a page of results', () => {
  test('is its class and a lot', () => {
    expect(readMark('place_trade.0123456789ab')).toEqual({ queryClass: 'place_trade', lot: '0123456789ab' });
  });

  test.each(['', 'trade', 'trade.', 'trade.0123', 'trades.0123456789ab', "trade.0123456789ab'--"])(
    '%s is none',
    (text) => expect(readMark(text)).toBeUndefined(),
  );
});
