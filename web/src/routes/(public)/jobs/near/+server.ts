import { redirect } from '@sveltejs/kit';
import { townOf } from '#lib/place.ts';
import { placeOf } from '#lib/server/place.ts';
import type { RequestHandler } from './$types';

/** 就近: the jobs of the reader's own town. Who has not said where they live is asked first. */
export const GET: RequestHandler = async (event) => {
  const { code } = await placeOf(event, 'phone');
  redirect(303, code ? `/jobs?area=${townOf(code)}` : '/place?next=%2Fjobs%2Fnear');
};
