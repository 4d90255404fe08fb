import type { TradeHit } from '../chinese/model.ts';
import { VERBS } from './lexicon.ts';
import { type Phrases, phrasesOf } from './phrases.ts';
import { OCCUPATIONS } from './tree.ts';

/** What is done to an object, and by which trade. */
interface Deed {
  readonly code: string;
  readonly verbs: readonly string[];
}

/** Verbs of everything: apart from their object they say nothing. */
const EMPTY_VERBS = new Set('做 弄 搞 造 制 干 打 开 玩 看 守 管 用 上 拿 带 卖 收 给 生产 制作 加工 操作'.split(' '));
/** How many characters may stand between verb and object: 擦高楼的玻璃, 给衣裳熨平. */
const REACH = 4;
const APART = 0.85;

let known: Phrases<Deed> | undefined;

function deeds(): Phrases<Deed> {
  if (known !== undefined) return known;
  const index = new Map<string, Deed[]>();
  for (const { code, does } of OCCUPATIONS) {
    for (const { verb, objects } of does) {
      const verbs = (VERBS.get(verb)?.verbs ?? [verb]).filter((said) => !EMPTY_VERBS.has(said));
      if (verbs.length === 0) continue;
      for (const object of objects.filter(({ length }) => length > 1)) {
        index.set(object, [...(index.get(object) ?? []), { code, verbs }]);
      }
    }
  }
  known = phrasesOf(index);
  return known;
}

/** Trades whose verb and object both stand in the text, near but not side by side. */
export function deedsApart(text: string): TradeHit[] {
  const found = new Set<string>();
  for (const { start, end, entries } of deeds().spans(text)) {
    const around = `${text.slice(Math.max(0, start - REACH - 1), start)} ${text.slice(end, end + REACH)}`;
    for (const { code, verbs } of entries) if (verbs.some((verb) => around.includes(verb))) found.add(code);
  }
  return [...found].map((code) => ({ code, strength: APART }));
}
