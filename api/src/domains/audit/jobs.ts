import type { Sweep } from '../../work.ts';
import { exportHeads } from './exports.ts';

/** `home` is where the file of heads stands. */
export const auditSweeps = (home: string): readonly Sweep[] => [
  {
    name: 'heads of the log',
    everySeconds: 3600,
    run: async (deps) => {
      await exportHeads(deps, home);
    },
  },
];
