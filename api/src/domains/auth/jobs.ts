import type { Sweep } from '../../work.ts';
import { deleteExpired } from './store.ts';

export const AUTH_SWEEPS: readonly Sweep[] = [
  {
    name: 'sessions and codes whose time is over',
    everySeconds: 3600,
    run: ({ db, now }) => db.transaction((tx) => deleteExpired(tx, now())),
  },
];
