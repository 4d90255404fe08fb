import { admit } from '#lib/server/guard.ts';
import { isStaff } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({ actor: admit(event, isStaff) });
