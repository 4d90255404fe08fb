import { type EmployerView, getEmployer } from '@songgang/api/contract/employers.ts';
import { call } from './api.ts';
import type { Actor } from './session.ts';

/** The employer that the signed-in account speaks for. */
export const ownEmployer = (fetch: typeof globalThis.fetch, actor: Actor): Promise<EmployerView> =>
  call(fetch, getEmployer, { params: { id: actor.employerId ?? '' } });
