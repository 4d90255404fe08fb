/** Why a job was offered, or why it was not, in words. Codes and values come from the matcher; nothing is worked out here. */
import { distance, yuan } from './format.ts';
import {
  demandLabels,
  educationLabels,
  employerStateLabels,
  reachLabels,
  ruleLabels,
  shiftLabels,
  skillGradeLabels,
} from './labels.ts';

export interface Reason {
  code:
    | 'skill'
    | 'wish'
    | 'near'
    | 'distance'
    | 'home_based'
    | 'pay'
    | 'board'
    | 'lodging'
    | 'shift'
    | 'suits'
    | 'easy';
  value: string | number;
}

/** The name of an occupation code; undefined where the page was not given it. */
export type NameOf = (code: string) => string | undefined;

/** A chip holds twelve characters: what is longer would break the card's rhythm and is said in short. */
const LONGEST_CHIP = 12;
const within = (said: string, short: string): string => (said.length <= LONGEST_CHIP ? said : short);

const NEAR_CHIPS: Readonly<Record<string, string>> = {
  village: '就在本村',
  town: '就在本镇',
  county: '不出县',
  prefecture: '不出市',
  province: '不出省',
};

const CHIPS: Record<Reason['code'], (value: string | number, nameOf: NameOf) => string> = {
  skill: (code, nameOf) => within(`您会${nameOf(String(code)) ?? '这一行'}`, '您会这一行'),
  wish: (code, nameOf) => within(`您想干${nameOf(String(code)) ?? '这一行'}`, '您想干的活'),
  near: (level) => NEAR_CHIPS[level] ?? '离家近',
  distance: (metres) => `离家 ${distance(Number(metres))}`,
  home_based: () => '在家就能做',
  pay: (fen) => `月薪 ${yuan(Number(fen))}`,
  board: () => '管饭',
  lodging: () => '管住',
  shift: (shift) => labelOf(shiftLabels, shift),
  suits: () => '适合您做',
  easy: () => '不会也能学',
};

const SENTENCES: Record<Reason['code'], (value: string | number, nameOf: NameOf) => string> = {
  skill: (code, nameOf) => `您会${nameOf(String(code)) ?? '这一行'}，这个活用得上`,
  wish: (code, nameOf) => `您说过想干${nameOf(String(code)) ?? '这一行'}`,
  near: (level) => `离您家近，${NEAR_CHIPS[level] ?? '在您愿去的地方'}`,
  distance: (metres) => `离您家 ${distance(Number(metres))}`,
  home_based: () => '领料回家做，不用出门',
  pay: (fen) => `一个月至少 ${yuan(Number(fen))}\u00a0元，不比您要的少`,
  board: () => '那边管饭',
  lodging: () => '那边管住',
  shift: (shift) => `${labelOf(shiftLabels, shift)}，您说过这个时间行`,
  suits: () => '这个岗位的安排适合您做',
  easy: () => '不用先会什么，去了有人教',
};

/** One reason in at most twelve characters: 离家 2 公里. */
export const reasonChip = ({ code, value }: Reason, nameOf: NameOf): string => CHIPS[code](value, nameOf);

/** The same reason as a sentence, for 为什么推给您. */
export const reasonSentence = ({ code, value }: Reason, nameOf: NameOf): string => SENTENCES[code](value, nameOf);

export interface Finding {
  rule: keyof typeof ruleLabels;
  met: boolean;
  labourer: unknown;
  job: unknown;
}

/** A finding as the desk reads it: the rule, the two sides in words, and whether they agree. */
export interface FindingRow {
  rule: string;
  labourer: string;
  job: string;
  met: boolean;
}

export function findingRow({ rule, met, labourer, job }: Finding, nameOf: NameOf): FindingRow {
  const [left, right] = SIDES[rule](labourer as never, job as never, nameOf);
  return { rule: ruleLabels[rule], labourer: left, job: right, met };
}

/** One sentence on why a job was not offered: the rules that are not met, each with its two sides. */
export function whyNot(findings: readonly Finding[], nameOf: NameOf): string {
  const unmet = findings.filter(({ met }) => !met).map((finding) => findingRow(finding, nameOf));
  if (unmet.length === 0) return `${findings.length} 条都符合`;
  const each = unmet.map(({ rule, labourer, job }) => `${rule}：本人${labourer}，岗位${job}`);
  return `${findings.length} 条里 ${unmet.length} 条不符合。${each.join('；')}。`;
}

