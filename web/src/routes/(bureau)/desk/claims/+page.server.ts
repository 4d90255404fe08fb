import { checkClaims, listClaims } from '@songgang/api/contract/claims.ts';
import type { Input } from '@songgang/api/contract/endpoint.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { texts } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;
type Query = Input<typeof listClaims>['query'];

/** Which list is asked for: what waits for the asker, what is owed, what is late, what is doubted, a status, or all. */
function viewOf(view: string): Query {
  if (['mine', 'owed', 'late', 'doubted'].includes(view)) return { [view]: true };
  // The cast: a status nobody knows is refused by the api.
  return view === 'all' ? {} : { status: view as NonNullable<Query['status']> };
}

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const view = url.searchParams.get('view') ?? 'mine';
  const [q, ruleId] = [url.searchParams.get('q') ?? '', url.searchParams.get('rule') ?? ''];
  const ids = { labourerId: url.searchParams.get('labourer'), placementId: url.searchParams.get('placement') };
  const query = {
    ...viewOf(view),
    ...(q && { q }),
    ...(ruleId && { ruleId }),
    ...(ids.labourerId && { labourerId: ids.labourerId }),
    ...(ids.placementId && { placementId: ids.placementId }),
    offset: (page - 1) * PAGE,
    limit: PAGE,
  };
  const mayEnter = OFFICER_ROLES.some((role) => role === actor.role);
  return { ...(await call(fetch, listClaims, { query })), page, pageSize: PAGE, view, q, ruleId, mayEnter };
};

export const actions: Actions = {
  /** Only claims with nothing open can be ticked; each is judged and screened again by itself. */
  check: async ({ fetch, request }) => {
    const form = await request.formData();
    const claims = texts(form, 'claim').map((one) => {
      const [id = '', version] = one.split('@');
      return { id, version: Number(version) };
    });
    if (claims.length === 0) return fail(400, { message: '一件也没选。先在左边打勾。' });
    const result = await attempt(fetch, checkClaims, { body: { claims } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    const reasons = result.value.refused.map(({ code, details }) => say(code, details));
    return { done: result.value.done, refused: [...new Set(reasons)], left: reasons.length };
  },
};
