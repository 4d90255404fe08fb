import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isAlive, readIdentity, writtenIdentity } from './process-identity.ts';

/** Runs `work` while no other process holds the lock of this folder. The lock of a dead process is taken over. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, 'lock');
  while (!take(lock)) await pause(50);
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  const own = `${lock}.${process.pid}`;
  fs.writeFileSync(own, writtenIdentity(identityOf(process.pid)), { mode: 0o600 });
  try {
    // A link appears with its whole content or not at all, so that no one ever reads a half-written holder.
    fs.linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    removeIfDead(lock);
    return false;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** Moved aside before it is judged, since between reading and removing another process may have taken it over. */
function removeIfDead(lock: string): void {
  const holder = readIdentity(lock);
  if (holder && isAlive(holder)) return;
  const aside = `${lock}.stale.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    const moved = readIdentity(aside);
    if (moved && isAlive(moved)) fs.linkSync(aside, lock);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}
