import { getSheetTemplate } from '@songgang/api/contract/employer-sheets.ts';
import { call } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = async ({ fetch }) => {
  const { name, base64 } = await call(fetch, getSheetTemplate);
  return new Response(Buffer.from(base64, 'base64'), {
    headers: {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
};
