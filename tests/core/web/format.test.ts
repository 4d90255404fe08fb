import { expect, test } from 'vitest';
import {
  aboutPeople,
  dateOf,
  dayOf,
  distance,
  ledgerYuan,
  payLine,
  payParts,
  percent,
  placeLine,
  shortPlace,
  stampOf,
  timeLeft,
  weekdayOf,
  whenOf,
  yuan,
} from '../../../web/src/lib/format.ts';

test.each([
  [380_000, '3800'],
  [80, '0.8'],
  [5, '0.05'],
  [12_345, '123.45'],
  [999_900, '9999'],
  [1_000_000, '10,000'],
  [1_500_050, '15,000.5'],
  [0, '0'],
])('villagers read %i fen as %s yuan', (fen, said) => {
  expect(yuan(fen)).toBe(said);
});

test.each([
  [18_450_000, '184,500.00'],
  [5, '0.05'],
  [0, '0.00'],
  [-60_010, '-600.10'],
])('a ledger prints %i fen as %s', (fen, printed) => {
  expect(ledgerYuan(fen)).toBe(printed);
});

test('pay is said with its period, and once where both ends are the same', () => {
  expect(payLine({ kind: 'month', minFen: 300_000, maxFen: 380_000 })).toBe('一个月 3000 到 3800\u00a0元');
  expect(payLine({ kind: 'piece', minFen: 80, maxFen: 80, unit: '斤' })).toBe('做一斤 0.8\u00a0元');
  expect(payParts({ kind: 'day', minFen: 12_000, maxFen: 12_000 })).toEqual({ period: '一天', from: '120' });
});

test.each([
  [30, '50\u00a0米'],
  [810, '800\u00a0米'],
  [1_240, '1.2\u00a0公里'],
  [6_000, '6\u00a0公里'],
  [23_400, '23\u00a0公里'],
])('%i metres are said as %s', (metres, said) => {
  expect(distance(metres)).toBe(said);
});

test('a small band of people cannot be worked out', () => {
  expect([0, 4, 5, 9, 10, 74].map(aboutPeople)).toEqual([
    '不到 5\u00a0人',
    '不到 5\u00a0人',
    '5\u00a0人以上',
    '5\u00a0人以上',
    '10 多人',
    '70 多人',
  ]);
});

test('an instant is told by the clock of Shanghai, whatever clock the machine keeps', () => {
  expect(dateOf('2026-11-19T16:30:00Z')).toBe('2026-11-20');
  expect(stampOf('2026-11-20T01:12:00Z')).toBe('2026-11-20 09:12');
  expect(weekdayOf('2026-11-20')).toBe('星期五');
  expect(dayOf('2026-11-26', '2026-11-20')).toBe('11\u00a0月 26\u00a0日');
  expect(dayOf('2027-01-03', '2026-11-20')).toBe('2027\u00a0年 1\u00a0月 3\u00a0日');
});

test('what happened is told as near as it is', () => {
  const now = '2026-11-20T06:05:00Z';
  expect(whenOf('2026-11-20T01:05:00Z', now)).toBe('今天 9:05');
  expect(whenOf('2026-11-18T16:30:00Z', now)).toBe('昨天 0:30');
  expect(whenOf('2026-11-03T06:05:00Z', now)).toBe('11\u00a0月 3\u00a0日');
});

test('places are said as people say them', () => {
  expect(['桃树坪村村民委员会', '桃树坪村委会', '罗庄街道办事处', '盛庄社区居委会'].map(shortPlace)).toEqual([
    '桃树坪村',
    '桃树坪村',
    '罗庄街道',
    '盛庄社区',
  ]);
  expect(placeLine('石板镇', null, '桃树坪村委会')).toBe('石板镇桃树坪村');
});

test('shares and seconds', () => {
  expect(percent(6_377, 8_412)).toBe('75.8%');
  expect(percent(0, 0)).toBe('0%');
  expect(timeLeft(580)).toBe('9\u00a0分 40\u00a0秒');
  expect(timeLeft(40)).toBe('40\u00a0秒');
});
