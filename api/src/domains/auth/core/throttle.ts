/** Failed sign-ins: five are free, then each failure doubles the wait, up to an hour. */
const FREE = 5;
const HOUR_MS = 3_600_000;

/** Milliseconds still to wait before the next try is looked at; 0 when it may come now. */
export function waitAfter(failures: { count: number; lastAt: Date } | undefined, now: Date): number {
  if (!failures || failures.count < FREE) return 0;
  const wait = Math.min(HOUR_MS, 30_000 * 2 ** (failures.count - FREE));
  return Math.max(0, failures.lastAt.getTime() + wait - now.getTime());
}
