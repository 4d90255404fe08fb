import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { sentences } from '#lib/messages.ts';
import type { Actor } from './session.ts';

/**
 * The signed-in actor, for pages of some roles. A visitor is sent to sign in and comes back; another role is told so.
 * A courtesy to the reader only: the api decides anew on every request.
 */
export function admit({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, may: (actor: Actor) => boolean): Actor {
  const { actor } = locals;
  if (!locals.isActorKnown) error(503, sentences.ourFault, { code: 'web.api_unreachable' });
  if (!actor) redirect(303, `/login?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (!may(actor)) error(403, sentences.notYours, { code: 'auth.role_not_allowed' });
  return actor;
}
