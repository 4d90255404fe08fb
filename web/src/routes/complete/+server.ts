import { completeSearch } from '@songgang/api/contract/jobs.ts';
import { json } from '@sveltejs/kit';
import { attempt } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const LONGEST = 60;

/** Words that begin with what somebody is typing. Where the api is away there are none: typing on and 找 work without them. */
export const GET: RequestHandler = async ({ fetch, url }) => {
  const typed = (url.searchParams.get('typed') ?? '').slice(0, LONGEST);
  const found = await attempt(fetch, completeSearch, { query: { typed } });
  const words = found.ok ? found.value.suggestions.map(({ text }) => text) : [];
  return json(words, { headers: { 'cache-control': 'private, max-age=60' } });
};
