import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { CLAIM_STATUSES } from '../../../api/src/domains/subsidies/core/claim.ts';
import { AppError } from '../../../api/src/kernel/app-error.ts';
import { openScene, type Scene } from './model-county.ts';
import type { Deed } from './model-deed.ts';
import { DEEDS } from './model-deeds.ts';
import { expectWhole, type Files } from './model-holds.ts';
import { type Seen, see } from './model-seen.ts';

/** Thousands are asked for by SONGGANG_MODEL=full; every run of the tests takes a small share of them. */
const IS_FULL = process.env.SONGGANG_MODEL === 'full';
const ENOUGH = IS_FULL ? 6_000 : 200;
/** In one county, before the next begins. */
const ROUNDS = 120;

const counts = { deeds: 0, done: 0, paid: 0 };
const refusals = new Map<string, number>();
const reached = new Set<string>();

interface Real {
  readonly scene: Scene;
  readonly files: Files;
  /** As it stood after the last round: nobody has done anything since. */
  seen: Seen;
}

/** Deeds let go together, each at a client of its own; some of them twice, as a second click does it. */
class Round implements fc.AsyncCommand<object, Real> {
  readonly deeds: readonly Deed[];
  constructor(deeds: readonly (readonly [Deed, boolean])[]) {
    this.deeds = deeds.flatMap(([deed, isTwice]) => (isTwice ? [deed, deed] : [deed]));
  }
  check = () => counts.deeds < ENOUGH;
  async run(_model: object, real: Real) {
    const { scene, files, seen } = real;
    const asked = this.deeds.flatMap((deed, client) => {
      const answer = deed.act(scene, seen, client);
      return answer === undefined ? [] : [answer.then(done, (reason: unknown) => refused(deed, reason))];
    });
    await Promise.all(asked);
    counts.deeds += asked.length;
    const after = await see(scene.world);
    real.seen = after;
    for (const { status } of after.claims) reached.add(status);
    await expectWhole(scene, after, files).catch((reason: unknown) => {
      throw new Error(`after ${this}`, { cause: reason });
    });
  }
  toString = () => this.deeds.map(({ name }) => name).join(' | ');
}

const done = () => {
  counts.done += 1;
};

/** What is refused says why in a code that everybody knows; the database's own words reach nobody. */
function refused({ name }: Deed, reason: unknown): void {
  if (!(reason instanceof AppError)) throw new Error(`${name} ended in an error of no code`, { cause: reason });
  refusals.set(reason.code, (refusals.get(reason.code) ?? 0) + 1);
}

class Days implements fc.AsyncCommand<object, Real> {
  readonly days: number;
  constructor(days: number) {
    this.days = days;
  }
  check = () => true;
  run = async (_model: object, { scene }: Real) => scene.pass(this.days);
  toString = () => `${this.days} days`;
}

const COMMANDS = [
  ...Array.from({ length: 9 }, () =>
    fc.array(fc.tuple(DEEDS, fc.boolean()), { minLength: 4, maxLength: 8 }).map((deeds) => new Round(deeds)),
  ),
  fc.constantFrom(1, 8).map((days) => new Days(days)),
];

async function oneCounty(commands: Iterable<fc.AsyncCommand<object, Real>>, name: string): Promise<void> {
  const scene = await openScene(inject('clusterUrl'), name);
  try {
    const real = { scene, files: new Map(), seen: await see(scene.world) };
    await fc.asyncModelRun(() => ({ model: {}, real }), commands);
    counts.paid += real.seen.payments.length;
  } finally {
    await scene.close();
  }
}

describe('placements, claims and their money, whatever several clients do at once', () => {
  test(`no illegal state, a way out of each, and books that agree (${ENOUGH} deeds)`, async () => {
    for (let round = 1; counts.deeds < ENOUGH; round += 1)
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: ROUNDS, size: 'max' }), (commands) =>
          oneCounty(commands, `songgang_model_${process.pid}`),
        ),
        // What several clients do at once happens otherwise a second time: there is nothing to shrink.
        { numRuns: 1, seed: 20_261_122 + round, endOnFailure: true },
      );
    const told = [...refusals].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
    console.log(`${counts.deeds} deeds, ${counts.done} done, ${counts.paid} payments; refused: ${told.join(', ')}`);
    console.log(`claims were ${[...reached].sort().join(', ')}`);
    expect(counts.paid).toBeGreaterThan(0);
    expect(IS_FULL ? CLAIM_STATUSES.filter((status) => !reached.has(status)) : []).toEqual([]);
  }, 3_600_000);
});
