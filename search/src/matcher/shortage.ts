import { type Assignment, FLOOR, type Pledge, placesOf } from './assign.ts';
import type { BatchJudge } from './batch.ts';
import type { Candidates } from './flow.ts';
import { type JobFacts, type LabourerFacts, REACHES, type Reach } from './model.ts';
import { commonLevel } from './place.ts';

/** A trade that a town lacks vacancies of. */
export interface MissingVacancies {
  /** Occupation code of a group, trade or speciality; empty: any work at all. */
  readonly occupationCode: string;
  /** Code of the town, 12 digits. */
  readonly townCode: string;
  /** People there who would take such work and go short, each counted in one line only. */
  readonly people: number;
  /** Promised offers they lack all told, and different vacancies needed to give them all. */
  readonly offers: number;
  readonly vacancies: number;
  /** Vacancies of the trade that these people fill already: whom to ask for more. */
  readonly fullJobIds: readonly string[];
}

/** What one person's own word could change; never done without it. */
export interface Relaxation {
  readonly labourerId: string;
  readonly limit: 'reach' | 'pay_floor';
  /** The nearest reach, or the highest floor in fen, at which something fits. */
  readonly to: Reach | number;
  /** Vacancies with a place left that would then fit. */
  readonly jobs: number;
}

export interface Shortage {
  /** Promised offers that no plan could give. */
  readonly offersMissing: number;
  /** Most people first. */
  readonly missing: readonly MissingVacancies[];
  readonly relaxations: readonly Relaxation[];
}

interface ShortPerson {
  readonly labourer: LabourerFacts;
  readonly row: number;
  readonly lacking: number;
}

/**
 * Why the promise cannot be kept, from the minimum cut: the people who go short, or who compete with those, can have
 * no more from any plan; only a vacancy that one of them would take, or a limit of their own, changes that.
 */
export function shortageOf(
  labourers: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
  judge: BatchJudge,
  { edges, assignment, pledge }: { edges: Candidates; assignment: Assignment; pledge: Pledge },
): Shortage {
  const short = shortPeople(labourers, edges, assignment, pledge);
  const full = fullJobsByPerson(jobs, edges, assignment);
  return {
    offersMissing: short.reduce((sum, person) => sum + person.lacking, 0),
    missing: missingVacancies(short, full),
    relaxations: [
      ...relaxed(short, jobs, judge, assignment, 'reach'),
      ...relaxed(short, jobs, judge, assignment, 'pay_floor'),
    ],
  };
}

function shortPeople(
  labourers: readonly LabourerFacts[],
  edges: Candidates,
  { tier }: Assignment,
  pledge: Pledge,
): ShortPerson[] {
  return labourers.flatMap((labourer, row) => {
    let kept = 0;
    for (let e = edges.start[row] as number, end = edges.start[row + 1] as number; e < end; e++) {
      if (tier[e] === FLOOR) kept++;
    }
    const lacking = placesOf(labourer, pledge).floor - kept;
    return lacking > 0 ? [{ labourer, row, lacking }] : [];
  });
}

/** Of the jobs in the cut, those that a person might have had. */
function fullJobsByPerson(jobs: readonly JobFacts[], edges: Candidates, { promise }: Assignment) {
  return (row: number): JobFacts[] => {
    const own = edges.job.subarray(edges.start[row], edges.start[row + 1]);
    return Array.from(own)
      .filter((job) => promise.fullJobs[job])
      .map((job) => jobs[job] as JobFacts);
  };
}

const townOf = (l: LabourerFacts) => `${l.regionCode.slice(0, 9)}000`;

/** What somebody would do: what they wish for and what they have learned; nothing told means anything. */
const worksOf = (l: LabourerFacts) =>
  l.wishes.length === 0 ? [''] : [...new Set([...l.wishes, ...l.skills.map((skill) => skill.code.slice(0, 4))])];

