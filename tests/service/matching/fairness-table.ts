/** A person as the table counts them: to which groups they belong, what they could have had, what they got. */
export interface Counted {
  readonly groups: Readonly<Record<string, string>>;
  readonly suitable: number;
  readonly offers: number;
}

/** A group's offers beside what people with as many suitable jobs got on average; 1 is neither more nor less. */
export interface Share {
  readonly characteristic: string;
  readonly group: string;
  readonly people: number;
  readonly offers: number;
  readonly share: number;
}

/** Fewer people than this say nothing of their group. */
export const FEWEST = 50;

/** From so many on, a suitable job more or less makes no difference: alike are those with a tenth more or less. */
export const alike = (suitable: number) => (suitable < 10 ? suitable : Math.round(Math.log(suitable) / Math.log(1.1)));

/** Offers by group against the average of people with the same number of suitable jobs; who had none is left out. */
export function fairnessTable(everybody: readonly Counted[]): Share[] {
  const people = everybody.filter(({ suitable }) => suitable > 0);
  const byNumber = Map.groupBy(people, ({ suitable }) => alike(suitable));
  const usual = new Map([...byNumber].map(([number, same]) => [number, offersOf(same) / same.length]));
  const expected = (group: readonly Counted[]) =>
    group.reduce((sum, { suitable }) => sum + (usual.get(alike(suitable)) ?? 0), 0);
  return Object.keys(people[0]?.groups ?? {}).flatMap((characteristic) =>
    [...Map.groupBy(people, ({ groups }) => groups[characteristic] ?? '')]
      .filter(([, group]) => group.length >= FEWEST)
      .map(([name, group]) => ({
        characteristic,
        group: name,
        people: group.length,
        offers: offersOf(group),
        share: offersOf(group) / expected(group),
      })),
  );
}

const offersOf = (people: readonly Counted[]) => people.reduce((sum, { offers }) => sum + offers, 0);

/** How much more the best-served group of a characteristic got than the worst-served, by characteristic. */
export const gapsOf = (table: readonly Share[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(table, ({ characteristic }) => characteristic)].map(([characteristic, rows]) => {
      const shares = rows.map(({ share }) => share);
      return [characteristic, Math.max(...shares) / Math.min(...shares)];
    }),
  );
