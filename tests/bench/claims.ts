import { type Connection, connect } from '../../api/src/db/client.ts';
import { openThrowawayDatabase } from '../../api/src/db/embedded.ts';
import { migrateAll } from '../../api/src/db/migrate.ts';
import type { Rule } from '../../api/src/domains/subsidies/core/compile.ts';
import { type Evaluation, evaluate } from '../../api/src/domains/subsidies/core/evaluate.ts';
import { type FactDeclaration, type Facts, readFacts } from '../../api/src/domains/subsidies/core/facts.ts';
import { type Library, loadLibrary } from '../../api/src/domains/subsidies/library.ts';
import { comparable, differences, openCounty, sweepEngine, sweepSql } from './support/claims-sql.ts';
import { CLIENTS, makeClaims, makeTpcB, openPool, runClaims, runKeptTpcB, runTpcB } from './support/claims-steps.ts';
import { type Random, random } from './support/random.ts';

interface Row {
  readonly what: string;
  readonly figure: number;
  readonly goal: number;
  readonly unit: '/s' | '×' | '%';
  readonly beside: string;
}

const PEOPLE = 2_000;
const COUNTY_PEOPLE = 22_198;
const ROUNDS = 5;
const GOAL = 300_000;
const SECONDS = 8;

/** Prints what the engine does, and says whether every figure meets its goal. */
export async function bench(): Promise<boolean> {
  const library = loadLibrary();
  const people = peopleOf(library, random(20_260_101), PEOPLE);
  const all = Array.from(library.on().values());
  const own = all.filter(({ data }) => data.jurisdiction.slug === 'luozhuang');
  const rows = [
    assessments('assessments a second and core, every rule of every document', all, people),
    assessments('assessments a second and core, the rules of one county', own, people),
    ...(await onPostgres(library, own)),
  ];
  console.log('| figure | goal | measured | |\n| --- | --- | --- | --- |');
  for (const { what, figure, goal, unit, beside } of rows) {
    const told = figure >= goal ? 'met' : '**missed**';
    console.log(`| ${what} | ≥ ${said(goal, unit)} | ${said(figure, unit)} | ${told}; ${beside} |`);
  }
  return rows.every(({ figure, goal }) => figure >= goal);
}

async function onPostgres(library: Library, own: readonly Rule[]): Promise<Row[]> {
  const server = await openThrowawayDatabase();
  const admin = connect(server.url, 2);
  try {
    await migrateAll(admin.db);
    return [await countySweep(library, own, admin), await stepsAgainstTpcB(server.url, admin)];
  } finally {
    await admin.close();
    await server.close();
  }
}

async function countySweep(library: Library, own: readonly Rule[], { sql }: Connection): Promise<Row> {
  const rules = comparable(own);
  const people = peopleOf(library, random(20_260_102), COUNTY_PEOPLE);
  const county = await openCounty(sql, library, rules, people);
  const wrong = await differences(county, people.slice(0, 1000));
  if (wrong.length > 0) throw new Error(`SQL and engine differ: ${wrong.slice(0, 5).join('; ')}`);
  const bySql = await middle(() => sweepSql(county));
  const byEngine = await middle(() => sweepEngine(county));
  const beside = `${rules.length} of ${own.length} rules, ${(byEngine / 1000).toFixed(2)} s with reading the facts against ${(bySql / 1000).toFixed(2)} s for SQL that judges the conditions alone; 1,000 people compared finding by finding`;
  const what = 'county sweep, 22,198 people × the rules of one jurisdiction, against the same rules as SQL';
  return { what, figure: bySql / byEngine, goal: 5, unit: '×', beside };
}

/** The middle of three. */
async function middle(work: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const since = performance.now();
    await work();
    times.push(performance.now() - since);
  }
  return times.sort((a, b) => a - b)[1] ?? Number.POSITIVE_INFINITY;
}

async function stepsAgainstTpcB(url: string, admin: Connection): Promise<Row> {
  await makeTpcB(admin);
  const pool = openPool(url);
  const claims = await makeClaims(url, pool, 500);
  try {
    const before = await runTpcB(pool, SECONDS);
    const steps = await runClaims(claims, SECONDS);
    const kept = await runKeptTpcB(pool, SECONDS);
    const after = await runTpcB(pool, SECONDS);
    const tpcB = (before.perSecond + after.perSecond) / 2;
    const beside = `${thousands(steps.perSecond)} steps a second over 20 counties against ${thousands(tpcB)} transactions, ${CLIENTS} connections; ${said((100 * steps.perSecond) / kept.perSecond, '%')} of the ${thousands(kept.perSecond)} with statements planned once, as a step’s are`;
    const what = 'claim steps against TPC-B transactions (scale 20), same client, connections and server';
    return { what, figure: (100 * steps.perSecond) / tpcB, goal: 30, unit: '%', beside };
  } finally {
    await claims.queue.stop();
    await Promise.all(pool.map((one) => one.close()));
  }
}

const said = (figure: number, unit: Row['unit']): string =>
  unit === '/s' ? thousands(figure) : `${figure.toFixed(1)} ${unit}`;
const thousands = (count: number): string => Math.round(count).toLocaleString('en-US');

/** The middle one of some rounds, by the processor time this process used: other work on the machine does not count. */
function assessments(what: string, rules: readonly Rule[], people: readonly Facts[]): Row {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => sweep(rules, people));
  const [, ...measured] = rounds;
  const middle = measured.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(ROUNDS / 2)];
  if (!middle) throw new RangeError('no round measured');
  const { perSecond, perWallSecond, findings, statuses } = middle;
  const beside = `${findings.toFixed(1)} findings each, ${statuses} statuses, ${thousands(perWallSecond)} by the clock on the wall`;
  return { what, figure: perSecond, goal: GOAL, unit: '/s', beside };
}

function sweep(rules: readonly Rule[], people: readonly Facts[]) {
  const seen = new Set<Evaluation['status']>();
  let findings = 0;
  const wall = performance.now();
  const cpu = process.cpuUsage();
  for (const facts of people) {
    for (const rule of rules) {
      const answer = evaluate(rule, facts);
      findings += answer.findings.length;
      seen.add(answer.status);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const count = rules.length * people.length;
  return {
    perSecond: count / ((user + system) / 1e6),
    perWallSecond: count / ((performance.now() - wall) / 1e3),
    findings: findings / count,
    statuses: seen.size,
  };
}

/** People of whom most is known, and most of it in their favour: so that no answer comes cheap. */
function peopleOf(library: Library, chance: Random, count: number): Facts[] {
  return Array.from({ length: count }, () => {
    const known = library.vocabulary.facts.filter((fact) => !fact.fact.startsWith('claim.') && chance.chance(0.9));
    const given = Object.fromEntries(known.map((fact) => [fact.fact, inventedValue(fact, chance)]));
    const read = readFacts(given, library.declared);
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    return read.facts;
  });
}

function inventedValue({ type, values = [] }: FactDeclaration, chance: Random): unknown {
  if (type === 'bool') return chance.chance(0.9);
  if (type === 'int') return chance.below(60);
  if (type === 'number') return chance.below(500_000) / 100;
  return type === 'enum' ? chance.pick(values) : 'luozhuang-poverty-loan-individual';
}
