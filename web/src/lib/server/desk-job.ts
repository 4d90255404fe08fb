import { createJob, editJob, type JobDesk, takeJobStep } from '@songgang/api/contract/jobs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { draftOf, errorsOf, type JobFields, repaired } from '#lib/job-form.ts';
import { say } from '#lib/messages.ts';
import { attempt } from './api.ts';
import { formIdIn } from './form-id.ts';
import { fenOf, text } from './forms.ts';
import { readFields, tradesFor } from './job-form.ts';

type Fetch = typeof globalThis.fetch;
/** A new posting is written for an employer; one that stands is changed where it stands. */
type Target = { employerId: string } | { id: string };

/** Saves what an officer wrote for an employer, whatever it still lacks, and with the intent `submit` puts it up for review. */
export const saveDeskJob = (fetch: Fetch, target: Target, form: FormData) =>
  save(fetch, target, form, readFields(form));

const MENDABLE = ['title', 'description', 'hoursText', 'address'] as const;

/** Takes one thing that the law forbids out of what was typed, and saves all of it. `repair` is its place among the findings. */
export function repairDeskJob(fetch: Fetch, job: JobDesk, form: FormData) {
  const typed = readFields(form);
  const finding = job.findings[Number(text(form, 'repair'))];
  const name = MENDABLE.find((field) => field === finding?.field);
  const from = finding && name ? typed[name].indexOf(finding.text) : -1;
  if (!finding || !name || from < 0) return save(fetch, { id: job.id }, form, typed);
  const mended = repaired(typed[name], { code: finding.code, from, to: from + finding.text.length });
  return save(fetch, { id: job.id }, form, { ...typed, [name]: mended });
}

async function save(fetch: Fetch, target: Target, form: FormData, typed: JobFields) {
  const { choices, isSure } = await tradesFor(fetch, typed);
  const takesFirst = typed.tradeText !== '' || (typed.occupationCode === '' && isSure);
  const fields = takesFirst && choices[0] ? { ...typed, occupationCode: choices[0].code } : typed;
  const errors = errorsOf(fields, fenOf);
  if (Object.keys(errors).length > 0)
    return fail(422, { typed: fields, errors, message: '有的地方没填对，已在下面标出。别的都还在。' });
  const draft = draftOf(fields, fenOf);
  const saved =
    'id' in target
      ? await attempt(fetch, editJob, {
          params: target,
          body: { ...draft, version: Number(text(form, 'version')) },
        })
      : await attempt(fetch, createJob, { body: { ...draft, ...formIdIn(form), employerId: target.employerId } });
  if (!saved.ok) return fail(saved.status, { typed: fields, errors, message: say(saved.code, saved.details) });
  if (text(form, 'intent') === 'submit') return submit(fetch, saved.value);
  redirect(303, `/desk/jobs/${saved.value.id}${text(form, 'repair') === '' ? '' : '/edit'}`);
}

async function submit(fetch: Fetch, { id, version, actions }: JobDesk) {
  if (!actions.includes('submit')) redirect(303, `/desk/jobs/${id}`);
  const sent = await attempt(fetch, takeJobStep, { params: { id }, body: { action: 'submit' as const, version } });
  // What is missing or unlawful is marked on the form, which is loaded anew with it.
  redirect(303, sent.ok ? `/desk/jobs/${id}` : `/desk/jobs/${id}/edit?unsent=${sent.code}`);
}
