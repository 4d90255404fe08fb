import type { ClaimBrief, ClaimView } from '../../../../contract/claims.ts';
import type { Reader } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { dateAt } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { listEventsOf } from '../../audit/store.ts';
import { paperSlug } from '../core/check-rules.ts';
import { allowedActions, type ClaimAction } from '../core/claim.ts';
import { explain, sayValue } from '../core/plain-words.ts';
import { findAccount, listPapers } from '../evidence/store.ts';
import { theLibrary } from '../policies/standing.ts';
import type { PolicyVersion } from '../policies/store.ts';
import { findJoined, type JoinedClaim } from './list-store.ts';
import { ACCOUNT, isPaper, paperIn } from './missing.ts';
import { standing } from './steps.ts';
import { type ClaimRow, getClaim, listHits } from './store.ts';
import { findPlacement, getVersion } from './view-store.ts';

/** Papers and facts by the names people use. */
export const paperLabel = (slug: string): string => theLibrary().vocabulary.papers[slug] ?? slug;
const factLabel = (fact: string): string => theLibrary().wording.words(fact)?.label_zh ?? fact;

export function missingPart(missing: string): ClaimBrief['missing'][number] {
  if (missing === ACCOUNT) return { kind: 'account', key: ACCOUNT, label: '收款账户' };
  if (!isPaper(missing)) return { kind: 'fact', key: missing, label: factLabel(missing) };
  const key = paperIn(missing);
  return { kind: 'paper', key, label: paperLabel(key) };
}

/** A firm hears that the office looks something up, never what it asks of a person: who is poor or disabled is not its business. */
const UNNAMED: ClaimBrief['missing'][number] = { kind: 'fact', key: 'person', label: '' };
const isAboutPerson = (fact: string): boolean => /^(person|household)\./.test(fact);
const isFirm = ({ actor }: Pick<Ctx, 'actor'>): boolean => actor.role === 'employer';

function missingFor(ctx: Ctx, missing: readonly string[]): ClaimBrief['missing'] {
  if (!isFirm(ctx)) return missing.map(missingPart);
  const told = missing.filter((one) => !isAboutPerson(one)).map(missingPart);
  return missing.some(isAboutPerson) ? [...told, UNNAMED] : told;
}

export function briefOf(joined: JoinedClaim, ctx: Ctx): ClaimBrief {
  const { claim, labourerName, employerName, payeeName, openHits, regionName, ruleName } = joined;
  const person = labourerName ?? employerName ?? '';
  return {
    ...claim,
    ruleName,
    regionName,
    employerName,
    subjectName: claim.subjectKind === 'employer' ? (employerName ?? '') : person,
    payeeName: payeeName ?? person,
    missing: missingFor(ctx, claim.missing),
    openHits,
    foundOn: dateAt(claim.foundAt),
    actions: actionsOf(joined, ctx),
  };
}

/** Paying is done by batches, and a notice hangs on a board: their steps are taken there. */
const ELSEWHERE: readonly ClaimAction[] = ['pay', 'recover', 'publish', 'closeNotice'];

function actionsOf(
  { claim, duties, openHits, openObjections, isOnItsWay, workflow }: JoinedClaim,
  ctx: Ctx,
): ClaimAction[] {
  const whole = standing({ ...claim, duties, openHits, openObjections, isOnItsWay });
  return allowedActions(whole, ctx.actor, today(ctx), workflow).filter((action) => !ELSEWHERE.includes(action));
}

