import fs from 'node:fs';

/** Names one running process: its id, and when it started, because the system gives ids of the dead to others. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, startedAt: startOf(pid) };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return isRunning(pid) && (startedAt === '' || startedAt === startOf(pid));
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Another account's process is there too, only not ours to signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where the identity cannot be read (a half-written file), undefined. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const [pid, startedAt = ''] = fs.readFileSync(file, 'utf8').trim().split(' ');
    return Number(pid) > 0 ? { pid: Number(pid), startedAt } : undefined;
  } catch {
    return undefined;
  }
}

export const writtenIdentity = ({ pid, startedAt }: ProcessIdentity) => `${pid} ${startedAt}\n`;

/** Field 22 of /proc/<pid>/stat, clock ticks since boot; '' where there is no /proc. */
function startOf(pid: number): string {
  return statFields(pid)[19] ?? '';
}

function isZombie(pid: number): boolean {
  return statFields(pid)[0] === 'Z';
}

/** The fields behind the command name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
