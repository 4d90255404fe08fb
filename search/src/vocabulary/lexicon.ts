import { CONDITIONS } from '../chinese/conditions.ts';
import { type Phrases, phrasesOf, type Span } from './phrases.ts';
import { OCCUPATIONS, type Occupation, rowsOf } from './tree.ts';

/** One word or phrase and the branch it speaks of. What staff accept from zero-hit queries has this shape too. */
export interface LexiconEntry {
  readonly phrase: string;
  readonly code: string;
  readonly strength: number;
}

export type Lexicon = Phrases<LexiconEntry>;

const STRENGTH = {
  name: 1,
  generic: 0.75,
  factory: 0.8,
  group: 0.75,
  says: 0.95,
  doneTo: 0.92,
  doing: 0.9,
  root: 0.85,
  foreignWord: 0.72,
  ambiguous: 0.6,
  product: 0.6,
  hint: 0.5,
} as const;

/** Strengths of phrases that tell what one does, verb and all. */
export const DEEDS: ReadonlySet<number> = new Set([STRENGTH.says, STRENGTH.doing]);

/** Strength of names spelled from an object and a suffix (粉条 + 加工工): half of all phrases. */
export const SPELLED = STRENGTH.doneTo;

interface VerbClass {
  readonly verbs: readonly string[];
  readonly suffixes: readonly string[];
  readonly bare: number;
}

/** What is said for a kind of deed, and how those are called who do it. */
export const VERBS: ReadonlyMap<string, VerbClass> = new Map(
  rowsOf('verbs.tsv').map(([key = '', verbs = '', suffixes = '', bare = '0']) => [
    key,
    { verbs: verbs.split(' '), suffixes: suffixes.split(' '), bare: Number(bare) },
  ]),
);

/** 酱油酱类制作工 → 酱油酱类: what the trade makes, which others may sell or repair. */
const PRODUCT_SUFFIX = /(制造|制作|加工|生产|装配|酿造|烘焙|成型|养殖|饲养|种植|维修|修理|安装)(工|员)$/;

/** Roots that say nothing of a trade once their 工 or 员 is gone. */
const EMPTY_ROOTS = new Set(
  '操作 管理 服务 生产 加工 作业 工作 工程 技术 业务 值班 辅助 制作 制造 成型 经理 厂长 前台 工 女 男 公司 车间 计时 运行 保护 综合 设备 临时 维护 检测 安全 现场 产品 施工 检查 分级 标记'.split(
    ' ',
  ),
);
const SUFFIX = /(操作工|操作手|操作员|驾驶员|司机|师傅|学徒|人员|工|员|师|匠)$/;

function* doingEntries(occupation: Occupation): Generator<LexiconEntry> {
  const { code } = occupation;
  for (const { verb, objects } of occupation.does) {
    const kind = VERBS.get(verb) ?? { verbs: [verb], suffixes: [], bare: 0 };
    for (const object of objects) {
      for (const said of kind.verbs) yield { phrase: said + object, code, strength: STRENGTH.doing };
      for (const suffix of kind.suffixes) {
        // 修车 must not make a 车工, nor 开房 a 房操作工: single characters belong to other words too often.
        if (object.length > 1) yield { phrase: object + suffix, code, strength: STRENGTH.doneTo };
      }
      if (object.length > 1 && kind.bare > 0) yield { phrase: object, code, strength: kind.bare };
    }
  }
}

function nameEntry(name: string, code: string): LexiconEntry {
  return { phrase: name.toLowerCase(), code, strength: code.length === 2 ? STRENGTH.group : STRENGTH.name };
}

/** `~操作工` is so general that what stands before it tells the trade; `车工(缝纫)` has another sense as well. */
function looseEntry(name: string, code: string): LexiconEntry {
  if (name.startsWith('~')) return { phrase: name.slice(1), code, strength: STRENGTH.generic };
  return { phrase: name.slice(0, name.indexOf('(')).toLowerCase(), code, strength: STRENGTH.ambiguous };
}

/** 电子厂普工 → 电子厂: who says no more than the factory means whoever does its plain work. */
const PLAIN_WORKER = /(?<=厂)(?:普工|工人|员工|工)$/;

function* entriesOf(occupation: Occupation): Generator<LexiconEntry> {
  const { code, aliases, looseNames, says, hints, english, korean } = occupation;
  for (const alias of aliases) {
    yield nameEntry(alias, code);
    const factory = alias.replace(PLAIN_WORKER, '');
    if (factory !== alias && factory.length > 2) yield { phrase: factory, code, strength: STRENGTH.factory };
  }
  for (const name of looseNames) yield looseEntry(name, code);
  for (const name of [...english, ...korean]) yield nameEntry(name, code);
  for (const phrase of says) yield { phrase, code, strength: code.length === 2 ? STRENGTH.group : STRENGTH.says };
  yield* doingEntries(occupation);
  for (const phrase of hints) yield { phrase: phrase.toLowerCase(), code, strength: STRENGTH.hint };
}

/** 抹灰工 → 抹灰, unless that word stands in the vocabulary on its own. */
function* rootEntries(entries: readonly LexiconEntry[], known: ReadonlySet<string>): Generator<LexiconEntry> {
  for (const { phrase, code, strength } of entries) {
    if (strength < STRENGTH.name) continue;
    const product = phrase.replace(PRODUCT_SUFFIX, '');
    if (product !== phrase && product.length > 1 && !known.has(product)) {
      yield { phrase: product, code, strength: STRENGTH.product };
    }
    const root = phrase.replace(SUFFIX, '');
    if (root === phrase || root.length < 2 || EMPTY_ROOTS.has(root) || known.has(root)) continue;
    yield { phrase: root, code, strength: STRENGTH.root };
  }
}

