import type { TradeHit } from '../chinese/model.ts';
import { normalForm } from '../chinese/normalise.ts';
import { baseLexicon, DEEDS, FULL_NAME, type Lexicon, type LexiconEntry } from './lexicon.ts';
import type { Span } from './phrases.ts';
import { childrenOf, occupationOf } from './tree.ts';

const LONGEST = 2000;
/** 压了八年路, 摘点苹果: what stands between verb and object without changing the deed. */
const BETWEEN =
  /(?<=\p{Script=Han})(?:[了过着]?(?:[一二两三四五六七八九十几好多半\d]+(?:多|来)?(?:年|个月|辈子|个|天))(?:多|的)?|[了过着]|一下|一点|点儿|点|些)(?=\p{Script=Han})/gu;
/** How much a trade named only as the setting of another one counts: 木工机械厂保安. */
const SETTING = 0.6;
/** From here on nobody would doubt which trade is meant. */
const CLEAR = 0.9;
/** Trades that stand beside another one without being it: 掰玉米小工, 汽修学徒, 电子厂普工. */
const ATTENDANT = new Set(['0501', '0502', '0509', '05', '4001', '4002', '4004', '4012', '4013', '40']);
export const isAttendant = (code: string): boolean => ATTENDANT.has(code.slice(0, 4));

type Found = Span<LexiconEntry>;

const best = (span: Found): number => Math.max(...span.entries.map((entry) => entry.strength));

/** Who sells, teaches or keeps books: what stands before tells what of (防水涂料业务员, 挖掘机培训老师), not 保洁或者收银. */
const OF_WARES =
  /^(?:(?![或和跟与及还也不没都就])[\p{Script=Han}a-z0-9]){0,8}?(?:销售|业务|导购|促销|推销|经销|招生|讲师|老师|教师|会计|文员|收银|跟单|采购|客服|顾问|主播|策划|广告|配件员)/u;
/** 厨师服, 防水涂料, 挖掘机配件: a thing of that name. */
const THING =
  /^(?:服(?!务)|鞋|帽|手套|配件|设备|器材|系统|软件|监控|原料|涂料|材料|用品|工具|刀具|模具|手表|岗亭|苗木|餐车|批发|专卖|培训|小学|学校)/;

/** Whether the trade at `span` only tells of what is sold or taught in the same run of text, or is a thing. */
export const isWare = ({ end }: Found, spans: readonly Found[], text: string): boolean =>
  OF_WARES.test(text.slice(end)) || (THING.test(text.slice(end)) && !spans.some(({ start }) => start === end));

/** In Chinese the head comes last: what stands right before another trade tells where, not what. */
function factorOf(span: Found, next: Found | undefined, text: string, spans: readonly Found[]): number {
  if (isWare(span, spans, text)) return SETTING;
  // 开叉车装货: one deed after another, neither the setting of the next.
  const isDeed = DEEDS.has(best(span));
  const leans =
    !isDeed &&
    next !== undefined &&
    next.start === span.end &&
    best(next) >= 0.85 &&
    !next.entries.every(({ code }) => isAttendant(code));
  return leans && !FULL_NAME.test(text.slice(span.start, span.end)) ? SETTING : 1;
}

const groupsOf = (span: Found): Set<string> => new Set(span.entries.map((entry) => entry.code.slice(0, 2)));

/** 技术员 or 学徒 alone is nobody's in particular: its senses in single trades are guesses then. */
export function withoutGuesses(entries: readonly LexiconEntry[]): readonly LexiconEntry[] {
  if (!entries.some(({ code }) => isAttendant(code))) return entries;
  return entries.map((entry) => (isAttendant(entry.code) ? entry : { ...entry, strength: entry.strength * SETTING }));
}

