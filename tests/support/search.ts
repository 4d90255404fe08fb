import type { JobSearch } from '@songgang/search/port.ts';

/** An index that holds nothing: for services that never search. The engines' own promises are tested on the engines. */
export const emptySearch = (): JobSearch => ({
  engine: 'empty',
  prepare: async () => 'ready',
  find: async () => ({ hits: [], total: 0, engine: 'empty' }),
  put: async () => {},
  drop: async () => {},
  replaceAll: async () => 0,
  fingerprints: async function* () {},
  count: async () => 0,
  isHealthy: async () => true,
  remove: async () => {},
});
