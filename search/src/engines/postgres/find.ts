import type { JobQuery, Tier } from '../../port.ts';
import { dayNumber, wholeNumber } from '../numbers.ts';
import { lexeme } from './lexemes.ts';
import { conditionsOf, holds, tierConditionsOf, unitsOf } from './tsquery.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

/** Collects values and hands out their places: no value ever stands in the text of a statement. */
function places() {
  const values: (string | number)[] = [];
  const put = (type: string) => (value: string | number) => `$${values.push(value)}::${type}`;
  return { values, tsquery: put('tsquery'), text: put('text'), number: put('bigint') };
}
type Places = ReturnType<typeof places>;

interface Step {
  readonly tier: Tier;
  readonly at: number;
  readonly lexemes: readonly string[];
}

/**
 * One statement for a page. The candidates are a materialised set: without it `order by … limit` walks another index.
 * Undefined where no tier can take anything.
 */
export function findStatement(index: string, query: JobQuery): Statement | undefined {
  const from = query.from ?? 0;
  const steps = query.tiers.flatMap((tier, at): Step[] => {
    const lexemes = tierConditionsOf(tier);
    return lexemes ? [{ tier, at, lexemes }] : [];
  });
  const asked = steps.filter(({ at }) => at >= from);
  if (asked.length === 0) return undefined;
  const put = places();
  const text = `
with candidates as materialized (
  select id, published_at, search, case ${steps.map((step) => whenOf(step, put, from)).join(' ')} end as tier
  from search_documents
  where index_name = ${put.text(index)}${gateOf(query, asked, put)}${numbersOf(query, put)}
), found as materialized (${scored(asked, put)})
select (select count(*)::int from found) as total, page.id, page.tier${query.readTrades ? `, ${TRADES}` : ''} from (select 1) as one left join (
  select id, tier, score, published_at from found
  order by tier, score desc, published_at desc, id offset ${put.number(wholeNumber(query.offset))} limit ${put.number(wholeNumber(query.limit))}
) as page on true order by page.tier, page.score desc, page.published_at desc, page.id`;
  return { text, values: put.values };
}

const TRADES = `(select array_agg(substr(told, 3)) from candidates, unnest(tsvector_to_array(search)) as told
  where id = page.id and told like '${lexeme.trade('')}%') as trades`;

/** A tier before those asked for takes its postings out. */
const whenOf = ({ tier, at, lexemes }: Step, put: Places, from: number): string => {
  const conditions = [
    ...(lexemes.length > 0 ? [`search @@ ${put.tsquery(lexemes.join(' & '))}`] : []),
    ...(tier.surePayFen === undefined ? [] : [`pay_min_fen >= ${put.number(wholeNumber(tier.surePayFen))}`]),
  ];
  return `when ${conditions.join(' and ') || 'true'} then ${at < from ? 'null' : at}`;
};

/** What the GIN index is asked: the filter, and one of the tiers unless some tier takes all. */
function gateOf({ where }: JobQuery, steps: readonly Step[], put: Places): string {
  const takesAll = steps.some((step) => step.lexemes.length === 0);
  const tiers = takesAll ? [] : [`(${steps.map((step) => `(${step.lexemes.join(' & ')})`).join(' | ')})`];
  const conditions = [...conditionsOf(where), ...tiers];
  return conditions.length > 0 ? ` and search @@ ${put.tsquery(conditions.join(' & '))}` : '';
}

function numbersOf({ where }: JobQuery, put: Places): string {
  const conditions = [
    ...(where.payMinFen === undefined ? [] : [`pay_max_fen >= ${put.number(wholeNumber(where.payMinFen))}`]),
    ...(where.age === undefined ? [] : [`${put.number(wholeNumber(where.age))} between age_min and age_max`]),
    ...(where.validOn === undefined ? [] : [`valid_until_on >= ${put.number(dayNumber(where.validOn))}`]),
  ];
  return conditions.map((condition) => ` and ${condition}`).join('');
}

/**
 * The order within a tier: the sum over its words of how rare the word is among the candidates, double where the title holds it.
 * A tier without words has one score, so that the newest come first.
 */
function scored(steps: readonly Step[], put: Places): string {
  const worded = steps.flatMap(({ tier, at }) => unitsOf(tier.words ?? tier.prefer).map((unit) => ({ at, unit })));
  const units = [...new Map(worded.map(({ unit }) => [unit.join(' '), unit]))];
  if (units.length === 0) return 'select id, tier, published_at, 0 as score from candidates where tier is not null';
  const marks = units.map(([, unit], u) => {
    const inText = `search @@ ${put.tsquery(holds(unit, lexeme.word))}`;
    const inTitle = `search @@ ${put.tsquery(holds(unit, lexeme.titleWord))}`;
    return `case when ${inTitle} then 2 when ${inText} then 1 else 0 end as u${u}`;
  });
  const rarity = units.map((_, u) => `ln((count(*) + 1) / (count(*) filter (where u${u} > 0) + 0.5)) as r${u}`);
  const scoreOf = (at: number): string =>
    units
      .flatMap(([name], u) => (worded.some((w) => w.at === at && w.unit.join(' ') === name) ? [`u${u} * r${u}`] : []))
      .join(' + ') || '0';
  const cases = steps.map(({ at }) => `when ${at} then ${scoreOf(at)}`).join(' ');
  return `
  with marked as materialized (select id, tier, published_at, ${marks.join(', ')} from candidates where tier is not null),
  rare as (select ${rarity.join(', ')} from marked)
  select id, tier, published_at, (case tier ${cases} end)::float8 as score from marked, rare`;
}
