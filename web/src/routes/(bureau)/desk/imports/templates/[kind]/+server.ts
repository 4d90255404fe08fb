import { getImportTemplate, type IMPORT_KIND_NAMES } from '@songgang/api/contract/imports.ts';
import { call } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = async ({ fetch, params }) => {
  // The cast only names the field: a kind the api does not know comes back as a refusal.
  const kind = params.kind as (typeof IMPORT_KIND_NAMES)[number];
  const { name, base64 } = await call(fetch, getImportTemplate, { params: { kind } });
  return new Response(Buffer.from(base64, 'base64'), {
    headers: {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
};
