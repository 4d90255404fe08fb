import { getEmployer, listEmployers } from '@songgang/api/contract/employers.ts';
import { EMPTY } from '#lib/job-form.ts';
import { call } from '#lib/server/api.ts';
import { DESK_PAGES, saveJob } from '#lib/server/job-form.ts';
import { formChoices, usualKind } from '#lib/server/job-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the employer, found by its name; then, with `?employer=`, the posting. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const [id, q] = [url.searchParams.get('employer'), url.searchParams.get('q')?.trim() ?? ''];
  if (id === null) {
    const query = { state: 'verified' as const, limit: 30, ...(q && { text: q }) };
    return { q, found: await call(fetch, listEmployers, { query }), form: undefined };
  }
  const employer = await call(fetch, getEmployer, { params: { id } });
  const { regionCode, address } = employer;
  const fields = { ...EMPTY, kind: usualKind(employer), regionCode, address: address ?? '' };
  return { q, found: undefined, form: { employer, fields, ...(await formChoices(fetch, actor, employer, fields)) } };
};

export const actions: Actions = {
  save: async ({ fetch, request, url }) => {
    const employerId = url.searchParams.get('employer') ?? '';
    return saveJob(fetch, DESK_PAGES, { employerId, form: await request.formData() });
  },
};
