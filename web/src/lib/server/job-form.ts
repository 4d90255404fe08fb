import { createJob, editJob, takeJobStep } from '@songgang/api/contract/job-desk.ts';
import { type JobDesk, type JobDraft, suggestOccupations } from '@songgang/api/contract/jobs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { draftOf, EMPTY, errorsOf, type FieldErrors, type JobFields, repaired } from '#lib/job-form.ts';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt } from './api.ts';
import { formIdIn } from './form-id.ts';
import { fenOf, text, texts, ticked } from './forms.ts';

type Fetch = typeof globalThis.fetch;

/** What was typed, field by field. */
export function readFields(form: FormData): JobFields {
  const read = (name: string, empty: JobFields[keyof JobFields]) => {
    if (Array.isArray(empty)) return texts(form, name);
    return typeof empty === 'boolean' ? ticked(form, name) : text(form, name);
  };
  // The entries are those of EMPTY, each read by the type it has there.
  return Object.fromEntries(
    Object.entries(EMPTY).map(([name, empty]) => [name, read(name, empty)]),
  ) as unknown as JobFields;
}

/** From this strength on a text names the trade itself. */
const NAMED = 0.7;

export interface TradeChoice {
  code: string;
  name: string;
}

/** What the title may mean, surest first, and whether the first is sure enough to be taken unasked. */
export async function tradesFor(fetch: Fetch, { title, tradeText }: JobFields) {
  const said = tradeText || title;
  if (said === '') return { choices: [] as TradeChoice[], isSure: false };
  const found = await attempt(fetch, suggestOccupations, { query: { text: said } });
  const choices = found.ok ? found.value.choices : [];
  return { choices: choices.map(({ code, name }) => ({ code, name })), isSure: (choices[0]?.strength ?? 0) >= NAMED };
}

/** The occupation that was chosen, or the one that the title surely names. */
async function withTrade(fetch: Fetch, fields: JobFields): Promise<JobFields> {
  if (fields.occupationCode !== '' && fields.tradeText === '') return fields;
  const { choices, isSure } = await tradesFor(fetch, fields);
  const [first] = choices;
  if (fields.tradeText !== '' && first) return { ...fields, occupationCode: first.code };
  return isSure && first ? { ...fields, occupationCode: first.code } : fields;
}

/** Where the form leads. */
interface Pages {
  readonly saved: (id: string) => string;
  readonly mended: (id: string) => string;
  readonly sent: (id: string) => string;
  readonly shown: (id: string) => string;
  readonly form: (id: string) => string;
}

/** An employer writes in peace, and sends when all is there. */
export const OWN_PAGES: Pages = {
  saved: (id) => `/employer/jobs/${id}/edit?saved`,
  mended: (id) => `/employer/jobs/${id}/edit?saved`,
  sent: (id) => `/employer/jobs/${id}?sent`,
  shown: (id) => `/employer/jobs/${id}`,
  form: (id) => `/employer/jobs/${id}/edit`,
};

/** An officer writes for an employer, with the employer's paper in hand. */
export const DESK_PAGES: Pages = {
  saved: (id) => `/desk/jobs/${id}`,
  mended: (id) => `/desk/jobs/${id}/edit`,
  sent: (id) => `/desk/jobs/${id}`,
  shown: (id) => `/desk/jobs/${id}`,
  form: (id) => `/desk/jobs/${id}/edit`,
};

interface Sent {
  /** The posting that is being edited; absent for a new one. */
  id?: string;
  /** Whom a new one is for, where an officer writes it. */
  employerId?: string;
  form: FormData;
}

const refused = (status: number, typed: JobFields, errors: FieldErrors, message?: string) =>
  fail(status, { typed, errors, message });

/** Saves what was typed, whatever it still lacks, and with the intent `submit` sends it to review. */
export const saveJob = (fetch: Fetch, pages: Pages, sent: Sent) =>
  save(fetch, sent, readFields(sent.form), (job) =>
    text(sent.form, 'intent') === 'submit' ? submit(fetch, pages, job) : redirect(303, pages.saved(job.id)),
  );

async function save<T>(fetch: Fetch, sent: Sent, typed: JobFields, goOn: (saved: JobDesk) => T) {
  const fields = await withTrade(fetch, typed);
  const errors = errorsOf(fields, fenOf);
  if (Object.keys(errors).length > 0) return refused(422, fields, errors, '有的地方没填对，已在下面标出。别的都还在。');
  const saved = await put(fetch, sent, draftOf(fields, fenOf));
  if (!saved.ok) return refused(saved.status, fields, {}, say(saved.code, saved.details));
  return goOn(saved.value);
}

const put = (fetch: Fetch, { id, employerId, form }: Sent, draft: JobDraft): Promise<Attempt<JobDesk>> =>
  id === undefined
    ? attempt(fetch, createJob, { body: { ...draft, ...formIdIn(form), ...(employerId && { employerId }) } })
    : attempt(fetch, editJob, { params: { id }, body: { ...draft, version: Number(text(form, 'version')) } });

/** What the second click of a double click is told; the first has done it. */
const DONE_ALREADY = ['job.stale', 'job.wrong_status'];

/** A posting in review is changed where it stands; only drafts and returned ones are sent. */
async function submit(fetch: Fetch, pages: Pages, { id, version, actions }: JobDesk): Promise<never> {
  if (!actions.includes('submit')) redirect(303, pages.shown(id));
  const sent = await attempt(fetch, takeJobStep, { params: { id }, body: { action: 'submit' as const, version } });
  if (sent.ok || DONE_ALREADY.includes(sent.code)) redirect(303, pages.sent(id));
  // What is missing or unlawful is marked on the form, which is loaded anew with it.
  redirect(303, `${pages.form(id)}?unsent=${sent.code}`);
}

const MENDABLE = ['title', 'description', 'hoursText', 'address'] as const;

/** Takes one thing that the law forbids out of what was typed, and saves all of it. `repair` is its place among the findings. */
export function repairJob(fetch: Fetch, pages: Pages, job: JobDesk, form: FormData) {
  const finding = job.findings[Number(text(form, 'repair'))];
  const typed = readFields(form);
  const name = MENDABLE.find((field) => field === finding?.field);
  const fields = finding && name ? { ...typed, [name]: mended(typed[name], finding) } : typed;
  return save(fetch, { id: job.id, form }, fields, ({ id }) => redirect(303, pages.mended(id)));
}

/** The words may have moved since they were found: they are looked up in what stands in the field now. */
function mended(typed: string, { code, text: words }: JobDesk['findings'][number]): string {
  const from = typed.indexOf(words);
  return from < 0 || words === '' ? typed : repaired(typed, { code, from, to: from + words.length });
}
