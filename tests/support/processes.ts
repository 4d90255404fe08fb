import fs from 'node:fs';
import { isRunning } from '../../api/src/db/process-identity.ts';

/** The ids of all living processes below one, from /proc: children of children too. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map(livingPids().map((id) => [id, parentOf(id)]));
  const below = (parent: number): number[] =>
    [...parents].flatMap(([id, its]) => (its === parent ? [id, ...below(id)] : []));
  return below(pid);
}

export const living = (pids: readonly number[]): number[] => pids.filter(isRunning);

const livingPids = () =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

export function parentOf(pid: number): number | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It ended while we looked.
    return undefined;
  }
}
