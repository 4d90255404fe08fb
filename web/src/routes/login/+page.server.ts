import { sendCode, signIn, signInWithCode } from '@songgang/api/contract/auth.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, type Refused } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { localPath } from '#lib/server/local-path.ts';
import type { Actor } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const homeOf = ({ role }: Actor): string =>
  role === 'labourer' ? '/mine' : role === 'employer' ? '/employer' : '/desk';

/** Where to after signing in: the page that asked for it, else the home of the role. */
const after = (actor: Actor, url: URL): string => localPath(url.searchParams.get('next'), homeOf(actor));

export const load: PageServerLoad = ({ locals, url }) => {
  // Who is signed in and was sent here has the wrong role for that page: they may want another account.
  const isSent = url.searchParams.has('next');
  if (locals.actor && !isSent) redirect(303, homeOf(locals.actor));
  const next = localPath(url.searchParams.get('next'), '');
  const isWork = url.searchParams.get('as') === 'work' || /^\/(desk|employer|visits|print)(\/|$)/.test(next);
  const way = url.searchParams.get('as') === 'phone' || !isWork ? ('phone' as const) : ('work' as const);
  return { next, way, isSentHere: next !== '' && !locals.actor };
};

const PHONE = /^1[3-9]\d{9}$/;
const lengthSaid = (phone: string) =>
  phone === '' ? '写上手机号。' : `手机号是 1 开头的 11 位数，您写了 ${phone.length} 位。`;

const refusal = ({ code, status, details }: Refused, typed: object) =>
  fail(status === 503 ? 503 : 422, { ...typed, message: say(code, details) });

export const actions: Actions = {
  /** Sends the code; without JavaScript the page comes back with the field for it. */
  code: async ({ fetch, request }) => {
    const phone = text(await request.formData(), 'phone').replace(/[\s-]/g, '');
    if (!PHONE.test(phone)) return fail(422, { phone, phoneError: lengthSaid(phone) });
    const sent = await attempt(fetch, sendCode, { body: { phone } });
    // Asked for twice within a minute: the first code is on its way, so the field for it stays.
    if (!sent.ok) return refusal(sent, { phone, isSent: sent.code === 'auth.code_too_soon' });
    return { phone, isSent: true, validMinutes: sent.value.validMinutes };
  },
  phone: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const phone = text(form, 'phone');
    const code = text(form, 'code').replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) return fail(422, { phone, isSent: true, codeError: '验证码是 6 位数，照短信上的写。' });
    const result = await attempt(fetch, signInWithCode, { body: { phone, code } });
    if (!result.ok) return refusal(result, { phone, isSent: true });
    redirect(303, after(result.value, url));
  },
  work: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const loginName = text(form, 'loginName');
    // A password is taken as typed, blanks and all.
    const password = String(form.get('password') ?? '');
    if (loginName === '' || password === '') return fail(422, { loginName, message: '登录名和密码都要写。' });
    const result = await attempt(fetch, signIn, { body: { loginName, password } });
    if (!result.ok) return refusal(result, { loginName });
    redirect(303, after(result.value, url));
  },
};
