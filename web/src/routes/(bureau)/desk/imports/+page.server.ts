import { type IMPORT_KIND_NAMES, listImports, stageImport } from '@songgang/api/contract/imports.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Kind = (typeof IMPORT_KIND_NAMES)[number];

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const { imports } = await call(fetch, listImports);
  const isWaiting = url.searchParams.get('state') === 'staged';
  return {
    imports: isWaiting ? imports.filter(({ state }) => state === 'staged') : imports,
    ...{ isWaiting, all: imports.length },
    waiting: imports.filter(({ state }) => state === 'staged').length,
    mayWrite: OFFICER_ROLES.some((role) => role === actor.role),
  };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const kind = text(form, 'kind') as Kind;
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0)
      return fail(422, { kind, message: '先选一个文件，再点“读进来看看”。' });
    const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
    const staged = await attempt(fetch, stageImport, { body: { kind, file: { name: file.name, base64 } } });
    if (!staged.ok) return fail(staged.status, { kind, message: say(staged.code, staged.details) });
    redirect(303, `/desk/imports/${staged.value.id}`);
  },
};
