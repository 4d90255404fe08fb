import { listLog, verifyLog } from '@songgang/api/contract/desk.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const before = Number(url.searchParams.get('before')) || undefined;
  return call(fetch, listLog, { query: { limit: 100, ...(before && { before }) } });
};

export const actions: Actions = {
  default: async ({ fetch }) => {
    const result = await attempt(fetch, verifyLog);
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    return { verified: result.value };
  },
};
