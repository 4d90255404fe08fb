import {
  type CalculatedPolicy,
  type calculate as calculateEndpoint,
  TOPICS,
  WHO,
} from '../../../../contract/calculator.ts';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { findMinimumWage, getCounty } from '../../regions/store.ts';
import { interview } from '../core/ask.ts';
import type { Finding } from '../core/condition.ts';
import type { Evaluation } from '../core/evaluate.ts';
import { type Facts, readFacts } from '../core/facts.ts';
import { explain } from '../core/plain-words.ts';
import { rateInForce } from '../core/rate.ts';
import { sayAmount } from '../core/say-rule.ts';
import { papersOf } from '../library.ts';
import { rulesFor, type StandingRule, type StandingRules, theLibrary } from './standing.ts';
import { askedFact } from './view.ts';

type Who = (typeof WHO)[number];
type Topic = (typeof TOPICS)[number];

const BENEFICIARIES: Readonly<Record<Who, readonly string[]>> = {
  seeker: ['labourer', 'assisted-person', 'insured-person', 'household', 'student'],
  employer: ['employer'],
  workshop: ['workshop'],
  agency: ['agency', 'training-provider'],
};

/** What each kind of policy is about for somebody who asks. What is not here is between offices and not asked for. */
const TOPIC_OF: Readonly<Record<string, Topic>> = {
  'job-introduction': 'work',
  'employer-absorption': 'work',
  workshop: 'work',
  'home-based-work': 'work',
  'public-welfare-post': 'work',
  'auxiliary-post': 'work',
  internship: 'work',
  'job-search-allowance': 'work',
  transport: 'work',
  'labour-export': 'work',
  'disability-quota': 'work',
  training: 'training',
  'skill-appraisal': 'training',
  'training-living-allowance': 'training',
  'training-provider': 'training',
  'work-study': 'school',
  'technical-school': 'school',
  startup: 'startup',
  'startup-loan': 'startup',
  'interest-subsidy': 'startup',
  'startup-venue': 'startup',
  'social-insurance': 'insurance',
  pension: 'insurance',
  'pension-premium': 'insurance',
  'medical-insurance': 'insurance',
  'social-assistance': 'hardship',
  'medical-assistance': 'hardship',
  'eligibility-gate': 'hardship',
};

const topicOf = ({ written }: StandingRule): Topic | undefined => TOPIC_OF[written.category];
const whoOf = ({ written }: StandingRule): Who | undefined =>
  WHO.find((who) => BENEFICIARIES[who].includes(written.beneficiary));

/** What somebody may get on the answers so far, and what to ask next. Reads the county's policies, writes nothing. */
export async function calculate(
  ctx: Ctx,
  { body }: Input<typeof calculateEndpoint>,
): Promise<Output<typeof calculateEndpoint>> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const [county, standing] = [await getCounty(ctx.db, countyCode), await rulesFor(ctx.db, countyCode, on)];
  const asked = { countyName: county.name, whos: whosOf(standing) };
  const { who, topics = [] } = body;
  if (who === undefined || topics.length === 0)
    return { ...asked, questions: [], remaining: 0, may: [], open: [], not: [] };
  const facts = await factsOf(ctx, body.answers);
  const rules = [...standing.rules.values()].filter(
    (one) => whoOf(one) === who && topics.some((topic) => topic === topicOf(one)),
  );
  const { answers, next, remaining } = interview(
    rules.map(({ rule }) => ({ rule, question: standing.questionFor(rule.data.id, on) })),
    facts,
    new Set(Object.keys(body.answers)),
    theLibrary().declared,
  );
  const judged = rules.map((rule, i) =>
    calculated(standing, rule, (answers[i] as { evaluation: Evaluation }).evaluation),
  );
  return { ...asked, questions: next.map(askedFact), remaining, ...sorted(judged) };
}

function whosOf(standing: StandingRules): Output<typeof calculateEndpoint>['whos'] {
  const rules = [...standing.rules.values()];
  return WHO.flatMap((who) => {
    const own = new Set(rules.filter((rule) => whoOf(rule) === who).map(topicOf));
    const topics = TOPICS.filter((topic) => own.has(topic));
    return topics.length > 0 ? [{ who, topics }] : [];
  });
}

/** Answers as facts, the county's minimum wage among them. Throws policy.fact_wrong. */
async function factsOf(ctx: Ctx, answers: Readonly<Record<string, unknown>>): Promise<Facts> {
  const { declared } = theLibrary();
  const wage = await findMinimumWage(ctx.db, ctx.actor.countyCode, today(ctx));
  const known = wage ? { 'env.minimum_wage_month_yuan': wage.monthlyFen / 100 } : {};
  const read = readFacts({ ...known, ...answers }, declared);
  if (!read.ok) throw new AppError('policy.fact_wrong', { facts: read.refusals.map(({ details }) => details.fact) });
  return read.facts;
}

function sorted(judged: readonly CalculatedPolicy[]) {
  const isOpen = ({ status }: CalculatedPolicy) => status === 'needs-evidence';
  const isNot = ({ status }: CalculatedPolicy) => NOT.has(status);
  return {
    may: judged.filter((one) => !isOpen(one) && !isNot(one)),
    open: judged.filter(isOpen),
    not: judged.filter(isNot),
  };
}
const NOT: ReadonlySet<string> = new Set([
  'not-eligible',
  'rule-disabled',
  'configuration-refused',
  'wrong-jurisdiction',
]);

function calculated(standing: StandingRules, one: StandingRule, evaluation: Evaluation): CalculatedPolicy {
  const { written, document: slug, terms } = one;
  const library = theLibrary();
  const document = library.documents.get(slug);
  const rate = rateInForce(standing.ratesOf(written.id), standing.on);
  return {
    ruleId: written.id,
    name: written.name_zh,
    relevance: written.relevance,
    status: evaluation.status,
    amount: sayAmount(written, library.wording, rate),
    amountFen: evaluation.amountFen,
    working: explain(evaluation.working, library.wording),
    documentTitle: document?.title_zh ?? slug,
    documentNumber: document?.doc_no ?? null,
    clause: written.source.clause,
    wording: terms.wording,
    papers: papersOf(written, library),
    ...saidFindings(evaluation),
  };
}

/** Findings under an exception count the other way round. */
function saidFindings({ findings, missing }: Evaluation) {
  const said = (result: Finding['result'], excepted: Finding['result']) => [
    ...new Set(
      findings.filter((one) => one.result === (one.part === 'unless' ? excepted : result)).map(({ says }) => says),
    ),
  ];
  return {
    met: said('met', 'unmet'),
    unmet: said('unmet', 'met'),
    open: missing.map((fact) => theLibrary().wording.words(fact)?.label_zh ?? fact),
  };
}
