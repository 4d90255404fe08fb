import { listOccupations } from '@songgang/api/contract/jobs.ts';
import { call } from './api.ts';
import { occupationNames } from './occupations.ts';

/** The groups of trades, or the trades of the group that `?group=` names. */
export async function tradesOf(fetch: typeof globalThis.fetch, url: URL) {
  const asked = url.searchParams.get('group') ?? '';
  const parent = /^\d{2}$/.test(asked) ? asked : undefined;
  const { occupations } = await call(fetch, listOccupations, { query: parent ? { parent } : {} });
  const name = parent && (await occupationNames(fetch, [parent]))[parent];
  return { occupations, group: parent ? { code: parent, name: name ?? '这一行' } : undefined };
}
