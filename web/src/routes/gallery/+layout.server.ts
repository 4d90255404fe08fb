import { error } from '@sveltejs/kit';
import { sentences } from '#lib/messages.ts';
import { dev } from '$app/env';
import type { LayoutServerLoad } from './$types';

/** For those who build pages, while they build them. */
export const load: LayoutServerLoad = () => {
  if (!dev) error(404, { message: sentences.notFound });
};
