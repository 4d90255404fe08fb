import type { Input, Output } from '../../../contract/endpoint.ts';
import type { choosePostings, discloseField, listLooks } from '../../../contract/people.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { appendEvent, discloseAll } from '../audit/service.ts';
import { listDisclosuresOf } from '../audit/store.ts';
import { getLabourer, type Labourer, lockLabourer, saveLabourer } from './store.ts';

const SHOWN_SECONDS = 120;
const LOOKS_SHOWN = 200;

const SEALED = { idNumber: 'idNumberSealed', phone: 'phoneSealed', email: 'emailSealed' } as const satisfies Record<
  string,
  keyof Labourer
>;
/** As the record of looks names them. */
const RECORDED = { idNumber: 'id_number', phone: 'phone', email: 'email' } as const;

/** One field in full, for two minutes on the screen; who looked and what for is written down before it leaves. */
export async function showField(
  ctx: Ctx,
  { params, body }: Input<typeof discloseField>,
): Promise<Output<typeof discloseField>> {
  const card = await getLabourer(ctx.db, ctx.actor, params.id);
  const sealed = card[SEALED[body.field]];
  const look = { subjectKind: 'labourer', subjectId: card.id, field: RECORDED[body.field], purpose: body.purpose };
  await discloseAll(ctx, ctx.db, [{ ...look, ...(body.caseRef && { caseRef: body.caseRef }) }]);
  return { value: sealed === null ? null : ctx.vault.open(sealed), hideAfterSeconds: SHOWN_SECONDS };
}

const ownId = ({ actor }: Ctx): string => {
  if (actor.labourerId === null) throw new AppError('people.not_found');
  return actor.labourerId;
};

/** 谁看过我的资料. */
export async function readLooks(ctx: Ctx): Promise<Output<typeof listLooks>> {
  const rows = await listDisclosuresOf(ctx.db, ctx.actor.countyCode, 'labourer', ownId(ctx), LOOKS_SHOWN);
  return {
    looks: rows.map(({ at, actorName, actorRole, field, purpose }) => ({
      at: at.toISOString(),
      actorName,
      actorRole,
      field,
      purpose,
    })),
  };
}

/** The law's one tap: no personalised postings; said twice it changes nothing. */
export async function chooseOwnPostings(
  ctx: Ctx,
  { body }: Input<typeof choosePostings>,
): Promise<Output<typeof choosePostings>> {
  return ctx.db.transaction(async (tx) => {
    const card = await lockLabourer(tx, ctx.actor, ownId(ctx));
    const isRefused = card.personalisedRefusedAt !== null;
    if (isRefused === !body.personalised)
      return { personalisedRefusedAt: card.personalisedRefusedAt?.toISOString() ?? null };
    const personalisedRefusedAt = body.personalised ? null : ctx.now();
    await saveLabourer(tx, card, { personalisedRefusedAt });
    await ctx.outbox.enqueue(tx, 'labourer.changed', { countyCode: card.countyCode, id: card.id });
    const action = body.personalised ? 'allow_personalised' : 'refuse_personalised';
    await appendEvent(tx, ctx, { subjectKind: 'labourer', subjectId: card.id, action });
    return { personalisedRefusedAt: personalisedRefusedAt?.toISOString() ?? null };
  });
}