/** Words of English and Korean names that say nothing of the trade alone. */
const FOREIGN_FILLER = new Set(
  'worker workers operator maker driver machine mechanic assistant technician attendant repairer installer cleaner clerk helper staff keeper manager small general public service services person people leader control street road night heavy light field site home house care food product products material processing manufacturing repair making with and the for line car store shop 기사 공장 제조 작업 작업자 운전 관리 수리 설치 담당 보조 기술자 직원 아줌마 도우미 하는 종사자 만들기 조작 노동자 업무 서비스 시설 일꾼 일 가공 판매 돌봄 생산직 전문 기능공 관리원'.split(
    ' ',
  ),
);
const MOST_TRADES = 3;

/** window and door installer → window, door: a single word will do where it belongs to few trades. */
function* foreignWords(): Generator<LexiconEntry> {
  const trades = new Map<string, Set<string>>();
  for (const { code, english, korean } of OCCUPATIONS) {
    for (const word of [...english, ...korean].flatMap((name) => name.toLowerCase().split(/[^a-z가-힣]+/))) {
      const least = /[a-z]/.test(word) ? 4 : 2;
      if (word.length < least || FOREIGN_FILLER.has(word)) continue;
      trades.set(word, (trades.get(word) ?? new Set()).add(code));
    }
  }
  for (const [phrase, codes] of trades) {
    if (codes.size > MOST_TRADES) continue;
    for (const code of codes) yield { phrase, code, strength: STRENGTH.foreignWord };
  }
}

/** What verbs and objects only happen to spell stays with the trade that bears it as its name: 包装 + 工, 针车 + 工. */
function withoutBorrowed(entries: readonly LexiconEntry[]): LexiconEntry[] {
  const owners = new Map<string, Set<string>>();
  for (const { phrase, code, strength } of entries) {
    if (strength === STRENGTH.name) owners.set(phrase, (owners.get(phrase) ?? new Set()).add(code.slice(0, 4)));
  }
  const isCrossed = ({ strength }: LexiconEntry) => strength === STRENGTH.doneTo || strength === STRENGTH.doing;
  return entries.filter((entry) => {
    const named = isCrossed(entry) ? owners.get(entry.phrase) : undefined;
    return named === undefined || named.has(entry.code.slice(0, 4));
  });
}

/** 日结, 包教包会: what is offered, whatever trade's name they stand in; 短期工 is a name. */
const isOffer = (phrase: string): boolean =>
  CALLS.has(phrase) || (!/[工人]$/.test(phrase) && CONDITIONS.get(phrase).some(({ kind }) => kind === 'perk'));

/** Said around whatever is looked for. */
const CALLS = new Set('招人 招工 招聘 用工 用人 缺人 雇人 要人'.split(' '));

function vocabularyEntries(): LexiconEntry[] {
  const said = OCCUPATIONS.flatMap((occupation) => [...entriesOf(occupation)]);
  // One character is a word of everything: 墨 of ink makers and of 墨辉, a name.
  const entries = withoutBorrowed(said.filter(({ phrase }) => phrase.length > 1));
  const known = new Set(entries.filter((entry) => entry.strength > STRENGTH.hint).map((entry) => entry.phrase));
  const words = [...foreignWords()].filter((entry) => !known.has(entry.phrase));
  return [...entries, ...rootEntries(entries, known), ...words].filter(({ phrase }) => !isOffer(phrase));
}

function addTo(index: Map<string, LexiconEntry[]>, entry: LexiconEntry): void {
  const same = index.get(entry.phrase);
  if (same === undefined) {
    index.set(entry.phrase, [entry]);
    return;
  }
  const at = same.findIndex((other) => other.code === entry.code);
  if (at < 0) same.push(entry);
  else if ((same[at]?.strength ?? 0) < entry.strength) same[at] = entry;
}

let base: ReadonlyMap<string, LexiconEntry[]> | undefined;

/** Built when first asked for: a page that only shows the tree never pays for the words. */
function baseIndex(): ReadonlyMap<string, LexiconEntry[]> {
  if (base !== undefined) return base;
  const index = new Map<string, LexiconEntry[]>();
  for (const entry of vocabularyEntries()) addTo(index, entry);
  base = index;
  return base;
}

let lexicon: Lexicon | undefined;

/** Ends that say who does the work. */
export const FULL_NAME = /[工员师手匠机人倌嫂姆姨]$/;
const WHO = /的?(?:师傅|工人|女工|阿姨|大姐|短工|工|员|人)?/y;

/** 砌墙师傅 is who lays bricks, not a 墙师傅; 烧锅炉的师傅 no driver of a 的. */
function reachOf({ start, end, entries }: Span<LexiconEntry>, text: string): number {
  if (FULL_NAME.test(text.slice(start, end)) || !entries.some(({ strength }) => strength >= STRENGTH.root)) return end;
  WHO.lastIndex = end;
  return end + (WHO.exec(text)?.[0].length ?? 0);
}

/** The vocabulary alone. */
export function baseLexicon(): Lexicon {
  lexicon ??= phrasesOf(baseIndex(), reachOf);
  return lexicon;
}

/** The vocabulary with what staff of a county have added: a new lexicon, the old one stays as it is. */
export function withEntries(entries: readonly LexiconEntry[]): Lexicon {
  const index = new Map([...baseIndex()].map(([phrase, known]) => [phrase, [...known]]));
  for (const entry of entries) addTo(index, entry);
  return phrasesOf(index, reachOf);
}
