import { baseLexicon, type Lexicon } from '../vocabulary/lexicon.ts';
import { isAttendant, isWare, type Said, tradesSaid } from '../vocabulary/map-text.ts';
import { occupationOf } from '../vocabulary/tree.ts';
import { perksOf, shiftsOf } from './conditions.ts';
import { type JobText, type Meaning, NAMED, type TradeHit } from './model.ts';
import { normalForm } from './normalise.ts';
import { paySaid } from './pay.ts';
import { NO_PLACES } from './places.ts';
import { foldSound, initialsOf, syllablesOf } from './sounds.ts';
import { readTitle } from './title.ts';
import { promoted, weighed } from './trades.ts';
import type { Language } from './understand.ts';
import { type Wish, wishesIn } from './wishes.ts';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 4000;
/** What is told outside the title speaks of the trade less surely; where the title is silent, a little more so. */
const BEYOND_TITLE = 0.6;
const SILENT_TITLE = 0.85;
/** 工人 alone names no trade. */
const SPEAKING = 0.8;
/** From here on a phrase within another is a trade's name. */
const BORNE = 0.85;
const MOST_SOUNDS = 24;
const LONGEST_SOUND = 12;

/** What a posting means. Worked out when it is indexed: some tens of microseconds a posting. */
export function meaningOf(
  job: JobText,
  { lexicon }: Language = { lexicon: baseLexicon(), places: NO_PLACES },
): Meaning {
  const title = readTitle(job.title.slice(0, LONGEST_TITLE), lexicon);
  const offers = normalForm([job.benefits ?? [], job.skills ?? []].flat().join(' ').slice(0, LONGEST_TEXT));
  const description = normalForm((job.description ?? '').slice(0, LONGEST_TEXT));
  const said = tradesSaid(title.core, lexicon);
  const beyond = tradesSaid(`${normalForm(job.category ?? '')} ${offers} ${description}`, lexicon).trades;
  const trades = joined(job.occupationCode, titleTrades(said), weighed(beyond));
  const core = title.core || normalForm(job.title.slice(0, LONGEST_TITLE));
  const wishes = [...title.wishes, ...wishesIn(offers, lexicon), ...wishesIn(description, lexicon)];
  const pay = paySaid(normalForm(job.salary ?? '')) ?? paySaid(normalForm(job.title.slice(0, LONGEST_TITLE)));
  const words = said.spans.map(({ start, end }) => said.text.slice(start, end));
  return {
    trades,
    borne: borneBy(title.core, trades, lexicon),
    title: core,
    text: [core, ...namesOf(trades), normalForm(job.company ?? ''), offers, description].join(' ').trim(),
    ...soundsOf([core.replaceAll(' ', ''), ...core.split(' '), ...words, ...namesOf(trades)]),
    ...offered(wishes),
    payMinFen: pay?.minFen,
    payMaxFen: pay?.maxFen,
  };
}

/** A tool alone is all that a title may tell (电动缝纫机), but not a thing that is sold. */
function titleTrades({ trades, spans, text }: Said): TradeHit[] {
  const heard = weighed(trades);
  return spans.some((span) => isWare(span, spans, text)) ? heard : promoted(heard);
}

/** Names within names: the title is not of these trades, yet whoever asks for them may mean it. */
function borneBy(title: string, trades: readonly TradeHit[], lexicon: Lexicon): string[] {
  const own = new Set(trades.filter(({ strength }) => strength >= NAMED).map(({ code }) => code));
  const spans = lexicon.within(title);
  // 护工 in 养护工 is none; 保洁员 in 村保洁员 is one.
  const isCut = ({ start, end }: { start: number; end: number }) =>
    end - start < 3 && spans.some((other) => other.start === start - 1 && other.end > start);
  const codes = spans
    .filter((span) => !isWare(span, spans, title) && !isCut(span))
    .flatMap(({ entries }) => entries.filter(({ strength }) => strength >= BORNE).map(({ code }) => code));
  return [...new Set(codes)].filter((code) => !own.has(code) && code.length > 2 && !isAttendant(code)).sort();
}

function joined(chosen: string | undefined, title: readonly TradeHit[], beyond: readonly TradeHit[]): TradeHit[] {
  const isSilent = !title.some(({ strength }) => strength >= SPEAKING) && chosen === undefined;
  const factor = isSilent ? SILENT_TITLE : BEYOND_TITLE;
  const strengths = new Map<string, number>(chosen === undefined ? [] : [[chosen, 1]]);
  const put = (code: string, strength: number) => strengths.set(code, Math.max(strengths.get(code) ?? 0, strength));
  for (const { code, strength } of title) put(code, strength);
  for (const { code, strength } of beyond) put(code, Math.round(strength * factor * 100) / 100);
  const hits = [...strengths].map(([code, strength]) => ({ code, strength }));
  return hits.sort((a, b) => b.strength - a.strength || (a.code < b.code ? -1 : 1));
}

/** A search for the other name of a trade finds the posting by its words as well. */
const namesOf = (trades: readonly TradeHit[]): string[] =>
  trades.filter(({ strength }) => strength >= NAMED).flatMap(({ code }) => occupationOf(code)?.name ?? []);

function soundsOf(words: readonly string[]): Pick<Meaning, 'pinyin' | 'initials' | 'fuzzy'> {
  const heard = [...new Set(words)].filter((word) => /\p{Script=Han}{2}/u.test(word)).slice(0, MOST_SOUNDS);
  const syllables = heard.map((word) => syllablesOf(word.slice(0, LONGEST_SOUND)));
  const unique = (sounds: string[]) => [...new Set(sounds)];
  const pinyin = unique(syllables.map((one) => one.join('')));
  return { pinyin, initials: unique(syllables.map(initialsOf)), fuzzy: unique(pinyin.map(foldSound)) };
}

const offered = (wishes: readonly Wish[]): Pick<Meaning, 'perks' | 'shifts' | 'home'> => {
  const given = wishes.filter(({ refused }) => !refused).map(({ condition }) => condition);
  // 没有夜班 says that one works by day.
  const hasNoNights = wishes.some(({ condition, refused }) => refused && shiftsOf(condition).includes('night'));
  return {
    perks: [...new Set(given.flatMap(perksOf))],
    shifts: [...new Set([...given.flatMap(shiftsOf), ...(hasNoNights ? ['day' as const] : [])])],
    home: given.some(({ kind }) => kind === 'home'),
  };
};
