import type { Input } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/person-records.ts';
import { OFFICER_ROLES } from '../../../../contract/scalars.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError, orThrow } from '../../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvents, discloseAll, type News } from '../../audit/service.ts';
import { listStaffWithin } from '../../auth/store.ts';
import { getLabourer } from '../../people/store.ts';
import { findRegion } from '../../regions/store.ts';
import { judgeSpan } from '../core/person-records.ts';
import { deleteSpan, listRelatives, listSpans, saveRelative, saveSpan } from './records-store.ts';

type View = contract.PersonRecords;
type Person = Awaited<ReturnType<typeof getLabourer>>;

/** Prison, school and death are for officers and the auditor, whose look is written down; others see who declared kinship. */
export async function readRecords(ctx: Ctx, { params }: Input<typeof contract.getPersonRecords>): Promise<View> {
  const person = await getLabourer(ctx.db, ctx.actor, params.id);
  if (ctx.actor.role === 'auditor') {
    const purpose = '审计查看在校、服刑、去世和亲属申报';
    await discloseAll(ctx, ctx.db, [{ subjectKind: 'labourer', subjectId: person.id, field: 'records', purpose }]);
  }
  return viewOf(ctx, ctx.db, person);
}

const MAY_READ_SPANS: readonly string[] = [...OFFICER_ROLES, 'auditor'];

async function viewOf({ actor }: Ctx, db: Reader, { countyCode, id, name, regionCode }: Person): Promise<View> {
  const spans = MAY_READ_SPANS.includes(actor.role) ? await listSpans(db, countyCode, id) : [];
  const relatives = await listRelatives(db, countyCode, id);
  return {
    name,
    regionName: (await findRegion(db, regionCode))?.name ?? '',
    spans: spans.map(({ span: { enteredAt, ...span }, enteredByName }) => ({
      ...span,
      enteredBy: enteredByName ?? '系统',
      enteredAt: enteredAt.toISOString(),
    })),
    relatives: relatives.map(({ relative: { declaredAt, ...relative }, officerName }) => ({
      ...relative,
      officerName: officerName ?? '',
      declaredAt: declaredAt.toISOString(),
    })),
  };
}

/** One transaction about one person of the asker's area, with its event last. */
const about = (ctx: Ctx, id: string, work: (tx: Tx, person: Person) => Promise<News>): Promise<View> =>
  ctx.db.transaction(async (tx) => {
    const person = await getLabourer(tx, ctx.actor, id);
    const news = await work(tx, person);
    const view = await viewOf(ctx, tx, person);
    await appendEvents(tx, ctx, [news]);
    return view;
  });

const newsOf = ({ id: subjectId }: Person, action: string, details: Record<string, unknown>): News => ({
  subjectKind: 'labourer',
  subjectId,
  action,
  details,
});

/** The nightly screen looks at it for every claim that is not settled. */
export async function recordSpan(ctx: Ctx, { params, body }: Input<typeof contract.recordSpan>): Promise<View> {
  orThrow(judgeSpan(body, today(ctx)));
  return about(ctx, params.id, async (tx, person) => {
    const { countyCode, id: labourerId } = person;
    const by = { enteredBy: ctx.actor.id, enteredAt: ctx.now() };
    await saveSpan(tx, { ...body, ...by, countyCode, labourerId, id: newId(ctx) });
    return newsOf(person, 'recordSpan', { ...body });
  });
}

export async function removeSpan(ctx: Ctx, { params, body }: Input<typeof contract.removeSpan>): Promise<View> {
  return about(ctx, params.id, async (tx, person) => {
    const gone = await deleteSpan(tx, person.countyCode, person.id, params.spanId);
    if (!gone) throw new AppError('person_record.not_found', { id: params.spanId });
    const { kind, fromOn, toOn, source } = gone;
    return newsOf(person, 'removeSpan', { kind, fromOn, toOn, source, note: body.note });
  });
}

const MAY_NAME_OTHERS: readonly string[] = ['county_officer', 'administrator'];

/** Whoever works for the office says it of themselves; the county office may enter what a colleague handed in on paper. */
export async function declareRelative(
  ctx: Ctx,
  { params, body }: Input<typeof contract.declareRelative>,
): Promise<View> {
  const { actor } = ctx;
  const { relation, officerId = actor.id } = body;
  if (officerId !== actor.id && !MAY_NAME_OTHERS.includes(actor.role)) throw new AppError('person_record.not_own');
  return about(ctx, params.id, async (tx, person) => {
    const staff = await listStaffWithin(tx, actor);
    if (!staff.some(({ id }) => id === officerId)) throw new AppError('person_record.officer_unknown', { officerId });
    const { countyCode, id: labourerId } = person;
    await saveRelative(tx, { countyCode, id: newId(ctx), officerId, labourerId, relation, declaredAt: ctx.now() });
    return newsOf(person, 'declareRelative', { officerId, relation });
  });
}
