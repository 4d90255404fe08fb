import type { Reader } from '../../../db/client.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { FOUND_TRIGGERS, type Listening } from '../core/candidates.ts';
import type { Settings } from '../core/question.ts';
import type { PolicyRule } from '../library.ts';
import { rulesFor, type StandingRules } from '../policies/standing.ts';
import { listListening } from './facts-store.ts';

/** What a county's rules wait for, and the versions that stand on the days of events, each day read once. */
export interface Policies {
  readonly listening: readonly Listening[];
  readonly settings: Settings;
  on(day: CalendarDate): Promise<StandingRules>;
}

/** Policies that several transactions read in turn. */
export interface SharedPolicies extends Policies {
  /** Read over the transaction's own connection: one that waited for a second might wait for ever. */
  over(reader: Reader): Policies;
}

export async function policiesOf(db: Reader, countyCode: string, today: CalendarDate): Promise<SharedPolicies> {
  const days = new Map<CalendarDate, StandingRules>();
  const readBy = (reader: Reader) => async (day: CalendarDate) => {
    const standing = days.get(day) ?? (await rulesFor(reader, countyCode, day));
    days.set(day, standing);
    return standing;
  };
  const { settings } = await readBy(db)(today);
  const rules = (await listListening(db, countyCode)).map(({ rule }) => rule);
  const listening = rules.filter(opensClaims).map((rule) => listeningOf(rule, settings));
  const over = (reader: Reader): Policies => ({ settings, listening, on: readBy(reader) });
  return { ...over(db), over };
}

/** Only the bureau's own rules and those beside them open claims, and only those that registers bring about. */
const opensClaims = ({ relevance, trigger }: PolicyRule): boolean =>
  relevance !== 'reference' && FOUND_TRIGGERS.includes(trigger.event);

export function listeningOf(rule: PolicyRule, settings: Settings): Listening {
  const { id: ruleId, trigger, beneficiary, subject, frequency } = rule;
  const yearBasis = yearBasisOf(rule, settings);
  return {
    ruleId,
    trigger: trigger.event,
    beneficiary,
    subject,
    frequency: frequency ?? null,
    ...(yearBasis !== undefined && { yearBasis }),
  };
}

/** An ambiguity about the year names its options; the first is the default (see vocabulary.yaml). */
function yearBasisOf({ ambiguities }: PolicyRule, settings: Settings): string | undefined {
  const asked = ambiguities.find(({ config }) => config.endsWith('.year_basis')) as
    | (PolicyRule['ambiguities'][number] & { readonly options?: readonly string[] })
    | undefined;
  if (!asked) return undefined;
  const set = settings[asked.config];
  return typeof set === 'string' ? set : asked.options?.[0];
}

/** GD-03: how many days may lie between two placements of one employment. */
export function maxGapDays(settings: Settings): number {
  const set = settings['placement.max_gap_days'];
  return typeof set === 'number' && set >= 0 ? set : 0;
}
