import { expect, test } from 'vitest';
import {
  CARD_BLOCKS,
  type CardFacts,
  clearBlocks,
  missingOf,
} from '../../../api/src/domains/people/core/card-blocks.ts';

const aCard = (over: Partial<CardFacts> = {}): CardFacts => ({
  health: 'healthy',
  disabilityKind: null,
  skills: [{ code: '0101', grade: 'can_do' }],
  skillsText: null,
  wantsVenture: false,
  ventureWish: null,
  wantsTraining: false,
  trainingWishes: [],
  pension: 'resident',
  medical: 'none',
  measures: ['training'],
  measuresNote: null,
  ...over,
});

test('a full card is clear in all five', () => {
  expect(clearBlocks(aCard())).toEqual([...CARD_BLOCKS]);
});

test.each<[Partial<CardFacts>, string, string[]]>([
  [{ skills: [] }, 'basic', ['skills']],
  [{ health: 'disabled' }, 'basic', ['disabilityKind']],
  [{ wantsVenture: null }, 'needs', ['wantsVenture']],
  [{ wantsVenture: true, ventureWish: ' ' }, 'needs', ['ventureWish']],
  [{ wantsTraining: null }, 'training', ['wantsTraining']],
  [{ wantsTraining: true }, 'training', ['trainingWishes']],
  [{ pension: 'unknown', medical: 'unknown' }, 'security', ['pension', 'medical']],
  [{ measures: [] }, 'measures', ['measures']],
])('%o leaves %s unclear, for want of %o, and no other block', (over, block, missing) => {
  const told = missingOf(aCard(over));
  expect(told).toMatchObject({ [block]: missing });
  expect(clearBlocks(aCard(over))).toEqual(CARD_BLOCKS.filter((b) => b !== block));
});

test.each<Partial<CardFacts>>([
  { skills: [], skillsText: '会绣花' },
  { health: 'disabled', disabilityKind: 'hearing' },
  { wantsVenture: true, ventureWish: '养羊' },
  { wantsTraining: true, trainingWishes: ['0101'] },
  { measures: [], measuresNote: '暂无' },
])('%o is clear', (over) => {
  expect(clearBlocks(aCard(over))).toHaveLength(5);
});
