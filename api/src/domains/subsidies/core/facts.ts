import { type Exact, Ratio } from './exact.ts';

export const FACT_TYPES = ['bool', 'int', 'number', 'enum', 'date', 'text', 'list'] as const;
export type FactType = (typeof FACT_TYPES)[number];

export type FactValue = boolean | string | Exact | readonly string[];

export interface FactDeclaration {
  readonly fact: string;
  readonly type: FactType;
  readonly values?: readonly string[];
  /** A parameter that a text prints: stands in when the fact is not given. */
  readonly value?: Exact | null;
  /** What a counter of our own payment records holds when nothing was recorded. */
  readonly absent?: Exact | readonly string[];
}

/**
 * Checked facts, each in the slot of its declaration; undefined is unknown, which is neither false nor zero. They are
 * looked up some ten times for every rule of every person of a county, which is why they are not kept by name.
 */
export type Facts = readonly (FactValue | undefined)[] & { readonly checked: unique symbol };

/** The fact as it stands in a question; undefined is unknown. */
export type ReadFact = (facts: Facts) => FactValue | undefined;

/** The facts there are. Facts taken in by one set of declarations mean nothing to another. */
export class Declarations {
  private readonly bySlot: readonly FactDeclaration[];
  private readonly slots: ReadonlyMap<string, number>;
  /** What stands where nothing was given: the printed parameter, the counter with nothing recorded, or unknown. */
  private readonly blank: readonly (FactValue | undefined)[];

  constructor(declarations: Iterable<FactDeclaration>) {
    this.bySlot = [...declarations];
    this.slots = new Map(this.bySlot.map(({ fact }, slot) => [fact, slot]));
    this.blank = this.bySlot.map(({ value, absent }) => value ?? absent);
  }

  get size(): number {
    return this.bySlot.length;
  }
  has(fact: string): boolean {
    return this.slots.has(fact);
  }
  get(fact: string): FactDeclaration | undefined {
    const slot = this.slots.get(fact);
    return slot === undefined ? undefined : this.bySlot[slot];
  }
  /** Undefined for a fact that is not declared. */
  reader(fact: string): ReadFact | undefined {
    const slot = this.slots.get(fact);
    return slot === undefined ? undefined : (facts) => facts[slot];
  }
  /** The same facts with some others laid over them; nothing is checked here. */
  over(facts: Facts | undefined, values: Iterable<readonly [string, FactValue]>): Facts {
    const laid = [...(facts ?? this.blank)];
    for (const [fact, value] of values) {
      const slot = this.slots.get(fact);
      if (slot !== undefined) laid[slot] = value;
    }
    // The cast is what this class is for: whoever lays values over has checked them.
    return laid as unknown as Facts;
  }
}

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
  const taken: [string, FactValue][] = [];
  const refusals: FactRefusal[] = [];
  for (const [fact, value] of Object.entries(given)) {
    const declaration = declared.get(fact);
    if (!declaration) refusals.push({ code: 'policy.fact_undeclared', details: { fact, value } });
    else if (value === null || value === undefined) continue;
    else if (fits(value, declaration)) taken.push([fact, value]);
    else refusals.push(wrongType(declaration, value));
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, facts: declared.over(undefined, taken) };
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
export const fits = (value: unknown, declaration: FactDeclaration): value is FactValue =>
  FITS[declaration.type](value, declaration);
