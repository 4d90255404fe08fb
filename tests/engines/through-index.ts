import { type JobFacts, type LabourerFacts, REACHES } from '@songgang/search/matcher/model.ts';
import { depthOf, LEVEL_DIGITS } from '@songgang/search/matcher/place.ts';
import { fits } from '@songgang/search/matcher/rule.ts';
import type { IndexedJob } from '../../search/src/documents.ts';
import type { JobFilter, JobSearch } from '../../search/src/port.ts';
import type { Population } from '../core/matcher/populations.ts';
import { aJob, idOf } from './job-builder.ts';

/** A population with a county of its own, so that many can stand in one index. */
export interface Placed extends Population {
  readonly countyCode: string;
  /** Number of its first posting in the index. */
  readonly first: number;
}

const FIRST_COUNTY = 100_000;

export function placed(populations: readonly Population[]): Placed[] {
  let next = 1;
  return populations.map((population, n) => {
    const first = next;
    next += population.jobs.length;
    return { ...population, countyCode: String(FIRST_COUNTY + n), first };
  });
}

export const indexedJobs = ({ jobs, countyCode, first }: Placed): IndexedJob[] =>
  jobs.map((job, k) =>
    aJob({
      id: idOf(first + k),
      countyCode,
      regionCode: job.regionCode,
      areaCodes: LEVEL_DIGITS.filter((digits) => digits <= depthOf(job.regionCode)).map((digits) =>
        job.regionCode.slice(0, digits),
      ),
      occupationCode: job.occupationCode,
      skillCodes: job.skillCodes,
      kind: job.kind,
      // A range of pay never ends below its beginning: the forms refuse it.
      payMinFen: job.payMinFen,
      payMaxFen: Math.max(job.payMinFen, job.payMaxFen),
      shift: job.shift,
      ageMin: job.ageMin,
      ageMax: job.ageMax,
    }),
  );

/** What an index can be asked of a labourer's conditions: it leaves out nothing that fits. */
export function filterOf(l: LabourerFacts, countyCode: string): JobFilter {
  const level = REACHES.indexOf(l.reach);
  const digits = LEVEL_DIGITS[level];
  const trades = l.skills.map(({ code }) => code.slice(0, 4)).filter((code) => code.length === 4);
  return {
    countyCode,
    // Work that is done at home counts as near anywhere in the county.
    ...(digits !== undefined && { areaCodes: [l.regionCode.slice(0, digits), l.regionCode.slice(0, 6)] }),
    ...(l.wishes.length > 0 && { occupationCodes: [...l.wishes, ...trades] }),
    shifts: l.shifts,
    payMinFen: l.payFloorFen,
    age: l.age,
  };
}

const PAGE = 20;

/** The postings that suit a labourer by way of the index: its candidates page by page, then the rule. */
export async function suitableByIndex(
  search: JobSearch,
  l: LabourerFacts,
  { jobs, countyCode, first }: Placed,
): Promise<{ suitable: number[]; candidates: number }> {
  const found: number[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const query = { where: filterOf(l, countyCode), tiers: [{ name: 'any' }], offset, limit: PAGE };
    const { hits } = await search.find(query);
    found.push(...hits.map(({ id }) => Number(id.slice(-12)) - first));
    if (hits.length < PAGE) break;
  }
  const suitable = found.filter((k) => fits(l, jobs[k] as JobFacts)).sort((a, b) => a - b);
  return { suitable, candidates: found.length };
}
