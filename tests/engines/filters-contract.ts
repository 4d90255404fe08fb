import { beforeAll, describe, expect, test } from 'vitest';
import { tradeToken } from '../../search/src/documents.ts';
import type { JobFilter, JobSearch } from '../../search/src/port.ts';
import { aJob, idOf } from './job-builder.ts';

type Posting = Parameters<typeof aJob>[0];
type Case = readonly [rule: string, posting: Posting, where: JobFilter, isFound: boolean];

const PLACE = { areaCodes: ['37', '371311', '371311003'] };
const CASES: readonly Case[] = [
  ['a place at any level of the tree', PLACE, { areaCodes: ['371311'] }, true],
  ['any of several places', PLACE, { areaCodes: ['222424', '37'] }, true],
  ['a place that it does not lie in', PLACE, { areaCodes: ['3713'] }, false],
  [
    'a place whose code was written out to twelve digits',
    { areaCodes: ['371311000000'] },
    { areaCodes: ['371311'] },
    true,
  ],
  ['its own county', { countyCode: '371311' }, { countyCode: '371311' }, true],
  ['another county', { countyCode: '610723' }, { countyCode: '371311' }, false],
  ['a county it is shared with', { countyCode: '610723', sharedWith: ['371311'] }, { countyCode: '371311' }, true],
  ['pay that its upper end reaches', { payMinFen: 300_000, payMaxFen: 500_000 }, { payMinFen: 500_000 }, true],
  ['pay a fen above its upper end', { payMinFen: 300_000, payMaxFen: 499_999 }, { payMinFen: 500_000 }, false],
  ['the oldest it takes', { ageMax: 55 }, { age: 55 }, true],
  ['a year older', { ageMax: 55 }, { age: 56 }, false],
  ['a year too young', { ageMin: 18 }, { age: 17 }, false],
  ['any age where it sets no limit', {}, { age: 71 }, true],
  ['its last day', { validUntilOn: 20260302 }, { validOn: '2026-03-02' }, true],
  ['the day after its last', { validUntilOn: 20260301 }, { validOn: '2026-03-02' }, false],
  ['all the perks it has', { perks: ['meals', 'lodging'] }, { perks: ['meals', 'lodging'] }, true],
  ['a perk it has not, beside one it has', { perks: ['meals'] }, { perks: ['meals', 'lodging'] }, false],
  ['a perk that only its text tells', { meaning: { perks: ['daily_pay'] } }, { perks: ['daily_pay'] }, true],
  ['any of several shifts', { shift: 'night' }, { shifts: ['day', 'night'] }, true],
  ['any of several kinds', { kind: 'workshop' }, { kinds: ['home_based', 'workshop'] }, true],
  ['another kind', { kind: 'workshop' }, { kinds: ['home_based'] }, false],
  ['a branch that its occupation lies in', { occupationCode: '620301' }, { occupationCodes: ['62'] }, true],
  ['a branch below its occupation', { occupationCode: '6203' }, { occupationCodes: ['620301'] }, false],
  ['a shift that is not wanted', { shift: 'night' }, { not: { shifts: ['night'] } }, false],
  ['shifts and kinds it has not, not wanted', { shift: 'day' }, { not: { shifts: ['night'], kinds: ['x'] } }, true],
  ['a trade that is not wanted', { occupationCode: '6203' }, { not: { trades: [tradeToken('named', '6203')] } }, false],
  ['a place that is not wanted', { areaCodes: ['37'] }, { not: { areaCodes: ['37'] } }, false],
  ['a perk that is not wanted', { perks: ['piece_pay'] }, { not: { perks: ['piece_pay'] } }, false],
  ['several filters that all fit', { ...PLACE, shift: 'day' }, { areaCodes: ['37'], shifts: ['day'] }, true],
  [
    'several filters of which one does not fit',
    { ...PLACE, shift: 'day' },
    { areaCodes: ['37'], shifts: ['night'] },
    false,
  ],
];

/** Part of the contract: a posting that breaks a filter is not found, one that meets it is. */
export function describeFilters(search: () => JobSearch) {
  describe('a posting is found or not when asked for', () => {
    const id = (rule: string) => idOf(100_000 + CASES.findIndex(([name]) => name === rule));
    beforeAll(() => search().put(CASES.map(([rule, posting]) => aJob({ ...posting, id: id(rule) }))));

    test.each(CASES)('%s', async (rule, _, where, isFound) => {
      const { hits } = await search().find({ where, tiers: [{ name: 'all' }], offset: 0, limit: 10_000 });
      expect(hits.some((hit) => hit.id === id(rule))).toBe(isFound);
    });
  });
}
