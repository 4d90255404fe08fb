import { type listEmployers as List, listEmployers } from '@songgang/api/contract/employers.ts';
import type { Output } from '@songgang/api/contract/endpoint.ts';
import { getCard, listLabourers } from '@songgang/api/contract/people.ts';
import { attempt, call } from './api.ts';

type Fetch = typeof globalThis.fetch;
const SHOWN = 20;

/** The person a page was opened for, and those found by a name: what `PickPerson` shows. */
export async function pickPerson(fetch: Fetch, url: URL) {
  const id = url.searchParams.get('labourer');
  const person = id === null ? undefined : await personOf(fetch, id);
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 40);
  const isAsked = person === undefined && q !== '';
  const found = isAsked ? await call(fetch, listLabourers, { query: { text: q, limit: SHOWN } }) : undefined;
  return { person, q, found };
}

async function personOf(fetch: Fetch, id: string) {
  const card = await attempt(fetch, getCard, { params: { id } });
  if (!card.ok) return undefined;
  const { name, regionName, age, state } = card.value;
  return state === 'active' ? { id, name, regionName, age } : undefined;
}

export type FoundEmployer = Output<typeof List>['employers'][number];

/** What a typed name means: one firm of the register, several to choose from, or none that is registered. */
export interface FirmNamed {
  readonly one?: FoundEmployer;
  readonly several: readonly FoundEmployer[];
}

export async function firmNamed(fetch: Fetch, name: string): Promise<FirmNamed> {
  const { employers } = await call(fetch, listEmployers, { query: { text: name, limit: SHOWN } });
  const same = employers.filter((one) => one.name === name);
  const [only] = same;
  return same.length === 1 && only ? { one: only, several: [] } : { several: same.length > 1 ? same : employers };
}
