import { type Candidate, candidatesOf } from '../core/candidates.ts';
import { CLAIM_STAGES, type ClaimStatus } from '../core/claim.ts';
import type { Relation } from '../core/relations.ts';
import type { StandingRule } from '../policies/standing.ts';
import { type Asked, agencyIn, employerIn, relationsIn, type Snapshot, wageMonthsIn } from './facts.ts';
import { isClaimable, type Judgement, judge } from './judge.ts';
import { maxGapDays, type Policies } from './listen.ts';
import { missingIn } from './missing.ts';
import type { Claim } from './store.ts';

/** A right that has come about, and the employment it rests on. */
export interface Due {
  readonly candidate: Candidate;
  readonly relation: Relation;
  readonly labourerId: string;
}

/** The plain key that a right is owed once by. */
export const awardKey = (one: {
  readonly ruleId: string;
  readonly subjectId: string;
  readonly payeeKind: string;
  readonly periodKey: string;
}): string => [one.ruleId, one.subjectId, one.payeeKind, one.periodKey].join('|');

/** Every right that the registers have brought about by today, each key once, the earliest first. */
export function dueIn(snapshot: Snapshot, { listening, settings }: Policies): Map<string, Due> {
  const all = [...snapshot.people.values()].flatMap((person) =>
    relationsIn(snapshot, person.id, maxGapDays(settings)).flatMap((relation) => {
      const scene = {
        relation,
        person,
        employer: employerIn(snapshot, relation),
        agency: agencyIn(snapshot, relation),
        wageMonths: wageMonthsIn(snapshot, relation),
        today: snapshot.today,
      };
      return listening.flatMap((rule) =>
        candidatesOf(rule, scene).map((candidate): Due => ({ candidate, relation, labourerId: person.id })),
      );
    }),
  );
  const standing = new Map([...snapshot.claimsOn.values()].flat().map((claim) => [awardKey(claim), claim]));
  const due = new Map<string, Due>();
  for (const { one } of all.map((one) => ({ one, at: orderOf(one) })).sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const key = awardKey(one.candidate);
    const claim = standing.get(key);
    const isOwn = claim === undefined || claim.placementId === one.candidate.placementId;
    if (!due.has(key) || (isOwn && due.get(key)?.candidate.placementId !== claim?.placementId)) due.set(key, one);
  }
  return due;
}

const orderOf = ({ candidate: c }: Due): string => `${c.eventOn}|${c.ruleId}|${c.placementId}`;

export const standingClaim = (snapshot: Snapshot, candidate: Candidate): Claim | undefined =>
  snapshot.claimsOn
    .get(candidate.subjectId)
    ?.find(
      (claim) =>
        claim.ruleId === candidate.ruleId &&
        claim.periodKey === candidate.periodKey &&
        claim.payeeKind === candidate.payeeKind,
    );

/** What is judged anew when facts change: claims found and on their way, as long as nobody has approved them. */
export const isPending = ({ status }: { readonly status: ClaimStatus }): boolean =>
  status === 'returned' ||
  ((CLAIM_STAGES as readonly ClaimStatus[]).includes(status) &&
    CLAIM_STAGES.indexOf(status as (typeof CLAIM_STAGES)[number]) < CLAIM_STAGES.indexOf('approved'));

/** A question about a claim or a candidate, answered by the rule of its day; undefined where no version stood on it. */
export interface Answer extends Judgement {
  readonly policyVersionId: string;
  readonly one: StandingRule;
  /** Facts, papers and the account that are still missing. */
  readonly lacking: readonly string[];
  readonly isDue: boolean;
}

export async function answer(
  policies: Policies,
  snapshot: Snapshot,
  asked: Asked,
  relation: Relation | undefined,
): Promise<Answer | undefined> {
  const standing = await policies.on(asked.eventOn);
  const one = standing.rules.get(asked.ruleId);
  if (!one) return undefined;
  const judgement = judge(standing, one, snapshot, asked, relation);
  return {
    ...judgement,
    one,
    policyVersionId: one.policyVersionId,
    lacking: missingIn(snapshot, asked, one, judgement),
    isDue: isClaimable(judgement),
  };
}

/** A claim that stands, asked about as the registers tell it today; what came by hand is asked about as it was entered. */
export function askedOf(claim: Claim, due: Due | undefined): Asked {
  const told = due?.candidate;
  return {
    id: claim.id,
    ruleId: claim.ruleId,
    trigger: claim.trigger,
    subjectKind: claim.subjectKind === 'employer' ? 'employer' : 'labourer',
    subjectId: claim.subjectId,
    labourerId: claim.labourerId,
    payeeKind: claim.payeeKind,
    payeeId: claim.payeeId,
    placementId: told?.placementId ?? claim.placementId,
    periodKey: claim.periodKey,
    periodFrom: told?.periodFrom ?? claim.periodFrom,
    periodTo: told?.periodTo ?? claim.periodTo,
    eventOn: told?.eventOn ?? claim.eventOn,
    testOn: told?.testOn ?? claim.eventOn,
  };
}

/** The employment a claim rests on. */
export const relationOf = (snapshot: Snapshot, claim: Claim, { settings }: Policies): Relation | undefined =>
  claim.labourerId === null || claim.placementId === null
    ? undefined
    : relationsIn(snapshot, claim.labourerId, maxGapDays(settings)).find(
        ({ first, last }) => first.id === claim.placementId || last.id === claim.placementId,
      );
