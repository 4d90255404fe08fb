import { listOccupations } from '@songgang/api/contract/jobs.ts';
import { attempt } from './api.ts';

type Fetch = typeof globalThis.fetch;

/** The names of some branches of the occupation tree; a code nobody knows is left out. */
export async function occupationNames(fetch: Fetch, codes: readonly string[]): Promise<Record<string, string>> {
  const known = [...new Set(codes.filter((code) => /^(\d{2}|\d{4}|\d{6})$/.test(code)))];
  const parents = [...new Set(known.map((code) => code.slice(0, -2)))];
  const lists = await Promise.all(
    parents.map((parent) => attempt(fetch, listOccupations, { query: parent === '' ? {} : { parent } })),
  );
  const all = lists.flatMap((list) => (list.ok ? list.value.occupations : []));
  return Object.fromEntries(all.filter(({ code }) => known.includes(code)).map(({ code, name }) => [code, name]));
}
