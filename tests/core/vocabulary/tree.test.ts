import { describe, expect, test } from 'vitest';
import {
  ancestorsOf,
  childrenOf,
  isWithin,
  mapText,
  OCCUPATIONS,
  occupationOf,
} from '../../../search/src/vocabulary/occupations.ts';

describe('the tree', () => {
  test('every code has 2, 4 or 6 digits, stands once, and all its ancestors exist', () => {
    const codes = OCCUPATIONS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, parent, level } of OCCUPATIONS) {
      expect(code).toMatch(/^\d{2}(\d{2}){0,2}$/);
      expect(level).toBe(code.length / 2);
      expect(ancestorsOf(code)).toHaveLength(level - 1);
      expect(parent).toBe(level === 1 ? null : code.slice(0, -2));
    }
  });

  test('near trades exist, are others, and are near by more than nothing and less than all', () => {
    for (const { code, near } of OCCUPATIONS) {
      for (const other of near) {
        expect(occupationOf(other.code), `${code} → ${other.code}`).toBeDefined();
        expect(other.code).not.toBe(code);
        expect(other.strength).toBeGreaterThan(0);
        expect(other.strength).toBeLessThan(1);
      }
    }
  });

  test('children, ancestors and within agree', () => {
    const groups = childrenOf(null);
    expect(groups).toHaveLength(40);
    for (const child of childrenOf('01')) expect(isWithin(child.code, '01')).toBe(true);
    expect(ancestorsOf('010102').map(({ name }) => name)).toEqual(['缝纫工', '服装缝纫']);
    expect(isWithin('0201', '01')).toBe(false);
    expect(occupationOf('9999')).toBeUndefined();
  });

  test('an occupation of 1999 belongs to one branch', () => {
    const seen = new Map<string, string>();
    for (const { code, cn1999 } of OCCUPATIONS) {
      for (const official of cn1999) {
        expect(official).toMatch(/^[3-6]\d{6}$/);
        expect(seen.get(official), official).toBeUndefined();
        seen.set(official, code);
      }
    }
    expect(seen.size).toBeGreaterThan(1500);
  });
});

describe('free text mapped to the tree', () => {
  test.each([
    ['会踩缝纫机', '0101'],
    ['在修路队压了八年路', '1202'],
    ['羽绒服车工', '0101'],
    ['数控车工', '0601'],
    ['刮腻子', '100201'],
    ['磨豆腐', '1803'],
    ['掰玉米', '200401'],
    ['食品厂包装工', '0506'],
    ['锁具厂保安', '3001'],
    ['용접공', '0701'],
    ['Cleaning ladies welcome: cleaner', '2801'],
    ['酱油酱类制作工', '181153'],
  ])('%s → %s', (text, code) => {
    expect(mapText(text)[0]?.code).toBe(code);
  });

  test('what stands for no trade maps to nothing', () => {
    expect(mapText('身体健康，服从安排')).toEqual([]);
    expect(mapText('')).toEqual([]);
  });

  test('mapText hands out values of its own', () => {
    const first = mapText('焊工');
    first.length = 0;
    expect(mapText('焊工')[0]?.code).toBe('0701');
  });
});
