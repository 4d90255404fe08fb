import { NAMED, type Perk, type Understanding } from '../chinese/model.ts';
import { AT_HOME, areaCode, type Band, soundToken, tradeToken, UNTOLD, widerArea } from '../documents.ts';
import type { JobFilter, Tier } from '../port.ts';
import { childrenOf } from '../vocabulary/tree.ts';

/** What may be let go of, in this order, when nothing is found. What a person refused and what the page filters by never is. */
export const WIDENINGS = ['perks', 'shifts', 'pay', 'place', 'trade'] as const;
export type Widening = (typeof WIDENINGS)[number];

/** A posting without these is another offer; the remaining perks only rank. */
const HARD_PERKS: readonly Perk[] = ['meals', 'lodging', 'daily_pay', 'weekly_pay', 'weekends_off', 'social_insurance'];

export interface Plan {
  readonly where: JobFilter;
  readonly tiers: readonly Tier[];
  /** Tiers to add behind the others where those hold few: postings that only mention the trade, and those that hold the words. */
  readonly inReserve: readonly Tier[];
}

/**
 * The plan with the trades of what its sounds have found: an employer's name for a trade that the vocabulary does not know is
 * found by its sound, and then the other postings of that trade belong behind it.
 */
export function withLike(plan: Plan, trades: readonly string[]): Plan {
  const at = plan.tiers.findIndex(({ sounds }) => !sounds);
  const like: Tier = { name: 'like', trades };
  const end = at < 0 ? plan.tiers.length : at;
  return { ...plan, tiers: [...plan.tiers.slice(0, end), like, ...plan.tiers.slice(end)] };
}

/** Turns what was understood into a filter and tiers, having let go of `widened`. Pure; the same for every engine. */
export function planOf(said: Understanding, page: JobFilter, widened: readonly Widening[] = []): Plan {
  const kept = letGo(said, widened);
  const rings = ringsOf(kept);
  const wanted = widened.includes('trade') ? { tiers: widerTiers(kept), inReserve: [] } : wantedTiers(kept);
  return {
    where: filterOf(kept, page),
    tiers: inRings(wanted.tiers, rings),
    inReserve: inRings(wanted.inReserve, rings),
  };
}

/** The steps that would change anything for this query. */
export const wideningsOf = (said: Understanding): Widening[] =>
  WIDENINGS.filter((one) => {
    if (one === 'perks') return said.home || hardPerks(said).length > 0;
    if (one === 'shifts') return said.shifts.length > 0;
    if (one === 'pay') return said.payMinFen !== undefined;
    if (one === 'place') return said.places.length > 0;
    return said.trades.length > 0 || said.words.length > 0 || said.latin !== undefined;
  });

const hardPerks = (said: Understanding): string[] => said.perks.filter((perk) => HARD_PERKS.includes(perk));

function letGo(said: Understanding, widened: readonly Widening[]): Understanding {
  return {
    ...said,
    ...(widened.includes('perks') && { perks: said.perks.filter((perk) => !HARD_PERKS.includes(perk)), home: false }),
    ...(widened.includes('shifts') && { shifts: [] }),
    ...(widened.includes('pay') && { payMinFen: undefined }),
    ...(widened.includes('place') && { places: [] }),
  };
}

function filterOf(said: Understanding, page: JobFilter): JobFilter {
  const payMinFen = Math.max(said.payMinFen ?? 0, page.payMinFen ?? 0);
  const shifts = shiftsSaid(said);
  const not = page.not ?? {};
  return {
    ...page,
    ...(page.areaCodes && { areaCodes: page.areaCodes.map(areaCode) }),
    perks: [...(page.perks ?? []), ...hardPerks(said), ...(said.home ? [AT_HOME] : [])],
    ...(shifts.length > 0 && !page.shifts?.length && { shifts: [...shifts, UNTOLD] }),
    ...(payMinFen > 0 && { payMinFen }),
    ...(said.age !== undefined && page.age === undefined && { age: said.age }),
    not: {
      ...not,
      trades: [...(not.trades ?? []), ...said.not.trades.map((code) => tradeToken('named', code))],
      shifts: [...(not.shifts ?? []), ...said.not.shifts],
      perks: [...(not.perks ?? []), ...said.not.perks],
    },
  };
}

/** Full time is what is meant unless something else is said. */
const shiftsSaid = (said: Understanding): string[] => said.shifts.filter((shift) => shift !== 'full_time');

/** Where to look, nearest first: a ring's postings come before those of the next. Undefined codes: everywhere. */
interface Ring {
  readonly name: string;
  readonly areaCodes?: readonly string[];
}

/**
 * The places said, then level by level what they lie in: up to the county, and at least one level. Where no place is said there
 * is one ring, everywhere.
 */
