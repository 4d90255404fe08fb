import type { FraudHit, FraudIndex, FraudPattern, PersonRow, RowRef } from './fraud-rows.ts';
import { hit } from './fraud-rows.ts';

/** More people than a household on one number, card or device. */
const SHARED_BY = 3;

/** People who share something, once more of them do than share a household's phone. */
function shared(pattern: FraudPattern, keysOf: (person: PersonRow) => readonly string[]) {
  return (index: FraudIndex): FraudHit[] => {
    const pairs = index.rows.people.flatMap((person) => keysOf(person).map((key) => ({ key, id: person.id })));
    return [...Map.groupBy(pairs, ({ key }) => key).values()]
      .map((group) => [...new Set(group.map(({ id }) => id))])
      .filter((ids) => ids.length >= SHARED_BY)
      .flatMap((ids) => index.ofPeople(pattern, ids, ids.map(personRef)));
  };
}

const personRef = (id: string): RowRef => ({ table: 'people', id });

/** An account serves one person. */
function sharedCard(index: FraudIndex): FraudHit[] {
  return [...Map.groupBy(index.rows.accounts, ({ numberHash }) => numberHash).values()]
    .filter((accounts) => new Set(accounts.map(({ labourerId }) => labourerId)).size > 1)
    .flatMap((accounts) =>
      index.ofPeople(
        'shared-card',
        accounts.map(({ labourerId }) => labourerId),
        accounts.map(({ id }) => ({ table: 'accounts', id })),
      ),
    );
}

/** What another office says of the person, on a day of the work that the claim rests on. */
function spans(index: FraudIndex): FraudHit[] {
  return index.rows.spans.flatMap((span) =>
    (index.claimsOf.get(span.labourerId) ?? []).flatMap((claim) => {
      const placement = claim.placementId === undefined ? undefined : index.placement.get(claim.placementId);
      const fromOn = placement?.startOn ?? claim.claimedOn;
      const toOn = placement?.endOn ?? claim.claimedOn;
      const overlaps = span.fromOn <= toOn && (span.toOn === undefined || fromOn <= span.toOn);
      if (!overlaps) return [];
      const rows: RowRef[] = [
        { table: 'spans', id: span.id },
        { table: 'claims', id: claim.id },
      ];
      return [hit(span.kind, claim.id, placement ? [...rows, { table: 'placements', id: placement.id }] : rows)];
    }),
  );
}

/** Somebody prepared or checked the claim of a relative. */
function relatives(index: FraudIndex): FraudHit[] {
  return index.rows.relatives.flatMap(({ id, officerId, labourerId }) =>
    (index.claimsOf.get(labourerId) ?? [])
      .filter(({ handlerIds }) => handlerIds.includes(officerId))
      .map((claim) =>
        hit('relative-of-handler', claim.id, [
          { table: 'relatives', id },
          { table: 'claims', id: claim.id },
        ]),
      ),
  );
}

export const personPatterns: readonly ((index: FraudIndex) => FraudHit[])[] = [
  shared('shared-phone', ({ phoneHash }) => (phoneHash === undefined ? [] : [phoneHash])),
  shared('shared-device', ({ deviceHashes }) => deviceHashes),
  sharedCard,
  spans,
  relatives,
];
