import { Faker, zh_CN, zh_TW } from '@faker-js/faker';

/** Everything that is drawn in the demonstration comes from one seed: the same county every time. */
export interface Chance {
  readonly faker: Faker;
  /** 0 ≤ x < 1. */
  next(): number;
  /** True with this probability. */
  yes(probability: number): boolean;
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** By weight; weights need not sum to one. */
  weighted<T>(from: readonly T[], weightOf: (item: T) => number): T;
  /** A version-7 UUID that depends on the seed alone. */
  id(): string;
}

const BIRTH_OF_IDS = Date.UTC(2026, 0, 1);

export function chanceOf(seed: number): Chance {
  const faker = new Faker({ locale: [zh_CN, zh_TW], seed });
  const next = () => faker.number.float({ min: 0, max: 1, fractionDigits: 9 }) % 1;
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  let serial = 0;
  return {
    faker,
    next,
    between,
    yes: (probability) => next() < probability,
    pick: (from) => at(from, Math.floor(next() * from.length)),
    weighted(from, weightOf) {
      let left = next() * from.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of from) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return at(from, from.length - 1);
    },
    id() {
      serial += 1;
      const time = (BIRTH_OF_IDS + serial).toString(16).padStart(12, '0');
      const tail = faker.string.hexadecimal({ length: 10, prefix: '', casing: 'lower' });
      const last = `${serial.toString(16).padStart(8, '0')}${tail.slice(6)}`;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${last}`;
    },
  };
}

function at<T>(from: readonly T[], index: number): T {
  const item = from[index];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}
