import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor, surface, theme } }) => ({ actor, surface, theme });