/** Line by line the trade and town that would serve most of those not served by the lines before. */
function missingVacancies(short: readonly ShortPerson[], fullOf: (row: number) => JobFacts[]): MissingVacancies[] {
  const cells = new Map<string, Set<ShortPerson>>();
  for (const person of short) {
    for (const code of worksOf(person.labourer)) {
      const key = `${townOf(person.labourer)} ${code}`;
      const cell = cells.get(key);
      if (cell) cell.add(person);
      else cells.set(key, new Set([person]));
    }
  }
  return largestFirst(cells, (people) => {
    for (const person of people) {
      for (const code of worksOf(person.labourer)) cells.get(`${townOf(person.labourer)} ${code}`)?.delete(person);
    }
  }).map(([key, people]) => lineOf(key, people, fullOf));
}

/**
 * Cell by cell the one that holds most, the first by key among equals, until all are empty; `taken` takes its people out
 * of every cell. Cells only shrink, so that each size is gone through once, and what has shrunk is put where it belongs.
 */
function largestFirst(cells: Map<string, Set<ShortPerson>>, taken: (people: readonly ShortPerson[]) => void) {
  const ofSize: string[][] = [];
  const put = (key: string, size: number) => {
    ofSize[size] ??= [];
    ofSize[size].push(key);
  };
  for (const [key, people] of cells) put(key, people.size);
  const lines: [key: string, people: ShortPerson[]][] = [];
  for (let size = ofSize.length - 1; size > 0; size--) {
    for (const key of (ofSize[size] ?? []).sort()) {
      const people = [...(cells.get(key) ?? [])];
      if (people.length < size) put(key, people.length);
      else {
        lines.push([key, people]);
        taken(people);
      }
    }
  }
  return lines;
}

function lineOf(key: string, people: readonly ShortPerson[], fullOf: (row: number) => JobFacts[]): MissingVacancies {
  const [townCode = '', occupationCode = ''] = key.split(' ');
  const full = people.flatMap(({ row }) => fullOf(row)).filter((job) => job.occupationCode.startsWith(occupationCode));
  return {
    occupationCode,
    townCode,
    people: people.length,
    offers: people.reduce((sum, { lacking }) => sum + lacking, 0),
    // Offers of one person are all of different vacancies, so who lacks most says how many are needed.
    vacancies: Math.max(...people.map(({ lacking }) => lacking)),
    fullJobIds: [...new Set(full.map((job) => job.id))].sort(),
  };
}

/** Who would be served were this one limit of theirs not there: the nearest or highest value that brings something. */
function relaxed(
  short: readonly ShortPerson[],
  jobs: readonly JobFacts[],
  judge: BatchJudge,
  { capLeft }: Assignment,
  limit: Relaxation['limit'],
): Relaxation[] {
  const without = limit === 'reach' ? { reach: 'anywhere' as const } : { payFloorFen: 0 };
  const found: number[][] = short.map(() => []);
  const freed = short.map(({ labourer }) => ({ ...labourer, ...without }));
  judge.countSuitable(freed, (row, job) => {
    if ((capLeft[job] as number) > 0) found[row]?.push(job);
  });
  return short.flatMap(({ labourer }, k) => {
    const fitting = (found[k] as number[])
      .map((job) => jobs[job] as JobFacts)
      .filter((job) => isNew(labourer, job, limit));
    if (fitting.length === 0) return [];
    return [{ labourerId: labourer.id, limit, ...leastChange(labourer, fitting, limit) }];
  });
}

const isNew = (l: LabourerFacts, j: JobFacts, limit: Relaxation['limit']) =>
  limit === 'reach'
    ? commonLevel(l.regionCode, j.regionCode) > REACHES.indexOf(l.reach) && j.kind !== 'home_based'
    : j.payMinFen < l.payFloorFen;

function leastChange(l: LabourerFacts, jobs: readonly JobFacts[], limit: Relaxation['limit']) {
  if (limit === 'pay_floor') {
    const to = Math.max(...jobs.map((job) => job.payMinFen));
    return { to, jobs: jobs.filter((job) => job.payMinFen >= to).length };
  }
  const levels = jobs.map((job) => commonLevel(l.regionCode, job.regionCode));
  const nearest = Math.min(...levels);
  return { to: REACHES[nearest] ?? 'anywhere', jobs: levels.filter((level) => level === nearest).length };
}
