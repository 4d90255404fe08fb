import { readFileSync } from 'node:fs';
import { casesOf, runCase } from './cases.ts';
import { type Evaluation, evaluate } from './core/evaluate.ts';
import { plainJson, textOf } from './core/exact.ts';
import { explain } from './core/plain-words.ts';
import { readQuestion } from './core/read-question.ts';
import { FileTrouble, parseExactJson, parseExactYaml } from './exact-files.ts';
import { type Library, LibraryTrouble, loadLibrary } from './library.ts';
import { sayRefusal } from './sentences.ts';

/** What a command of `songgang policy` prints, and the code it ends with: 0 well, 1 a failed case or check, 2 a wrong call. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

const well = (output: string): CommandResult => ({ exitCode: 0, output });
const failed = (lines: readonly string[]): CommandResult => ({ exitCode: 1, output: lines.join('\n') });
const wrong = (lines: readonly string[]): CommandResult => ({ exitCode: 2, output: lines.join('\n') });

/** Files that cannot be read, or do not hold what they should, are the caller's to mend. */
function orTrouble(run: () => CommandResult): CommandResult {
  try {
    return run();
  } catch (trouble) {
    if (trouble instanceof LibraryTrouble) return failed(trouble.problems.map(({ where, what }) => `${where}:${what}`));
    if (trouble instanceof FileTrouble) return wrong([trouble.message]);
    throw trouble;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (trouble) {
    if (trouble instanceof Error && 'code' in trouble) throw new FileTrouble(`${path}:读不出(${String(trouble.code)})`);
    throw trouble;
  }
}

/** `songgang policy check`: the shape of every file, every fact declared, no two versions of a rule on one day. */
export function policyCheck(options: { folder?: string } = {}): CommandResult {
  return orTrouble(() => {
    const { documents, rules, declared } = loadLibrary(options.folder);
    return well(`政策库完好:${documents.size} 份文件,${rules.length} 条规则,${declared.size} 项事实`);
  });
}

export interface AssessOptions {
  readonly rule: string;
  /** A JSON file of facts, or of a whole question with `facts` in it. */
  readonly facts: string;
  readonly units?: string;
  readonly json?: boolean;
  readonly folder?: string;
}

/** `songgang policy assess`: one rule, one set of facts. */
export function policyAssess({ rule: id, facts, units, json, folder }: AssessOptions): CommandResult {
  return orTrouble(() => {
    const library = loadLibrary(folder);
    const question = { ...questionIn(facts), ...(units && { units: parseExactJson(readText(units), units) }) };
    const rule = library.on(eventOf(question)).get(id);
    if (!rule) return wrong([`没有这条规则:${id}`]);
    const read = readQuestion(question, rule.data, library.declared);
    if (!read.ok) return refusal(read.refusals.map(sayRefusal), json);
    const answer = evaluate(rule, read.facts, read.question);
    return well(json ? JSON.stringify(answer, plainJson) : describe(answer, library));
  });
}

const refusal = (lines: readonly string[], json = false): CommandResult =>
  wrong(json ? [JSON.stringify({ errors: lines })] : lines);

/** A file of bare facts has dotted names; a question carries them under `facts`. */
function questionIn(path: string): Record<string, unknown> {
  const given = parseExactJson(readText(path), path);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new FileTrouble(`${path}:须是一个 JSON 对象`);
  return 'facts' in given ? { ...given } : { facts: given };
}

function eventOf({ dates }: Record<string, unknown>): string | undefined {
  const event = typeof dates === 'object' && dates !== null && 'event' in dates ? dates.event : undefined;
  return typeof event === 'string' ? event : undefined;
}

const RELEVANCE = { core: '', adjacent: '(相关待遇)', reference: '(仅供参考,不由本部门发放)' } as const;
const RESULTS = { met: '符合', unmet: '不符合', unknown: '待证明' } as const;

function describe(answer: Evaluation, { wording }: Library): string {
  const findings = answer.findings.map(({ result, says, clause }) => `${RESULTS[result]}  ${says}(${clause})`);
  const missing = answer.missing.map((fact) => wording.words(fact)?.label_zh ?? fact);
  return [
    `${answer.rule} v${answer.version}${RELEVANCE[answer.relevance]}:${answer.status}`,
    ...findings,
    ...(missing.length > 0 ? [`还缺:${missing.join('、')}`] : []),
    ...explain(answer.working, wording),
    `金额:${answer.amountFen === null ? '未定' : `${textOf(answer.amountFen / 100)} 元`}`,
  ].join('\n');
}

/** `songgang policy cases`: every difference on a line, then `N passed, N failed`. */
export function policyCases(path: string, options: { folder?: string } = {}): CommandResult {
  return orTrouble(() => {
    const cases = casesOf(parseExactYaml(readText(path), path));
    if (!cases) return wrong([`${path}:不是案例文件(须有 cases,每个案例有 id、rule、expect)`]);
    const library = loadLibrary(options.folder);
    const results = cases.map((one) => runCase(one, library));
    const bad = results.filter(({ differences }) => differences.length > 0);
    const lines = bad.flatMap(({ id, differences }) => differences.map((difference) => `${id}  ${difference}`));
    const last = `${results.length - bad.length} passed, ${bad.length} failed`;
    return bad.length > 0 ? failed([...lines, last]) : well(last);
  });
}
