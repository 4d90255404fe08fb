import type { Deps } from '../app.ts';

/** What has happened in the county so far: runs, answers, introductions, fairs, visits and placements in every state. */
export async function tellStories(_deps: Deps, _countyCode: string, _seed: number): Promise<void> {}
