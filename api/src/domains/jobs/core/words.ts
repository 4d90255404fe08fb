import type { Understanding } from '@songgang/search/chinese/model.ts';
import { NAMED } from '@songgang/search/chinese/model.ts';

/** What is learned from how people ask: which queries are kept, how searches are told apart, what a word of staff is worth. */

export const PROPOSAL_STATUSES = ['open', 'accepted', 'refused'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export const ENTRY_STATUSES = ['in_use', 'taken_back'] as const;

/** A name of the trade, what people say for it, or what lies near it. */
export const WORD_KINDS = ['trade_name', 'spoken', 'near'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** In the measure of the vocabulary: a name and what is said for it name the trade, what is near only hints at it. */
export const STRENGTH_OF: Readonly<Record<WordKind, number>> = { trade_name: 1, spoken: 0.95, near: 0.6 };

export const QUERY_CLASSES = ['trade', 'place_trade', 'pinyin', 'initials', 'sentence', 'other'] as const;
export type QueryClass = (typeof QUERY_CLASSES)[number];

/** From so many characters on a query is said rather than typed. */
const SENTENCE = 10;

export function classOf({ said, latin, trades, places }: Understanding): QueryClass {
  if (latin) return /[aeiouv]/.test(latin.pinyin) ? 'pinyin' : 'initials';
  if (said.length >= SENTENCE) return 'sentence';
  if (!trades.some(({ strength }) => strength >= NAMED)) return 'other';
  return places.length > 0 ? 'place_trade' : 'trade';
}

export const LONGEST_KEPT = 20;
/** Telephone, ID and card numbers, also with gaps between the digits. */
const NUMBER_OF_A_PERSON = /(?:\d[\s-]*){5,}/;
const SAYS_WHO = /我叫|名叫|名字|姓名|我姓|本人|电话|手机号|微信|身份证|@/;
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤';
const LIKE_A_NAME = new RegExp(`^(?:[${SURNAMES}]|欧阳|上官|司马|诸葛)\\p{Script=Han}{1,2}$`, 'u');
/** 石匠, 马夫 and 江米工 begin as surnames do; their end tells the trade. */
const ENDS_AS_WORK = /[工匠师员手夫活厂车机饭菜衣鞋店]$/;
const WORDS = /^[\p{Script=Han}\p{Script=Hangul}a-z ]{2,}$/u;

/**
 * The text of a query that may be kept, or nothing: words alone, short, without a number that could be somebody's and without what
 * reads like a name. `text` is in normal form. Rather a word lost than a person kept.
 */
export function keptText(text: string): string | undefined {
  const plain = text.replace(/\s+/g, ' ').trim();
  if ([...plain].length > LONGEST_KEPT || NUMBER_OF_A_PERSON.test(plain) || SAYS_WHO.test(plain)) return undefined;
  const words = plain.replace(/\d+/g, ' ').replace(/\s+/g, ' ').trim();
  if (!WORDS.test(words)) return undefined;
  const isPerson = words.split(' ').some((word) => LIKE_A_NAME.test(word) && !ENDS_AS_WORK.test(word));
  return isPerson ? undefined : words;
}

/** How a page of results names itself in its links: the class of the query and a number drawn by lot. Nothing of the asker. */
export const PAGE_MARK = /^(trade|place_trade|pinyin|initials|sentence|other)\.([0-9a-f]{12})$/;
export interface PageMark {
  readonly queryClass: QueryClass;
  readonly lot: string;
}

/** Undefined for what is no such mark: an address may be cut or made up. */
export function readMark(text: string): PageMark | undefined {
  const [, queryClass, lot] = PAGE_MARK.exec(text) ?? [];
  const known = QUERY_CLASSES.find((one) => one === queryClass);
  return known && lot ? { queryClass: known, lot } : undefined;
}
