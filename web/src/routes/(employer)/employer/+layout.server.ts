import { admit } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

/** Whoever registers has no account yet. */
const OPEN = '/employer/register';

export const load: LayoutServerLoad = (event) => ({
  actor: event.url.pathname === OPEN ? event.locals.actor : admit(event, ({ role }) => role === 'employer'),
});
