/** Places by their 12-digit statistical code: county 6, town 9, village 12 digits, filled up with zeros. */
export const countyOf = (code: string): string => code.slice(0, 6).padEnd(12, '0');
export const townOf = (code: string): string => code.slice(0, 9).padEnd(12, '0');

/** 本村, 本镇, 本县: how far down a code goes. */
export const levelOf = (code: string): 'county' | 'town' | 'village' => {
  if (code.endsWith('000000')) return 'county';
  return code.endsWith('000') ? 'town' : 'village';
};

export const isRegionCode = (text: string): boolean => /^\d{12}$/.test(text);