export async function viewOf(ctx: Ctx, db: Reader, id: string): Promise<ClaimView> {
  const joined = await findJoined(db, ctx.actor, id);
  if (!joined) throw new AppError('claim.not_found', { id });
  const claim = await getClaim(db, ctx.actor, id);
  const { countyCode } = ctx.actor;
  const version = await getVersion(db, countyCode, claim.policyVersionId);
  const placement = claim.placementId === null ? undefined : await findPlacement(db, countyCode, claim.placementId);
  const papers = await listPapers(db, countyCode, evidenceSubjects(claim));
  const hits = await listHits(db, countyCode, id);
  const events = await listEventsOf(db, countyCode, 'claim', id);
  const isOwner = ctx.actor.role === 'labourer' || ctx.actor.role === 'employer';
  return {
    ...briefOf(joined, ctx),
    rule: ruleOf(version),
    placement: placement ?? null,
    account: await accountOf(ctx, db, claim),
    findings: findingsOf(claim).filter(({ fact }) => !isFirm(ctx) || !isAboutPerson(fact)),
    working: explain(claim.evaluation.working, theLibrary().wording),
    papersNeeded: papersOf(version, papers),
    papers: papers.map((paper) => ({
      id: paper.id,
      paper: paper.paper,
      label: paperLabel(paper.paper),
      number: paper.number,
      receivedAt: paper.receivedAt.toISOString(),
      hasScan: paper.hasScan,
    })),
    asked: isOwner ? [] : claim.missing.flatMap(askedFact),
    hits: isOwner
      ? []
      : hits.map((hit) => ({
          ...hit,
          foundAt: hit.foundAt.toISOString(),
          lookedAt: hit.lookedAt?.toISOString() ?? null,
        })),
    steps: events.filter(({ action }) => !isOwner || action !== 'doubt').map(stepOf),
  };
}

type Events = Awaited<ReturnType<typeof listEventsOf>>;
const stepOf = ({ details, at, ...event }: Events[number]): ClaimView['steps'][number] => ({
  ...event,
  at: at.toISOString(),
  note: typeof details.note === 'string' ? details.note : null,
});

/** Whoever a paper or a fact of a claim may be about. */
export const evidenceSubjects = (
  claim: Pick<ClaimRow, 'id' | 'labourerId' | 'placementId' | 'payeeId' | 'employerId'>,
) =>
  [...new Set([claim.id, claim.labourerId, claim.placementId, claim.payeeId, claim.employerId])].filter(
    (id) => id !== null,
  );

function ruleOf({ rule, document, id, number, terms }: PolicyVersion): ClaimView['rule'] {
  const known = theLibrary().documents.get(document);
  return {
    clause: rule.source.clause,
    document: known?.title_zh ?? document,
    documentNumber: known?.doc_no ?? null,
    wording: terms.wording,
    relevance: rule.relevance,
    policyVersionId: id,
    number,
    trigger: rule.trigger.event,
    noticeDays: terms.workflow.noticeDays,
  };
}

async function accountOf(ctx: Ctx, db: Reader, { accountId, countyCode }: ClaimRow): Promise<ClaimView['account']> {
  const account = accountId === null ? undefined : await findAccount(db, countyCode, accountId);
  if (!account) return null;
  return {
    id: account.id,
    bankName: account.bankName,
    tail: ctx.vault.open(account.numberSealed).slice(-4),
    holderName: ctx.vault.open(account.holderNameSealed),
  };
}

function findingsOf({ evaluation, judged }: ClaimRow): ClaimView['findings'] {
  const { wording } = theLibrary();
  return evaluation.findings.map(({ fact, says, value, result, clause, from, part }) => ({
    fact,
    says,
    value: value === null ? null : sayValue(value, wording.words(fact), wording),
    result,
    clause,
    from,
    part,
    source: judged.sources[fact] ?? null,
  }));
}

function papersOf({ rule }: PolicyVersion, here: readonly { paper: string }[]): ClaimView['papersNeeded'] {
  const row = (isStated: boolean) => (name: string) => {
    const paper = paperSlug(name);
    return { paper, label: paperLabel(paper), isStated, isHere: here.some((one) => one.paper === paper) };
  };
  const { stated, suggested } = rule.evidence;
  return [...stated.map(row(true)), ...suggested.filter((paper) => !stated.includes(paper)).map(row(false))];
}

function askedFact(missing: string): ClaimView['asked'] {
  const { declared, wording } = theLibrary();
  const declaration = declared.get(missing);
  const words = wording.words(missing);
  if (!declaration || !words) return [];
  const values = (declaration.values ?? []).map((value) => ({ value, label: words.values_zh?.[value] ?? value }));
  return [{ fact: missing, label: words.label_zh, type: declaration.type, unit: words.unit_zh ?? null, values }];
}
