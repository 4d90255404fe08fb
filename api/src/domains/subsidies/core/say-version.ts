import { CLAIM_STEPS, type ClaimStage, DEFAULT_DAYS, type Workflow } from './claim.ts';

/** What a version says, part by part, ready to be laid beside another. */
export interface SaidVersion {
  readonly name: string;
  readonly wording: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly conditions: readonly string[];
  readonly limits: readonly string[];
  readonly amount: string;
  readonly papers: readonly string[];
  readonly workflow: Workflow;
  readonly noticeFields: readonly string[];
  readonly excludes: readonly string[];
  /** What has no words of its own: keys of the rule's data with their text. */
  readonly other: Readonly<Record<string, string>>;
}
export type DifferencePart =
  | 'name'
  | 'wording'
  | 'days'
  | 'condition'
  | 'limit'
  | 'amount'
  | 'paper'
  | 'workflow'
  | 'notice'
  | 'excludes'
  | 'other';
export interface Difference {
  readonly part: DifferencePart;
  readonly a: string | null;
  readonly b: string | null;
}

/** What two versions say differently; nothing where they say the same. */
export function differencesOf(a: SaidVersion, b: SaidVersion): Difference[] {
  return [
    ...single('name', a.name, b.name),
    ...single('days', daysText(a), daysText(b)),
    ...single('wording', a.wording, b.wording),
    ...listed('condition', a.conditions, b.conditions),
    ...listed('limit', a.limits, b.limits),
    ...single('amount', a.amount, b.amount),
    ...listed('paper', a.papers, b.papers),
    ...listed('excludes', a.excludes, b.excludes),
    ...single('workflow', stepsText(a.workflow), stepsText(b.workflow)),
    ...single('notice', `${a.workflow.noticeDays} 天`, `${b.workflow.noticeDays} 天`),
    ...listed('notice', a.noticeFields, b.noticeFields),
    ...listed('other', entries(a.other), entries(b.other)),
  ];
}

const single = (part: DifferencePart, a: string | null, b: string | null): Difference[] =>
  a === b ? [] : [{ part, a, b }];

function listed(part: DifferencePart, a: readonly string[], b: readonly string[]): Difference[] {
  return [
    ...a.filter((one) => !b.includes(one)).map((one) => ({ part, a: one, b: null })),
    ...b.filter((one) => !a.includes(one)).map((one) => ({ part, a: null, b: one })),
  ];
}

const daysText = ({ validFrom, validTo }: SaidVersion): string => `${validFrom ?? '不限'} 至 ${validTo ?? '不限'}`;

export type Office = 'township_officer' | 'county_officer';
const OFFICES: readonly string[] = ['township_officer', 'county_officer'] satisfies Office[];
const officesOf = (action: 'check' | 'approve', { by }: Workflow): Office[] =>
  (by?.[action] ?? CLAIM_STEPS[action].by).filter((role): role is Office => OFFICES.includes(role));

/** The way of a version with the defaults of GD-18 written out. */
export const fullWorkflow = (workflow: Workflow) => ({
  by: { check: officesOf('check', workflow), approve: officesOf('approve', workflow) },
  days: { ...DEFAULT_DAYS, ...workflow.days } as Partial<Record<WaitingStage, number>>,
  noticeDays: workflow.noticeDays,
});
/** Stages at which an office is waited for. */
export type WaitingStage = Exclude<ClaimStage, 'on_notice' | 'paid'>;

function stepsText(workflow: Workflow): string {
  const { by, days } = fullWorkflow(workflow);
  return [by.check.join(' '), by.approve.join(' '), ...Object.entries(days).map((one) => one.join(' '))].join('; ');
}

const entries = (other: Readonly<Record<string, string>>): string[] =>
  Object.entries(other).map(([key, text]) => `${key}: ${text}`);
