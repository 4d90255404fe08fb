import { levelOf, type RegionLevel } from '../../../kernel/region-code.ts';

/** What a posting must say before anybody may read it. */
export const REQUIREMENTS = ['occupation', 'pay', 'head_count', 'place', 'validity'] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

export interface Completable {
  readonly occupationCode: string | null;
  readonly monthlyMinFen: number | null;
  readonly monthlyMaxFen: number | null;
  readonly headCount: number | null;
  readonly regionCode: string | null;
  readonly validUntilOn: string | null;
}

/** A prefecture or a province is no place of work: nobody could tell whether it is near. */
const PLACES: readonly RegionLevel[] = ['county', 'town', 'village'];

/** What is still missing on a date; a last day of validity that has passed is none. */
export function missingFrom(job: Completable, on: string): Requirement[] {
  const has: Record<Requirement, boolean> = {
    occupation: job.occupationCode !== null,
    pay: job.monthlyMinFen !== null && job.monthlyMaxFen !== null,
    head_count: job.headCount !== null,
    place: job.regionCode !== null && PLACES.includes(levelOf(job.regionCode)),
    validity: job.validUntilOn !== null && job.validUntilOn >= on,
  };
  return REQUIREMENTS.filter((requirement) => !has[requirement]);
}
