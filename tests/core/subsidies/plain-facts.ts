import { equal, type Fraction, fraction, less, over, times } from './fractions.ts';

export type Result = 'met' | 'unmet' | 'unknown';
// biome-ignore lint/suspicious/noExplicitAny: it reads the files as they are written, without the engine's types.
export type Json = any;

/** What the second judge knows of a question, and whether conditions hold on it. */
export class PlainFacts {
  private readonly facts: Map<string, Json>;

  constructor(facts: readonly Json[]) {
    this.facts = new Map(facts.map((fact) => [fact.fact, fact]));
  }

  value(rule: Json, facts: Json, fact: string): Json {
    const given = facts[fact];
    if (given !== undefined && given !== null) return given;
    const derived = (rule.derived_facts ?? []).find((one: Json) => one.fact === fact);
    if (derived) return this.land(rule, facts);
    const declared = this.facts.get(fact);
    return declared.value ?? declared.absent;
  }

  number(rule: Json, facts: Json, fact: string): Fraction | undefined {
    const value = this.value(rule, facts, fact);
    return value === undefined ? undefined : Array.isArray(value) ? (value as unknown as Fraction) : fraction(value);
  }

  /** The one derived fact there is, by hand. */
  private land(rule: Json, facts: Json): Fraction | undefined {
    const read = (fact: string) => this.number(rule, facts, fact);
    const [left, people] = [read('household.remaining_land_mu'), read('household.registered_agricultural_members')];
    const all = read('env.county_farmland_previous_year_mu');
    const everyone = read('env.county_agricultural_population_previous_year');
    if (!left || !people || !all || !everyone) return undefined;
    const [own, county] = [over(left, people), over(all, everyone)];
    const share = own && county && over(own, county);
    return share && times(share, fraction(100));
  }

  group(rule: Json, group: Json, facts: Json): Result {
    const results: Result[] = [];
    if (group.all?.length) results.push(this.every(group.all.map((part: Json) => this.part(rule, part, facts))));
    if (group.any?.length) {
      const any = group.any.map((part: Json) => this.part(rule, part, facts));
      results.push(any.includes('met') ? 'met' : any.includes('unknown') ? 'unknown' : 'unmet');
    }
    if (group.unless) results.push(turned(this.group(rule, group.unless, facts)));
    return this.every(results);
  }

  private every(results: Result[]): Result {
    return results.includes('unmet') ? 'unmet' : results.includes('unknown') ? 'unknown' : 'met';
  }

  part(rule: Json, part: Json, facts: Json): Result {
    if (!part.fact) return this.group(rule, part, facts);
    const seen = this.value(rule, facts, part.fact);
    const against = part.value_fact ? this.value(rule, facts, part.value_fact) : part.value;
    if (seen === undefined || against === undefined) return 'unknown';
    return holds(part.op, seen, against) ? 'met' : 'unmet';
  }
}

export const turned = (result: Result): Result => (result === 'met' ? 'unmet' : result === 'unmet' ? 'met' : 'unknown');

function holds(op: string, seen: Json, against: Json): boolean {
  const asFraction = (value: Json): Fraction =>
    Array.isArray(value) ? (value as unknown as Fraction) : fraction(value);
  const isNumber = typeof seen === 'number' || (Array.isArray(seen) && typeof seen[0] === 'bigint');
  const same = (value: Json) => (isNumber ? equal(asFraction(seen), asFraction(value)) : seen === value);
  if (op === 'eq') return same(against);
  if (op === 'ne') return !same(against);
  if (op === 'in') return against.some(same);
  if (op === 'between')
    return !less(asFraction(seen), asFraction(against[0])) && !less(asFraction(against[1]), asFraction(seen));
  const [a, b] = [asFraction(seen), asFraction(against)];
  if (op === 'lt') return less(a, b);
  if (op === 'lte') return !less(b, a);
  if (op === 'gt') return less(b, a);
  return !less(a, b);
}
