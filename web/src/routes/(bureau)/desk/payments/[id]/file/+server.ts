import { getBankFile } from '@songgang/api/contract/payments.ts';
import { call } from '#lib/server/api.ts';
import { download } from '#lib/server/download.ts';
import { text } from '#lib/server/forms.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ fetch, params, request }) => {
  const purpose = text(await request.formData(), 'purpose');
  return download(await call(fetch, getBankFile, { params, body: { purpose } }));
};
