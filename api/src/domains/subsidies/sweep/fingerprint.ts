import { createHash } from 'node:crypto';
import { relationsIn, type Snapshot } from '../claims/facts.ts';
import type { Due } from '../claims/found.ts';
import type { Claim } from '../claims/store.ts';
import { completedMonths } from '../core/months.ts';
import { workedUntil } from '../core/relations.ts';

/** Of each person of a snapshot, one short text of all that their rights can be judged by today. */
export function fingerprintsOf(
  snapshot: Snapshot,
  due: ReadonlyMap<string, Due>,
  maxGapDays: number,
  county: string,
): Map<string, string> {
  const dueOf = Map.groupBy(due.values(), ({ labourerId }) => labourerId);
  const beside = { claimsOf: claimsByPerson(snapshot), minutesOf: minutesByPerson(snapshot) };
  return new Map(
    [...snapshot.people.keys()].map((id) => {
      const said = [county, ofPerson(snapshot, id, beside), ofToday(snapshot, id, maxGapDays)];
      const rights = (dueOf.get(id) ?? []).map(({ candidate }) => candidate);
      return [id, digest([...said, rights])];
    }),
  );
}

/** Keys in the order they were made: equal rows read by equal queries print equally. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, plain)).digest('base64url');

const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value instanceof Set ? [...value].sort() : value;

/** Claims about a person, and those that rest on the person's work. */
function claimsByPerson({ claimsOn, worksOf }: Snapshot): Map<string, Claim[]> {
  const workers = new Map([...worksOf].flatMap(([id, works]) => works.map((work) => [work.id, id] as const)));
  const all = [...claimsOn.values()].flat();
  const own = all.flatMap((claim) => {
    const id = claim.labourerId ?? workers.get(claim.placementId ?? '');
    return id === undefined ? [] : [{ id, claim }];
  });
  return new Map([...Map.groupBy(own, ({ id }) => id)].map(([id, some]) => [id, some.map(({ claim }) => claim)]));
}

/** Their keys begin with the person's id. */
const minutesByPerson = ({ minutes }: Snapshot) => Map.groupBy([...minutes].sort(), ([key]) => key.slice(0, UUID));
const UUID = 36;

interface ByPerson {
  readonly claimsOf: ReadonlyMap<string, readonly Claim[]>;
  readonly minutesOf: ReturnType<typeof minutesByPerson>;
}

/** Everything the registers hold of a person, of the firms that the person's work and claims lead to, and of those claims. */
function ofPerson(snapshot: Snapshot, id: string, { claimsOf, minutesOf }: ByPerson): unknown {
  const own = claimsOf.get(id) ?? [];
  const works = [...(snapshot.worksOf.get(id) ?? [])].sort(byId);
  const firms = firmsOf(snapshot, works, own);
  const claims = [...own, ...firms.flatMap((firm) => snapshot.claimsOn.get(firm.id) ?? [])];
  const subjects = [
    id,
    ...works.map((work) => work.id),
    ...firms.map((firm) => firm.id),
    ...claims.map((one) => one.id),
  ];
  return {
    ...{ person: snapshot.people.get(id), works, firms },
    claims: claims.map((one) => [one.id, one.version, one.accountId]).sort(),
    months: works.map((work) => snapshot.wageMonthsOf.get(work.id) ?? []),
    minutes: minutesOf.get(id) ?? [],
    beside: [...new Set(subjects)]
      .sort()
      .map((one) => [one, snapshot.stated.get(one), snapshot.papers.get(one), snapshot.accounts.get(one)]),
  };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function firmsOf({ employers, agencyNamed }: Snapshot, works: Works, claims: readonly Claim[]) {
  const named = works.flatMap(({ employerId, introducerName }) => [
    employers.get(employerId ?? ''),
    agencyNamed.get(introducerName ?? ''),
  ]);
  const claimed = claims.flatMap(({ employerId, payeeId }) => [
    employers.get(employerId ?? ''),
    employers.get(payeeId),
  ]);
  const firms = [...named, ...claimed].filter((firm) => firm !== undefined);
  return [...new Map(firms.map((firm) => [firm.id, firm])).values()].sort(byId);
}
type Works = NonNullable<ReturnType<Snapshot['worksOf']['get']>>;

/** What only time changes: the months worked by today, and whether the work has begun. */
const ofToday = (snapshot: Snapshot, id: string, maxGapDays: number): unknown =>
  relationsIn(snapshot, id, maxGapDays).map((relation) => {
    const { first, startedOn } = relation;
    const months = startedOn === null ? 0 : completedMonths(startedOn, workedUntil(relation, snapshot.today));
    return [first.id, months, startedOn !== null && startedOn <= snapshot.today];
  });
