import type { Lexicon } from '../vocabulary/lexicon.ts';
import { CONDITIONS, type Condition, isLacking, isRefused, refusalStart } from './conditions.ts';
import { numberOf } from './numbers.ts';

/** A condition found in a query, asked for or refused. */
export interface Wish {
  readonly condition: Condition;
  readonly refused: boolean;
  readonly start: number;
  readonly end: number;
}

/** Blanks keep every other index where it was. */
export const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/**
 * Conditions of a text. One that is part of a longer trade name (宿舍管理员, 班车司机) is none, but for its shift; one that begins
 * within such a word (流水线上) is none at all.
 */
export function wishesIn(text: string, lexicon: Lexicon): Wish[] {
  const names = lexicon.spans(text);
  const found = CONDITIONS.spans(text).flatMap(({ start, end, entries }) => {
    const isLonger = (name: { start: number; end: number }) => name.end - name.start > end - start;
    if (names.some((name) => name.start < start && start < name.end && name.end < end && isLonger(name))) return [];
    const inName = names.some((name) => name.start <= start && end <= name.end && isLonger(name));
    const refused = isRefused(text, start, end) || isLacking(text, start);
    return entries
      .filter(({ kind }) => !inName || kind === 'shift')
      .map((condition) => ({ condition, refused, start: refused ? refusalStart(text, start) : start, end }));
  });
  return found;
}

const AGE =
  /(?:今年|年龄|我|刚|快|都|已经)?\s?(?<years>\d{2}|[二三四五六七]十[一二三四五六七八九]?)(?:多|来)?\s?(?:周岁|岁)(?:以上|左右|多)?(?:了)?/u;
const YOUNGEST = 14;
const OLDEST = 99;

export interface AgeSaid {
  readonly age: number;
  readonly start: number;
  readonly end: number;
}

export function ageSaid(text: string): AgeSaid | undefined {
  const match = AGE.exec(text);
  const age = numberOf(match?.groups?.years ?? '');
  if (match === null || age === undefined || age < YOUNGEST || age > OLDEST) return undefined;
  return { age, start: match.index, end: match.index + match[0].length };
}

const DRIVING =
  /(?<![a-z0-9])(?<class>[abcde][1-6]?)\s?(?:驾驶证|驾照|驾驶本|照|本|证)|(?<![a-z0-9])(?<bare>[abc][123])(?![a-z0-9])/u;
const CERTIFICATE =
  /(?:电焊|焊工|低压电工|高压电工|电工|叉车|铲车|挖掘机|挖机|吊车|塔吊|架子工|高处作业|登高|保安|厨师|健康|护士|护理|月嫂|育婴师?|母婴护理|养老护理|会计|教师资格|教师|幼师|消防|消控|锅炉|司炉|电梯|制冷|安全员|监理|建造师|导游|船员|押运|从业资格|网约车|教练|驾驶|按摩|催乳|美容师|保育员|瓦检|爆破|特种作业|驾照)证?(?<=证|驾照)/u;

/** Driving class ('C1 驾照') or the certificate's name, as far as the text says it. */
export function licenceSaid(text: string): string | undefined {
  const driving = DRIVING.exec(text);
  const level = driving?.groups?.class ?? driving?.groups?.bare;
  if (level !== undefined) return `${level.toUpperCase()} 驾照`;
  return CERTIFICATE.exec(text)?.[0];
}
