import type { TradeHit } from '../chinese/model.ts';
import { normalForm } from '../chinese/normalise.ts';
import { baseLexicon, type Lexicon, type Span } from './lexicon.ts';

const LONGEST = 2000;
/** How much a trade named only as the setting of another one counts: 木工机械厂保安. */
const SETTING = 0.6;
const FULL_NAME = /[工员师手匠机人倌嫂姆姨]$/;

const best = (span: Span): number => Math.max(...span.entries.map((entry) => entry.strength));

/** In Chinese the head comes last: what stands right before another trade tells where, not what. */
function factorOf(span: Span, next: Span | undefined, text: string): number {
  const leans = next !== undefined && next.start === span.end && best(next) >= 0.85;
  return leans && !FULL_NAME.test(text.slice(span.start, span.end)) ? SETTING : 1;
}

/** Trades of text already in normal form, strongest first, each once. */
export function tradesOf(text: string, lexicon: Lexicon = baseLexicon()): TradeHit[] {
  const spans = lexicon.spans(text);
  const strengths = new Map<string, number>();
  spans.forEach((span, at) => {
    const factor = factorOf(span, spans[at + 1], text);
    for (const { code, strength } of span.entries) {
      strengths.set(code, Math.max(strengths.get(code) ?? 0, strength * factor));
    }
  });
  const hits = [...strengths].map(([code, strength]) => ({ code, strength: Math.round(strength * 100) / 100 }));
  return hits.sort((a, b) => b.strength - a.strength || a.code.localeCompare(b.code));
}

/**
 * Free text of a card or a job → branches of the tree, strongest first; empty where nothing is known. The form shows
 * them as a choice: from `NAMED` on the text names the trade, below it only hints at it.
 */
export const mapText = (text: string, lexicon: Lexicon = baseLexicon()): TradeHit[] =>
  tradesOf(normalForm(text.slice(0, LONGEST)), lexicon);
