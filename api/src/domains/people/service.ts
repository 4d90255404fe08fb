import { occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import { and, type SQL } from 'drizzle-orm';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type {
  CardView,
  checkCard as checkEndpoint,
  closeLabourer as closeEndpoint,
  editCard as editEndpoint,
  findLabourer as findEndpoint,
  getCard as getEndpoint,
  listLabourers as listEndpoint,
  registerLabourer as registerEndpoint,
} from '../../../contract/people.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { ageOn, type CalendarDate } from '../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent, discloseAll } from '../audit/service.ts';
import { syncAccounts } from './accounts.ts';
import { clearBlocks } from './core/card-blocks.ts';
import { readIdNumber } from './core/id-number.ts';
import { lockHousehold } from './household-store.ts';
import { assertHome } from './place.ts';
import {
  findByIdHash,
  findVisibleByIdHash,
  getLabourer,
  insertLabourers,
  type Labourer,
  listLabourers,
  lockLabourer,
  saveLabourer,
} from './store.ts';
import { cardView } from './view.ts';

type Fields = Omit<Input<typeof registerEndpoint>['body'], 'idNumber' | 'phone' | 'email'>;

/** Who has had fewer offers than so many in a year: known to the domain that offers, handed in from above. */
export type OffersBelow = (below: number, on: CalendarDate, isReached: boolean) => SQL;

/** A phone or mail as it is kept: sealed, and a phone also by its keyed hash. */
const contactColumns = ({ vault }: Ctx, { phone, email }: { phone?: string | null; email?: string | null }) => ({
  ...(phone !== undefined && {
    phoneSealed: phone === null ? null : vault.seal(phone),
    phoneHash: phone === null ? null : vault.hashOf('phone', phone),
  }),
  ...(email !== undefined && { emailSealed: email === null ? null : vault.seal(email) }),
});

/** Columns that follow from the ID number. Throws people.id_number_wrong. */
export function identityColumns(ctx: Pick<Ctx, 'vault' | 'now'>, idNumber: string) {
  const { number, birthOn, sex } = orThrow(readIdNumber(idNumber, today(ctx))).id;
  return { idNumberSealed: ctx.vault.seal(number), idNumberHash: ctx.vault.hashOf('id', number), birthOn, sex };
}

function assertMeaning({ disabilityKind, disabilityGrade, skills, wishes, trainingWishes }: Fields): void {
  if ((disabilityKind === null) !== (disabilityGrade === null)) throw new AppError('people.disability_incomplete');
  const codes = [...skills.map((s) => s.code), ...wishes, ...trainingWishes];
  const unknown = codes.find((code) => !occupationOf(code));
  if (unknown) throw new AppError('people.occupation_unknown', { code: unknown });
}

async function refuseTwice(tx: Tx, ctx: Ctx, idNumberHash: string, ownId?: string): Promise<void> {
  const known = await findByIdHash(tx, ctx.actor.countyCode, idNumberHash);
  if (known && known.id !== ownId)
    throw new AppError('people.exists', { name: known.name, regionCode: known.regionCode });
}

const news = (id: string, action: string, details: Record<string, unknown> = {}) => ({
  subjectKind: 'labourer',
  subjectId: id,
  action,
  details,
});

/** Event, account and news of a change, in its transaction. */
async function tell(tx: Tx, ctx: Ctx, saved: Labourer, action: string, details = {}): Promise<CardView> {
  await syncAccounts(tx, ctx, [saved]);
  await ctx.outbox.enqueue(tx, 'labourer.changed', { countyCode: saved.countyCode, id: saved.id });
  const view = await cardView(tx, ctx, saved);
  await appendEvent(tx, ctx, news(saved.id, action, details));
  return view;
}

/** Throws people.id_number_wrong, people.exists, people.household_not_found, people.household_closed. */
export async function registerLabourer(ctx: Ctx, { body }: Input<typeof registerEndpoint>): Promise<CardView> {
  const { idNumber, phone, email, ...fields } = body;
  assertMeaning(fields);
  const identity = identityColumns(ctx, idNumber);
  return ctx.db.transaction(async (tx) => {
    const household = await lockHousehold(tx, ctx.actor, body.householdId);
    if (household.state === 'closed') throw new AppError('people.household_closed', { id: household.id });
    await assertHome(tx, ctx.actor, body.regionCode);
    await refuseTwice(tx, ctx, identity.idNumberHash);
    const at = ctx.now();
    const { countyCode } = ctx.actor;
    const contact = contactColumns(ctx, { ...(phone && { phone }), ...(email && { email }) });
    const id = newId(ctx);
    await insertLabourers(tx, [{ ...fields, ...identity, ...contact, countyCode, id, createdAt: at, updatedAt: at }]);
    return tell(tx, ctx, await getLabourer(tx, ctx.actor, id), 'register');
  });
}

const CHANGING = ['name', 'regionCode', 'householdId'] as const;

