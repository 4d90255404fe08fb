import { baseLexicon, type LexiconEntry, withEntries } from '../vocabulary/lexicon.ts';
import { meaningOf } from './meaning.ts';
import type { AskedFrom, JobText, Meaning, Place, Understanding } from './model.ts';
import { normalForm } from './normalise.ts';
import { placeIndex, readPlaces } from './places.ts';
import { soundIndexOf } from './sound-index.ts';
import { type Suggestion, suggester } from './suggest.ts';
import { understand } from './understand.ts';

/** Everything about a county's language, with its places and what its staff have added to the vocabulary. */
export interface CountyLanguage {
  understand(text: string, from?: AskedFrom): Understanding;
  meaningOf(job: JobText): Meaning;
  suggest(typed: string, limit: number): Suggestion[];
  /** Codes of the places that a region's text names, deepest only. */
  areasOf(region: string): string[];
}

export interface LanguageOptions {
  readonly places?: readonly (Place & { readonly shortName?: string | undefined })[];
  readonly entries?: readonly LexiconEntry[];
}

/** Made once and kept: some tenths of a second, after which every question is answered within milliseconds. */
export function languageOf({ places = [], entries = [] }: LanguageOptions): CountyLanguage {
  const lexicon = entries.length > 0 ? withEntries(entries) : baseLexicon();
  const language = { lexicon, places: placeIndex(places) };
  soundIndexOf(lexicon);
  const { suggest } = suggester(places, entries);
  return {
    understand: (text, from) => understand(text, from, language),
    meaningOf: (job) => meaningOf(job, language),
    suggest,
    areasOf: (region) => readPlaces(language.places, normalForm(region)).map(({ code }) => code),
  };
}
