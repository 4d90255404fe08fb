import { deedsApart } from '../vocabulary/deeds.ts';
import type { Lexicon } from '../vocabulary/lexicon.ts';
import { isAttendant, type Said, tradesSaid } from '../vocabulary/map-text.ts';
import { occupationOf } from '../vocabulary/tree.ts';
import { isRefused, refusalStart } from './conditions.ts';
import { NAMED, type TradeHit } from './model.ts';

/** What an apprentice or a general worker is, beside a trade proper. */
const ASIDE = 0.5;
/** What is this far below the best is meant less. */
const BESIDE = 0.2;
const MOST_NEAR = 5;
const LEAST_NEAR = 0.5;
/** 锅炉房操作工: the workplace tells what the operator does. */
const SET = 0.8;
const HINTED = 0.5;
const PARENT = 0.68;
/** From here on nobody would doubt which trade is named. */
const CLEAR = 0.9;
/** A tool or a workplace said alone is all the person tells: it names the trade then. */
const ALONE = 0.72;
const LEAST_ALONE = 0.4;

const lowered = (hit: TradeHit, strength: number): TradeHit => ({
  code: hit.code,
  strength: Math.min(hit.strength, strength),
});

/** What the text speaks of, with attendants and whole groups put behind the trades proper. */
export function weighed(hits: readonly TradeHit[]): TradeHit[] {
  const isProper = ({ code, strength }: TradeHit) => strength >= NAMED && code.length > 2 && !isAttendant(code);
  const proper = hits.filter(isProper);
  if (proper.length === 0) return groupsAside(setBy(hits));
  const best = Math.max(...proper.map(({ strength }) => strength));
  const weigh = (hit: TradeHit): TradeHit => {
    if (!isProper(hit)) return lowered(hit, ASIDE);
    return hit.strength < best - BESIDE ? lowered(hit, ASIDE) : hit;
  };
  return hits.map(weigh).sort((a, b) => b.strength - a.strength);
}

/** 普工 is a trade and gives its whole group the name: the trade is meant. */
function groupsAside(hits: readonly TradeHit[]): TradeHit[] {
  const isNamed = hits.some(({ code, strength }) => code.length > 2 && strength >= NAMED);
  return hits.map((hit) => (isNamed && hit.code.length === 2 ? lowered(hit, ASIDE) : hit));
}

/** Where only an attendant is named, a tool or a workplace beside it is what the work is. */
function setBy(hits: readonly TradeHit[]): TradeHit[] {
  const isSetting = ({ code, strength }: TradeHit) => code.length > 2 && strength >= HINTED && !isAttendant(code);
  const isAttended = hits.some(({ code, strength }) => isAttendant(code) && strength >= NAMED);
  if (!isAttended || !hits.some(isSetting)) return [...hits];
  const weigh = (hit: TradeHit): TradeHit => {
    if (isSetting(hit)) return { code: hit.code, strength: Math.max(hit.strength, SET) };
    return lowered(hit, isAttendant(hit.code) ? NAMED - 0.02 : ASIDE);
  };
  return hits.map(weigh).sort((a, b) => b.strength - a.strength);
}

/** A query's trades: what is named; then its parent branch and what is near, each under NAMED. */
export function withNear(hits: readonly TradeHit[]): TradeHit[] {
  const named = hits.filter(({ strength }) => strength >= NAMED);
  const all = new Map(hits.map(({ code, strength }) => [code, strength]));
  const near = named.flatMap((hit) => nearOf(hit)).sort((a, b) => b.strength - a.strength);
  let added = 0;
  for (const { code, strength } of near) {
    if (all.has(code) || added === MOST_NEAR) continue;
    all.set(code, strength);
    added += 1;
  }
  return [...all].map(([code, strength]) => ({ code, strength })).sort((a, b) => b.strength - a.strength);
}

function nearOf({ code, strength }: TradeHit): TradeHit[] {
  const trade = occupationOf(code);
  const parent = code.length === 6 ? [{ code: code.slice(0, 4), strength: PARENT }] : [];
  const listed = [...(trade?.near ?? []), ...(code.length === 6 ? (occupationOf(code.slice(0, 4))?.near ?? []) : [])];
  const near = listed.map((other) => ({
    code: other.code,
    strength: Math.min(NAMED - 0.02, other.strength * strength),
  }));
  return [...parent, ...near.filter((other) => other.strength >= LEAST_NEAR)];
}

/** Only hints, and nothing else said: the strongest of them is what is looked for. */
export function promoted(hits: readonly TradeHit[]): TradeHit[] {
  const best = hits[0]?.strength ?? 0;
  if (best >= NAMED || best < LEAST_ALONE) return [...hits];
  return hits.map((hit) => (hit.strength >= best - 0.05 ? { code: hit.code, strength: ALONE } : hit));
}

export interface TradesSaid {
  readonly said: Said;
  readonly wanted: readonly TradeHit[];
  readonly refused: readonly string[];
}

/** Where no trade is clearly named: those whose verb and object are told apart from one another. */
function withDeedsApart(said: Said): Said {
  if ((said.trades[0]?.strength ?? 0) >= CLEAR) return said;
  const apart = deedsApart(said.text);
  if (apart.length === 0) return said;
  const others = said.trades.filter(({ code }) => !apart.some((hit) => hit.code === code));
  return { ...said, trades: [...apart, ...others].sort((a, b) => b.strength - a.strength) };
}

/** Trades asked for and trades refused (不要保洁), the latter with no trade of theirs left among the former. */
export function tradesAsked(text: string, lexicon: Lexicon): TradesSaid {
  const whole = withDeedsApart(tradesSaid(text, lexicon));
  const refusedAt = whole.spans.filter(
    ({ start, end, entries }) => isRefused(whole.text, start, end) && entries.some(({ strength }) => strength >= NAMED),
  );
  if (refusedAt.length === 0) return { said: whole, wanted: whole.trades, refused: [] };
  let rest = whole.text;
  for (const { start, end } of refusedAt) {
    const from = refusalStart(rest, start);
    rest = rest.slice(0, from) + ' '.repeat(end - from) + rest.slice(end);
  }
  const refused = refusedAt.flatMap(({ entries }) =>
    entries.filter(({ strength }) => strength >= NAMED).map(({ code }) => code),
  );
  const said = withDeedsApart(tradesSaid(rest, lexicon));
  const wanted = said.trades.filter(({ code }) => !refused.some((no) => code.startsWith(no)));
  return { said, wanted, refused: [...new Set(refused)] };
}
