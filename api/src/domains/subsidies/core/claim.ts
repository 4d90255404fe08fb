import type { Role } from '../../../../contract/scalars.ts';
import { addWorkingDays, type CalendarDate } from '../../../kernel/calendar.ts';
import { type ClaimRefusal, refuseClaim } from './refusals.ts';

/** The stages of a claim in their order: going back means going to one that stands before. */
export const CLAIM_STAGES = [
  'found',
  'prepared',
  'submitted',
  'checked',
  'approved',
  'on_notice',
  'payable',
  'paid',
] as const;
export type ClaimStage = (typeof CLAIM_STAGES)[number];

export const CLAIM_STATUSES = [...CLAIM_STAGES, 'returned', 'rejected', 'withdrawn', 'recovered'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** What one officer may do only once among them: the one who prepared never checks, and so on to the payment. */
export const DUTIES = ['prepare', 'check', 'approve', 'pay'] as const;
export type Duty = (typeof DUTIES)[number];

interface Step {
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
  readonly by: readonly Role[];
  /** A duty is taken by somebody who took no other duty on this claim, in whatever round. */
  readonly duty?: Duty;
  readonly needsNote?: true;
  /** What else may stand in the way; see BARRED. */
  readonly bars?: readonly Bar[];
}
type Bar =
  | 'amount_unknown'
  | 'second_look_missing'
  | 'notice_not_asked'
  | 'notice_is_asked'
  | 'notice_not_over'
  | 'not_earlier'
  | 'on_its_way';

const applicant = ['labourer', 'employer', 'liaison', 'township_officer'] as const;
const officer = ['township_officer', 'county_officer'] as const;
const beforePayment = ['prepared', 'submitted', 'checked', 'approved', 'on_notice', 'payable'] as const;

/** Whoever is named in `by` stands for the default of GD-18; a policy version may name other offices (Workflow). */
export const CLAIM_STEPS = {
  prepare: { from: ['found'], to: 'prepared', by: applicant, duty: 'prepare' },
  submit: { from: ['prepared'], to: 'submitted', by: applicant },
  check: { from: ['submitted'], to: 'checked', by: officer, duty: 'check' },
  approve: {
    from: ['checked'],
    to: 'approved',
    by: ['county_officer'],
    duty: 'approve',
    bars: ['amount_unknown', 'second_look_missing'],
  },
  publish: { from: ['approved'], to: 'on_notice', by: ['county_officer'], bars: ['notice_not_asked'] },
  closeNotice: { from: ['on_notice'], to: 'payable', by: ['county_officer', 'system'], bars: ['notice_not_over'] },
  release: { from: ['approved'], to: 'payable', by: ['county_officer', 'system'], bars: ['notice_is_asked'] },
  pay: { from: ['payable'], to: 'paid', by: ['finance_officer'], duty: 'pay', bars: ['amount_unknown'] },
  sendBack: {
    from: beforePayment,
    to: 'returned',
    by: [...officer, 'finance_officer'],
    needsNote: true,
    bars: ['not_earlier', 'on_its_way'],
  },
  /** Leads to the stage that the claim was sent back to, from which it goes the rest of its way anew. */
  resume: { from: ['returned'], to: 'returned', by: [...applicant, 'county_officer', 'system'] },
  reject: {
    from: ['submitted', 'checked', 'approved', 'on_notice', 'payable', 'returned'],
    to: 'rejected',
    by: officer,
    needsNote: true,
    bars: ['on_its_way'],
  },
  withdraw: {
    from: ['found', ...beforePayment, 'returned'],
    to: 'withdrawn',
    by: [...applicant, 'county_officer', 'system'],
    needsNote: true,
    bars: ['on_its_way'],
  },
  reopen: { from: ['rejected', 'withdrawn'], to: 'found', by: ['county_officer', 'system'], needsNote: true },
  recover: { from: ['paid'], to: 'recovered', by: ['county_officer'], needsNote: true },
} as const satisfies Record<string, Step>;
export type ClaimAction = keyof typeof CLAIM_STEPS;
export const CLAIM_ACTIONS = Object.keys(CLAIM_STEPS) as ClaimAction[];

/** Statuses that nothing leads out of: the money is back, and what is due again is a new claim. */
export const FINAL: readonly ClaimStatus[] = ['recovered'];

/** What a policy version says of the way: who checks and approves, and how many days the notice hangs. */
export interface Workflow {
  readonly by?: Readonly<Partial<Record<ClaimAction, readonly Role[]>>>;
  /** 0 where the policy asks for no public notice (GD-19). */
  readonly noticeDays: number;
  /** Working days within which the next office decides on a claim at this stage; see DEFAULT_DAYS. */
  readonly days?: Readonly<Partial<Record<ClaimStage, number>>>;
}

/** Proposals, where a policy names no times: working days at each stage. The notice has its own end. */
export const DEFAULT_DAYS: Readonly<Partial<Record<ClaimStage, number>>> = {
  found: 20,
  prepared: 5,
  submitted: 10,
  checked: 5,
  approved: 3,
  payable: 10,
};

/** By which day the next office should have decided; null at the end of the way and while the notice hangs. */
export function dueOn(status: ClaimStatus, since: CalendarDate, { days }: Workflow): CalendarDate | null {
  // A claim sent back waits like one that has been prepared.
  const stage = status === 'returned' ? 'prepared' : (status as ClaimStage);
  const left = days?.[stage] ?? DEFAULT_DAYS[stage];
  return left === undefined ? null : addWorkingDays(since, left);
}

/** Who signed which stage: what a claim keeps of its signatures when it goes back to a stage. */
export function signaturesKept(stage: ClaimStage): { prepared: boolean; checked: boolean; approved: boolean } {
  const reached = stageNumber(stage);
  return {
    prepared: reached >= stageNumber('prepared'),
    checked: reached >= stageNumber('checked'),
    approved: reached >= stageNumber('approved'),
  };
}

export interface Claim {
  readonly status: ClaimStatus;
  /** The stage that a returned claim was sent back to. */
  readonly returnedTo?: ClaimStage;
  /** Duties taken so far, those of earlier rounds included. */
  readonly duties: readonly { readonly duty: Duty; readonly officerId: string }[];
  /** Whole fen; null while no rate is in force. */
  readonly amountFen: number | null;
  /** Hits of the fraud screen that nobody has looked at a second time. */
  readonly openHits: number;
  /** Objections that nobody has answered. */
  readonly openObjections: number;
  /** The last day of the notice, counted whole. */
  readonly noticeEndsOn?: CalendarDate;
  /** A line of a payment batch carries its money: until the bank has answered, or the batch is cancelled, it stays payable. */
  readonly isOnItsWay?: boolean;
}

/** Whoever takes the step, and on which day. */
export interface Stepper {
  readonly id: string;
  readonly role: Role;
}
export interface Move {
  readonly note?: string;
  /** For sendBack: the stage to go back to. */
  readonly backTo?: ClaimStage;
  readonly on: CalendarDate;
}
export type Advance =
  | { readonly ok: true; readonly to: ClaimStatus; readonly returnedTo?: ClaimStage; readonly duty?: Duty }
  | ClaimRefusal;

/** Where a step leads, or why it may not be taken: role, status, reason, another's duty, or what it waits for. */
export function advance(claim: Claim, action: ClaimAction, by: Stepper, move: Move, workflow: Workflow): Advance {
  const step: Step = CLAIM_STEPS[action];
  const offices = workflow.by?.[action] ?? step.by;
  if (!offices.includes(by.role)) return refuseClaim('claim.role_not_allowed', { action, by: offices });
  const { status } = claim;
  if (!step.from.includes(status)) return refuseClaim('claim.wrong_status', { action, status, from: step.from });
  if (step.needsNote && !move.note?.trim()) return refuseClaim('claim.note_needed', { action });
  if (step.duty && hasOtherDuty(claim, step.duty, by.id)) return refuseClaim('claim.same_officer', { action });
  const bar = step.bars?.find((one) => BARRED[one](claim, move, workflow));
  if (bar) return refuseClaim(`claim.${bar}`, { action });
  return { ok: true, ...destination(claim, action, step, move), ...(step.duty && { duty: step.duty }) };
}

const hasOtherDuty = ({ duties }: Claim, duty: Duty, id: string): boolean =>
  duties.some((taken) => taken.officerId === id && taken.duty !== duty);

function destination(claim: Claim, action: ClaimAction, step: Step, move: Move) {
  if (action === 'resume') return { to: claim.returnedTo ?? ('found' as const) };
  return action === 'sendBack' && move.backTo ? { to: step.to, returnedTo: move.backTo } : { to: step.to };
}

/** True where the step is barred. */
const BARRED: Record<Bar, (claim: Claim, move: Move, workflow: Workflow) => boolean> = {
  amount_unknown: ({ amountFen }) => amountFen === null || amountFen <= 0,
  second_look_missing: ({ openHits }) => openHits > 0,
  notice_not_asked: (_claim, _move, { noticeDays }) => noticeDays === 0,
  notice_is_asked: (_claim, _move, { noticeDays }) => noticeDays > 0,
  notice_not_over: ({ noticeEndsOn, openObjections }, { on }) =>
    noticeEndsOn === undefined || noticeEndsOn >= on || openObjections > 0,
  on_its_way: ({ isOnItsWay }) => isOnItsWay === true,
  not_earlier: ({ status }, { backTo }) => backTo === undefined || !stagesBack(status).includes(backTo),
};

/** The stages a claim can be sent back to. No notice hangs anew by itself: back before the payment means back to `approved`. */
export const stagesBack = (status: ClaimStatus): ClaimStage[] =>
  CLAIM_STAGES.filter((stage) => stage !== 'on_notice' && stageNumber(stage) < stageNumber(status));

/** -1 for statuses that are no stage of the way. */
export const stageNumber = (status: ClaimStatus): number => (CLAIM_STAGES as readonly ClaimStatus[]).indexOf(status);

/** The steps this person may take today: what the page draws as buttons. A note and a stage are still to be asked for. */
export function allowedActions(claim: Claim, by: Stepper, on: CalendarDate, workflow: Workflow): ClaimAction[] {
  const move: Move = { note: 'a reason', backTo: 'found', on };
  return CLAIM_ACTIONS.filter((action) => advance(claim, action, by, move, workflow).ok);
}

/** The steps forward: what makes a claim wait for somebody. Sending back and refusing are theirs who have it before them. */
const FORWARD = [
  'prepare',
  'submit',
  'check',
  'approve',
  'publish',
  'closeNotice',
  'release',
  'pay',
  'resume',
] as const;

/** The statuses in which a role has a step forward to take, by the default of GD-18. */
export const waitingFor = (role: Role): ClaimStatus[] => [
  ...new Set(
    FORWARD.flatMap((action) => {
      const { by, from }: Step = CLAIM_STEPS[action];
      return by.includes(role) ? from : [];
    }),
  ),
];