/** 车工 is a turner, but beside 羽绒服 a seamstress: of a name with several senses the one the rest of the text supports. */
function inContext(span: Found, others: readonly Found[]): readonly LexiconEntry[] {
  if (groupsOf(span).size < 2) return span.entries;
  const told = new Set(others.filter((other) => other !== span).flatMap((other) => [...groupsOf(other)]));
  const isTold = ({ code, strength }: LexiconEntry) => strength >= SETTING && told.has(code.slice(0, 2));
  if (!span.entries.some(isTold)) return withoutGuesses(span.entries);
  if (span.entries.every(isTold)) return span.entries;
  return span.entries.map((entry) => {
    const strength = isTold(entry) ? Math.max(entry.strength, CLEAR) : entry.strength * SETTING;
    return { ...entry, strength };
  });
}

const WORKPLACE = /(?:厂|店|房|院|场|站|馆|车间|公司|工地)$/;

/**
 * 日化厂灌装: where the trade named is a general one and the place before it has one of its own that bears its name (化妆品灌装),
 * that one is meant.
 */
function ownOf(place: Found, head: Found, text: string): string[] {
  const where = text.slice(place.start, place.end);
  if (head.start - place.end > 1 || !WORKPLACE.test(where)) return [];
  const does = text.slice(head.start, head.end).replace(/(?:工|员|师傅)$/, '');
  const stem = where.replace(WORKPLACE, '');
  if (does.length < 2) return [];
  const bears = (aliases: readonly string[], also = '') =>
    aliases.some((alias) => alias.includes(does) && alias !== does && alias.includes(also));
  return place.entries.flatMap(({ code }) =>
    code.length === 2
      ? childrenOf(code).flatMap((trade) => (stem.length > 1 && bears(trade.aliases, stem) ? trade.code : []))
      : bears(occupationOf(code)?.aliases ?? [])
        ? [code]
        : [],
  );
}

/** Trades of phrases found in a text, strongest first, each once. */
export function tradesAt(spans: readonly Found[], text: string): TradeHit[] {
  const strengths = new Map<string, number>();
  spans.forEach((span, at) => {
    const head = spans[at + 1];
    for (const code of head ? ownOf(span, head, text) : []) strengths.set(code, CLEAR);
  });
  spans.forEach((span, at) => {
    const factor = factorOf(span, spans[at + 1], text, spans);
    for (const { code, strength } of inContext(span, spans)) {
      strengths.set(code, Math.max(strengths.get(code) ?? 0, strength * factor));
    }
  });
  const hits = [...strengths].map(([code, strength]) => ({ code, strength: Math.round(strength * 100) / 100 }));
  return hits.sort((a, b) => b.strength - a.strength || (a.code < b.code ? -1 : 1));
}

export interface Said {
  /** The text as it was read: itself, or without what stood between verb and object. */
  readonly text: string;
  readonly spans: readonly Found[];
  readonly trades: readonly TradeHit[];
}

function readingOf(text: string, lexicon: Lexicon): Said {
  const spans = lexicon.spans(text);
  return { text, spans, trades: tradesAt(spans, text) };
}

const clearOf = ({ trades }: Said): number => trades.filter(({ strength }) => strength >= CLEAR).length;
const topOf = ({ trades }: Said): number => trades[0]?.strength ?? 0;

/**
 * Reads text in normal form, and once more without the words between verb and object (烧了二十年窑): where that names a trade as
 * surely, it is what was said.
 */
export function tradesSaid(text: string, lexicon: Lexicon = baseLexicon()): Said {
  const asIs = readingOf(text, lexicon);
  const bare = text.replace(BETWEEN, '');
  if (bare === text) return asIs;
  const squeezed = readingOf(bare, lexicon);
  const isSurer = topOf(asIs) >= CLEAR ? clearOf(squeezed) > clearOf(asIs) : topOf(squeezed) > topOf(asIs);
  return isSurer ? squeezed : asIs;
}

/**
 * Free text of a card or a job → branches of the tree, strongest first; empty where nothing is known. The form shows
 * them as a choice: from `NAMED` on the text names the trade, below it only hints at it.
 */
export const mapText = (text: string, lexicon: Lexicon = baseLexicon()): TradeHit[] => [
  ...tradesSaid(normalForm(text.slice(0, LONGEST)), lexicon).trades,
];
