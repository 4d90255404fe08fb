import os from 'node:os';

/** Whoever waits for a page comes first: the thread that calls this takes from now on what nobody else needs, where threads have a priority of their own. */
export function comeSecond(): void {
  if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
}
