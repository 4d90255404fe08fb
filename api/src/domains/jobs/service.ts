import { occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type {
  checkJob as checkEndpoint,
  createJob as createEndpoint,
  editJob as editEndpoint,
  getJobDesk,
  repostJob as repostEndpoint,
  takeJobStep as stepEndpoint,
  setJobTerms as termsEndpoint,
} from '../../../contract/job-desk.ts';
import type { JobDesk, JobDraft } from '../../../contract/jobs.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import { getRegion } from '../regions/store.ts';
import { columnsOf, judgeDraft } from './core/draft.ts';
import { advance, allowedActions, CLOSED, EDITABLE, type JobAction, type JobStatus } from './core/job.ts';
import {
  findEmployerOf,
  getJobFor,
  insertJobOnce,
  type Job,
  type JobOfEmployer,
  lockJobFor,
  type NewJob,
  saveJob,
} from './store.ts';
import { judgeJob } from './verdict.ts';
import { cardsOf, pageFieldsOf } from './view.ts';

const PORTAL = 'portal';

/** Throws job.not_found out of the asker's reach. */
export async function readDesk(ctx: Ctx, { params }: Input<typeof getJobDesk>): Promise<JobDesk> {
  return deskOf(ctx, ctx.db, await getJobFor(ctx.db, ctx.actor, params.id));
}

async function deskOf(ctx: Ctx, db: Reader, row: JobOfEmployer): Promise<JobDesk> {
  const { job, employer } = row;
  const [card] = await cardsOf(db, [row], ctx.actor.countyCode);
  if (!card) throw new Error('one row gives one card');
  const { minimumWage, missing, findings } = await judgeJob(db, job, today(ctx));
  const actions = allowedActions(job, ctx.actor);
  return {
    ...card,
    ...pageFieldsOf(row),
    status: job.status,
    statusNote: job.statusNote,
    employerState: employer.state,
    source: job.source,
    placedCount: job.placedCount,
    version: job.version,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
    submittedAt: job.submittedAt?.toISOString() ?? null,
    closedAt: job.closedAt?.toISOString() ?? null,
    missing: [...missing],
    findings: [...findings],
    minimumWage,
    actions,
    mayEdit: EDITABLE.includes(job.status) && advance({ status: 'draft' }, 'submit', ctx.actor).ok,
  };
}

/** Throws what `judgeDraft` refuses, region.not_found, job.occupation_unknown. */
async function assertWritable(db: Reader, draft: JobDraft): Promise<void> {
  orThrow(judgeDraft(draft));
  if (draft.regionCode) await getRegion(db, draft.regionCode);
  const unknown = [draft.occupationCode ?? null, ...(draft.skillCodes ?? [])].find(
    (code) => code !== null && occupationOf(code) === undefined,
  );
  if (unknown) throw new AppError('job.occupation_unknown', { code: unknown });
}

/** Throws job.employer_needed, job.employer_shut_out (suspended or blacklisted), employer.not_found. */
async function employerFor(tx: Tx, { actor }: Ctx, named: string | undefined) {
  const id = actor.role === 'employer' ? actor.employerId : named;
  if (!id) throw new AppError('job.employer_needed');
  const employer = await findEmployerOf(tx, actor.countyCode, id);
  if (!employer) throw new AppError('employer.not_found', { id });
  if (employer.state === 'suspended' || employer.state === 'blacklisted')
    throw new AppError('job.employer_shut_out', { state: employer.state, note: employer.stateNote });
  return employer;
}

/** A draft of the actor's own employer, or for staff of a named one. The same form sent again is the same posting. */
export async function createJob(ctx: Ctx, { body }: Input<typeof createEndpoint>): Promise<JobDesk> {
  const { employerId, id = newId(ctx), ...draft } = body;
  return ctx.db.transaction(async (tx) => {
    await assertWritable(tx, draft);
    const employer = await employerFor(tx, ctx, employerId);
    const created = await insertDraft(tx, ctx, { id, employerId: employer.id }, columnsOf(draft), {});
    return created ?? rewrite(tx, ctx, await lockOwn(tx, ctx, id), draft);
  });
}

/** What the actor's own form has made already. Throws job.not_found where the id is another's. */
async function lockOwn(tx: Tx, ctx: Ctx, id: string): Promise<JobOfEmployer> {
  const found = await lockJobFor(tx, ctx.actor, id);
  if (found.job.createdBy !== ctx.actor.id) throw new AppError('job.not_found', { id });
  return found;
}

/** Undefined where a posting of this id stands already. */
async function insertDraft(
  tx: Tx,
  ctx: Ctx,
  { id, employerId }: { id: string; employerId: string },
  columns: ReturnType<typeof columnsOf>,
  details: Record<string, unknown>,
): Promise<JobDesk | undefined> {
  const at = ctx.now();
  const { countyCode, id: createdBy } = ctx.actor;
  const own = { countyCode, id, employerId, source: PORTAL, sourceRef: id, createdBy };
  const row = rowOf({ ...columns, ...own, status: 'draft', createdAt: at, updatedAt: at });
  if (!(await insertJobOnce(tx, row))) return undefined;
  const desk = await deskOf(ctx, tx, await getJobFor(tx, ctx.actor, id));
  await appendEvent(tx, ctx, { subjectKind: 'job', subjectId: id, action: 'create', toStatus: 'draft', details });
  return desk;
}

/** Drizzle's row type wants arrays it may write to; `columnsOf` gives fresh ones. */
const rowOf = (row: ReturnType<typeof columnsOf> & Omit<NewJob, keyof ReturnType<typeof columnsOf>>): NewJob => row;

async function lockCurrent(tx: Tx, ctx: Ctx, id: string, version: number): Promise<JobOfEmployer> {
  const found = await lockJobFor(tx, ctx.actor, id);
  if (found.job.version !== version) throw new AppError('job.stale', { id, version: found.job.version });
  return found;
}

/** Throws job.stale, job.not_editable once a reviewer has approved the words. */
export async function editJob(ctx: Ctx, { params, body }: Input<typeof editEndpoint>): Promise<JobDesk> {
  const { version, ...draft } = body;
  return ctx.db.transaction(async (tx) => {
    const row = await lockCurrent(tx, ctx, params.id, version);
    if (!EDITABLE.includes(row.job.status)) throw new AppError('job.not_editable', { status: row.job.status });
    await assertWritable(tx, draft);
    return rewrite(tx, ctx, row, draft);
  });
}

/** Words that stand already are not written twice. Throws job.not_editable. */
async function rewrite(tx: Tx, ctx: Ctx, row: JobOfEmployer, draft: JobDraft): Promise<JobDesk> {
  const { job, employer } = row;
  const change = { ...columnsOf(draft), payText: draft.pay ? null : job.payText };
  if (changedFields(job, { ...job, ...change }).length === 0) return deskOf(ctx, tx, row);
  if (!EDITABLE.includes(job.status)) throw new AppError('job.not_editable', { status: job.status });
  const saved = await saveJob(tx, job, change, ctx.now());
  const desk = await deskOf(ctx, tx, { job: saved, employer });
  await appendEvent(tx, ctx, { ...sameStatus(job), action: 'edit', details: { changed: changedFields(job, saved) } });
  return desk;
}

const sameStatus = ({ id, status }: Job) => ({
  subjectKind: 'job',
  subjectId: id,
  fromStatus: status,
  toStatus: status,
});

const changedFields = (before: Job, after: Job): string[] =>
  Object.keys(after).filter(
    (key) =>
      key !== 'version' &&
      key !== 'updatedAt' &&
      JSON.stringify(before[key as keyof Job]) !== JSON.stringify(after[key as keyof Job]),
  );

export async function checkDraft(
  ctx: Ctx,
  { body }: Input<typeof checkEndpoint>,
): Promise<Output<typeof checkEndpoint>> {
  await assertWritable(ctx.db, body);
  const columns = columnsOf(body);
  const { missing, findings } = await judgeJob(ctx.db, columns, today(ctx));
  const { monthlyMinFen, monthlyMaxFen } = columns;
  return { missing: [...missing], findings: [...findings], monthlyMinFen, monthlyMaxFen };
}

/** One step of the table. Throws job.stale, what `advance` refuses, and for steps that make public what `assertPublishable` does. */
export async function takeStep(ctx: Ctx, { params, body }: Input<typeof stepEndpoint>): Promise<JobDesk> {
  return ctx.db.transaction(async (tx) => {
    const row = await lockCurrent(tx, ctx, params.id, body.version);
    const { to } = orThrow(advance(row.job, body.action, ctx.actor, body.note));
    await assertPublishable(tx, ctx, row, body.action);
    const at = ctx.now();
    const saved = await saveJob(
      tx,
      row.job,
      { status: to, statusNote: body.note ?? null, ...datesOf(row.job, to, at) },
      at,
    );
    const desk = await deskOf(ctx, tx, { job: saved, employer: row.employer });
    await tellChange(tx, ctx, row.job, saved, body.action, body.note);
    return desk;
  });
}

const datesOf = (job: Job, to: JobStatus, at: Date): Partial<NewJob> => ({
  ...(to === 'submitted' && { submittedAt: at }),
  ...(to === 'published' && { publishedAt: job.publishedAt ?? at }),
  ...(CLOSED.includes(to) && { closedAt: at }),
});

/** The news that carries a change to the index and to the matcher, and its event, which locks the chain and comes last. */
export async function tellChange(
  tx: Tx,
  ctx: Ctx,
  before: Job,
  after: Job,
  action: JobAction | 'terms' | 'place',
  note?: string,
): Promise<void> {
  await ctx.outbox.enqueue(tx, 'job.changed', { countyCode: after.countyCode, id: after.id });
  await appendEvent(tx, ctx, {
    subjectKind: 'job',
    subjectId: after.id,
    action,
    fromStatus: before.status,
    toStatus: after.status,
    details: { version: after.version, ...(note && { note }) },
  });
}

const MAKES_PUBLIC: readonly JobAction[] = ['publish', 'resume'];

/**
 * Promise 6, told as early as the employer submits and held again when the posting becomes public. Throws job.incomplete
 * with `missing`, job.unlawful with `findings`, job.employer_not_verified with the state.
 */
async function assertPublishable(tx: Tx, ctx: Ctx, { job, employer }: JobOfEmployer, action: JobAction): Promise<void> {
  const isPublic = MAKES_PUBLIC.includes(action);
  if (!isPublic && action !== 'submit') return;
  const { missing, findings } = await judgeJob(tx, job, today(ctx));
  if (missing.length > 0) throw new AppError('job.incomplete', { missing });
  if (findings.length > 0) throw new AppError('job.unlawful', { findings });
  if (isPublic && employer.state !== 'verified')
    throw new AppError('job.employer_not_verified', { employerId: employer.id, state: employer.state });
}

/** Head count and last day may follow life without a review. Throws job.head_count_below_placed, job.validity_passed. */
export async function setTerms(ctx: Ctx, { params, body }: Input<typeof termsEndpoint>): Promise<JobDesk> {
  return ctx.db.transaction(async (tx) => {
    const { job, employer } = await lockCurrent(tx, ctx, params.id, body.version);
    orThrow(advance(job, 'withdraw', ctx.actor));
    if (job.status !== 'published' && job.status !== 'paused')
      throw new AppError('job.wrong_status', { action: 'terms', status: job.status });
    if (body.headCount <= job.placedCount)
      throw new AppError('job.head_count_below_placed', { placed: job.placedCount, headCount: body.headCount });
    if (body.validUntilOn < today(ctx)) throw new AppError('job.validity_passed', { validUntilOn: body.validUntilOn });
    const { headCount, validUntilOn } = body;
    const saved = await saveJob(tx, job, { headCount, validUntilOn }, ctx.now());
    const desk = await deskOf(ctx, tx, { job: saved, employer });
    await tellChange(tx, ctx, job, saved, 'terms');
    return desk;
  });
}

/** A new draft with the words of a closed posting and without its last day. Throws job.not_closed. */
export async function repostJob(ctx: Ctx, { params, body }: Input<typeof repostEndpoint>): Promise<JobDesk> {
  const { id = newId(ctx) } = body;
  return ctx.db.transaction(async (tx) => {
    const { job } = await getJobFor(tx, ctx.actor, params.id);
    if (!CLOSED.includes(job.status)) throw new AppError('job.not_closed', { status: job.status });
    const employer = await employerFor(tx, ctx, job.employerId);
    const fresh = columnsOf({ title: job.title });
    const copied = Object.fromEntries(Object.keys(fresh).map((key) => [key, job[key as keyof typeof fresh]]));
    // The keys are those of `fresh`, the values those of a row that has them all.
    const columns = { ...(copied as ReturnType<typeof columnsOf>), validUntilOn: null };
    const created = await insertDraft(tx, ctx, { id, employerId: employer.id }, columns, { repostOf: job.id });
    return created ?? deskOf(ctx, tx, await lockOwn(tx, ctx, id));
  });
}
