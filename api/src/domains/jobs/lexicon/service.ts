import { normalForm } from '@songgang/search/chinese/normalise.ts';
import { occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/search.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays, daysBetween } from '../../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { keptText } from '../core/words.ts';
import { forgetLanguage, languageFor } from '../language.ts';
import { added } from './counting.ts';
import * as store from './store.ts';

const branchOf = (code: string) => ({ code, name: occupationOf(code)?.name ?? code });

const CHOICES = 6;

/** Each with the branches that it is read as today: where it is read rightly, what lacks is a posting and not a word. */
export async function readProposals(
  ctx: Ctx,
  { query }: Input<typeof contract.listProposals>,
): Promise<Output<typeof contract.listProposals>> {
  const { countyCode } = ctx.actor;
  const { status = 'open', ...page } = query;
  const [rows, total, language] = await Promise.all([
    store.listProposalsOf(ctx.db, countyCode, status, page),
    store.countProposals(ctx.db, countyCode, status),
    languageFor(ctx, countyCode),
  ]);
  const choicesOf = (text: string) => language.understand(text).trades.slice(0, CHOICES);
  const proposals = rows.map(({ countyCode: _county, decidedAt: _at, ...row }) => ({
    ...row,
    choices: choicesOf(row.text).map(({ code }) => branchOf(code)),
  }));
  return { proposals, total };
}

type NewWord = Input<typeof contract.addWord>['body'];

/** Throws search.phrase_not_words for what is no word or reads like a person, search.occupation_unknown. */
function checked({ phrase, occupationCode }: NewWord): string {
  const words = keptText(normalForm(phrase));
  if (words === undefined) throw new AppError('search.phrase_not_words', { phrase });
  if (!occupationOf(occupationCode)) throw new AppError('search.occupation_unknown', { code: occupationCode });
  return words;
}

async function put(tx: Tx, ctx: Ctx, body: NewWord, proposalId: string | null): Promise<store.Word> {
  const { occupationCode, kind } = body;
  const { countyCode, id: addedBy } = ctx.actor;
  const phrase = checked(body);
  const row = { countyCode, id: newId(ctx), phrase, occupationCode, kind, proposalId, addedBy, changedAt: ctx.now() };
  return store.putWord(tx, row);
}

/** The index follows through the outbox. Last in its transaction, as the chain's head is locked from here on. */
async function tell(tx: Tx, ctx: Ctx, word: store.Word, action: 'add' | 'take_back'): Promise<void> {
  const { countyCode, id, phrase, occupationCode, kind, status } = word;
  await ctx.outbox.enqueue(tx, 'word.changed', { countyCode, id });
  const details = { phrase, occupationCode, kind };
  await appendEvent(tx, ctx, { subjectKind: 'word', subjectId: id, action, toStatus: status, details });
}

/** Runs a change of words; this process asks with them from its next search on, others within seconds. */
async function changing(ctx: Ctx, change: (tx: Tx) => Promise<store.Word>): Promise<contract.LexiconWord> {
  const word = await ctx.db.transaction(change);
  forgetLanguage(ctx.db, ctx.actor.countyCode);
  return viewOf(word);
}

const viewOf = ({ id, phrase, occupationCode, kind, changedAt }: store.Word): contract.LexiconWord => ({
  id,
  phrase,
  occupation: branchOf(occupationCode),
  kind,
  changedAt: changedAt.toISOString(),
});

async function lockOpen(tx: Tx, ctx: Ctx, id: string): Promise<store.Proposal> {
  const proposal = await store.lockProposal(tx, ctx.actor.countyCode, id);
  if (proposal.status !== 'open') throw new AppError('search.proposal_settled', { status: proposal.status });
  return proposal;
}

/** Throws search.proposal_settled for one that was decided before, and what `addWord` throws. */
export const acceptProposal = (ctx: Ctx, { params, body }: Input<typeof contract.acceptProposal>) =>
  changing(ctx, async (tx) => {
    const proposal = await lockOpen(tx, ctx, params.id);
    const word = await put(tx, ctx, body, proposal.id);
    await store.settleProposal(tx, proposal, 'accepted', ctx.now());
    await tell(tx, ctx, word, 'add');
    return word;
  });

export const refuseProposal = (
  ctx: Ctx,
  { params }: Input<typeof contract.refuseProposal>,
): Promise<Output<typeof contract.refuseProposal>> =>
  ctx.db.transaction(async (tx) => {
    const proposal = await lockOpen(tx, ctx, params.id);
    await store.settleProposal(tx, proposal, 'refused', ctx.now());
    await appendEvent(tx, ctx, {
      subjectKind: 'search_proposal',
      subjectId: proposal.id,
      action: 'refuse',
      fromStatus: 'open',
      toStatus: 'refused',
      details: { text: proposal.text },
    });
    return { id: proposal.id, status: 'refused' as const };
  });

/** Throws search.entry_exists for a word that has this branch already. */
export const addWord = (ctx: Ctx, { body }: Input<typeof contract.addWord>) =>
  changing(ctx, async (tx) => {
    const word = await put(tx, ctx, body, null);
    await tell(tx, ctx, word, 'add');
    return word;
  });

/** Throws search.entry_taken_back for one that is out of use already. */
export const takeBackWord = (ctx: Ctx, { params }: Input<typeof contract.takeBackWord>) =>
  changing(ctx, async (tx) => {
    const word = await store.getWord(tx, ctx.actor.countyCode, params.id);
    const taken = await store.takeWordBack(tx, word, ctx.now());
    await tell(tx, ctx, taken, 'take_back');
    return taken;
  });

export async function readWords(
  ctx: Ctx,
  { query }: Input<typeof contract.listWords>,
): Promise<Output<typeof contract.listWords>> {
  const { countyCode } = ctx.actor;
  const rows = await store.listWordsOf(ctx.db, countyCode, { limit: 100, ...query });
  return { words: rows.map(viewOf), total: await store.countWords(ctx.db, countyCode) };
}

const WEEKS = 8;
const TAPPED = 30;
const NOTHING = { asked: 0, tapped: 0, empty: 0, widened: 0 };

/** The last weeks up to today, each of seven days. */
export async function readFigures(
  ctx: Ctx,
  { query: { weeks = WEEKS } }: Input<typeof contract.getSearchFigures>,
): Promise<contract.SearchFigures> {
  const { countyCode } = ctx.actor;
  const until = today(ctx);
  const from = addDays(until, 1 - weeks * 7);
  const [counts, taps] = await Promise.all([
    store.listCounts(ctx.db, countyCode, from),
    store.listTaps(ctx.db, countyCode, from, TAPPED),
  ]);
  const sum = (rows: readonly store.SearchCount[]) => {
    const { asked, tapped, empty, widened } = rows.reduce<typeof NOTHING>(added, NOTHING);
    return { asked, tapped, empty, widened };
  };
  const byClass = Map.groupBy(counts, ({ queryClass }) => queryClass);
  const byWeek = Map.groupBy(counts, ({ on }) => Math.floor(daysBetween(from, on) / 7));
  return {
    from,
    until,
    classes: [...byClass].map(([queryClass, rows]) => ({ queryClass, ...sum(rows) })),
    weeks: Array.from({ length: weeks }, (_, week) => ({
      from: addDays(from, week * 7),
      ...sum(byWeek.get(week) ?? []),
    })),
    tapped: taps.map(({ queryClass, occupationCode, taps: times }) => ({
      queryClass,
      occupation: branchOf(occupationCode),
      taps: times,
    })),
  };
}
