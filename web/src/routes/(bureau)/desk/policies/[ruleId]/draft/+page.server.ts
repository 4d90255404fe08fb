import { type DraftBody, draftVersion, getPolicy } from '@songgang/api/contract/policies.ts';
import { fail, redirect } from '@sveltejs/kit';
import { stageDaysLabels } from '#lib/labels-money.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, texts, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const from = Number(url.searchParams.get('from')) || undefined;
  const policy = await call(fetch, getPolicy, { params, query: from === undefined ? {} : { number: from } });
  return { policy, draft: policy.versions.find(({ status }) => status === 'draft') };
};

/** The casts only name words and fields: what the api does not know comes back as a refusal. */
function bodyOf(form: FormData): DraftBody {
  const stages = Object.keys(stageDaysLabels) as (keyof typeof stageDaysLabels)[];
  const days = Object.fromEntries(
    stages.flatMap((stage) => {
      const typed = whole(form, `days.${stage}`);
      return typed === undefined ? [] : [[stage, typed]];
    }),
  );
  const over = text(form, 'over');
  const ruleText = text(form, 'ruleText');
  return {
    from: Number(text(form, 'from')),
    wording: text(form, 'wording') || null,
    workflow: {
      by: { check: texts(form, 'check'), approve: texts(form, 'approve') } as NonNullable<DraftBody['workflow']['by']>,
      days,
      noticeDays: whole(form, 'noticeDays') ?? 0,
    },
    noticeFields: texts(form, 'noticeField') as DraftBody['noticeFields'],
    validFrom: text(form, 'validFrom') || null,
    validTo: text(form, 'validTo') || null,
    note: text(form, 'note'),
    ...(ruleText !== '' && { ruleText }),
    ...(over !== '' && { over }),
  };
}

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const body = bodyOf(await request.formData());
    const result = await attempt(fetch, draftVersion, { params, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), typed: body });
    redirect(303, `/desk/policies/${params.ruleId}?number=${result.value.number}`);
  },
};
