import { paperSlug } from '../core/check-rules.ts';
import { paperAbout } from '../core/paper-subjects.ts';
import type { StandingRule } from '../policies/standing.ts';
import type { Asked, Snapshot } from './facts.ts';
import type { Judgement } from './judge.ts';

const PAPER = 'paper:';
export const ACCOUNT = 'account';

/** Facts by their names, papers as `paper:<slug>`, and `account` where nobody knows where the money goes. */
export function missingIn(snapshot: Snapshot, asked: Asked, one: StandingRule, judgement: Judgement): string[] {
  const papers = papersNeeded(one).filter((paper) => !hasPaper(snapshot, asked, paper));
  const hasAccount = snapshot.accounts.has(asked.payeeId);
  return [...judgement.missing, ...papers.map((paper) => PAPER + paper), ...(hasAccount ? [] : [ACCOUNT])];
}

/** Only the papers that the clause itself names are asked for; what we suggest beside them (GD-14) is advice. */
export const papersNeeded = ({ written }: Pick<StandingRule, 'written'>): string[] =>
  written.evidence.stated.map(paperSlug);

function hasPaper(snapshot: Snapshot, asked: Asked, paper: string): boolean {
  const about = { labourer: asked.labourerId, placement: asked.placementId, employer: asked.payeeId, claim: asked.id };
  const subject = about[paperAbout(paper)];
  const own = (id: string | null | undefined) => id != null && snapshot.papers.get(id)?.has(paper) === true;
  return own(subject) || own(asked.id);
}

/** What keeps a claim from being checked: the account may come later, a fact or a paper may not. */
export const barsCheck = (missing: readonly string[]): string[] => missing.filter((one) => one !== ACCOUNT);

export const isPaper = (missing: string): boolean => missing.startsWith(PAPER);
export const paperIn = (missing: string): string => missing.slice(PAPER.length);
