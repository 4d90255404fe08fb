import { getJobDesk } from '@songgang/api/contract/job-desk.ts';
import { EMPTY, fieldsOf, type JobFields } from '#lib/job-form.ts';
import { attempt } from '#lib/server/api.ts';
import { admit } from '#lib/server/guard.ts';
import { OWN_PAGES, saveJob } from '#lib/server/job-form.ts';
import { formChoices, usualKind } from '#lib/server/job-page.ts';
import { ownEmployer } from '#lib/server/own-employer.ts';
import type { Actions, PageServerLoad } from './$types';

/** An empty form, or one filled with an earlier posting (`?from=`), all but its last day. */
export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'employer');
  const { fetch, url } = event;
  const employer = await ownEmployer(fetch, actor);
  const from = url.searchParams.get('from');
  const earlier = from === null ? undefined : await attempt(fetch, getJobDesk, { params: { id: from } });
  const fields: JobFields = earlier?.ok
    ? { ...fieldsOf(earlier.value), validUntilOn: '' }
    : { ...EMPTY, kind: usualKind(employer), regionCode: employer.regionCode, address: employer.address ?? '' };
  return { fields, ...(await formChoices(fetch, actor, employer, fields)) };
};

export const actions: Actions = {
  save: async ({ fetch, request }) => saveJob(fetch, OWN_PAGES, { form: await request.formData() }),
};
