import { wishAtKiosk } from '@songgang/api/contract/deliveries.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt } from './api.ts';
import { text } from './forms.ts';

const PHONE = /^1[3-9]\d{9}$/;

/** 我想去 by name and village, without an account. Hands back what was typed where it was not taken. */
export async function sayWish(
  fetch: typeof globalThis.fetch,
  jobId: string,
  form: FormData,
  regionCode: string | undefined,
) {
  const typed = {
    name: text(form, 'name'),
    phone: text(form, 'phone').replace(/[\s-]/g, ''),
    clientKey: text(form, 'clientKey'),
  };
  const errors = {
    name: typed.name === '' ? '写上您的名字，干部好找您。' : undefined,
    phone:
      typed.phone === '' || PHONE.test(typed.phone) ? undefined : `手机号是 11 位，您写了 ${typed.phone.length} 位。`,
    place: regionCode ? undefined : '先说说您是哪个村的。',
  };
  if (!regionCode || errors.name || errors.phone) return fail(422, { typed, errors, message: undefined });
  const { phone, ...rest } = typed;
  const body = { ...rest, jobId, regionCode, ...(phone && { phone }) };
  const result = await attempt(fetch, wishAtKiosk, { body });
  if (!result.ok) return fail(result.status, { typed, errors, message: say(result.code, result.details) });
  return { told: { ...result.value, name: typed.name } };
}
