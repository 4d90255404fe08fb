import type { listEmployerContacts, recordEmployerContact, showEmployerPhone } from '../../../contract/employers.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { discloseAll } from '../audit/service.ts';
import { getEmployer, insertContact, listContacts } from './store.ts';

const SHOWN_SECONDS = 120;

/** D-097: needs collected by visit, telephone and message. */
export async function recordContact(
  ctx: Ctx,
  { params, body }: Input<typeof recordEmployerContact>,
): Promise<Record<string, never>> {
  return ctx.db.transaction(async (tx) => {
    const { id: employerId, countyCode } = await getEmployer(tx, ctx.actor, params.id);
    const { how, note, needs = [] } = body;
    await insertContact(tx, {
      countyCode,
      id: newId(ctx),
      employerId,
      at: ctx.now(),
      by: ctx.actor.id,
      how,
      note,
      needs,
    });
    return {};
  });
}

export async function readContacts(
  ctx: Ctx,
  { params }: Input<typeof listEmployerContacts>,
): Promise<Output<typeof listEmployerContacts>> {
  const { id, countyCode } = await getEmployer(ctx.db, ctx.actor, params.id);
  const rows = await listContacts(ctx.db, countyCode, id);
  return {
    contacts: rows.map((r) => ({
      id: r.id,
      at: r.at.toISOString(),
      byName: r.byName ?? '系统',
      how: r.how,
      note: r.note,
      needs: r.needs,
    })),
  };
}

/** The phone in full, for two minutes on the screen; who looked and what for is written down first. */
export async function showPhone(
  ctx: Ctx,
  { params, body }: Input<typeof showEmployerPhone>,
): Promise<Output<typeof showEmployerPhone>> {
  const employer = await getEmployer(ctx.db, ctx.actor, params.id);
  const look = { subjectKind: 'employer', subjectId: employer.id, field: 'phone', purpose: body.purpose };
  await discloseAll(ctx, ctx.db, [{ ...look, ...(body.caseRef && { caseRef: body.caseRef }) }]);
  const phone = employer.phoneSealed === null ? null : ctx.vault.open(employer.phoneSealed);
  return { phone, hideAfterSeconds: SHOWN_SECONDS };
}
