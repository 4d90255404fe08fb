import { describe, expect, test } from 'vitest';
import type { Understanding } from '../../search/src/chinese/model.ts';
import { planOf, wideningsOf, withLike } from '../../search/src/plan/plan.ts';

const nothing: Understanding = {
  said: '',
  words: [],
  rest: [],
  trades: [],
  places: [],
  perks: [],
  shifts: [],
  home: false,
  nearHome: false,
  not: { trades: [], shifts: [], perks: [], away: false },
  chips: [],
};
const saying = (over: Partial<Understanding>): Understanding => ({ ...nothing, ...over });
const tiersOf = (over: Partial<Understanding>) => planOf(saying(over), {}).tiers;
const MASON = { code: '1001', strength: 1 };
const PLASTERER = { code: '1002', strength: 0.5 };

describe('the order of a search', () => {
  test('a named trade comes first, then what is near it; its words wait in reserve', () => {
    const { tiers, inReserve } = planOf(saying({ trades: [MASON, PLASTERER], words: ['瓦工'] }), {});
    expect(tiers.map(({ name, trades }) => [name, trades])).toEqual([
      ['trade', ['s1001']],
      ['trade', ['n1001']],
      ['near', ['b1001']],
      ['near', ['n1002']],
    ]);
    expect(inReserve).toEqual([
      { name: 'told', trades: ['t1001'] },
      { name: 'words', words: ['瓦工'] },
    ]);
  });

  test('a trade with specialities: its own postings come before theirs', () => {
    expect(tiersOf({ trades: [{ code: '1002', strength: 1 }] }).map(({ trades }) => trades)).toEqual([
      ['o1002'],
      ['s1002'],
      ['n1002'],
      ['b1002'],
    ]);
  });

  test('a close trade comes before a distant one', () => {
    const near = [
      { code: '1002', strength: 0.68 },
      { code: '1103', strength: 0.5 },
    ];
    expect(tiersOf({ trades: [MASON, ...near] }).map(({ trades }) => trades)).toEqual([
      ['s1001'],
      ['n1001'],
      ['b1001'],
      ['n1002'],
      ['n1103'],
    ]);
  });

  test('who is older or refuses nights sees first what says so', () => {
    const not = { trades: [], shifts: ['night' as const], perks: [], away: false };
    expect(tiersOf({ trades: [MASON], age: 58, not })[0]).toMatchObject({ perks: ['older_welcome'], shifts: ['day'] });
  });

  test('a homophone never outranks the exact word: sounds are asked only where no trade was named', () => {
    const latin = { pinyin: 'wagong', initials: 'wg', fuzzy: 'wagon' };
    expect(tiersOf({ trades: [MASON], latin }).map(({ name }) => name)).toEqual(['trade', 'trade', 'near']);
    expect(tiersOf({ latin, words: ['wagong'] })).toEqual([
      { name: 'sounds', sounds: ['pwagong', 'iwg'] },
      { name: 'fuzzy', sounds: ['fwagon'] },
      { name: 'words', words: ['wagong'] },
    ]);
  });

  test('of two trades named, the surer one and its sure postings come first', () => {
    const painter = { code: '1101', strength: 0.9 };
    expect(tiersOf({ trades: [MASON, painter] }).map(({ trades }) => trades)).toEqual([
      ['s1001'],
      ['n1001', 'n1101'],
      ['b1001', 'b1101'],
    ]);
  });

  test('the place said comes first, then level by level what it lies in, up to the county', () => {
    const places = [{ code: '610723104201', name: '马畅村' }];
    const tiers = tiersOf({ trades: [MASON, PLASTERER], places });
    expect(tiers.map(({ name, trades, areaCodes }) => [name, trades?.join(), areaCodes?.join()])).toEqual([
      ['trade', 's1001', '610723104201'],
      ['trade', 'n1001', '610723104201'],
      ['trade-wider', 's1001', '610723104'],
      ['trade-wider', 'n1001', '610723104'],
      ['trade-wider', 's1001', '610723'],
      ['trade-wider', 'n1001', '610723'],
      ['near', 'b1001', '610723104201'],
      ['near', 'n1002', '610723104201'],
      ['near-wider', 'b1001', '610723104'],
      ['near-wider', 'n1002', '610723104'],
      ['near-wider', 'b1001', '610723'],
      ['near-wider', 'n1002', '610723'],
    ]);
    expect(tiersOf({ places: [{ code: '610723000000', name: '洋县' }] }).map(({ areaCodes }) => areaCodes)).toEqual([
      ['610723'],
      ['6107'],
    ]);
  });

  test('pay, shift and the perks that a post can do without come first within the trade', () => {
    const said = { payMinFen: 500_000, perks: ['older_welcome', 'meals'] as const, shifts: ['day'] as const };
    expect(tiersOf({ trades: [MASON], ...said }).slice(0, 2)).toEqual([
      {
        name: 'trade',
        trades: ['s1001'],
        prefer: [],
        perks: ['older_welcome'],
        shifts: ['day'],
        surePayFen: 500_000,
      },
      { name: 'trade', trades: ['s1001'], prefer: [] },
    ]);
  });

  test('what the postings found by sound are like comes right behind them', () => {
    const plan = planOf(saying({ latin: { pinyin: 'x', initials: 'x', fuzzy: 'x' }, words: ['x'] }), {});
    expect(withLike(plan, ['s1001']).tiers.map(({ name }) => name)).toEqual(['sounds', 'fuzzy', 'like', 'words']);
  });

  test('nothing said is everything, newest first', () => {
    expect(planOf(nothing, {})).toMatchObject({ tiers: [{ name: 'all' }], inReserve: [] });
  });
});

