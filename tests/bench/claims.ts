import type { Rule } from '../../api/src/domains/subsidies/core/compile.ts';
import { type Evaluation, evaluate } from '../../api/src/domains/subsidies/core/evaluate.ts';
import { type FactDeclaration, type Facts, readFacts } from '../../api/src/domains/subsidies/core/facts.ts';
import { type Library, loadLibrary } from '../../api/src/domains/subsidies/library.ts';
import { type Random, random } from './support/random.ts';

interface Row {
  readonly what: string;
  readonly figure: number;
  readonly goal: number;
  readonly beside: string;
}

const PEOPLE = 2_000;
const ROUNDS = 5;
const GOAL = 300_000;

/** Prints what the engine does, and says whether every figure meets its goal. */
export async function bench(): Promise<boolean> {
  const library = loadLibrary();
  const people = peopleOf(library, random(20_260_101));
  const all = [...library.on().values()];
  const rows = [
    assessments('every rule of every document', all, people),
    assessments(
      'the rules of one county',
      all.filter(({ data }) => data.jurisdiction.slug === 'luozhuang'),
      people,
    ),
  ];
  console.log(`| assessments per second and core, all findings | measured | goal | |\n| --- | ---: | ---: | --- |`);
  for (const { what, figure, goal, beside } of rows) {
    console.log(
      `| ${what} | ${thousands(figure)} | ${thousands(goal)} | ${figure >= goal ? 'met' : 'MISSED'}; ${beside} |`,
    );
  }
  return rows.every(({ figure, goal }) => figure >= goal);
}

const thousands = (count: number): string => Math.round(count).toLocaleString('en-US');

/** The middle one of some rounds, by the processor time this process used: other work on the machine does not count. */
function assessments(what: string, rules: readonly Rule[], people: readonly Facts[]): Row {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => sweep(rules, people));
  const [, ...measured] = rounds;
  const middle = measured.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(ROUNDS / 2)];
  if (!middle) throw new RangeError('no round measured');
  const { perSecond, perWallSecond, findings, statuses } = middle;
  const beside = `${findings.toFixed(1)} findings each, ${statuses} statuses, ${thousands(perWallSecond)} by the clock on the wall`;
  return { what, figure: perSecond, goal: GOAL, beside };
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
function peopleOf(library: Library, chance: Random): Facts[] {
  return Array.from({ length: PEOPLE }, () => {
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
