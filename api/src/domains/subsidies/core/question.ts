import type { Exact } from './exact.ts';
import type { Rate } from './rate.ts';

/** How often the amount of one unit is asked for; each is 1 when not given. */
export const UNIT_NAMES = ['persons', 'months', 'days', 'years'] as const;
export type UnitName = (typeof UNIT_NAMES)[number];
export type Units = Readonly<Partial<Record<UnitName, Exact>>>;

/** Configuration keys that were set. Only the keys that a rule's own data names have a say in its judgement. */
export type Settings = Readonly<Record<string, unknown>>;

/** What a question brings beside its facts. */
export interface Question {
  readonly units?: Units;
  /** The day of the rule's trigger event: it picks rates and windows. */
  readonly eventOn?: string;
  /** The sum, in fen, asked for or worked out elsewhere, to be held against a ceiling. */
  readonly sumFen?: Exact;
  /** The rates entered for the rule, whenever they hold. */
  readonly rates?: readonly Rate[];
  /** The slug of the jurisdiction that pays; without it, the rule's own. */
  readonly jurisdiction?: string;
  readonly settings?: Settings;
}

/** True or false where the key is set to that; undefined where it is not set or says something else. */
export function switched(settings: Settings | undefined, key: string | undefined): boolean | undefined {
  const value = key === undefined ? undefined : settings?.[key];
  return typeof value === 'boolean' ? value : undefined;
}
