import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/supervision.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent, sm3 } from '../audit/service.ts';
import { findHead } from '../audit/store.ts';
import { DEFAULT_SHARES, drawSample as draw, type Sampled } from '../subsidies/core/sampling.ts';
import { getSample, insertSample, listChecks, listPaid } from './store.ts';

/** Count and hash of what is drawn from: a later draw shows by it whether it drew from the same. */
const populationHash = (population: readonly Sampled[]): string =>
  sm3(
    population.map(({ employerId, placementIds }) => `${employerId}:${placementIds.toSorted().join(',')}`).join('\n'),
  );

/**
 * Draws a sample of the employers paid in a period. The seed is the period and the head of the log at that moment: nobody
 * chooses it, and everybody can look it up. Throws sample.nothing_paid, sample.period_wrong, sample.drawn_already.
 */
export async function drawSample(
  ctx: Ctx,
  { body }: Input<typeof contract.drawSample>,
): Promise<Output<typeof contract.drawSample>> {
  const { fromOn, toOn, employerShare, repliesDueOn } = body;
  if (fromOn > toOn || toOn > today(ctx) || repliesDueOn <= today(ctx)) throw new AppError('sample.period_wrong', body);
  const { countyCode, id: drawnBy } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const population = await listPaid(tx, countyCode, fromOn, toOn);
    if (population.length === 0) throw new AppError('sample.nothing_paid', { fromOn, toOn });
    const head = await findHead(tx, countyCode);
    const shares = { ...DEFAULT_SHARES, employers: employerShare };
    const seed = `${fromOn}/${toOn}/${head?.hash ?? ''}`;
    const drawn = draw(seed, population, shares);
    const sample = {
      countyCode,
      id: newId(ctx),
      seed,
      fromOn,
      toOn,
      shares,
      populationHash: populationHash(population),
      drawnBy,
      drawnAt: ctx.now(),
      repliesDueOn,
    };
    const checks = drawn.flatMap(({ employerId, placementIds }) =>
      placementIds.map((placementId) => ({
        countyCode,
        id: newId(ctx),
        sampleId: sample.id,
        employerId,
        placementId,
        status: 'drawn' as const,
      })),
    );
    if (!(await insertSample(tx, sample, checks))) throw new AppError('sample.drawn_already', { seed });
    const { populationHash: hash } = sample;
    const counts = { employers: population.length, drawn: drawn.length, checks: checks.length };
    const details = { seed, fromOn, toOn, shares, populationHash: hash, ...counts };
    await appendEvent(tx, ctx, { subjectKind: 'sample', subjectId: sample.id, action: 'draw', details });
    return { id: sample.id };
  });
}

/** The recorded seed over what is there now. */
export async function redrawSample(
  ctx: Ctx,
  { params }: Input<typeof contract.redrawSample>,
): Promise<Output<typeof contract.redrawSample>> {
  const { countyCode } = ctx.actor;
  const { sample } = await getSample(ctx.db, countyCode, params.id);
  const population = await listPaid(ctx.db, countyCode, sample.fromOn, sample.toOn);
  const again = draw(sample.seed, population, sample.shares).flatMap(({ placementIds }) => placementIds);
  // The whole county's, whatever area the asker has: a draw is compared whole.
  const wholeCounty = { ...ctx.actor, regionCode: `${countyCode}000000` };
  const before = await listChecks(ctx.db, wholeCounty, { sampleId: sample.id });
  const hash = populationHash(population);
  return {
    isSame:
      again.toSorted().join() ===
      before
        .map(({ check }) => check.placementId)
        .toSorted()
        .join(),
    isPopulationSame: hash === sample.populationHash,
    populationHash: hash,
  };
}
