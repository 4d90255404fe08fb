import { Converter } from 'opencc-js/t2cn';

const simplified = Converter({ from: 't', to: 'cn' });
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;
const SPACES = /\s+/g;
/** 5 8 0: digits spelled apart to slip past a filter. */
const SPELLED_DIGITS = /(?<![\d.])(\d(?: \d)+)(?![\d.])/g;

/** Width, traditional to simplified, lower case, no control characters, single spaces. */
export function normalForm(text: string): string {
  const plain = text.normalize('NFKC').replace(CONTROL, ' ').replace(SPACES, ' ').trim();
  return simplified(plain)
    .toLowerCase()
    .replace(SPELLED_DIGITS, (run: string) => run.replaceAll(' ', ''));
}
