const DIGITS: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, k: 1000, 万: 10_000, w: 10_000 };

/** A number as written or said: 4000, 4.5, 四千五 (4500), 一万二 (12,000), 五十八. Undefined where it is none. */
export function numberOf(text: string): number | undefined {
  const plain = Number(text);
  if (text !== '' && !Number.isNaN(plain)) return plain;
  let total = 0;
  let digit: number | undefined;
  let unit = 0;
  for (const [token = ''] of text.matchAll(/\d+(?:\.\d+)?|./gu)) {
    const value = DIGITS[token] ?? (/^\d/.test(token) ? Number(token) : undefined);
    if (value !== undefined) {
      digit = value;
      continue;
    }
    const scale = UNITS[token];
    if (scale === undefined) return undefined;
    total += (digit ?? (scale === 10 || scale === 10_000 ? 1 : 0)) * scale;
    digit = undefined;
    unit = scale;
  }
  // 四千五 is 4500: a last digit without its unit counts in the next one down.
  if (digit === undefined) return total > 0 ? total : undefined;
  return total + (unit >= 100 ? (digit * unit) / 10 : digit);
}

const FIGURE =
  '(?:\\d+(?:\\.\\d+)?[千k万wk百]?\\d?|[一二两俩三四五六七八九十][一二两三四五六七八九十百千万]*|(?<=[过上近超])万)';
const TIGHT_RANGE = /^([一二两三四五六七八九])([一二两三四五六七八九])([十百千万k])$/;

/** Source of an expression that matches one figure or two with a dash: 五六千, 6000-8000, 四千到六千. */
export const FIGURES = `${FIGURE}(?:\\s?[-~—到至]\\s?${FIGURE})?`;

/** Least and most of such a match; the most is undefined where only one figure is said. */
export function rangeOf(text: string): { min: number; max: number | undefined } | undefined {
  const tight = TIGHT_RANGE.exec(text);
  if (tight) {
    const [, from = '', to = '', unit = ''] = tight;
    const [min, max] = [numberOf(from + unit), numberOf(to + unit)];
    return min !== undefined && max !== undefined && min < max ? { min, max } : undefined;
  }
  const [from = '', to] = text.split(/\s?[-~—到至]\s?/);
  const max = to === undefined ? undefined : numberOf(to);
  const min = numberOf(from + sharedUnit(from, to));
  return min === undefined ? undefined : { min, max };
}

/** 6-8千: the first figure takes the unit of the second. */
const sharedUnit = (from: string, to = ''): string =>
  /^[\d.]+$/.test(from) && Number(from) < 100 ? (/[千k万w百]$/.exec(to)?.[0] ?? '') : '';