const NONE = '—';
const labelOf = (labels: Readonly<Record<string, string>>, key: unknown): string => labels[String(key)] ?? String(key);
const labelsOf = (labels: Readonly<Record<string, string>>, keys: readonly string[], none: string): string =>
  keys.length === 0 ? none : keys.map((key) => labelOf(labels, key)).join('、');
const namesOf = (codes: readonly string[], nameOf: NameOf, none: string): string =>
  codes.length === 0 ? none : codes.map((code) => nameOf(code) ?? code).join('、');
const yes = (value: boolean, ifSo: string, ifNot: string): string => (value ? ifSo : ifNot);

interface AgeLimits {
  min: number | null;
  max: number | null;
}

function ages({ min, max }: AgeLimits): string {
  if (min === null && max === null) return '不限';
  if (max === null) return `${min} 岁以上`;
  return min === null ? `${max} 岁以下` : `${min}–${max} 岁`;
}

/** The two sides of each rule as the matcher states them (search/src/matcher/rule.ts), in words. */
type Sides = (labourer: never, job: never, nameOf: NameOf) => [labourer: string, job: string];
interface Skill {
  code: string;
  grade: string;
}
const SIDES: Record<keyof typeof ruleLabels, Sides> = {
  employer_state: (_, state: string) => [NONE, labelOf(employerStateLabels, state)],
  occupation: ({ wishes, skills }: { wishes: string[]; skills: string[] }, code: string, nameOf) => [
    wishes.length === 0 ? '什么活都行' : `想干${namesOf(wishes, nameOf, NONE)}；会${namesOf(skills, nameOf, NONE)}`,
    nameOf(code) ?? code,
  ],
  skill: (held: Skill[], asked: string[], nameOf) => [
    held.map(({ code, grade }) => `${nameOf(code) ?? code}（${labelOf(skillGradeLabels, grade)}）`).join('、') ||
      '没有登记',
    namesOf(asked, nameOf, '不要求'),
  ],
  reach: (reach: string, level: string) => [
    labelOf(reachLabels, reach),
    level === 'anywhere' ? '外省' : labelOf(reachLabels, level),
  ],
  home_every_night: (must: boolean, { kind }: { kind: string }) => [
    yes(must, '须天天回家', '不限'),
    yes(kind === 'home_based', '居家', '要出门'),
  ],
  lodging: (
    { needsLodging, needsBoard }: { needsLodging: boolean; needsBoard: boolean },
    { hasLodging, hasBoard }: { hasLodging: boolean; hasBoard: boolean },
  ) => [
    `${yes(needsLodging, '要住', '不要住')}，${yes(needsBoard, '要吃', '不要吃')}`,
    `${yes(hasLodging, '管住', '不管住')}，${yes(hasBoard, '管饭', '不管饭')}`,
  ],
  pay_floor: (floor: number, least: number) => [
    floor === 0 ? '没有要求' : `≥ ${yuan(floor)} 元`,
    `${yuan(least)} 元起`,
  ],
  age: (age: number, limits: AgeLimits) => [`${age} 岁`, ages(limits)],
  education: (has: string, asks: string) => [
    labelOf(educationLabels, has),
    asks === 'none' ? '不要求' : labelOf(educationLabels, asks),
  ],
  health: (limits: string[], demands: string[]) => [
    limits.length === 0 ? '无限制' : `不能：${labelsOf(demandLabels, limits, NONE)}`,
    labelsOf(demandLabels, demands, '没有特别要求'),
  ],
  shift: (can: string[], shift: string) => [labelsOf(shiftLabels, can, NONE), labelOf(shiftLabels, shift)],
  refusal: (
    { employerIds, occupations }: { employerIds: string[]; occupations: string[] },
    { occupationCode }: { occupationCode: string },
    nameOf,
  ) => [
    employerIds.length + occupations.length === 0
      ? '没有'
      : `不去 ${employerIds.length} 家；${namesOf(occupations, nameOf, '工种没说')}`,
    nameOf(occupationCode) ?? occupationCode,
  ],
  repeat: (delivered: boolean) => [yes(delivered, '已送过', '没送过'), '每人一次'],
};
