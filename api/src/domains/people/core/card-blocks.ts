import type { DisabilityKind, SkillHeld } from '@songgang/search/matcher/model.ts';
import type { HealthState } from './card.ts';

/** The five things a card makes clear (五清), D-004. */
export const CARD_BLOCKS = ['basic', 'needs', 'training', 'security', 'measures'] as const;
export type CardBlock = (typeof CARD_BLOCKS)[number];

/** What of a card decides whether its blocks are clear. */
export interface CardFacts {
  readonly health: HealthState;
  readonly disabilityKind: DisabilityKind | null;
  readonly skills: readonly SkillHeld[];
  readonly skillsText: string | null;
  readonly wantsVenture: boolean | null;
  readonly ventureWish: string | null;
  readonly wantsTraining: boolean | null;
  readonly trainingWishes: readonly string[];
  readonly pension: string;
  readonly medical: string;
  readonly measures: readonly string[];
  readonly measuresNote: string | null;
}

const blank = (text: string | null): boolean => text === null || text.trim() === '';

/** For each block the fields that are still missing; a block with none is clear, a card with five clear blocks is clear. */
export function missingOf(card: CardFacts): Record<CardBlock, string[]> {
  const gaps = (...pairs: [boolean, string][]) => pairs.flatMap(([isMissing, field]) => (isMissing ? [field] : []));
  return {
    basic: gaps(
      [card.skills.length === 0 && blank(card.skillsText), 'skills'],
      [card.health === 'disabled' && card.disabilityKind === null, 'disabilityKind'],
    ),
    needs: gaps(
      [card.wantsVenture === null, 'wantsVenture'],
      [card.wantsVenture === true && blank(card.ventureWish), 'ventureWish'],
    ),
    training: gaps(
      [card.wantsTraining === null, 'wantsTraining'],
      [card.wantsTraining === true && card.trainingWishes.length === 0, 'trainingWishes'],
    ),
    security: gaps([card.pension === 'unknown', 'pension'], [card.medical === 'unknown', 'medical']),
    measures: gaps([card.measures.length === 0 && blank(card.measuresNote), 'measures']),
  };
}

export const clearBlocks = (card: CardFacts): CardBlock[] => {
  const missing = missingOf(card);
  return CARD_BLOCKS.filter((block) => missing[block].length === 0);
};
