import { getSession, type SessionView } from '@songgang/api/contract/auth.ts';
import { STAFF_ROLES } from '@songgang/api/contract/scalars.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from './api.ts';

/** Who is signed in, as the api sees them behind the visitor's cookie. */
export type Actor = SessionView;

export const isStaff = (actor: Actor): boolean => STAFF_ROLES.some((role) => role === actor.role);

/**
 * Asks the api who is there; null for a visitor. Who carries no cookie is not asked about.
 * `unknown` where the api gives no answer: public pages are then drawn as for a visitor, others say what is wrong.
 */
export async function actorOf({ request, fetch }: RequestEvent): Promise<Actor | null | 'unknown'> {
  if (!request.headers.has('cookie')) return null;
  const asked = await attempt(fetch, getSession);
  if (!asked.ok) return 'unknown';
  return asked.value.role === 'visitor' ? null : asked.value;
}
