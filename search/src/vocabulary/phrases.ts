/** A phrase found in a text: `text.slice(start, end)`, with everything it may mean. */
export interface Span<Entry> {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly Entry[];
}

export interface Phrases<Entry> {
  readonly size: number;
  get(phrase: string): readonly Entry[];
  keys(): IterableIterator<string>;
  /** Phrases of the text that do not overlap: longer ones win. In the order of the text. */
  spans(text: string): Span<Entry>[];
  /** Every phrase of the text, those within others too. */
  within(text: string): Span<Entry>[];
}

/** Lengths of the phrases that begin with a character, longest first. */
function lengthsByFirst(phrases: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const phrase of phrases) {
    const first = phrase.charAt(0);
    const known = lengths.get(first);
    if (known === undefined) lengths.set(first, new Set([phrase.length]));
    else known.add(phrase.length);
  }
  return new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]));
}

const LETTER = /[a-z]/;
const PLURAL = /^e?s(?![a-z])/;

/** `er` must not be found in `driver`: a phrase in letters begins and ends where the text's word does, but for its plural. */
function cutsWord(text: string, start: number, end: number): boolean {
  if (LETTER.test(text.charAt(start)) && LETTER.test(text.charAt(start - 1))) return true;
  const goesOn = LETTER.test(text.charAt(end - 1)) && LETTER.test(text.charAt(end));
  return goesOn && !PLURAL.test(text.slice(end, end + 3));
}

/** How far a phrase reaches: to its end, or over what follows and belongs to it. */
export type Reach<Entry> = (span: Span<Entry>, text: string) => number;

function withoutOverlap<Entry>(found: Span<Entry>[], reach: (span: Span<Entry>) => number): Span<Entry>[] {
  const kept: { readonly span: Span<Entry>; readonly upTo: number }[] = [];
  const longestFirst = found
    .map((span) => ({ span, upTo: reach(span) }))
    .sort((a, b) => b.upTo - b.span.start - (a.upTo - a.span.start) || a.span.start - b.span.start);
  for (const one of longestFirst) {
    if (!kept.some((other) => one.span.start < other.upTo && other.span.start < one.upTo)) kept.push(one);
  }
  return kept.map(({ span }) => span).sort((a, b) => a.start - b.start);
}

/** Finds phrases by looking up, at each character, only the lengths that exist: time grows with the text, not with the phrases. */
export function phrasesOf<Entry>(
  index: ReadonlyMap<string, readonly Entry[]>,
  reach: Reach<Entry> = ({ end }) => end,
): Phrases<Entry> {
  const lengths = lengthsByFirst(index.keys());
  const spansAt = (text: string, start: number): Span<Entry>[] => {
    const found: Span<Entry>[] = [];
    for (const length of lengths.get(text.charAt(start)) ?? []) {
      const end = start + length;
      const entries = end > text.length ? undefined : index.get(text.slice(start, end));
      if (entries !== undefined && !cutsWord(text, start, end)) found.push({ start, end, entries });
    }
    return found;
  };
  const within = (text: string): Span<Entry>[] => {
    const found: Span<Entry>[] = [];
    for (let at = 0; at < text.length; at += 1) found.push(...spansAt(text, at));
    return found;
  };
  return {
    size: index.size,
    get: (phrase) => index.get(phrase) ?? [],
    keys: () => index.keys(),
    within,
    spans: (text) => withoutOverlap(within(text), (span) => reach(span, text)),
  };
}
