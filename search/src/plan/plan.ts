import { NAMED, type Perk, type Understanding } from '../chinese/model.ts';
import { AT_HOME, areaCode, type Band, soundToken, tradeToken, widerArea } from '../documents.ts';
import type { JobFilter, Tier } from '../port.ts';

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
  const shifts = said.shifts.filter((shift) => shift !== 'full_time');
  const not = page.not ?? {};
  return {
    ...page,
    ...(page.areaCodes && { areaCodes: page.areaCodes.map(areaCode) }),
    perks: [...(page.perks ?? []), ...hardPerks(said), ...(said.home ? [AT_HOME] : [])],
    ...(shifts.length > 0 && !page.shifts?.length && { shifts }),
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

/** Where to look, nearest first: a ring's postings come before those of the next. Undefined codes: everywhere. */
interface Ring {
  readonly name: string;
  readonly areaCodes?: readonly string[];
}

/** The places said and the next level up. Where no place is said there is one ring, everywhere. */
function ringsOf({ places }: Understanding): Ring[] {
  if (places.length === 0) return [{ name: '' }];
  const own = places.map(({ code }) => areaCode(code));
  const wider = own.flatMap((code) => widerArea(code) ?? []);
  return [{ name: '', areaCodes: own }, ...(wider.length > 0 ? [{ name: '-wider', areaCodes: wider }] : [])];
}

const inRings = (tiers: readonly Tier[], rings: readonly Ring[]): Tier[] =>
  tiers.flatMap((tier) => rings.map(({ name, ...where }) => ({ ...tier, name: `${tier.name}${name}`, ...where })));

/** The trade first, then what is near it; sounds and words where no trade was heard. */
function wantedTiers(said: Understanding): Pick<Plan, 'tiers' | 'inReserve'> {
  const named = codesOf(said, (strength) => strength >= NAMED);
  const near = codesOf(said, (strength) => strength < NAMED);
  const words: Tier[] = said.words.length > 0 ? [{ name: 'words', words: said.words }] : [];
  const nearby: Tier[] = near.length > 0 ? [{ name: 'near', ...tokens('named', near) }] : [];
  if (named.length > 0) {
    const trade: Tier = { name: 'trade', ...tokens('named', named), prefer: said.rest };
    const told: Tier = { name: 'told', ...tokens('told', named) };
    return { tiers: [...withBoosts(trade, said), ...nearby], inReserve: [told, ...words] };
  }
  const spoken = [...soundTiers(said), ...nearby, ...words];
  return {
    tiers: (spoken.length > 0 ? spoken : [{ name: 'all' }]).flatMap((tier) => withBoosts(tier, said)),
    inReserve: [],
  };
}

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

/** The tier's postings that surely pay what is asked and have the softer perks come before its others. */
function withBoosts(tier: Tier, said: Understanding): Tier[] {
  const perks = said.perks.filter((perk) => !HARD_PERKS.includes(perk));
  if (perks.length === 0 && said.payMinFen === undefined) return [tier];
  return [{ ...tier, perks, ...(said.payMinFen !== undefined && { surePayFen: said.payMinFen }) }, tier];
}
