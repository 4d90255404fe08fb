import cliProgress from 'cli-progress';

/** How far a long command is. */
export interface Bar {
  /** So many of the total are done. */
  at(done: number): void;
  end(): void;
}

const nothing: Bar = { at: () => {}, end: () => {} };

export function barOn(out: NodeJS.WriteStream, label: string, total: number): Bar {
  if (!out.isTTY) return nothing;
  const format = `${label} {bar} {percentage}% {value}/{total} 已用 {duration_formatted}`;
  const bar = new cliProgress.SingleBar({ stream: out, format, hideCursor: true }, cliProgress.Presets.shades_classic);
  bar.start(total, 0);
  return { at: (done) => bar.update(done), end: () => bar.stop() };
}
