/** The five blocks of a card as lines of name and value, in words. Values come from the api; nothing is worked out here. */
import type { CardView } from '@songgang/api/contract/people.ts';
import {
  careLabels,
  employmentLabels,
  healthLabels,
  insuranceLabels,
  limitLabels,
  measureLabels,
  missingLabels,
} from './card-labels.ts';
import { yuan } from './format.ts';
import { disabilityLabels, educationLabels, reachLabels, shiftLabels, skillGradeLabels } from './labels.ts';
import { wordOf } from './options.ts';
import type { NameOf } from './reasons.ts';

export interface Line {
  name: string;
  value: string;
  isMissing?: boolean;
}

const lackOf = (fields: readonly string[], ...names: (keyof typeof missingLabels)[]): boolean =>
  names.some((name) => fields.includes(name));
const said = (value: boolean | null, yes: string, no: string): string => (value === null ? '还没问' : value ? yes : no);
const list = (words: readonly string[], none = '没有'): string => words.join('、') || none;
const tradesSaid = (codes: readonly string[], nameOf: NameOf): string[] => codes.map((code) => nameOf(code) ?? code);

export function healthSaid({ healthShown, health, limits, disabilityKind, disabilityGrade }: CardView): string {
  if (!healthShown || health === null) return '不归您看';
  const kind = disabilityKind ? `${disabilityLabels[disabilityKind]} ${disabilityGrade ?? ''} 级` : '';
  const cannot = limits?.length ? `干不了：${limits.map((one) => limitLabels[one]).join('、')}` : '';
  return [healthLabels[health], kind, cannot].filter(Boolean).join('；');
}

export function skillsSaid({ skills, skillsText }: CardView, nameOf: NameOf): string {
  const held = skills.map(({ code, grade }) => `${nameOf(code) ?? code}（${skillGradeLabels[grade]}）`);
  return list([...held, ...(skillsText ? [skillsText] : [])], '还没问');
}

/** What the person wants and can, as the second block. */
export function needLines(card: CardView, nameOf: NameOf): Line[] {
  const lodging = [card.needsBoard && '要管饭', card.needsLodging && '要管住', card.homeEveryNight && '每天要回家'];
  return [
    { name: '现状', value: employmentLabels[card.employment] },
    { name: '意愿', value: card.wantsWork ? '愿就业' : '眼下不愿就业' },
    {
      name: '会做',
      value: skillsSaid(card, nameOf),
      isMissing: lackOf(card.blocks.basic.missing, 'skills'),
    },
    { name: '想干', value: list(tradesSaid(card.wishes, nameOf), '什么都行') },
    { name: '路程', value: reachLabels[card.reach] },
    { name: '工资', value: card.payFloorFen === 0 ? '没有说最低要多少' : `一个月 ${yuan(card.payFloorFen)} 元起` },
    { name: '时间', value: list(card.shifts.map((shift) => shiftLabels[shift])) },
    {
      name: '吃住',
      value: list(
        lodging.filter((one) => one !== false),
        '没有要求',
      ),
    },
    {
      name: '照护',
      value: list(
        card.careDuties.map((duty) => careLabels[duty]),
        '家里没有要照看的',
      ),
    },
    {
      name: '创业',
      value: [said(card.wantsVenture, '想创业', '没有打算'), card.ventureWish].filter(Boolean).join('：'),
      isMissing: lackOf(card.blocks.needs.missing, 'wantsVenture', 'ventureWish'),
    },
  ];
}

export function trainingLines(card: CardView, nameOf: NameOf): Line[] {
  return [
    {
      name: '意愿',
      value: said(card.wantsTraining, '想培训', '不想'),
      isMissing: lackOf(card.blocks.training.missing, 'wantsTraining'),
    },
    {
      name: '想学',
      value: list(tradesSaid(card.trainingWishes, nameOf), card.wantsTraining ? '还没问' : '—'),
      isMissing: lackOf(card.blocks.training.missing, 'trainingWishes'),
    },
  ];
}

export function securityLines({ pension, medical, blocks }: CardView): Line[] {
  return [
    { name: '养老', value: insuranceLabels[pension], isMissing: lackOf(blocks.security.missing, 'pension') },
    { name: '医疗', value: insuranceLabels[medical], isMissing: lackOf(blocks.security.missing, 'medical') },
  ];
}

export function measureLines({ measures, measuresNote, blocks }: CardView): Line[] {
  const words = measures.map((measure) => measureLabels[measure]);
  return [
    {
      name: '措施',
      value: list(words, measuresNote ? '' : '还没有'),
      isMissing: lackOf(blocks.measures.missing, 'measures'),
    },
    ...(measuresNote ? [{ name: '说明', value: measuresNote }] : []),
  ];
}

export const educationSaid = ({ education }: CardView): string => educationLabels[education];

/** What a block still lacks, in words. */
export const lacksSaid = (missing: readonly string[]): string =>
  missing.map((field) => wordOf(missingLabels, field)).join('、');
