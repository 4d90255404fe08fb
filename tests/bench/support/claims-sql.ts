import type { Sql } from 'postgres';
import type { Rule } from '../../../api/src/domains/subsidies/core/compile.ts';
import { type Evaluation, evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import type { Declarations, FactDeclaration, Facts, FactType } from '../../../api/src/domains/subsidies/core/facts.ts';
import {
  type ConditionData,
  conditionsOf,
  type GroupData,
  isCondition,
  type PartData,
} from '../../../api/src/domains/subsidies/core/rule.ts';
import type { Library } from '../../../api/src/domains/subsidies/library.ts';

/** A county's facts as one table, a column for each fact that the rules ask, and the same rules written as SQL. */
const TYPES: Record<FactType, string> = {
  ...{ bool: 'bool', int: 'float8', number: 'float8', enum: 'text', date: 'text', text: 'text', list: 'text[]' },
};
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(literal).join(', ');
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
};
const COMPARE = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

export interface County {
  readonly sql: Sql;
  readonly rules: readonly Rule[];
  readonly columns: readonly FactDeclaration[];
  readonly declared: Declarations;
  readonly says: ReadonlyMap<ConditionData, string>;
}

const column = (fact: string): string => `"${fact}"`;

/** Rules whose conditions stand on facts that a person can have; what is derived by a formula is left out on both sides. */
export function comparable(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ data }) => (data.derived_facts ?? []).length === 0);
}

export async function openCounty(
  sql: Sql,
  library: Library,
  rules: readonly Rule[],
  people: readonly Facts[],
): Promise<County> {
  const { declared } = library;
  const names = new Set(
    rules.flatMap(({ data }) =>
      conditionsOf(data.conditions).flatMap(({ fact, value_fact: v }) => (v ? [fact, v] : [fact])),
    ),
  );
  const columns = [...names].flatMap((name) => declared.get(name) ?? []);
  await sql.unsafe(`drop table if exists county_facts;
    create table county_facts (n int primary key, ${columns.map((c) => `${column(c.fact)} ${TYPES[c.type]}`).join(', ')})`);
  const rows = people.map((facts, n) => ({
    n,
    ...Object.fromEntries(columns.map(({ fact }) => [fact, declared.reader(fact)?.(facts) ?? null])),
  }));
  for (let i = 0; i < rows.length; i += 2000)
    await sql.unsafe(
      `insert into county_facts select * from json_populate_recordset(null::county_facts, $1::text::json)`,
      [JSON.stringify(rows.slice(i, i + 2000))],
    );
  await sql.unsafe('analyze county_facts');
  return { sql, rules, columns, declared, says: saysOf(rules, declared.over(undefined, [])) };
}

/** The sentence of each condition as the engine says it: the answers are to carry the same words. */
function saysOf(rules: readonly Rule[], nobody: Facts): ReadonlyMap<ConditionData, string> {
  return new Map(
    rules.flatMap((rule) => {
      const { findings } = evaluate(rule, nobody);
      const asked = findings.filter(({ part }) => part === 'condition' || part === 'unless');
      return inOrder(rule.data.conditions).map((condition, i) => [condition, asked[i]?.says ?? ''] as const);
    }),
  );
}

function inOrder(group: GroupData): ConditionData[] {
  const of = (parts: readonly PartData[]) => parts.flatMap((part) => (isCondition(part) ? [part] : inOrder(part)));
  return [...of(group.all ?? []), ...of(group.any ?? []), ...(group.unless ? inOrder(group.unless) : [])];
}

function holds({ fact, op, value, value_fact }: ConditionData): string {
  const seen = column(fact);
  if (value_fact) return `${seen} ${COMPARE[op as keyof typeof COMPARE]} ${column(value_fact)}`;
  if (op === 'in') return `${seen} in (${literal(value)})`;
  if (op === 'between') {
    const [from, to] = value as [number, number];
    return `${seen} between ${literal(from)} and ${literal(to)}`;
  }
  return `${seen} ${COMPARE[op]} ${literal(value)}`;
}

