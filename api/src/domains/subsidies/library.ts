import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Compile, type Validator } from 'typebox/compile';
import { isCalendarDate } from '../../kernel/calendar.ts';
import { type CheckedRule, type Known, type Problem, paperSlug, problemsOf } from './core/check-rules.ts';
import { compileRules, type Rule } from './core/compile.ts';
import { Declarations } from './core/facts.ts';
import type { FactWords, Wording } from './core/plain-words.ts';
import type { WindowData } from './core/rule.ts';
import { FileTrouble, parseExactYaml } from './exact-files.ts';
import { type Jurisdiction, type PolicyDocument, RuleFile, type Vocabulary, VocabularyFile } from './policy-schema.ts';

/** The folder api/policies of this installation. */
export const POLICY_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

/** A rule as written in its file, together with the jurisdiction and the document it stands in. */
export type PolicyRule = CheckedRule & {
  readonly name_en: string;
  readonly strength: string;
  readonly source: {
    readonly doc: string;
    readonly clause: string;
    readonly line: number;
    readonly wording: string | null;
  };
  readonly claimant_options?: readonly string[];
  readonly approval: readonly { readonly step: string; readonly by_zh: string }[] | null;
  readonly publicity: { readonly days?: number | null; readonly when?: string | null; readonly wording: string } | null;
};

/** The policy library, checked as a whole. */
export interface Library {
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  readonly jurisdictions: ReadonlyMap<string, Jurisdiction>;
  /** Every version of every rule. */
  readonly rules: readonly PolicyRule[];
  readonly vocabulary: Vocabulary;
  readonly declared: Declarations;
  readonly wording: Wording;
  /** What a rule may refer to: for rules that a county writes itself. */
  readonly known: Known;
  /** The rules ready to be asked, one version of each: the one that holds on the day, else the newest. */
  on(day?: string): ReadonlyMap<string, Rule>;
}

/** The policy files do not hold together. `problems` says where and why, in Chinese. */
export class LibraryTrouble extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`policy library: ${problems.length} problems`);
    this.problems = problems;
  }
}

/** Reads and checks the whole library. Throws LibraryTrouble with everything that is wrong. */
export function loadLibrary(folder: string = POLICY_FOLDER): Library {
  const vocabulary = readChecked<Vocabulary>(join(folder, 'vocabulary.yaml'), Compile(VocabularyFile));
  const ruleFile = Compile(RuleFile);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readChecked<RuleFileData>(join(folder, entry.name, 'rules.yaml'), ruleFile));
  return assemble(vocabulary, files);
}

interface RuleFileData {
  readonly document: PolicyDocument;
  readonly rules: readonly PolicyRule[];
}

/** The cast to T is what the schema has just made sure of. */
function readChecked<T>(path: string, schema: Validator): T {
  const value = readYaml(path);
  if (schema.Check(value)) return value as T;
  const errors = schema.Errors(value);
  throw new LibraryTrouble(
    errors.slice(0, 20).map((error) => ({ where: `${path} ${error.instancePath}`, what: `格式不对:${error.message}` })),
  );
}

function readYaml(path: string): unknown {
  try {
    return parseExactYaml(readFileSync(path, 'utf8'), path);
  } catch (trouble) {
    if (trouble instanceof FileTrouble) throw new LibraryTrouble([{ where: path, what: `读不出:${trouble.message}` }]);
    if (isMissing(trouble)) throw new LibraryTrouble([{ where: path, what: '文件不存在' }]);
    throw trouble;
  }
}

const isMissing = (trouble: unknown): boolean =>
  trouble instanceof Error && 'code' in trouble && trouble.code === 'ENOENT';

function assemble(vocabulary: Vocabulary, files: readonly RuleFileData[]): Library {
  const documents = new Map(files.map(({ document }) => [document.doc, document]));
  const jurisdictions = new Map(vocabulary.jurisdictions.map((one) => [one.slug, one]));
  const rules = files.flatMap(({ document, rules: written }) => written.map((rule) => placed(rule, document)));
  const declared = new Declarations(vocabulary.facts);
  const windowOf = (doc: string): WindowData | null | undefined => documents.get(doc)?.effective;
  const known = knownOf(vocabulary, rules, declared, windowOf);
  const problems = [...fileProblems(vocabulary, files, jurisdictions), ...problemsOf(rules, known)];
  if (problems.length > 0) throw new LibraryTrouble(problems);
  const wording = wordingOf(vocabulary, rules);
  const compiled = new Map<string, ReadonlyMap<string, Rule>>();
  const on = (day?: string): ReadonlyMap<string, Rule> => {
    const standing = versionsOn(rules, day, windowOf);
    const key = standing.map((rule) => rule.version).join();
    const ready = compiled.get(key) ?? compileRules(standing, { declared, windowOf, wording });
    compiled.set(key, ready);
    return ready;
  };
  return { documents, jurisdictions, rules, vocabulary, declared, wording, known, on };
}

