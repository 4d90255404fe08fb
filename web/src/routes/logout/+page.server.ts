import { signOut } from '@songgang/api/contract/auth.ts';
import { redirect } from '@sveltejs/kit';
import { call } from '#lib/server/api.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ fetch }) => {
    await call(fetch, signOut);
    redirect(303, '/');
  },
};
