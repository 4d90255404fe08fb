import { planCampaign } from '@songgang/api/contract/campaigns.ts';
import { listRegions } from '@songgang/api/contract/regions.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { formIdIn, newFormId } from '#lib/server/form-id.ts';
import { text, texts } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** Towns and their villages, as far as the asker's area reaches. */
export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  const { area, children } = await call(fetch, listRegions, { params: { code: actor.regionCode } });
  const towns = area.level === 'county' ? children : [area];
  const villages = await Promise.all(towns.map(({ code }) => call(fetch, listRegions, { params: { code } })));
  return { towns: villages.map((v) => ({ town: v.area, villages: v.children })), formId: newFormId() };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const body = {
      title: text(form, 'title'),
      fromOn: text(form, 'fromOn'),
      untilOn: text(form, 'untilOn'),
      villages: texts(form, 'village'),
    };
    const result = await attempt(fetch, planCampaign, { body: { ...body, ...formIdIn(form) } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), typed: body });
    redirect(303, `/desk/campaigns/${result.value.id}`);
  },
};
