import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { tryPolicy as tryEndpoint } from '../../../../contract/policy-trials.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CalendarDate, isCalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { discloseAll } from '../../audit/service.ts';
import { getLabourer } from '../../people/store.ts';
import { type Asked, gatherFacts, loadSnapshot, relationsIn, type Snapshot } from '../claims/facts.ts';
import { dueIn } from '../claims/found.ts';
import { listeningOf, maxGapDays, type Policies } from '../claims/listen.ts';
import { type Evaluation, evaluate } from '../core/evaluate.ts';
import { type Exact, numberOf, Ratio } from '../core/exact.ts';
import { type FactValue, fits } from '../core/facts.ts';
import { explain, sayValue } from '../core/plain-words.ts';
import { rateInForce } from '../core/rate.ts';
import type { Known } from '../core/register-rows.ts';
import { sayAmount } from '../core/say-rule.ts';
import { loadPolicy } from './load.ts';
import { rulesWith, type StandingRule, type StandingRules, theLibrary } from './standing.ts';
import { askedFact, readFactsOf } from './view.ts';

type TryOutput = Output<typeof tryEndpoint>;
type Judgement = TryOutput['judgement'];

/**
 * One version on one person: what the registers tell, what was typed over it, every finding and the working. Nothing is
 * kept but that it was looked at. Throws policy.fact_wrong, policy.dates_out_of_order.
 */
export async function tryOnPerson(ctx: Ctx, { params, body }: Input<typeof tryEndpoint>): Promise<TryOutput> {
  const { labourerId, number } = body;
  if (body.eventOn !== undefined && !isCalendarDate(body.eventOn)) throw new AppError('policy.dates_out_of_order');
  const { shown } = await loadPolicy(ctx.db, ctx, params.ruleId, number);
  const on = await rulesWith(ctx.db, shown);
  const person = labourerId === undefined ? undefined : await getLabourer(ctx.db, ctx.actor, labourerId);
  if (person) await disclose(ctx, person.id, params.ruleId);
  const told = await factsTold(
    ctx,
    { on, listening: [], settings: (await on(today(ctx))).settings },
    shown.rule,
    labourerId,
  );
  const eventOn = body.eventOn ?? told.eventOn;
  const standing = await on(eventOn);
  const one = standing.rules.get(params.ruleId);
  if (!one) throw new AppError('policy.not_found', { ruleId: params.ruleId, number });
  return {
    name: person?.name ?? null,
    eventOn,
    ...judged(standing, one, { known: told.known, typed: typedFacts(body.facts), units: body.units ?? {} }),
  };
}

const disclose = (ctx: Ctx, subjectId: string, ruleId: string): Promise<void> =>
  discloseAll(ctx, ctx.db, [{ subjectKind: 'labourer', subjectId, field: 'facts', purpose: `政策试算 ${ruleId}` }]);

/** What the registers tell of a person for a rule: at its last event where there was one, else as of today. */
async function factsTold(
  ctx: Ctx,
  policies: Policies,
  rule: StandingRule['written'],
  labourerId: string | undefined,
): Promise<{ eventOn: CalendarDate; known: Known }> {
  const day = today(ctx);
  const ids = labourerId === undefined ? [] : [labourerId];
  const snapshot = await loadSnapshot(ctx.db, ctx.actor.countyCode, day, ids);
  const due = dueIn(snapshot, { ...policies, listening: [listeningOf(rule, policies.settings)] });
  const last = [...due.values()].at(-1);
  if (last && labourerId !== undefined)
    return {
      eventOn: last.candidate.eventOn,
      known: gatherFacts(snapshot, { ...last.candidate, labourerId }, last.relation),
    };
  return { eventOn: day, known: factsOfToday(snapshot, rule, labourerId, day, maxGapDays(policies.settings)) };
}

/** Nobody's event: the person as they stand today, with the employment they have or had last. */
function factsOfToday(
  snapshot: Snapshot,
  rule: StandingRule['written'],
  labourerId: string | undefined,
  day: CalendarDate,
  gap: number,
): Known {
  const subjectId = labourerId ?? '';
  const asked: Asked = {
    ruleId: rule.id,
    trigger: rule.trigger.event,
    subjectKind: 'labourer',
    subjectId,
    labourerId: labourerId ?? null,
    payeeKind: rule.beneficiary,
    payeeId: subjectId,
    placementId: null,
    periodKey: 'once',
    periodFrom: null,
    periodTo: null,
    eventOn: day,
    testOn: day,
  };
  const relation = labourerId === undefined ? undefined : relationsIn(snapshot, labourerId, gap).at(-1);
  return gatherFacts(snapshot, asked, relation);
}

interface Given {
  readonly known: Known;
  readonly typed: ReadonlyMap<string, FactValue | null>;
  readonly units: Readonly<Record<string, number>>;
}

/** What was typed goes over what the registers tell; null takes a fact away. */
function judged(standing: StandingRules, one: StandingRule, { known, typed, units }: Given) {
  const { declared } = theLibrary();
  const values = new Map([...known].map(([fact, { value }]): [string, FactValue] => [fact, value]));
  for (const [fact, value] of typed) value === null ? values.delete(fact) : values.set(fact, value);
  const facts = declared.over(undefined, values);
  const question = { ...standing.questionFor(one.written.id, standing.on), units };
  const sourceOf = (fact: string) => (typed.has(fact) ? 'typed' : (known.get(fact)?.source ?? null));
  return {
    judgement: judgementView(standing, one, evaluate(one.rule, facts, question), sourceOf),
    facts: readFactsOf(one.written).map((fact) => ({
      ...askedFact(fact),
      value: plainValue(values.get(fact)),
      isTyped: typed.has(fact),
      source: sourceOf(fact),
    })),
  };
}

function judgementView(
  standing: StandingRules,
  { written }: StandingRule,
  evaluation: Evaluation,
  sourceOf: (fact: string) => string | null,
): Judgement {
  const { wording } = theLibrary();
  return {
    status: evaluation.status,
    amountFen: evaluation.amountFen,
    amount: sayAmount(written, wording, rateInForce(standing.ratesOf(written.id), standing.on)),
    findings: evaluation.findings.map(({ says, fact, value, result, part, clause, from }) => ({
      ...{ says, result, part, clause, from },
      seen: sayValue(value, wording.words(fact), wording),
      source: sourceOf(fact),
    })),
    missing: evaluation.missing.map(askedFact),
    working: explain(evaluation.working, wording),
  };
}

const isExact = (value: unknown): value is Exact => typeof value === 'number' || value instanceof Ratio;

function plainValue(value: FactValue | undefined): boolean | number | string | string[] | null {
  if (value === undefined) return null;
  if (isExact(value)) return numberOf(value);
  return typeof value === 'object' ? [...value] : value;
}

/** Throws policy.fact_wrong with the names of all that cannot be taken. */
function typedFacts(given: Readonly<Record<string, unknown>>): Map<string, FactValue | null> {
  const { declared } = theLibrary();
  const isFit = ([fact, value]: readonly [string, unknown]): boolean => {
    const declaration = declared.get(fact);
    return declaration !== undefined && (value === null || fits(value, declaration));
  };
  const wrong = Object.entries(given).filter((entry) => !isFit(entry));
  if (wrong.length > 0) throw new AppError('policy.fact_wrong', { facts: wrong.map(([fact]) => fact) });
  // The cast: each has just been seen to fit its fact.
  return new Map(Object.entries(given) as [string, FactValue | null][]);
}
