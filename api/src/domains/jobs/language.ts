import type { AskedFrom, JobText, Meaning, Understanding } from '@songgang/search/chinese/model.ts';
import { normalForm } from '@songgang/search/chinese/normalise.ts';
import { mapText } from '@songgang/search/vocabulary/occupations.ts';

/** What a posting means: its trades by the vocabulary, its words in normal form. */
export function meaningOf({ title, description = '', company = '', benefits = '', occupationCode }: JobText): Meaning {
  const chosen = occupationCode === undefined ? [] : [{ code: occupationCode, strength: 1 }];
  const trades = [...chosen, ...mapText(title).filter(({ code }) => code !== occupationCode)];
  const text = normalForm([title, company, description, benefits].flat().join(' '));
  return {
    trades,
    title: normalForm(title),
    text,
    pinyin: [],
    initials: [],
    fuzzy: [],
    perks: [],
    shifts: [],
    home: false,
  };
}

const LONGEST = 200;
const MOST_WORDS = 10;

export function understand(text: string, _from: AskedFrom): Understanding {
  const said = normalForm(text.slice(0, LONGEST));
  const words = said
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  const not = { trades: [], shifts: [], perks: [], away: false };
  return {
    said,
    words,
    rest: words,
    trades: mapText(said),
    places: [],
    perks: [],
    shifts: [],
    home: false,
    nearHome: false,
    not,
    chips: [],
  };
}
