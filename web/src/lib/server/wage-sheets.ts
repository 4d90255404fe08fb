import { readEmployerSheet, settleEmployerSheet } from '@songgang/api/contract/employer-sheets.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt } from './api.ts';
import { text } from './forms.ts';

type Fetch = typeof globalThis.fetch;

/** Reads the chosen file in and leads to the page that shows each row. */
export async function sendSheet(fetch: Fetch, request: Request, employerId: string, base: string) {
  const form = await request.formData();
  const [file, month] = [form.get('file'), text(form, 'month')];
  if (!(file instanceof File) || file.size === 0)
    return fail(422, { month, message: '先选一个文件，再点“读进来看看”。' });
  const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
  const body = { employerId, month, file: { name: file.name, base64 } };
  const read = await attempt(fetch, readEmployerSheet, { body });
  if (!read.ok) return fail(read.status, { month, message: say(read.code, read.details) });
  redirect(303, `${base}/${read.value.id}`);
}

export async function settleSheet(fetch: Fetch, request: Request, id: string, base: string) {
  // The cast only names the field: a step the api does not know comes back as a refusal.
  const action = text(await request.formData(), 'action') as 'take_in' | 'drop';
  const settled = await attempt(fetch, settleEmployerSheet, { params: { id }, body: { action } });
  if (!settled.ok) return fail(settled.status, { message: say(settled.code, settled.details) });
  redirect(303, `${base}/${id}`);
}

/** The month before the one of today: the sheet that is due. */
export function monthBefore(today: string): string {
  return new Date(Date.parse(`${today.slice(0, 7)}-01`) - 86_400_000).toISOString().slice(0, 7);
}
