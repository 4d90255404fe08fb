import { signOut } from '@songgang/api/contract/auth.ts';
import { redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** What the machine itself is, not who stood before it. */
const STAYS = new Set(['kiosk', 'theme']);

/** The kiosk forgets: the session ends, every cookie of the visit goes, and whatever the browser kept of it. */
export const GET: RequestHandler = async ({ cookies, fetch, locals, setHeaders, url }) => {
  // Should the api be down, the cookie goes all the same, and with it the only way back into the session.
  await attempt(fetch, signOut);
  locals.setCookies = [];
  const secure = url.protocol === 'https:';
  for (const { name } of cookies.getAll()) if (!STAYS.has(name)) cookies.delete(name, { path: '/', secure });
  setHeaders({ 'clear-site-data': '"cache", "storage"', 'cache-control': 'no-store' });
  redirect(303, '/kiosk');
};
