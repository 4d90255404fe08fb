import { type CountyLanguage, languageOf } from '@songgang/search/chinese/language.ts';
import { meaningOf } from '@songgang/search/chinese/meaning.ts';
import type { Db } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { remembered } from '../../kernel/remembered.ts';
import { listNames } from '../regions/store.ts';
import { STRENGTH_OF } from './core/words.ts';
import { listWordsOf, wordsStamp } from './lexicon/store.ts';

interface Made {
  /** Of the county's own words when it was made. */
  readonly stamp: string;
  readonly language: CountyLanguage;
}

interface Kept {
  readonly madeAt: number;
  lookedAt: number;
  readonly made: Promise<Made>;
}

/** Making one takes some tenths of a second; places change seldom, and a new one is heard of within this time. */
const KEPT_MS = 600_000;
/** So long a process goes without looking whether staff have changed words through another one. */
const LOOK_MS = 2000;

const kept = new WeakMap<Db, Map<string | null, Kept>>();

type LanguageCtx = Pick<Ctx, 'db' | 'now'>;

/** How people of a county ask: all places of China to county, and its towns, villages and own words. Without a county: all places known. */
export async function languageFor(ctx: LanguageCtx, countyCode: string | null): Promise<CountyLanguage> {
  const languages = kept.get(ctx.db) ?? new Map<string | null, Kept>();
  kept.set(ctx.db, languages);
  const at = ctx.now().getTime();
  const known = languages.get(countyCode);
  if (known && Math.abs(at - known.lookedAt) < LOOK_MS) return (await known.made).language;
  if (known && Math.abs(at - known.madeAt) < KEPT_MS) {
    known.lookedAt = at;
    const { stamp, language } = await known.made;
    if (stamp === (await stampOf(ctx.db, countyCode))) return language;
  }
  const made = makeLanguage(ctx.db, countyCode);
  languages.set(countyCode, { madeAt: at, lookedAt: at, made });
  // One that could not be made is not kept: the next question tries again.
  made.catch(() => languages.delete(countyCode));
  return (await made).language;
}

const stampOf = async (db: Db, countyCode: string | null): Promise<string> =>
  countyCode === null ? '' : wordsStamp(db, countyCode);

async function makeLanguage(db: Db, countyCode: string | null): Promise<Made> {
  const stamp = await stampOf(db, countyCode);
  const words = countyCode === null ? [] : await listWordsOf(db, countyCode);
  const entries = words.map(({ phrase, occupationCode: code, kind }) => ({
    phrase,
    code,
    strength: STRENGTH_OF[kind],
  }));
  return { stamp, language: remembering(languageOf({ places: await listNames(db, countyCode), entries })) };
}

/** So many questions, and none so long that it could tell of the person: the names of trades are asked for again and again. */
const MOST_REMEMBERED = 2000;
const LONGEST_REMEMBERED = 24;

/** The same language, which reads a short question once for as long as its words stand. */
function remembering(language: CountyLanguage): CountyLanguage {
  const read = remembered((key) => {
    const [countyCode = ''] = key.split('\n', 1);
    return language.understand(key.slice(countyCode.length + 1), { countyCode });
  }, MOST_REMEMBERED);
  return {
    ...language,
    understand(text, from = {}) {
      const isShort = text.length <= LONGEST_REMEMBERED && !from.drop?.length && from.countyCode !== undefined;
      return isShort ? read(`${from.countyCode}\n${text}`) : language.understand(text, from);
    },
  };
}

/** The county's words have changed: the next question is read by the new ones. */
export function forgetLanguage(db: Db, countyCode: string): void {
  kept.get(db)?.delete(countyCode);
}

/** How postings of a county are read. A county without words of its own needs no language of its own for it. */
export async function meaningFor(ctx: LanguageCtx, countyCode: string): Promise<CountyLanguage['meaningOf']> {
  const [word] = await listWordsOf(ctx.db, countyCode, { limit: 1 });
  return word ? (await languageFor(ctx, countyCode)).meaningOf : (job) => meaningOf(job);
}
