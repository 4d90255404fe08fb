import { type Phrases, phrasesOf } from '../vocabulary/phrases.ts';
import type { Place } from './model.ts';
import { syllablesOf } from './sounds.ts';

export interface PlaceIndex {
  readonly phrases: Phrases<Place>;
  /** By toneless sound of the short name ('luozhuang'). */
  readonly bySound: ReadonlyMap<string, readonly Place[]>;
}

/** Longest first; a name keeps at least two characters. */
const KINDS =
  /(?:(?:[一-龥]{1,4}族)+自治[州县旗区]|特别行政区|自治[区州县旗]|居民委员会|村民委员会|居委会|村委会|开发区|街道办事处|街道|社区|地区|林区|新区|省|市|县|区|盟|旗|镇|乡|村)$/u;
const PEOPLES = /(?:壮|回|维吾尔|蒙古|藏|朝鲜|满)族?$/u;

/** Short names that are also plain words: only their full form is taken for a place. */
const PLAIN_WORDS = new Set(
  '东方 大方 平安 城区 郊区 矿区 新区 和平 团结 新城 安全 工农 红旗 胜利 光明 建设 前进 向阳 中心 高新 开发 朝阳 友谊 长安 文化 幸福 河口 交口 农场 林场 砖厂 车站 南山 北山 东山 西山 合作 乐业 开平 兴业 大城 长城 公路 铁路 火车站 学校 水库 市场 工业 东风 自由 解放 人民 城关 新建 城东 城西 城南 城北 码头 果园 茶园 鱼塘 砖瓦厂 东区 西区 南区 北区 港口'.split(
    ' ',
  ),
);

/** 罗庄区 → 罗庄, 马厂镇李家村村委会 → 李家村 and 李家. */
export function shortNames(name: string): string[] {
  const names: string[] = [];
  for (let rest = name; ; ) {
    const shorter = rest.replace(KINDS, '').replace(PEOPLES, '');
    if (shorter === rest || shorter.length < 2) break;
    names.push(shorter);
    rest = shorter;
  }
  return names;
}

function add(index: Map<string, Place[]>, name: string, place: Place): void {
  const same = index.get(name);
  if (same === undefined) index.set(name, [place]);
  else if (!same.some(({ code }) => code === place.code)) same.push(place);
}

/** Places by their full and short names. Pure; made once for a county and kept. */
export function placeIndex(places: readonly (Place & { readonly shortName?: string | undefined })[]): PlaceIndex {
  const names = new Map<string, Place[]>();
  const bySound = new Map<string, Place[]>();
  for (const { code, name, shortName } of places) {
    const place = { code, name };
    const short = [...(shortName === undefined ? [] : [shortName]), ...shortNames(name)];
    add(names, name, place);
    for (const one of short.filter((word) => word.length > 1 && !PLAIN_WORDS.has(word))) {
      add(names, one, place);
      add(bySound, syllablesOf(one).join(''), place);
    }
    add(bySound, syllablesOf(name).join(''), place);
  }
  return { phrases: phrasesOf(names), bySound };
}

export const NO_PLACES = placeIndex([]);

const levelOf = ({ code }: Place): number => code.replace(/0+$/, '').length;

/** The asker's own county first, then the larger place; villages of other counties only where nothing else bears the name. */
export function ranked(places: readonly Place[], countyCode: string | undefined): Place[] {
  const isOwn = (place: Place): boolean => countyCode !== undefined && place.code.startsWith(countyCode.slice(0, 6));
  const own = places.filter(isOwn);
  if (own.length > 0) return own.sort((a, b) => levelOf(a) - levelOf(b)).slice(0, 3);
  const largest = Math.min(...places.map(levelOf));
  return places.filter((place) => levelOf(place) <= Math.max(largest, 6)).slice(0, 5);
}

/**
 * What one name means where it is borne by a place and by another inside it: the outer one. Who says 罗庄 in 罗庄区 means the
 * district and not the village of that name in it.
 */
export function outermost(places: readonly Place[]): Place[] {
  const heads = places.map(({ code }) => code.replace(/(?:00)+$/, ''));
  return places.filter((_, at) => {
    const head = heads[at] ?? '';
    return !heads.some((other) => other.length < head.length && head.startsWith(other));
  });
}

/** Of several places said, those that hold none of the others: 临沂罗庄 asks for 罗庄. */
export function deepest(said: readonly Place[]): Place[] {
  const places = [...new Map(said.map((place) => [place.code, place])).values()];
  const codes = places.map(({ code }) => code.replace(/(?:00)+$/, ''));
  return places.filter((_, at) => {
    const code = codes[at] ?? '';
    return !codes.some((other, index) => index !== at && other.length > code.length && other.startsWith(code));
  });
}

/** Places named in a region text of any form (山东省临沂市罗庄区, 罗庄, 临沂-罗庄), deepest only. */
export function readPlaces(index: PlaceIndex, text: string, countyCode?: string): Place[] {
  const found = index.phrases.spans(text).flatMap((span) => span.entries);
  const inside = coherent(found);
  return ranked(deepest(inside.length > 0 ? inside : found), countyCode);
}

/** Where one name means several places, the one that lies in another place of the text. */
function coherent(found: readonly Place[]): Place[] {
  const heads = found.map(({ code }) => code.replace(/(?:00)+$/, ''));
  return found.filter(({ code }) =>
    heads.some((head) => head.length < code.replace(/(?:00)+$/, '').length && code.startsWith(head)),
  );
}
