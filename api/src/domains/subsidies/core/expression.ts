import { add, compare, divide, type Exact, exactFrom, greatest, least, multiply, Ratio, subtract } from './exact.ts';
import type { Facts, FactValue, ReadFact } from './facts.ts';

/** A compiled expression: + - * / min() max(), brackets, decimals and facts, and nothing else. */
export interface Expression {
  readonly reads: readonly string[];
  /** Undefined when a fact it reads is unknown or a divisor is zero. */
  value(facts: Facts): Exact | undefined;
  /** The facts that leave it without a value: the unknown ones, else those that make a divisor zero. */
  lacking(facts: Facts): string[];
}
export type ExpressionRead =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly at: number; readonly message: string };

interface Node {
  readonly reads: readonly string[];
  readonly value: (facts: Facts) => Exact | undefined;
  readonly zeroDivisors: (facts: Facts) => readonly string[];
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z_]+(?:\.[a-z0-9_]+)+)|(min|max)\b|([-+*/(),]))/y;

interface Token {
  readonly at: number;
  readonly kind: 'decimal' | 'fact' | 'function' | 'sign';
  readonly text: string;
}

class SyntaxTrouble extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Reads an expression once. `read` gives the reader of a declared fact, or undefined for an undeclared one. */
export function readExpression(text: string, read: (fact: string) => ReadFact | undefined): ExpressionRead {
  try {
    const node = new Parser(tokensOf(text), read, text.length).whole();
    return { ok: true, expression: expressionOf(node, read) };
  } catch (trouble) {
    if (trouble instanceof SyntaxTrouble) return { ok: false, at: trouble.at, message: trouble.message };
    throw trouble;
  }
}

function expressionOf(node: Node, read: (fact: string) => ReadFact | undefined): Expression {
  const reads = [...new Set(node.reads)];
  const readers = reads.map((fact) => [fact, read(fact)] as const);
  return {
    reads,
    value: node.value,
    lacking(facts) {
      const unknown = readers.filter(([, reader]) => reader?.(facts) === undefined).map(([fact]) => fact);
      return unknown.length > 0 ? unknown : [...new Set(node.zeroDivisors(facts))];
    },
  };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxTrouble(at, 'not a decimal, a fact, min, max or one of + - * / ( ) ,');
    const [, decimal, fact, name, sign] = match;
    const kind = decimal ? 'decimal' : fact ? 'fact' : name ? 'function' : 'sign';
    tokens.push({ at, kind, text: decimal ?? fact ?? name ?? sign ?? '' });
  }
  return tokens;
}

const OPERATIONS: Record<string, (a: Exact, b: Exact) => Exact | undefined> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  min: least,
  max: greatest,
};

class Parser {
  private next = 0;
  private readonly tokens: readonly Token[];
  private readonly read: (fact: string) => ReadFact | undefined;
  private readonly end: number;

  constructor(tokens: readonly Token[], read: (fact: string) => ReadFact | undefined, end: number) {
    this.tokens = tokens;
    this.read = read;
    this.end = end;
  }

  whole(): Node {
    const node = this.chain(['+', '-'], () => this.product());
    const left = this.tokens[this.next];
    if (left) throw new SyntaxTrouble(left.at, `unexpected ${left.text}`);
    return node;
  }

  private product(): Node {
    return this.chain(['*', '/'], () => this.atom());
  }

  private chain(signs: readonly string[], part: () => Node): Node {
    let node = part();
    for (let sign = this.tokens[this.next]; sign && signs.includes(sign.text); sign = this.tokens[this.next]) {
      this.next += 1;
      node = combine(sign.text, node, part());
    }
    return node;
  }

  private atom(): Node {
    const token = this.tokens[this.next++];
    if (!token) throw new SyntaxTrouble(this.end, 'ends too early');
    if (token.kind === 'decimal') return constant(exactFrom(token.text) ?? 0);
    if (token.kind === 'fact') return this.fact(token);
    if (token.kind === 'function') return this.extreme(token.text);
    if (token.text !== '(') throw new SyntaxTrouble(token.at, `unexpected ${token.text}`);
    const inner = this.sum();
    this.expect(')');
    return inner;
  }

  private sum(): Node {
    return this.chain(['+', '-'], () => this.product());
  }

  private fact(token: Token): Node {
    const reader = this.read(token.text);
    if (!reader) throw new SyntaxTrouble(token.at, `${token.text} is not declared`);
    const value = (facts: Facts) => exact(reader(facts));
    return { reads: [token.text], value, zeroDivisors: () => [] };
  }

  private extreme(name: string): Node {
    this.expect('(');
    let node = this.sum();
    while (this.tokens[this.next]?.text === ',') {
      this.next += 1;
      node = combine(name, node, this.sum());
    }
    this.expect(')');
    return node;
  }

  private expect(text: string): void {
    const token = this.tokens[this.next++];
    if (token?.text !== text) throw new SyntaxTrouble(token?.at ?? this.end, `${text} expected`);
  }
}

const constant = (value: Exact): Node => ({ reads: [], value: () => value, zeroDivisors: () => [] });

function combine(sign: string, left: Node, right: Node): Node {
  const operation = OPERATIONS[sign];
  if (!operation) throw new TypeError(`no operation ${sign}`);
  return {
    reads: [...left.reads, ...right.reads],
    value: (facts) => {
      const a = left.value(facts);
      const b = right.value(facts);
      return a === undefined || b === undefined ? undefined : operation(a, b);
    },
    zeroDivisors: (facts) => [
      ...left.zeroDivisors(facts),
      ...right.zeroDivisors(facts),
      ...(sign === '/' && isZero(right.value(facts)) ? right.reads : []),
    ],
  };
}

const isZero = (value: Exact | undefined): boolean => value !== undefined && compare(value, 0) === 0;

/** Only numbers can be reckoned with; the library refuses an expression over anything else when it is loaded. */
export const exact = (value: FactValue | undefined): Exact | undefined =>
  typeof value === 'number' || value instanceof Ratio ? value : undefined;
