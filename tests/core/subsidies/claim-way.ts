import {
  CLAIM_STAGES,
  type Claim,
  type ClaimAction,
  type ClaimStage,
  type ClaimStatus,
  type Stepper,
} from '../../../api/src/domains/subsidies/core/claim.ts';
import { type House, type KeptClaim, mayTake } from './house.ts';

/** The way as the bureau tells it (GD-18), written down here a second time: action, from, to, by whom, which duty. */
export const WAY = new Map(
  `prepare    found                                                              prepared   labourer,employer,liaison,township_officer                       prepare
   submit     prepared                                                           submitted  labourer,employer,liaison,township_officer                       -
   check      submitted                                                          checked    township_officer,county_officer                                  check
   approve    checked                                                            approved   county_officer                                                   approve
   publish    approved                                                           on_notice  county_officer                                                   -
   closeNotice on_notice                                                         payable    county_officer,system                                            -
   release    approved                                                           payable    county_officer,system                                            -
   pay        payable                                                            paid       finance_officer                                                  pay
   sendBack   prepared,submitted,checked,approved,on_notice,payable              returned   township_officer,county_officer,finance_officer                  -
   resume     returned                                                           ?          labourer,employer,liaison,township_officer,county_officer,system -
   reject     submitted,checked,approved,on_notice,payable,returned              rejected   township_officer,county_officer                                  -
   withdraw   found,prepared,submitted,checked,approved,on_notice,payable,returned withdrawn labourer,employer,liaison,township_officer,county_officer,system -
   reopen     rejected,withdrawn                                                 found      county_officer,system                                            -
   recover    paid                                                               recovered  county_officer                                                   -`
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([action = '', from = '', to = '', by = '', duty = '']) => [
      action,
      { from: from.split(','), to, by: by.split(','), duty: duty === '-' ? undefined : duty },
    ]),
);
const NOTED = ['sendBack', 'reject', 'withdraw', 'reopen', 'recover'];
const KEEPS_MONEY = ['sendBack', 'reject', 'withdraw'];

export interface Ask {
  readonly action: ClaimAction;
  readonly by: Stepper;
  readonly note: string | undefined;
  readonly backTo: ClaimStage;
}

/** What ought to happen: the status it leads to, or nothing. */
export function oughtTo(
  { claim, workflow }: KeptClaim,
  ask: Ask,
  house: House,
  isOnItsWay: boolean,
): ClaimStatus | undefined {
  const way = WAY.get(ask.action);
  if (!way?.from.includes(claim.status) || !way.by.includes(ask.by.role)) return undefined;
  if (NOTED.includes(ask.action) && !ask.note) return undefined;
  if (way.duty && !mayTake(claim, way.duty as 'pay', ask.by.id)) return undefined;
  if (KEEPS_MONEY.includes(ask.action) && isOnItsWay) return undefined;
  return isReady(claim, workflow.noticeDays, ask, house) ? statusAfter(claim, ask, way.to) : undefined;
}

function isReady(claim: Claim, noticeDays: number, { action, backTo }: Ask, { on }: House): boolean {
  const isSum = (claim.amountFen ?? 0) > 0;
  if (action === 'approve') return isSum && claim.openHits === 0;
  if (action === 'pay') return isSum;
  if (action === 'publish') return noticeDays > 0;
  if (action === 'release') return noticeDays === 0;
  if (action === 'closeNotice') return claim.openObjections === 0 && (claim.noticeEndsOn ?? '9999') < on;
  return action !== 'sendBack' || (backTo !== 'on_notice' && isEarlier(backTo, claim.status));
}

const isEarlier = (stage: ClaimStage, status: ClaimStatus): boolean =>
  CLAIM_STAGES.indexOf(stage) < CLAIM_STAGES.indexOf(status as ClaimStage);

const statusAfter = (claim: Claim, { action }: Ask, to: string): ClaimStatus =>
  action === 'resume' ? (claim.returnedTo ?? 'found') : (to as ClaimStatus);
