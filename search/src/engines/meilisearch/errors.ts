import { MeilisearchApiError, type Task } from 'meilisearch';
import { SearchError } from '../../errors.ts';
import { isRefusalForGood } from './questions.ts';

/** An answer of the server that says "no" for good, not "not now". */
const isWrong = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && isRefusalForGood(error.response.status);

/** For `.catch`: tells "down" (unreachable, slow, refusing, broken) from "wrong" (reads us and objects). */
export function downOr(error: unknown): never {
  if (error instanceof SearchError) throw error;
  const told = error instanceof Error ? error.message : String(error);
  throw new SearchError(isWrong(error) ? 'search.wrong' : 'search.down', `meilisearch: ${told}`, { cause: error });
}

/** A failed task is not an exception in this client: its status tells. */
export function settled(task: Task): Task {
  if (task.status === 'succeeded') return task;
  throw new SearchError(
    'search.wrong',
    `meilisearch task ${task.uid} (${task.type}) ${task.status}: ${task.error?.message}`,
  );
}

export const isMissingIndex = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found';
