import { type CountyLanguage, languageOf } from '@songgang/search/chinese/language.ts';
import type { Db } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { listNames } from '../regions/store.ts';

export { meaningOf } from '@songgang/search/chinese/meaning.ts';

interface Kept {
  readonly madeAt: number;
  readonly language: Promise<CountyLanguage>;
}

/** Making one takes some tenths of a second; places and words change seldom, and a new one is heard of within this time. */
const KEPT_MS = 600_000;

const kept = new WeakMap<Db, Map<string | null, Kept>>();

/** How people of a county ask: all places of China to county and, with a county, its towns and villages. */
export function languageFor({ db, now }: Pick<Ctx, 'db' | 'now'>, countyCode: string | null): Promise<CountyLanguage> {
  const languages = kept.get(db) ?? new Map<string | null, Kept>();
  kept.set(db, languages);
  const at = now().getTime();
  const known = languages.get(countyCode);
  if (known && Math.abs(at - known.madeAt) < KEPT_MS) return known.language;
  const language = listNames(db, countyCode).then((places) => languageOf({ places }));
  languages.set(countyCode, { madeAt: at, language });
  // One that could not be made is not kept: the next question tries again.
  language.catch(() => languages.delete(countyCode));
  return language;
}
