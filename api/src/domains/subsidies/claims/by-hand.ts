import type * as contract from '../../../../contract/claims.ts';
import type { Input } from '../../../../contract/endpoint.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvents, type News } from '../../audit/service.ts';
import { getEmployer } from '../../employers/store.ts';
import { getLabourer } from '../../people/store.ts';
import { isFoundByItself, keyByHand, type Listening } from '../core/candidates.ts';
import { dueOn } from '../core/claim.ts';
import { keepStated } from './evidence.ts';
import { type Asked, loadSnapshot, relationsIn } from './facts.ts';
import { answer } from './found.ts';
import { plain } from './judge.ts';
import { listeningOf, policiesOf } from './listen.ts';
import { insertAwards, insertClaims, type NewClaim } from './store.ts';
import { viewOf } from './view.ts';

type Body = Input<typeof contract.createClaim>['body'];

/** A right that no register brings about by itself. It is judged like every other, and stands only where it may hold. */
export async function createClaim(ctx: Ctx, { body }: Input<typeof contract.createClaim>): Promise<contract.ClaimView> {
  const id = newId(ctx);
  await ctx.db.transaction(async (tx) => {
    const { row, stated } = await rowOf(tx, ctx, id, body);
    const { countyCode, ruleId, periodKey } = row;
    await insertClaims(tx, [row]);
    await ctx.outbox.enqueue(tx, 'claim.changed', { countyCode, id });
    const details = { ruleId, periodKey, verdict: row.verdict, policyVersionId: row.policyVersionId };
    const news: News = { subjectKind: 'claim', subjectId: id, action: 'enter', toStatus: 'found', details };
    await appendEvents(tx, ctx, [...stated, news]);
  });
  return viewOf(ctx, ctx.db, id);
}

async function rowOf(tx: Tx, ctx: Ctx, id: string, body: Body): Promise<{ row: NewClaim; stated: News[] }> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const policies = await policiesOf(tx, countyCode, on);
  const one = (await policies.on(body.eventOn)).rules.get(body.ruleId);
  if (!one || one.written.relevance === 'reference' || body.eventOn > on)
    throw new AppError('claim.rule_not_standing', { ruleId: body.ruleId, eventOn: body.eventOn });
  const rule = listeningOf(one.written, policies.settings);
  if (isFoundByItself(rule)) throw new AppError('claim.found_by_itself', { ruleId: body.ruleId });
  const who = await whoOf(tx, ctx, body, rule);
  // The award first: what stands already is told apart from what is not due because it stands.
  const { ruleId, subjectId, payeeKind, periodKey } = who;
  const held = await insertAwards(tx, [{ countyCode, ruleId, subjectId, payeeKind, periodKey, claimId: id }]);
  if (!held.has(id)) throw new AppError('claim.exists', { ruleId, subjectId, periodKey });
  const stated: News[] = [];
  for (const fact of body.facts ?? []) stated.push(await keepStated(tx, ctx, { ...who, countyCode, id }, fact));
  const people = who.labourerId === null ? [] : [who.labourerId];
  const beside = { employerIds: who.employerId === null ? [] : [who.employerId], claimIds: [id] };
  const snapshot = await loadSnapshot(tx, countyCode, on, people, beside);
  const { regionCode, employerId, ...asked } = who;
  const relation = relationsIn(snapshot, who.labourerId ?? '').find(({ first }) => first.id === body.placementId);
  const said = await answer(policies, snapshot, { ...asked, id }, relation);
  if (!said?.isDue)
    throw new AppError('claim.not_due', { verdict: said?.verdict ?? null, missing: said?.missing ?? [] });
  const { testOn: _testOn, ...kept } = asked;
  const row: NewClaim = {
    ...kept,
    ...{ countyCode, id, regionCode, employerId },
    policyVersionId: said.policyVersionId,
    accountId: snapshot.accounts.get(asked.payeeId) ?? null,
    status: 'found',
    verdict: said.verdict,
    amountFen: said.amountFen,
    missing: [...said.lacking],
    judged: said.judged(),
    evaluation: plain(said.evaluation),
    judgedAt: ctx.now(),
    foundAt: ctx.now(),
    dueOn: dueOn('found', on, one.terms.workflow),
  };
  return { row, stated };
}

const OF_PERSONS = ['labourer', 'student', 'insured-person', 'assisted-person'];

/** Whom it is about and who is paid, both within the asker's area. */
async function whoOf(tx: Tx, ctx: Ctx, body: Body, rule: Listening) {
  const person = body.labourerId === undefined ? undefined : await getLabourer(tx, ctx.actor, body.labourerId);
  const employer = body.employerId === undefined ? undefined : await getEmployer(tx, ctx.actor, body.employerId);
  const subject = OF_PERSONS.includes(rule.subject) ? person : employer;
  const payee = OF_PERSONS.includes(rule.beneficiary) ? person : employer;
  if (!subject || !payee)
    throw new AppError('claim.subject_missing', { subject: rule.subject, payee: rule.beneficiary });
  const asked: Asked = {
    ruleId: rule.ruleId,
    trigger: rule.trigger,
    subjectKind: subject === person ? 'labourer' : 'employer',
    subjectId: subject.id,
    labourerId: person?.id ?? null,
    payeeKind: rule.beneficiary,
    payeeId: payee.id,
    placementId: body.placementId ?? null,
    periodKey: keyByHand(rule, body.eventOn, payee.id),
    periodFrom: body.periodFrom ?? null,
    periodTo: body.periodTo ?? null,
    eventOn: body.eventOn,
    testOn: body.periodFrom ?? body.eventOn,
  };
  return { ...asked, regionCode: subject.regionCode, employerId: employer?.id ?? null };
}
