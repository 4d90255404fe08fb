import { printClaimFile, printPersonFile } from '@songgang/api/contract/case-file.ts';
import { call } from '#lib/server/api.ts';
import { download } from '#lib/server/download.ts';
import { text } from '#lib/server/forms.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ fetch, params, request }) => {
  const purpose = text(await request.formData(), 'purpose');
  const input = { params: { id: params.id }, body: { purpose } };
  const endpoint = params.kind === 'labourers' ? printPersonFile : printClaimFile;
  return download(await call(fetch, endpoint, input));
};
