import { type Exact, Ratio } from './exact.ts';

export const FACT_TYPES = ['bool', 'int', 'number', 'enum', 'date', 'text', 'list'] as const;
export type FactType = (typeof FACT_TYPES)[number];

export type FactValue = boolean | string | Exact | readonly string[];
/** Checked facts: what is not in it is unknown, which is neither false nor zero. */
export type Facts = Readonly<Record<string, FactValue>> & { readonly checked: unique symbol };

export interface FactDeclaration {
  readonly fact: string;
  readonly type: FactType;
  readonly values?: readonly string[];
  /** A parameter that a text prints: stands in when the fact is not given. */
  readonly value?: Exact | null;
  /** What a counter of our own payment records holds when nothing was recorded. */
  readonly absent?: Exact | readonly string[];
}
export type Declarations = ReadonlyMap<string, FactDeclaration>;

export interface FactRefusal {
  readonly code: 'policy.fact_undeclared' | 'policy.fact_wrong_type';
  readonly details: {
    readonly fact: string;
    readonly type?: FactType;
    readonly values?: readonly string[];
    readonly value: unknown;
  };
}
export type FactsRead =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly refusals: FactRefusal[] };

/**
 * Takes given facts in: null is as good as not given; a wrong type, a word outside an enum or a name that nobody
 * declared is refused, all of them at once.
 */
export function readFacts(given: Readonly<Record<string, unknown>>, declared: Declarations): FactsRead {
  const facts: Record<string, unknown> = Object.create(null);
  const refusals: FactRefusal[] = [];
  for (const [fact, value] of Object.entries(given)) {
    const declaration = declared.get(fact);
    if (!declaration) refusals.push({ code: 'policy.fact_undeclared', details: { fact, value } });
    else if (value === null || value === undefined) continue;
    else if (fits(value, declaration)) facts[fact] = value;
    else refusals.push(wrongType(declaration, value));
  }
  // The cast: every value has just been held against its declaration.
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, facts: facts as unknown as Facts };
}

function wrongType({ fact, type, values }: FactDeclaration, value: unknown): FactRefusal {
  return { code: 'policy.fact_wrong_type', details: { fact, type, ...(values && { values }), value } };
}

const FITS: Record<FactType, (value: unknown, declaration: FactDeclaration) => boolean> = {
  bool: (value) => typeof value === 'boolean',
  int: (value) => Number.isInteger(value) || (value instanceof Ratio && value.d === 1n),
  number: (value) => Number.isFinite(value) || value instanceof Ratio,
  enum: (value, { values }) => typeof value === 'string' && values?.includes(value) === true,
  date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  text: (value) => typeof value === 'string',
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

/** Whether a value may stand for the fact as it is declared. */
export const fits = (value: unknown, declaration: FactDeclaration): boolean =>
  FITS[declaration.type](value, declaration);

/** The fact as it stands in a question; undefined is unknown. */
export type ReadFact = (facts: Facts) => FactValue | undefined;

/** A reader that minds the `value` of a printed parameter and the `absent` of a counter. */
export function readerOf(declaration: FactDeclaration): ReadFact {
  const { fact } = declaration;
  const otherwise = declaration.value ?? declaration.absent;
  if (otherwise === undefined) return (facts) => facts[fact];
  return (facts) => facts[fact] ?? otherwise;
}