function ringsOf({ places }: Understanding): Ring[] {
  if (places.length === 0) return [{ name: '' }];
  let codes = places.map(({ code }) => areaCode(code));
  const rings: Ring[] = [{ name: '', areaCodes: codes }];
  do {
    codes = [...new Set(codes.flatMap((code) => widerArea(code) ?? []))];
    if (codes.length > 0) rings.push({ name: '-wider', areaCodes: codes });
  } while (codes.some((code) => code.length > COUNTY));
  return rings;
}

/** Digits of a county's code. */
const COUNTY = 6;

/** Tiers of one name belong together: all of them near, then all of them further out. */
function inRings(tiers: readonly Tier[], rings: readonly Ring[]): Tier[] {
  const groups = Map.groupBy(tiers, ({ name }) => name);
  return [...groups.values()].flatMap((group) =>
    rings.flatMap(({ name, ...where }) => group.map((tier) => ({ ...tier, name: `${tier.name}${name}`, ...where }))),
  );
}

/** The trade first, then what is near it, the close before the distant; sounds and words where no trade was heard. */
function wantedTiers(said: Understanding): Pick<Plan, 'tiers' | 'inReserve'> {
  const named = codesOf(said, (strength) => strength >= NAMED);
  const near = [
    codesOf(said, (strength) => strength < NAMED && strength >= CLOSE),
    codesOf(said, (strength) => strength < CLOSE),
  ].filter((codes) => codes.length > 0);
  const nearby = near.map((codes): Tier => ({ name: 'near', ...tokens('named', codes) }));
  const words: Tier[] = said.words.length > 0 ? [{ name: 'words', words: said.words }] : [];
  if (named.length > 0) {
    const told: Tier = { name: 'told', ...tokens('told', named) };
    return { tiers: [...tradeTiers(said, named), ...nearby], inReserve: [told, ...words] };
  }
  const spoken = [...soundTiers(said), ...nearby, ...words];
  return {
    tiers: (spoken.length > 0 ? spoken : [{ name: 'all' }]).flatMap((tier) => withBoosts(tier, said)),
    inReserve: [],
  };
}

/** A trade's own postings before those of its specialities, and behind both the titles that hold its name within another. */
function tradeTiers(said: Understanding, named: readonly string[]): Tier[] {
  const best = Math.max(...said.trades.map(({ strength }) => strength));
  const meant = codesOf(said, (strength) => strength >= best - AS_GOOD);
  const general = meant.filter((code) => childrenOf(code).length > 0);
  const trade = [
    ...(general.length > 0 ? [tokens('own', general)] : []),
    tokens('sure', meant),
    tokens('named', named),
  ].map((trades): Tier => ({ name: 'trade', ...trades, prefer: said.rest }));
  return [...trade.flatMap((tier) => withBoosts(tier, said)), { name: 'near', ...tokens('borne', named) }];
}

/** From here on a near trade comes before the others. */
const CLOSE = 0.6;
/** Trades this much weaker than the best are meant as well, but less: their postings come after. */
const AS_GOOD = 0.04;

/** Nothing bears the trade: its whole branch, then whatever there is. */
function widerTiers(said: Understanding): Tier[] {
  const groups = [...new Set(said.trades.map(({ code }) => code.slice(0, 2)))];
  return [...(groups.length > 0 ? [{ name: 'branch', ...tokens('named', groups) }] : []), { name: 'all' }];
}

const codesOf = ({ trades }: Understanding, isWanted: (strength: number) => boolean): string[] =>
  trades.filter(({ strength }) => isWanted(strength)).map(({ code }) => code);

const tokens = (band: Band, codes: readonly string[]) => ({ trades: codes.map((code) => tradeToken(band, code)) });

/** Exact sounds before folded ones, so that a homophone's neighbour never outranks the homophone. */
function soundTiers({ latin }: Understanding): Tier[] {
  if (!latin) return [];
  const exact = [soundToken('pinyin', latin.pinyin), soundToken('initials', latin.initials)];
  return [
    { name: 'sounds', sounds: exact },
    { name: 'fuzzy', sounds: [soundToken('fuzzy', latin.fuzzy)] },
  ];
}

/** From this age on, who says that older people are welcome comes first. */
const OLDER = 50;

/** The tier's postings that tell the shift, surely pay what is asked and have the softer perks come before its others. */
function withBoosts(tier: Tier, said: Understanding): Tier[] {
  const perks = [
    ...said.perks.filter((perk) => !HARD_PERKS.includes(perk)),
    ...(said.age !== undefined && said.age >= OLDER ? ['older_welcome' as const] : []),
  ];
  const shifts = said.not.shifts.includes('night') ? ['day', ...shiftsSaid(said)] : shiftsSaid(said);
  const boosts = {
    ...(perks.length > 0 && { perks }),
    ...(shifts.length > 0 && { shifts }),
    ...(said.payMinFen !== undefined && { surePayFen: said.payMinFen }),
  };
  return Object.keys(boosts).length > 0 ? [{ ...tier, ...boosts }, tier] : [tier];
}
