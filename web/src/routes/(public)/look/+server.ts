import { redirect } from '@sveltejs/kit';
import { text } from '#lib/server/forms.ts';
import { localPath } from '#lib/server/local-path.ts';
import { isSecure } from '#lib/server/place.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 86_400;

/** How the pages look to this reader, kept in their own browser: 字大一些. */
export const POST: RequestHandler = async ({ cookies, request, url }) => {
  const form = await request.formData();
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url), maxAge: YEAR } as const;
  if (text(form, 'elder') === '1') cookies.set('elder', '1', options);
  else cookies.delete('elder', options);
  redirect(303, localPath(text(form, 'back')));
};
