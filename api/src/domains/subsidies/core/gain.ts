/** What one right is worth to one person by the rule of today and by another. */
export interface Gain {
  readonly labourerId: string;
  /** The verdict; null where there is no such right. */
  readonly before: string | null;
  readonly after: string | null;
  /** Whole fen; null where no sum is known. */
  readonly beforeFen: number | null;
  readonly afterFen: number | null;
}
export interface Sum {
  readonly people: number;
  readonly claims: number;
  readonly totalFen: number;
}
export interface Change {
  readonly before: Sum;
  readonly after: Sum;
  readonly awaitingRate: number;
  readonly needEvidence: number;
  /** The largest first. */
  readonly gain: readonly Gain[];
  readonly lose: readonly Gain[];
}

/** What a change of a rule does: its cost on both sides, and who has more or less of it. */
export function changeOf(rights: readonly Gain[]): Change {
  const people = [...Map.groupBy(rights, ({ labourerId }) => labourerId).values()].map(together);
  const difference = ({ beforeFen, afterFen }: Gain): number => (afterFen ?? 0) - (beforeFen ?? 0);
  return {
    before: sumOf(rights, ({ beforeFen }) => beforeFen),
    after: sumOf(rights, ({ afterFen }) => afterFen),
    awaitingRate: rights.filter(({ after }) => after === 'awaiting-rate').length,
    needEvidence: rights.filter(({ after }) => after === 'needs-evidence').length,
    gain: people.filter((one) => standing(one) > 0).toSorted((a, b) => difference(b) - difference(a)),
    lose: people.filter((one) => standing(one) < 0).toSorted((a, b) => difference(a) - difference(b)),
  };
}

/** More money, or a right where there was none; less, or none where there was one. */
function standing({ before, after, beforeFen, afterFen }: Gain): number {
  const money = (afterFen ?? 0) - (beforeFen ?? 0);
  return money === 0 ? Number(isRight(after)) - Number(isRight(before)) : money;
}
const NO_RIGHT: readonly (string | null)[] = [null, 'not-eligible', 'rule-disabled', 'configuration-refused'];
const isRight = (verdict: string | null): boolean => !NO_RIGHT.includes(verdict);

/** All rights of one person, with the word of the weightiest. */
function together(own: readonly Gain[]): Gain {
  const [first] = own;
  if (!first || own.length === 1) return first as Gain;
  const total = (pick: (one: Gain) => number | null): number | null => {
    const known = own.map(pick).filter((fen) => fen !== null);
    return known.length > 0 ? known.reduce((sum, fen) => sum + fen, 0) : null;
  };
  const word = (pick: (one: Gain) => string | null) => own.map(pick).find(isRight) ?? pick(first);
  return {
    labourerId: first.labourerId,
    before: word(({ before }) => before),
    after: word(({ after }) => after),
    beforeFen: total(({ beforeFen }) => beforeFen),
    afterFen: total(({ afterFen }) => afterFen),
  };
}

function sumOf(rights: readonly Gain[], pick: (one: Gain) => number | null): Sum {
  const paid = rights.filter((one) => (pick(one) ?? 0) > 0);
  return {
    people: new Set(paid.map(({ labourerId }) => labourerId)).size,
    claims: paid.length,
    totalFen: paid.reduce((sum, one) => sum + (pick(one) ?? 0), 0),
  };
}
