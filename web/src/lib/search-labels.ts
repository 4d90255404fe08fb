import type { SearchFigures, WORD_KINDS } from '@songgang/api/contract/search.ts';

/** The words of the page on which staff see how people search. */

type Class = SearchFigures['classes'][number]['queryClass'];

export const queryClassLabels: Readonly<Record<Class, string>> = {
  trade: '说工种',
  place_trade: '地方加工种',
  pinyin: '拼音',
  initials: '拼音首字母',
  sentence: '说一整句',
  other: '别的说法',
};

export const wordKindLabels: Readonly<Record<(typeof WORD_KINDS)[number], string>> = {
  trade_name: '工种的名字',
  spoken: '大家的说法',
  near: '差不多的活',
};
