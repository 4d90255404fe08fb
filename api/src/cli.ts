import { Command } from 'commander';
import { say } from '../contract/sentences.ts';
import { countyCommands } from './cli/county.ts';
import { demoCommands } from './cli/demo.ts';
import { evalCommands } from './cli/eval.ts';
import type { ExitCode, Register, Result } from './cli/frame.ts';
import { UsageError } from './cli/frame.ts';
import { importCommands } from './cli/import.ts';
import { ledgerCommands } from './cli/ledger.ts';
import { matchCommands } from './cli/match.ts';
import { policyCommands } from './cli/policy.ts';
import { runWith } from './cli/run.ts';
import { searchCommands } from './cli/search.ts';
import { staffCommands } from './cli/staff.ts';
import { finish, isUsage, usageSentence } from './cli/usage.ts';
import { withoutValues } from './db/without-values.ts';
import { AppError } from './kernel/app-error.ts';
import { sentenceFor } from './start/sentences.ts';

const GROUPS: readonly Register[] = [
  countyCommands,
  staffCommands,
  importCommands,
  demoCommands,
  ledgerCommands,
  matchCommands,
  evalCommands,
  policyCommands,
  searchCommands,
];

let exitCode: ExitCode = 0;
const print = (result: Result, json: boolean) => {
  exitCode = result.exitCode ?? 0;
  process.stdout.write(`${json ? JSON.stringify(result.data) : result.text}\n`);
};

const program = new Command('songgang').description('送岗：登记、导入、匹配、检索与补贴的命令行');
for (const register of GROUPS) register(program, runWith(print));
finish(program);

// A second process may still hold our end of the database: its own handler on exit stops what nobody else uses.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

try {
  await program.parseAsync();
} catch (error) {
  exitCode = explain(error);
}
process.exit(exitCode);

/** Says what went wrong on standard error, and with --json also as the one object on standard output. */
function explain(error: unknown): ExitCode {
  const [sentence, exitCode] = sayingOf(error);
  if (sentence === undefined) return 0;
  process.stderr.write(`${sentence}\n`);
  const refusal = error instanceof AppError && { code: error.code, details: error.details };
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: sentence, ...refusal })}\n`);
  return exitCode;
}

function sayingOf(thrown: unknown): [sentence: string | undefined, code: ExitCode] {
  const error = withoutValues(thrown);
  if (isUsage(error)) return [usageSentence(error), 2];
  if (error instanceof UsageError) return [error.message, 2];
  if (error instanceof AppError) return [say(error.code, error.details), 1];
  const known = sentenceFor(error);
  return [known ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)), 1];
}
