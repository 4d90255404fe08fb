import { askJobs } from '@songgang/search/ask.ts';
import type { JobFilter } from '@songgang/search/port.ts';
import { childrenOf, mapText, occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type {
  completeSearch as completeEndpoint,
  getJob as getJobEndpoint,
  JobPage,
  JobSearchPage,
  listOccupations as listOccupationsEndpoint,
  searchJobs as searchEndpoint,
  suggestOccupations as suggestEndpoint,
} from '../../../contract/jobs.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { openCards } from './cards.ts';
import { languageFor } from './language.ts';
import { countSearch, countTap } from './lexicon/counting.ts';
import { findKnown, isOpen, type JobOfEmployer, listSimilar } from './store.ts';
import { cardOf, cardsOf, pageFieldsOf, placeNames } from './view.ts';

const PAGE = 20;
const SIMILAR = 5;

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').filter((item) => item !== '');

type SearchQuery = Input<typeof searchEndpoint>['query'];

const filterOf = (ctx: Ctx, query: SearchQuery): JobFilter => ({
  countyCode: ctx.actor.countyCode,
  areaCodes: listOf(query.areas),
  occupationCodes: listOf(query.occupations),
  kinds: listOf(query.kinds),
  perks: listOf(query.perks),
  shifts: listOf(query.shifts),
  ...(query.payMinFen !== undefined && { payMinFen: query.payMinFen }),
  ...(query.age !== undefined && { age: query.age }),
  validOn: today(ctx),
});

/** A page of open postings for words and filters. A hit is a candidate: what its row no longer allows is not shown. */
export async function searchJobs(ctx: Ctx, { query }: Input<typeof searchEndpoint>): Promise<JobSearchPage> {
  const { countyCode } = ctx.actor;
  const language = await languageFor(ctx, countyCode);
  const asked = await askJobs(ctx.search, language.understand, {
    text: query.text ?? '',
    filter: filterOf(ctx, query),
    from: { countyCode: `${countyCode}000000`, drop: listOf(query.drop) },
    offset: query.offset ?? 0,
    limit: query.limit ?? PAGE,
  });
  const ids = asked.hits.map(({ id }) => id);
  const jobs = await openCards(ctx, ids);
  const { chips, corrected = null } = asked.understood;
  const total = asked.total - (ids.length - jobs.length);
  const isWidened = asked.widened.length > 0;
  const counted = isCounted(ctx.actor, query)
    ? countSearch(ctx, { understood: asked.understood, total, isWidened })
    : null;
  await counted?.kept;
  return {
    jobs,
    total,
    mark: counted?.mark ?? null,
    engine: asked.engine,
    chips: [...chips],
    widened: [...asked.widened],
    corrected,
  };
}

/** Somebody's question newly asked in words alone: what was chosen on the page may itself be why nothing is found. */
const isCounted = ({ role }: Ctx['actor'], query: SearchQuery): boolean =>
  (role === 'visitor' || role === 'labourer') && isNewQuestion(query);

const isNewQuestion = ({ text = '', offset = 0, drop, peek = false, ...chosen }: SearchQuery): boolean =>
  text.trim() !== '' && offset === 0 && !drop && !peek && Object.keys(chosen).every((name) => name === 'limit');

/** Throws job.not_found for what was never published, job.closed for what no longer is, with its title and similar postings. */
export async function readJob(ctx: Ctx, { params, query }: Input<typeof getJobEndpoint>): Promise<JobPage> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const row = await findKnown(ctx.db, countyCode, params.id);
  if (!row) throw new AppError('job.not_found', { id: params.id });
  if (query.from !== undefined) await countTap(ctx, query.from, row.job.occupationCode);
  const similar = await cardsOf(ctx.db, await listSimilar(ctx.db, countyCode, on, row.job, SIMILAR), countyCode);
  if (!isOpen(row, on)) throw new AppError('job.closed', { title: row.job.title, why: whyClosed(row, on), similar });
  const names = await placeNames(ctx.db, [row.job.regionCode]);
  return { ...cardOf(row, names, countyCode), ...pageFieldsOf(row), similar };
}

/** In the order in which a reader cares: the post is taken, its time is over, or it is off the list for now. */
function whyClosed({ job }: JobOfEmployer, on: string): 'filled' | 'expired' | 'withdrawn' | 'paused' {
  if (job.status === 'filled' || (job.headCount !== null && job.placedCount >= job.headCount)) return 'filled';
  if (job.status === 'expired' || (job.validUntilOn !== null && job.validUntilOn < on)) return 'expired';
  return job.status === 'withdrawn' ? 'withdrawn' : 'paused';
}

const COMPLETIONS = 8;

/** Trades and places that begin with what is typed, in characters, pinyin or initials. */
export async function complete(
  ctx: Ctx,
  { query }: Input<typeof completeEndpoint>,
): Promise<Output<typeof completeEndpoint>> {
  const { suggest: completions } = await languageFor(ctx, ctx.actor.countyCode);
  return { suggestions: completions(query.typed, COMPLETIONS) };
}

const CHOICES = 8;

/** The form shows what a free text was mapped to, as a choice. */
export async function suggest(
  _ctx: Ctx,
  { query }: Input<typeof suggestEndpoint>,
): Promise<Output<typeof suggestEndpoint>> {
  const hits = mapText(query.text).slice(0, CHOICES);
  return { choices: hits.map(({ code, strength }) => ({ code, name: occupationOf(code)?.name ?? code, strength })) };
}

/** Throws job.occupation_unknown for a code that is not in the tree. */
export async function listBranches(
  _ctx: Ctx,
  { query }: Input<typeof listOccupationsEndpoint>,
): Promise<Output<typeof listOccupationsEndpoint>> {
  const { parent = null } = query;
  if (parent !== null && !occupationOf(parent)) throw new AppError('job.occupation_unknown', { code: parent });
  return { occupations: childrenOf(parent).map(({ code, name }) => ({ code, name })) };
}