/** SQL's own three values are those of the rules: null is unknown. */
function groupSql(group: GroupData): string {
  const parts = (list: readonly PartData[], word: string) =>
    `(${list.map((part) => (isCondition(part) ? `(${holds(part)})` : groupSql(part))).join(` ${word} `) || 'true'})`;
  const own = [...(group.all ? [parts(group.all, 'and')] : []), ...(group.any ? [parts(group.any, 'or')] : [])];
  return [...own, ...(group.unless ? [`not ${groupSql(group.unless)}`] : [])].join(' and ') || 'true';
}

const told = (yes: string): string => `case when (${yes}) then 'met' when not (${yes}) then 'unmet' else 'unknown' end`;

/** One row a person: the verdict of the conditions, and a finding for each, with the value seen, the clause and the words. */
export function ruleSql({ data }: Rule, says: County['says']): string {
  const unless = new Set(data.conditions.unless ? inOrder(data.conditions.unless) : []);
  const findings = inOrder(data.conditions).map((condition) => {
    const { fact, from } = condition;
    const fixed = { clause: data.source.clause, from: from ?? null, says: says.get(condition) ?? '' };
    const part = unless.has(condition) ? 'unless' : 'condition';
    const fields = Object.entries({ fact, part, ...fixed }).map(
      ([k, v]) => `'${k}', ${v === null ? 'null' : `${literal(v)}::text`}`,
    );
    return `jsonb_build_object(${fields.join(', ')}, 'value', to_jsonb(${column(fact)}), 'result', ${told(holds(condition))})`;
  });
  return `select n, ${told(groupSql(data.conditions))} as verdict, jsonb_build_array(${findings.join(', ')}) as findings from county_facts`;
}

/** Every rule over everybody, counted on the server so that nothing has to travel. */
export async function sweepSql({ sql, rules, says }: County): Promise<number> {
  let findings = 0;
  for (const rule of rules) {
    const rows = await sql.unsafe<{ verdict: string; findings: number }[]>(
      `select verdict, sum(jsonb_array_length(findings))::int as findings from (${ruleSql(rule, says)} offset 0) r group by 1`,
    );
    for (const row of rows) findings += row.findings;
  }
  return findings;
}

/** Reads the same table through the same kind of connection, and judges. */
export async function sweepEngine(county: County): Promise<number> {
  let findings = 0;
  for (const facts of await readPeople(county))
    for (const rule of county.rules) findings += evaluate(rule, facts).findings.length;
  return findings;
}

export async function readPeople({ sql, columns, declared }: County): Promise<Facts[]> {
  const [all] = await sql.unsafe<{ rows: string }[]>(
    `select json_agg(json_build_array(${columns.map((c) => column(c.fact)).join(', ')}) order by n)::text as rows from county_facts`,
  );
  const rows = JSON.parse(all?.rows ?? '[]') as (string | number | boolean | null)[][];
  return rows.map((values) =>
    declared.over(
      undefined,
      columns.flatMap(({ fact }, i) =>
        values[i] === null || values[i] === undefined ? [] : [[fact, values[i]] as const],
      ),
    ),
  );
}

/** Where the two answer differently about the conditions of somebody: at most a few, to be shown. */
export async function differences({ sql, rules, says }: County, people: readonly Facts[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const rule of rules) {
    const rows = await sql.unsafe<{ n: number; verdict: string; findings: object[] }[]>(
      `${ruleSql(rule, says)} where n < ${people.length} order by n`,
    );
    for (const [n, facts] of people.entries()) {
      const row = rows[n];
      if (row && keyOf(row.findings) === keyOf(ofConditions(evaluate(rule, facts)))) continue;
      wrong.push(`${rule.data.id} of ${n}`);
    }
  }
  return wrong;
}

const ofConditions = ({ findings }: Evaluation) =>
  findings.filter(({ part }) => part === 'condition' || part === 'unless');
const keyOf = (findings: readonly object[]): string =>
  JSON.stringify(findings.map((one) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))));
