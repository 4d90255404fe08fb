import { getSession, type SessionView } from '@songgang/api/contract/auth.ts';
import { STAFF_ROLES } from '@songgang/api/contract/scalars.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { call } from './api.ts';

/** Who is signed in, as the api sees them behind the visitor's cookie. */
export type Actor = SessionView;

export const isStaff = (actor: Actor): boolean => STAFF_ROLES.some((role) => role === actor.role);

/** Asks the api who is there; null for a visitor. Who carries no cookie is not asked about. */
export async function actorOf({ request, fetch }: RequestEvent): Promise<Actor | null> {
  if (!request.headers.has('cookie')) return null;
  const actor = await call(fetch, getSession);
  return actor.role === 'visitor' ? null : actor;
}
