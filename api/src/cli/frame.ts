import path from 'node:path';
import type { Command } from 'commander';
import type { Sql } from 'postgres';
import type { Deps } from '../app.ts';
import type { Bar } from './bar.ts';

/** What an action gives back: `data` is the one object of --json, `text` is what a person reads. */
export interface Result {
  readonly data: object;
  readonly text: string;
  /** 0 well, the default; 1 it was done and found something wrong; 2 a wrong call. */
  readonly exitCode?: ExitCode;
}

export type ExitCode = 0 | 1 | 2;

/** What every action is given. Lines of the log go to standard error, which leaves standard output to the result. */
export interface Console {
  readonly json: boolean;
  log(line: string): void;
  /** Says that a step runs once it takes longer than two seconds. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
  /** A progress bar on a terminal, nothing elsewhere. */
  bar(label: string, total: number): Bar;
  /** The file that the user means: relative paths count from the folder they stand in. */
  pathOf(given: string): string;
}

/** What an action on the product's data is given besides: the same parts as the api and the worker have. */
export interface Context extends Console, Deps {
  readonly sql: Sql;
}

/** Makes a commander action. The product's data are opened before `onData`'s action and closed behind it. */
export interface Run {
  onData<A extends unknown[]>(action: (context: Context, ...args: A) => Promise<Result>): (...args: A) => Promise<void>;
  /** Without a database: for files and checks alone. */
  alone<A extends unknown[]>(action: (console: Console, ...args: A) => Promise<Result>): (...args: A) => Promise<void>;
}

/** A group of commands: `api/src/cli/<group>.ts` exports one, and cli.ts lists it. */
export type Register = (program: Command, run: Run) => void;

/** A wrong call: the sentence says what is wrong with it. Ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const userFolder = (): string => process.env.INIT_CWD ?? process.cwd();

export const userPath = (given: string): string => path.resolve(userFolder(), given);