describe('what is a filter', () => {
  test('pay, board, lodging, work at home, shifts and age', () => {
    const { where } = planOf(
      saying({
        payMinFen: 400_000,
        perks: ['lodging', 'light_work'],
        home: true,
        shifts: ['day', 'full_time'],
        age: 58,
      }),
      { perks: ['meals'], countyCode: '371311' },
    );
    expect(where).toMatchObject({
      countyCode: '371311',
      payMinFen: 400_000,
      perks: ['meals', 'lodging', 'home'],
      shifts: ['day', 'untold'],
      age: 58,
    });
  });

  test('of two floors of pay the higher one counts; what the page chose wins over what was said', () => {
    const page = { payMinFen: 500_000, shifts: ['night'], age: 40 };
    expect(planOf(saying({ payMinFen: 400_000, shifts: ['day'], age: 58 }), page).where).toMatchObject(page);
  });

  test('what a person refuses is obeyed, and stays so however wide the search becomes', () => {
    const not = { trades: ['2801'], shifts: ['night' as const], perks: ['piece_pay' as const], away: false };
    const expected = { not: { trades: ['n2801'], shifts: ['night'], perks: ['piece_pay'] } };
    expect(planOf(saying({ not }), {}).where).toMatchObject(expected);
    expect(planOf(saying({ not }), {}, ['perks', 'shifts', 'pay', 'place', 'trade']).where).toMatchObject(expected);
  });

  test('places of the page are brought to the form of the index', () => {
    expect(planOf(nothing, { areaCodes: ['371311000000'] }).where.areaCodes).toEqual(['371311']);
  });
});

describe('widening', () => {
  const said = saying({
    trades: [MASON],
    payMinFen: 900_000,
    perks: ['meals'],
    places: [{ code: '37', name: '山东' }],
  });

  test('only what was said can be let go of', () => {
    expect(wideningsOf(said)).toEqual(['perks', 'pay', 'place', 'trade']);
    expect(wideningsOf(nothing)).toEqual([]);
  });

  test('lets go of one thing after the other', () => {
    expect(planOf(said, {}, ['perks']).where).toMatchObject({ payMinFen: 900_000, perks: [] });
    expect(planOf(said, {}, ['perks', 'pay']).where.payMinFen).toBeUndefined();
    expect(planOf(said, {}, ['perks', 'pay', 'place']).tiers).toEqual([
      { name: 'trade', trades: ['s1001'], prefer: [] },
      { name: 'trade', trades: ['n1001'], prefer: [] },
      { name: 'near', trades: ['b1001'] },
    ]);
    expect(planOf(said, {}, ['perks', 'pay', 'place', 'trade']).tiers).toEqual([
      { name: 'branch', trades: ['n10'] },
      { name: 'all' },
    ]);
  });
});
