import { phrasesOf } from '../vocabulary/phrases.ts';
import { rowsOf } from '../vocabulary/tree.ts';
import type { Perk, SaidShift } from './model.ts';

export type ConditionKind = 'perk' | 'shift' | 'home' | 'near' | 'away';

/** One thing a text can ask for or offer besides the trade, from vocabulary/conditions.tsv. */
export interface Condition {
  readonly kind: ConditionKind;
  readonly values: readonly string[];
  readonly label: string;
}

function load(): Map<string, Condition[]> {
  const index = new Map<string, Condition[]>();
  for (const [kind = '', values = '', label = '', words = ''] of rowsOf('conditions.tsv')) {
    // The file is ours and its kinds are tested against this type.
    const condition: Condition = { kind: kind as ConditionKind, values: values.split(','), label };
    for (const word of words.split(' ')) index.set(word, [...(index.get(word) ?? []), condition]);
  }
  return index;
}

export const CONDITIONS = phrasesOf(load());

/** Perks and shifts are written in the data file in the words of the model. */
export const perksOf = ({ kind, values }: Condition): Perk[] => (kind === 'perk' ? [...values] : []) as Perk[];
export const shiftsOf = ({ kind, values }: Condition): SaidShift[] =>
  (kind === 'shift' ? [...values] : []) as SaidShift[];

const NOT =
  /(?:不(?:要|想要?|愿意?|能|可以|会|肯|喜欢|干|做|去|上|当|是|接受|考虑|走)(?:干|做|去|上|当|找|给我|再|太|到|要)*|别(?:给我|再)*(?:找|推荐|推|要|来|安排|太|是)?|除了|除开|拒绝|讨厌|受不了|怕|不)$/u;
/** How far back from a word its "not" may stand. */
const REACH = 8;

/** 夜班的不要: said afterwards, and nothing follows that could be what is not wanted instead. */
const NOT_AFTER =
  /^(?:的|班|活|工作)*我?(?:不要|不干|不去|不行|不做|不考虑|不想干|不想去|除外|免谈|就算了)(?=$|[ ,，。;；!！])/u;

/** Whether what stands from `start` to `end` is refused: 不要夜班, 不想去外地, 别找保洁, 夜班的不要. */
export function isRefused(text: string, start: number, end: number): boolean {
  if (NOT_AFTER.test(text.slice(end, end + REACH))) return true;
  const before =
    text
      .slice(Math.max(0, start - REACH), start)
      .split(/[ ,，。;；、!！?？]/)
      .at(-1) ?? '';
  return NOT.test(before);
}

const NONE = /(?<!有)(?:没有|没|无)$/u;

/** 没有夜班 of a posting, and not 有没有夜班 of a question. */
export const isLacking = (text: string, start: number): boolean => NONE.test(text.slice(Math.max(0, start - 3), start));

/** Where the refusing words before `start` begin, so that they can be taken out together with what they refuse. */
export function refusalStart(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - REACH), start);
  const found = NOT.exec(before);
  return found ? start - (before.length - found.index) : start;
}
