import { getDelivery, takeDeliveryStep } from '@songgang/api/contract/deliveries.ts';
import { explainPair } from '@songgang/api/contract/matching.ts';
import { recordPlacement } from '@songgang/api/contract/placements.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const delivery = await call(fetch, getDelivery, { params });
  const query = { labourerId: delivery.labourer.id, jobId: delivery.job.id };
  const why = await attempt(fetch, explainPair, { query });
  const codes = why.ok ? JSON.stringify(why.value.findings).match(/\b(\d{6}|\d{4}|\d{2})\b/g) : null;
  return {
    delivery,
    // That it was sent already is no news on its own page.
    findings: why.ok ? why.value.findings.filter(({ rule }) => rule !== 'repeat') : [],
    occupations: await occupationNames(fetch, codes ?? []),
  };
};

type Step = Parameters<typeof attempt<typeof takeDeliveryStep>>[2] extends { body: infer B } ? B : never;

export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const note = text(form, 'note');
    const fields = { declineReason: text(form, 'declineReason'), notPlacedReason: text(form, 'notPlacedReason'), note };
    // The casts only name the fields: what the api does not know comes back as a refusal.
    const body = { action: text(form, 'action'), version: whole(form, 'version'), ...given(fields) } as unknown as Step;
    const result = await attempt(fetch, takeDeliveryStep, { params, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), note });
    redirect(303, `/desk/deliveries/${params.id}`);
  },
  place: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const delivery = await call(fetch, getDelivery, { params });
    const startedOn = text(form, 'startedOn');
    const contractOn = text(form, 'contractOn');
    const introducerName = text(form, 'introducerName');
    const facts = { startedOn, contractOn, introducerName, introducerFixedOn: text(form, 'introducerFixedOn') };
    const body = {
      labourerId: delivery.labourer.id,
      origin: 'introduction',
      deliveryId: delivery.id,
      jobId: delivery.job.id,
      introducerKind: text(form, 'introducerKind'),
      contractKind: text(form, 'contractKind'),
      ...given(facts),
    } as unknown as Parameters<typeof attempt<typeof recordPlacement>>[2]['body'];
    const result = await attempt(fetch, recordPlacement, { body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), ...facts });
    redirect(303, `/desk/placements/${result.value.id}`);
  },
};

/** Only what was filled in: an empty field is an absent one. */
const given = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
