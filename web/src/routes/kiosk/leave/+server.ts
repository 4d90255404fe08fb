import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What the machine itself is, not who stood before it. */
const STAYS = new Set(['kiosk', 'theme']);

/** The kiosk forgets: every cookie of the visit goes, and whatever the browser kept of it. */
export const GET: RequestHandler = ({ cookies, setHeaders }) => {
  for (const { name } of cookies.getAll()) if (!STAYS.has(name)) cookies.delete(name, { path: '/' });
  setHeaders({ 'clear-site-data': '"cache", "storage"', 'cache-control': 'no-store' });
  redirect(303, '/kiosk');
};
