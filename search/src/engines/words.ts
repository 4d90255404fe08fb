const RUN = /[\p{L}\p{N}]+/gu;

/** At most this many words reach an engine: Meilisearch reads ten, and time must not grow with what is typed. */
const MOST_WORDS = 10;
const LONGEST_WORD = 24;

/** Letters and digits alone: quotes, minus signs, brackets and control characters are syntax to one engine or another. */
export const plainWords = (words: readonly string[] = []): string[] =>
  words
    .flatMap((word) => word.slice(0, 200).toLowerCase().match(RUN) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => [...word].slice(0, LONGEST_WORD).join(''));
