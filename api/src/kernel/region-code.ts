/** 12-digit statistical codes: province 2, prefecture 4, county 6, town 9, village 12 digits, filled up with zeros. */
export const REGION_LEVELS = ['province', 'prefecture', 'county', 'town', 'village'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

const DIGITS: Record<RegionLevel, number> = { province: 2, prefecture: 4, county: 6, town: 9, village: 12 };

export function levelOf(code: string): RegionLevel {
  return REGION_LEVELS.find((level) => /^0*$/.test(code.slice(DIGITS[level]))) ?? 'village';
}

/** The digits that all places inside share: '371311001000' → '371311001'. */
export const prefixOf = (code: string): string => code.slice(0, DIGITS[levelOf(code)]);

export const isInside = (code: string, area: string): boolean => code.startsWith(prefixOf(area));

/** The area one level up, or null above the province. */
export function parentOf(code: string): string | null {
  const index = REGION_LEVELS.indexOf(levelOf(code));
  const up = REGION_LEVELS[index - 1];
  return up ? code.slice(0, DIGITS[up]).padEnd(12, '0') : null;
}

/** The code and every area that contains it, widest first. */
export const areasOf = (code: string): string[] => {
  const up = parentOf(code);
  return up ? [...areasOf(up), code] : [code];
};

export const countyOf = (code: string): string => code.slice(0, 6);
export const townOf = (code: string): string => code.slice(0, 9).padEnd(12, '0');