/** Names of the fields that changed: what the event tells, never what they hold. */
const changedFields = (before: Labourer, after: Labourer): string[] =>
  (Object.keys(after) as (keyof Labourer)[]).filter(
    (field) =>
      !['version', 'updatedAt'].includes(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );

export async function editCard(ctx: Ctx, { params, body }: Input<typeof editEndpoint>): Promise<CardView> {
  const { idNumber, phone, email, version, ...fields } = body;
  assertMeaning(fields);
  const identity = idNumber === undefined ? null : identityColumns(ctx, idNumber);
  return ctx.db.transaction(async (tx) => {
    const before = await lockLabourer(tx, ctx.actor, params.id, version);
    if (before.state === 'closed') throw new AppError('people.closed', { id: before.id });
    if (CHANGING.some((field) => fields[field] !== before[field])) await assertHome(tx, ctx.actor, body.regionCode);
    if (body.householdId !== before.householdId) await lockHousehold(tx, ctx.actor, body.householdId);
    if (identity) await refuseTwice(tx, ctx, identity.idNumberHash, before.id);
    const contact = contactColumns(ctx, {
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
    });
    const saved = await saveLabourer(tx, before, { ...fields, ...identity, ...contact, updatedAt: ctx.now() });
    return tell(tx, ctx, saved, 'edit', { fields: changedFields(before, saved) });
  });
}

/** D-002, D-026, D-027: the card was gone through with the person on this day by this helper. */
export async function checkCard(ctx: Ctx, { params, body }: Input<typeof checkEndpoint>): Promise<CardView> {
  return ctx.db.transaction(async (tx) => {
    const card = await lockLabourer(tx, ctx.actor, params.id, body.version);
    const saved = await saveLabourer(tx, card, { checkedAt: ctx.now(), checkedBy: ctx.actor.id });
    const view = await cardView(tx, ctx, saved);
    await appendEvent(tx, ctx, news(saved.id, 'check'));
    return view;
  });
}

export async function closeLabourer(ctx: Ctx, { params, body }: Input<typeof closeEndpoint>): Promise<CardView> {
  return ctx.db.transaction(async (tx) => {
    const card = await lockLabourer(tx, ctx.actor, params.id, body.version);
    if (card.state === 'closed') throw new AppError('people.closed', { id: card.id });
    const closed = { state: 'closed' as const, closedReason: body.reason, updatedAt: ctx.now() };
    return tell(tx, ctx, await saveLabourer(tx, card, closed), 'close', { reason: body.reason });
  });
}

/** An auditor reads everything, and every reading is on record (product.md, promise 4). */
async function noteAudit(ctx: Ctx, ids: readonly string[], field: string): Promise<void> {
  if (ctx.actor.role !== 'auditor') return;
  const looks = ids.map((subjectId) => ({ subjectKind: 'labourer', subjectId, field, purpose: '审计查阅' }));
  await discloseAll(ctx, ctx.db, looks);
}

export async function readCard(ctx: Ctx, { params }: Input<typeof getEndpoint>): Promise<CardView> {
  const card = await getLabourer(ctx.db, ctx.actor, params.id);
  await noteAudit(ctx, [card.id], 'card');
  return cardView(ctx.db, ctx, card);
}

export async function findPerson(ctx: Ctx, { body }: Input<typeof findEndpoint>): Promise<Output<typeof findEndpoint>> {
  const { idNumberHash } = identityColumns(ctx, body.idNumber);
  const found = await findVisibleByIdHash(ctx.db, ctx.actor, idNumberHash);
  return { id: found?.id ?? null };
}

export const readList =
  (offersBelow: OffersBelow) =>
  async (ctx: Ctx, { query }: Input<typeof listEndpoint>): Promise<Output<typeof listEndpoint>> => {
    const { offersBelow: below, offersFrom: from } = query;
    const few = below === undefined ? undefined : offersBelow(below, today(ctx), false);
    const enough = from === undefined ? undefined : offersBelow(from, today(ctx), true);
    const { total, rows } = await listLabourers(ctx.db, ctx.actor, query, and(few, enough));
    await noteAudit(
      ctx,
      rows.map((r) => r.labourer.id),
      'list',
    );
    const on = today(ctx);
    return {
      total,
      labourers: rows.map(({ labourer, povertyStatus, regionName }) => ({
        id: labourer.id,
        householdId: labourer.householdId,
        name: labourer.name,
        sex: labourer.sex,
        age: ageOn(labourer.birthOn, on),
        regionCode: labourer.regionCode,
        regionName: regionName ?? labourer.regionCode,
        povertyStatus,
        wantsWork: labourer.wantsWork,
        employment: labourer.employment,
        skills: labourer.skills,
        hasPhone: labourer.phoneSealed !== null,
        clearBlocks: clearBlocks(labourer).length,
        state: labourer.state,
      })),
    };
  };
