import { isInside } from '../../../kernel/region-code.ts';

export interface NamedRegion {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

/** Names to the regions that bear them, and how long the longest name is. */
export interface NameIndex {
  readonly byName: ReadonlyMap<string, readonly NamedRegion[]>;
  readonly longest: number;
}

export type FoundRegion =
  | {
      readonly kind: 'found';
      readonly code: string /** What was left over: a street, a park. */;
      readonly rest: string;
    }
  | { readonly kind: 'ambiguous'; readonly codes: readonly string[] }
  | { readonly kind: 'unknown' };

/** Both the full and the short name lead to a region. Order of `regions` does not matter. */
export function indexNames(regions: Iterable<NamedRegion>): NameIndex {
  const byName = new Map<string, NamedRegion[]>();
  let longest = 0;
  for (const region of regions) {
    for (const name of new Set([region.name, region.shortName])) {
      byName.set(name, [...(byName.get(name) ?? []), region]);
      longest = Math.max(longest, name.length);
    }
  }
  return { byName, longest };
}

const SEPARATORS = /[\s\-–—·・/|,，、>＞_.]+/gu;
/** What may stand behind a short name without telling another place: 浦东 + 新区, 马厂 + 村委会. */
const TAIL =
  /^(?:省|市|自治[区州县旗]|地区|盟|州|新区|区|县|旗|街道办事处|街道|镇|乡|社区|村)?(?:居民委员会|居委会|村民委员会|村委会)?/u;

interface Step {
  readonly matched: readonly NamedRegion[];
  readonly length: number;
}

/** Every name that begins here and, where areas are known already, lies inside one of them; longest first. */
function stepsAt(index: NameIndex, text: string, areas: readonly NamedRegion[] | null): Step[] {
  const steps: Step[] = [];
  for (let length = Math.min(index.longest, text.length); length >= 2; length -= 1) {
    const named = index.byName.get(text.slice(0, length)) ?? [];
    const matched = areas === null ? named : named.filter((r) => areas.some((a) => isInside(r.code, a.code)));
    if (matched.length > 0) steps.push({ matched, length });
  }
  return steps;
}

/** The longest name, unless only a shorter one lets the reading go on: 青岛市北区 is 青岛 and 市北区, not 青岛市 and 北区. */
function longestAt(index: NameIndex, text: string, areas: readonly NamedRegion[] | null): Step | undefined {
  const steps = stepsAt(index, text, areas);
  const goesOn = ({ length, matched }: Step) =>
    length === text.length || stepsAt(index, text.slice(length), matched).length > 0;
  return steps.find(goesOn) ?? steps[0];
}

const depth = ({ code }: NamedRegion): number => code.replace(/0+$/, '').length;

/** A place and those inside it that bear the same name count as the place: 吉林 is the province before it is the city. */
function widest(regions: readonly NamedRegion[]): readonly NamedRegion[] {
  const top = Math.min(...regions.map(depth));
  return regions.filter((r) => depth(r) === top);
}

interface Trail {
  readonly areas: readonly NamedRegion[];
  readonly rest: string;
}

/** The step from here: a name inside the areas, the same after 市 or 新区 is taken off, or the name before said again. */
function stepFrom(index: NameIndex, text: string, areas: readonly NamedRegion[] | null): Step | undefined {
  const plain = longestAt(index, text, areas);
  if (plain || areas === null) return plain;
  const tail = TAIL.exec(text)?.[0].length ?? 0;
  const behind = longestAt(index, text.slice(tail), areas) ?? repeated(text.slice(tail), areas);
  return behind && { ...behind, length: behind.length + tail };
}

/** A board of 广西 lists work in 广州 as 广西/广州: a word that is a whole province or city elsewhere is where the work is. */
function elsewhere(index: NameIndex, word: string): readonly NamedRegion[] | undefined {
  const named = index.byName.get(word)?.filter((r) => /^\d{2}(\d{2})?0+$/.test(r.code));
  return named && named.length > 0 ? named : undefined;
}

/** Reads one name after the other, each inside the one before; what is no name is kept as the rest. */
function follow(index: NameIndex, text: string, start: readonly NamedRegion[] | null): Trail {
  let areas = start;
  let rest = '';
  for (const word of text.split(SEPARATORS)) {
    let left = word;
    for (let step = stepFrom(index, left, areas); left !== '' && step; step = stepFrom(index, left, areas)) {
      areas = step.matched;
      left = left.slice(step.length);
    }
    const other = areas !== start && left === word ? elsewhere(index, word) : undefined;
    areas = other ?? areas;
    rest += other ? '' : left.replace(left === word ? '' : TAIL, '');
  }
  return { areas: areas === start ? [] : (areas ?? []), rest };
}

/** 51job writes the city where the province belongs: 深圳深圳南山区. The name again says nothing new. */
function repeated(text: string, areas: readonly NamedRegion[] | null): Step | undefined {
  const again = areas?.find((r) => text.startsWith(r.shortName));
  return again && areas ? { matched: areas, length: again.shortName.length } : undefined;
}

/**
 * A place as people write it, to its code: '广西-南宁', '深圳·南山区', '湖北省武汉洪山区', '罗庄区马厂村'.
 * Where a name is borne by several places, `within` (a 12-digit code) decides, then the widest of them, else 'ambiguous'.
 */
export function findRegion(index: NameIndex, text: string, within?: string): FoundRegion {
  const given = text.normalize('NFKC').trim();
  const home = within === undefined ? undefined : [{ code: within, name: '', shortName: '\0' }];
  const inside = home && follow(index, given, home);
  const { areas, rest } = inside && inside.areas.length > 0 ? inside : follow(index, given, null);
  const [first, ...others] = widest(areas.length > 0 ? areas : []);
  if (!first) return { kind: 'unknown' };
  if (others.length === 0) return { kind: 'found', code: first.code, rest };
  return { kind: 'ambiguous', codes: [first, ...others].map((r) => r.code) };
}
