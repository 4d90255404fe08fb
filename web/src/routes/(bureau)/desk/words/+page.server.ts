import { suggestOccupations } from '@songgang/api/contract/jobs.ts';
import {
  acceptProposal,
  addWord,
  getSearchFigures,
  listProposals,
  listWords,
  refuseProposal,
  type SearchProposal,
  takeBackWord,
  WORD_KINDS,
} from '@songgang/api/contract/search.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { isStaff } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

type Fetch = typeof globalThis.fetch;

const PAGE = 20;
const KEEPERS = ['county_officer', 'administrator'];

export const load: PageServerLoad = async (event) => {
  const { fetch, url } = event;
  const actor = admit(event, isStaff);
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const [asked, added, figures] = await Promise.all([
    call(fetch, listProposals, { query: { offset: (page - 1) * PAGE, limit: PAGE } }),
    call(fetch, listWords, { query: {} }),
    call(fetch, getSearchFigures, { query: {} }),
  ]);
  const opened = asked.proposals.find(({ id }) => id === url.searchParams.get('open'));
  const phrase = (url.searchParams.get('phrase') ?? opened?.text ?? '').slice(0, 40);
  const trade = (url.searchParams.get('trade') ?? '').slice(0, 80);
  return {
    ...{ page, pageSize: PAGE, asked, added, figures, opened, phrase, trade },
    choices: await choicesOf(fetch, trade, opened),
    mayChange: KEEPERS.includes(actor.role),
  };
};

/** Branches to choose from: those of the trade that was looked up, else what the query is read as today. */
async function choicesOf(fetch: Fetch, trade: string, opened: SearchProposal | undefined) {
  if (trade === '') return opened?.choices ?? [];
  return (await call(fetch, suggestOccupations, { query: { text: trade } })).choices;
}

function wordOf(form: FormData) {
  const kind = WORD_KINDS.find((one) => one === text(form, 'kind')) ?? 'spoken';
  return { phrase: text(form, 'phrase'), occupationCode: text(form, 'occupationCode'), kind };
}

const settled = (result: Attempt<unknown>) => {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
  redirect(303, '/desk/words');
};

export const actions: Actions = {
  accept: async ({ fetch, request }) => {
    const form = await request.formData();
    const [id, body] = [text(form, 'id'), wordOf(form)];
    if (body.occupationCode === '') return fail(422, { message: '先选它说的是哪个工种，再收进词库。' });
    return settled(
      id === ''
        ? await attempt(fetch, addWord, { body })
        : await attempt(fetch, acceptProposal, { params: { id }, body }),
    );
  },
  refuse: async ({ fetch, request }) => {
    const id = text(await request.formData(), 'id');
    return settled(await attempt(fetch, refuseProposal, { params: { id }, body: {} }));
  },
  takeBack: async ({ fetch, request }) => {
    const id = text(await request.formData(), 'id');
    return settled(await attempt(fetch, takeBackWord, { params: { id }, body: {} }));
  },
};
