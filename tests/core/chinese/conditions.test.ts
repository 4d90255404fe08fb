import { expect, test } from 'vitest';
import { CONDITIONS, type ConditionKind, perksOf, shiftsOf } from '../../../search/src/chinese/conditions.ts';
import { PERKS, SAID_SHIFTS } from '../../../search/src/chinese/model.ts';
import { understand } from '../../../search/src/chinese/understand.ts';

const KINDS: readonly ConditionKind[] = ['perk', 'shift', 'home', 'near', 'away'];

test('the data file speaks in the words of the model', () => {
  for (const phrase of CONDITIONS.keys()) {
    for (const condition of CONDITIONS.get(phrase)) {
      expect(KINDS, phrase).toContain(condition.kind);
      expect(condition.label, phrase).not.toBe('');
      for (const perk of perksOf(condition)) expect(PERKS, phrase).toContain(perk);
      for (const shift of shiftsOf(condition)) expect(SAID_SHIFTS, phrase).toContain(shift);
    }
  }
});

test('every perk and every shift of the model can be said, and has a label of its own', () => {
  const conditions = [...CONDITIONS.keys()].flatMap((phrase) => CONDITIONS.get(phrase));
  const alone = conditions.filter(({ values }) => values.length === 1);
  expect(new Set(alone.flatMap(perksOf))).toEqual(new Set(PERKS));
  expect(new Set(alone.flatMap(shiftsOf))).toEqual(new Set(SAID_SHIFTS));
});

test.each([
  ['日结搬运', { perks: ['daily_pay'] }],
  ['双休的文员', { perks: ['weekends_off'] }],
  ['坐着干的活', { perks: ['sitting'] }],
  ['有社保的保安', { perks: ['social_insurance'] }],
  ['夫妻工 养殖场', { perks: ['couples_welcome'] }],
  ['长白班普工', { shifts: ['day'] }],
  ['兼职保洁', { shifts: ['part_time'] }],
])('%s', (text, read) => {
  expect(understand(text)).toMatchObject(read);
});

test('不倒班 refuses every kind of rotation', () => {
  expect([...understand('不倒班的普工').not.shifts].sort()).toEqual(['three_shift', 'two_shift']);
});