const placed = (rule: PolicyRule, { doc, jurisdiction }: PolicyDocument): PolicyRule => ({
  ...rule,
  jurisdiction: { slug: jurisdiction },
  source: { ...rule.source, doc },
});

function knownOf(
  vocabulary: Vocabulary,
  rules: readonly PolicyRule[],
  declared: Declarations,
  windowOf: (doc: string) => WindowData | null | undefined,
): Known {
  const { categories, beneficiaries, triggers, statuses } = vocabulary.vocabulary;
  return {
    declared,
    windowOf,
    ruleIds: new Set(rules.map(({ id }) => id)),
    categories: new Set(Object.keys(categories)),
    beneficiaries: new Set(beneficiaries),
    triggers: new Set(Object.keys(triggers)),
    statuses: new Set(Object.keys(statuses)),
    papers: new Set(Object.keys(vocabulary.papers)),
  };
}

function fileProblems(
  vocabulary: Vocabulary,
  files: readonly RuleFileData[],
  jurisdictions: ReadonlyMap<string, Jurisdiction>,
): Problem[] {
  const facts = vocabulary.facts.map(({ fact }) => fact);
  const repeated = facts.filter((fact, i) => facts.indexOf(fact) < i);
  const wordless = vocabulary.facts.filter(({ values, values_zh }) =>
    values?.some((value) => values_zh?.[value] === undefined),
  );
  return [
    ...repeated.map((fact) => ({ where: 'vocabulary.yaml', what: `事实 ${fact} 登记了两次` })),
    ...wordless.map(({ fact }) => ({ where: 'vocabulary.yaml', what: `事实 ${fact} 的取值缺少中文名` })),
    ...vocabulary.facts
      .filter(({ type, values }) => (type === 'enum') !== (values !== undefined))
      .map(({ fact }) => ({ where: 'vocabulary.yaml', what: `事实 ${fact} 的类型与取值表不符` })),
    ...files
      .filter(({ document }) => !jurisdictions.has(document.jurisdiction))
      .map(({ document }) => ({ where: document.doc, what: `地区 ${document.jurisdiction} 没有登记` })),
  ];
}

/** The papers of a rule by their Chinese names: those its clause names, and those proposed where it names none (GD-14). */
export function papersOf({ evidence }: PolicyRule, { vocabulary }: Library): { stated: string[]; suggested: string[] } {
  const named = (papers: readonly string[]) => papers.map((paper) => vocabulary.papers[paperSlug(paper)] ?? paper);
  return { stated: named(evidence.stated), suggested: named(evidence.suggested) };
}

function wordingOf(vocabulary: Vocabulary, rules: readonly PolicyRule[]): Wording {
  const words = new Map<string, FactWords>(vocabulary.facts.map((fact) => [fact.fact, fact]));
  const names = new Map(rules.map(({ id, name_zh }) => [id, name_zh]));
  return { words: (fact) => words.get(fact), ruleName: (id) => names.get(id) };
}

/** Of each rule the version whose window holds the day; without a day, or where none does, the newest. */
function versionsOn(
  rules: readonly PolicyRule[],
  day: string | undefined,
  windowOf: (doc: string) => WindowData | null | undefined,
): PolicyRule[] {
  const holds = (rule: PolicyRule): boolean => {
    const window = rule.effective ?? windowOf(rule.source.doc);
    const bounds = (text: string | null | undefined) => (text && isCalendarDate(text) ? text : undefined);
    const [from, to] = [bounds(window?.from), bounds(window?.to)];
    return day !== undefined && (from === undefined || from <= day) && (to === undefined || day <= to);
  };
  const newestFirst = (a: PolicyRule, b: PolicyRule): number => (b.version ?? 1) - (a.version ?? 1);
  return [...Map.groupBy(rules, ({ id }) => id).values()].flatMap((versions) => {
    const ordered = versions.toSorted(newestFirst);
    return ordered.find(holds) ?? ordered[0] ?? [];
  });
}
