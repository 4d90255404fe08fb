import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/policies.ts';
import type { DraftBody } from '../../../../contract/policies.ts';
import type { RefusalCode } from '../../../../contract/refusals.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { addDays, isCalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { newsOfPublication } from './adopt.ts';
import { loadPolicy } from './load.ts';
import { ruleOfText } from './rule-text.ts';
import {
  deleteVersion,
  type HeldVersion,
  hasAnotherKeeper,
  insertEndings,
  insertVersions,
  listOfficerNames,
  lockVersion,
  type NewPolicyVersion,
  saveVersion,
} from './store.ts';
import { nameOf, versionLine } from './view.ts';

type VersionLine = Output<typeof contract.publishVersion>;

/** A new version, or what stands in the draft there is. Throws policy.stale, policy.dates_out_of_order, policy.rule_wrong. */
export async function draftVersion(
  ctx: Ctx,
  { params, body }: Input<typeof contract.draftVersion>,
): Promise<VersionLine> {
  refuseDays(body);
  return settled(() =>
    ctx.db.transaction(async (tx) => {
      const { versions, shown: base } = await loadPolicy(tx, ctx, params.ruleId, body.from);
      const draft = versions.find(({ status }) => status === 'draft');
      if (draft?.madeAt.toISOString() !== body.over) throw new AppError('policy.stale', { ruleId: params.ruleId });
      const row = draftRow(ctx, base, draft?.number ?? (versions.at(-1)?.number ?? 0) + 1, body);
      if (draft) await saveVersion({ tx, key: draft, set: { ...row, id: draft.id } });
      else await insertVersions(tx, [row]);
      return written(tx, ctx, { ruleId: params.ruleId, number: row.number, id: draft?.id ?? row.id, action: 'draft' });
    }),
  );
}

function refuseDays({ validFrom, validTo }: DraftBody): void {
  const days = [validFrom, validTo].filter((day) => day !== null);
  const isInOrder = validFrom === null || validTo === null || validFrom <= validTo;
  if (!days.every(isCalendarDate) || !isInOrder)
    throw new AppError('policy.dates_out_of_order', { validFrom, validTo });
}

function draftRow(ctx: Ctx, base: HeldVersion, number: number, body: DraftBody): NewPolicyVersion {
  const { ruleText, wording, workflow, noticeFields, validFrom, validTo, note } = body;
  const rule = ruleText === undefined ? base.rule : ruleOfText(ruleText, base.rule, number);
  return {
    countyCode: base.countyCode,
    id: newId(ctx),
    ruleId: base.ruleId,
    number,
    jurisdiction: base.jurisdiction,
    document: base.document,
    rule: { ...rule, version: number, effective: { from: validFrom, to: validTo } },
    terms: { wording, workflow, noticeFields },
    validFrom,
    validTo,
    status: 'draft',
    note,
    madeBy: ctx.actor.id,
    madeAt: ctx.now(),
  };
}

interface Written {
  readonly ruleId: string;
  readonly number: number;
  readonly id: string;
  readonly action: string;
}

/** The version as it now stands, with the event of what was done to it, the last thing in the transaction. */
async function written(tx: Tx, ctx: Ctx, { ruleId, number, id, action }: Written): Promise<VersionLine> {
  const { shown } = await loadPolicy(tx, ctx, ruleId, number);
  const line = versionLine(shown, nameOf(await listOfficerNames(tx, ctx.actor.countyCode)));
  await appendEvent(tx, ctx, {
    subjectKind: 'policy',
    subjectId: id,
    action,
    toStatus: 'draft',
    details: { ruleId, number },
  });
  return line;
}

/** Throws policy.published where the version is out already. */
export async function discardDraft(
  ctx: Ctx,
  { params }: Input<typeof contract.discardDraft>,
): Promise<Output<typeof contract.discardDraft>> {
  const { ruleId, number } = params;
  return settled(() =>
    ctx.db.transaction(async (tx) => {
      const version = await lockVersion(tx, ctx.actor.countyCode, ruleId, number);
      await deleteVersion(tx, version);
      const news = { subjectKind: 'policy', subjectId: version.id, action: 'discard', fromStatus: version.status };
      await appendEvent(tx, ctx, { ...news, details: { ruleId, number } });
      return {};
    }),
  );
}

/**
 * Publishes a draft. What the database refuses (a change of what is published, two versions on one day) comes back as
 * policy.published and policy.overlaps; whoever made a draft publishes it only where there is nobody else to.
 */
export async function publishVersion(
  ctx: Ctx,
  { params, body }: Input<typeof contract.publishVersion>,
): Promise<VersionLine> {
  const { ruleId, number } = params;
  const { countyCode, id: publishedBy } = ctx.actor;
  return settled(() =>
    ctx.db.transaction(async (tx) => {
      const draft = await lockVersion(tx, countyCode, ruleId, number);
      const isOwn = draft.madeBy === publishedBy;
      if (isOwn && (await hasAnotherKeeper(tx, countyCode, publishedBy)))
        throw new AppError('policy.same_officer', { ruleId, number });
      const { versions } = await loadPolicy(tx, ctx, ruleId, number);
      if (body.replaces) await insertEndings(tx, endingsFor(ctx, draft, versions));
      await saveVersion({ tx, key: draft, set: { status: 'published', publishedBy, publishedAt: ctx.now() } });
      await ctx.outbox.enqueue(tx, 'policy.changed', { countyCode, id: draft.id });
      const { shown } = await loadPolicy(tx, ctx, ruleId, number);
      const line = versionLine(shown, nameOf(await listOfficerNames(tx, countyCode)));
      await appendEvent(tx, ctx, { ...newsOfPublication(draft), fromStatus: draft.status });
      return line;
    }),
  );
}

/** What stood on the first day of the new version, or later, ends the day before it; what never held before it, never did. */
function endingsFor(
  ctx: Ctx,
  draft: Pick<HeldVersion, 'validFrom' | 'number' | 'validTo'>,
  versions: readonly HeldVersion[],
) {
  const { validFrom: from, validTo: to } = draft;
  const meets = ({ holds }: HeldVersion): boolean =>
    holds !== null &&
    (from === null || holds.to === null || from <= holds.to) &&
    (to === null || holds.from === null || holds.from <= to);
  return versions.filter(meets).map(({ countyCode, id: versionId }) => ({
    countyCode,
    id: newId(ctx),
    versionId,
    lastOn: from === null ? null : addDays(from, -1),
    reason: `第 ${draft.number} 版`,
    endedBy: ctx.actor.id,
    endedAt: ctx.now(),
  }));
}

const REFUSALS: Readonly<Record<string, RefusalCode>> = {
  // restrict_violation and exclusion_violation, as the triggers of migration 0009 raise them.
  '23001': 'policy.published',
  '23P01': 'policy.overlaps',
};

/** What the database itself refuses about versions, said as a refusal. */
async function settled<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = error instanceof DrizzleQueryError ? error.cause : error;
    const code = fault instanceof postgres.PostgresError ? REFUSALS[fault.code] : undefined;
    if (code) throw new AppError(code, {}, { cause: error });
    throw error;
  }
}
