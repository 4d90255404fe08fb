import fs from 'node:fs';

/** Names one running process: its id, and when it started, because the system gives ids of the dead to others. */
export interface Process {
  readonly pid: number;
  readonly startedAt: string;
}

export const processOf = (pid: number): Process => ({ pid, startedAt: startOf(pid) });

export function lives({ pid, startedAt }: Process): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === startOf(pid);
}

/** Clock ticks since boot; 'Z' for a zombie, '' where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'Z' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
