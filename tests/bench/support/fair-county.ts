import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import { chanceOf } from '../../../api/src/demo/chance.ts';
import { makePeople } from '../../../api/src/demo/people.ts';
import { makePostings } from '../../../api/src/demo/postings.ts';
import { jobFacts, labourerFacts } from '../../../api/src/domains/matching/facts.ts';
import { NO_HISTORY } from '../../../api/src/domains/matching/seekers-store.ts';
import { DEFAULT_SETTINGS } from '../../../api/src/domains/regions/tables.ts';
import type { Vault } from '../../../api/src/kernel/crypt.ts';

const COUNTY = '371311';
const ON = '2026-06-01';
const OUTSIDE = ['371302', '371312', '371322', '371329', '371321', '330110', '320583', '370211'];
const three = (n: number) => String(n).padStart(3, '0');
const place = (code: string) => ({ code, name: '' });

/** Nothing of these people is stored, so nothing has to be kept secret. */
const NO_VAULT: Vault = { seal: () => '', open: () => '', hashOf: () => '', keyId: '' };
const AT_WORK = ['employed', 'self_employed', 'flexible'];

export interface FairCounty {
  readonly seekers: readonly LabourerFacts[];
  readonly jobs: readonly JobFacts[];
  /** Of each seeker: decile of age, sex, disability, poverty. */
  readonly groups: readonly Readonly<Record<string, string>>[];
}

/** People and postings as the demonstration draws them, of any number and without a database. */
export function aFairCounty(labourers: number, postings: number, seed: number): FairCounty {
  const chance = chanceOf(seed);
  const towns = Array.from({ length: 10 }, (_, t) => `${COUNTY}${three(t + 1)}`);
  const villages = towns.flatMap((town) => Array.from({ length: 28 }, (_, v) => place(`${town}${three(200 + v)}`)));
  const county = { countyCode: COUNTY, villages, on: ON } as const;
  const people = makePeople(chance, NO_VAULT, { ...county, count: labourers, at: new Date(ON) });
  const atWork = new Set(people.labourers.filter((l) => AT_WORK.includes(`${l.employment}`)).map((l) => l.householdId));
  const poverty = new Map(people.households.map((h) => [h.id, h.povertyStatus]));
  const nowhere = { lat: null, lng: null, hasPhone: true, hasEmail: false, smsAllowed: true, limits: [], wishes: [] };
  const drawn = people.labourers
    .filter((card) => card.wantsWork)
    .map((card) => ({
      card,
      // What the demonstration leaves to the columns' defaults comes first.
      facts: labourerFacts(
        { ...nowhere, ...card } as unknown as Parameters<typeof labourerFacts>[0],
        NO_HISTORY,
        ON,
        !atWork.has(card.householdId),
      ),
    }))
    .filter(({ facts: { age } }) => age >= DEFAULT_SETTINGS.workingAgeMin && age <= DEFAULT_SETTINGS.workingAgeMax);
  const ages = drawn.map(({ facts }) => facts.age).sort((a, b) => a - b);
  return {
    seekers: drawn.map(({ facts }) => facts),
    jobs: openJobs(chance, { ...county, towns: towns.map((t) => place(`${t}000`)), count: postings }),
    groups: drawn.map(({ facts, card }) => ({
      age: `decile ${Math.floor((10 * ages.indexOf(facts.age)) / ages.length)}`,
      sex: card.sex,
      disability: facts.disabilityKind === null ? 'none' : 'some',
      poverty: `${poverty.get(card.householdId)}`,
    })),
  };
}

function openJobs(
  chance: Parameters<typeof makePostings>[0],
  order: Omit<Parameters<typeof makePostings>[1], 'outside' | 'createdBy'>,
): JobFacts[] {
  const outside = OUTSIDE.map((code) => place(`${code}000000`));
  const posted = makePostings(chance, { ...order, outside, createdBy: '' });
  const states = new Map(posted.employers.map(({ id, state }) => [id, state]));
  return posted.jobs
    .filter((job) => job.status === 'published')
    .map((job) => {
      const rest = { lat: null, lng: null, placedCount: 0, employerState: states.get(job.employerId) };
      return jobFacts({ ...rest, ...job } as unknown as Parameters<typeof jobFacts>[0], 0, ON, 1);
    });
}
