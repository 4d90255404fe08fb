import type * as contract from '../../../contract/campaigns.ts';
import type { Input } from '../../../contract/endpoint.ts';
import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { ageOn } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { appendEvents, discloseAll, type News } from '../audit/service.ts';
import { answerAtDoor, listSheetOffers } from '../matching/at-door.ts';
import { briefOf } from './service.ts';
import { countLeft, getVisitJoined, listPeopleOf, lockVisit, saveCampaignStatus, saveVisit } from './store.ts';

type Sheet = contract.VisitSheet;
type Record = Input<typeof contract.recordVisit>['body'];

/** The sheet of one household. Looking at it is written down: it names people. */
export async function readVisit(ctx: Ctx, { params }: Input<typeof contract.getVisit>): Promise<Sheet> {
  const sheet = await sheetOf(ctx, ctx.db, params.id);
  const looks = sheet.people.map(({ id }) => ({
    subjectKind: 'labourer',
    subjectId: id,
    field: 'visit_sheet',
    purpose: '送岗入户',
    caseRef: sheet.id,
  }));
  await discloseAll(ctx, ctx.db, looks);
  return sheet;
}

async function sheetOf(ctx: Ctx, db: Ctx['db'] | Tx, id: string): Promise<Sheet> {
  const brief = briefOf(await getVisitJoined(db, ctx.actor, id));
  const people = await listPeopleOf(db, ctx.actor.countyCode, brief.household.id);
  const on = today(ctx);
  return {
    ...brief,
    people: await Promise.all(
      people.map(async ({ birthOn, ...person }) => ({
        ...person,
        age: ageOn(birthOn, on),
        offers: await listSheetOffers(db, ctx, person.id),
      })),
    ),
  };
}

/** Outcome and answers in one go. A record that came already, by its client key, is answered with what stands. */
export async function recordVisit(ctx: Ctx, { params, body }: Input<typeof contract.recordVisit>): Promise<Sheet> {
  return ctx.db.transaction(async (tx) => {
    const visit = await lockVisit(tx, ctx.actor, params.id);
    if (visit.clientKey === body.clientKey) return sheetOf(ctx, tx, params.id);
    if (visit.version !== body.version) throw new AppError('visit.stale', { id: params.id });
    await saveVisit(tx, visit, {
      status: body.outcome,
      visitedAt: ctx.now(),
      note: body.note ?? visit.note,
      clientKey: body.clientKey,
      recordedBy: ctx.actor.id,
    });
    const { household } = await getVisitJoined(tx, ctx.actor, params.id);
    const news = body.outcome === 'done' ? await takeAnswers(tx, ctx, household.id, body) : [];
    const left = await countLeft(tx, visit.countyCode, visit.campaignId);
    await saveCampaignStatus(tx, visit.countyCode, visit.campaignId, left === 0 ? 'finished' : 'running');
    await ctx.outbox.enqueue(tx, 'visit.recorded', { countyCode: visit.countyCode, id: visit.id });
    const sheet = await sheetOf(ctx, tx, params.id);
    const own: News = {
      subjectKind: 'visit',
      subjectId: visit.id,
      action: 'record',
      fromStatus: visit.status,
      toStatus: body.outcome,
    };
    await appendEvents(tx, ctx, [own, ...news]);
    return sheet;
  });
}

/** Every offer on the sheet was carried to the door; those that were answered are answered. */
async function takeAnswers(tx: Tx, ctx: Ctx, householdId: string, { answers }: Record): Promise<News[]> {
  const news: News[] = [];
  for (const { id } of await listPeopleOf(tx, ctx.actor.countyCode, householdId)) {
    news.push(...(await answerAtDoor(tx, ctx, id, answers)));
  }
  return news;
}
