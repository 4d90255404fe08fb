import { getVisit, listVisits, recordVisit } from '@songgang/api/contract/campaigns.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { newClientKey } from '#lib/server/form-id.ts';
import { text, whole } from '#lib/server/forms.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const visit = await call(fetch, getVisit, { params });
  const query = { campaignId: visit.campaignId, status: 'assigned' as const, limit: 50 };
  const { visits } = await call(fetch, listVisits, { query });
  const codes = visit.people.flatMap((p) => p.offers.flatMap((o) => o.reasons.map((r) => String(r.value))));
  return {
    visit,
    next: visits.find(({ id, household }) => id !== visit.id && household.regionCode === visit.household.regionCode)
      ?.id,
    occupations: await occupationNames(fetch, codes),
    // One key a page: a double tap, or the same form sent again, is the same record.
    clientKey: newClientKey(),
  };
};

const ANSWERS = { interested: 'accept', declined: 'decline' } as const;
type Body = NonNullable<Parameters<typeof attempt<typeof recordVisit>>[2]>['body'];

/** Fields are named after the delivery they answer: its id, and id.reason. */
function answersOf(form: FormData): Body['answers'] {
  const ids = text(form, 'deliveries').split(' ').filter(Boolean);
  return ids.map((deliveryId) => {
    const said = text(form, deliveryId);
    const declineReason = text(form, `${deliveryId}.reason`);
    const answer = said === 'interested' || said === 'declined' ? ANSWERS[said] : ('none' as const);
    // The cast only names the field: a reason the api does not know comes back as a refusal.
    return {
      deliveryId,
      answer,
      ...(answer === 'decline' && { declineReason: (declineReason || 'other') as 'other' }),
    };
  });
}

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const note = text(form, 'note');
    const fields = {
      version: whole(form, 'version'),
      clientKey: text(form, 'clientKey'),
      outcome: text(form, 'outcome'),
    };
    const body = { ...fields, ...(note && { note }), answers: answersOf(form) } as Body;
    const result = await attempt(fetch, recordVisit, { params, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), note });
    const next = text(form, 'next');
    redirect(303, next ? `/visits/${next}` : '/visits');
  },
};
