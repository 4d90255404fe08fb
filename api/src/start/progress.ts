import { performance } from 'node:perf_hooks';

/** Where a long step says how it gets on. All of it goes to standard error: standard output belongs to results. */
export interface Progress {
  say(line: string): void;
  /** Runs the work; says that it runs once it takes more than two seconds, and what it took. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
}

const QUIET_MS = 2_000;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} 秒`;

export function progressTo(out: NodeJS.WriteStream): Progress {
  const say = (line: string) => out.write(`${line}\n`);
  return {
    say,
    async step(label, work) {
      const since = performance.now();
      const timer = setInterval(() => tick(out, `${label}……已用 ${seconds(since)}`), QUIET_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        if (performance.now() - since > QUIET_MS) tick(out, `${label}，用了 ${seconds(since)}`, '\n');
      }
    },
  };
}

/** One line that changes on a terminal; a line each time where the output is a file. */
function tick(out: NodeJS.WriteStream, text: string, end = out.isTTY ? '' : '\n'): void {
  out.write(out.isTTY ? `\r\x1b[K${text}${end}` : `${text}${end}`);
}

export const silent: Progress = { say: () => {}, step: (_label, work) => work() };
