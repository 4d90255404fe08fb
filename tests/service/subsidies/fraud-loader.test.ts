import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { screenClaims } from '../../../api/src/domains/subsidies/claims/screen.ts';
import { fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { FRAUD_PATTERNS, type FraudPattern } from '../../../api/src/domains/subsidies/core/fraud-rows.ts';
import { countyWith } from '../../core/subsidies/fraud-county.ts';
import { aWorld, COUNTY } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { Registers } from './fraud-register.ts';

/** Fifty thousand by SONGGANG_TRUTH=full; every run of the tests takes some hundreds. */
const CLEAN = process.env.SONGGANG_TRUTH === 'full' ? 50_000 : 500;

/** No register of ours knows devices. */
const LOADED = FRAUD_PATTERNS.filter((pattern) => pattern !== 'shared-device');
const PLANTED: readonly FraudPattern[] = [...LOADED, ...LOADED.slice(0, 20 - LOADED.length)];

describe(`${PLANTED.length} planted frauds of ${LOADED.length} patterns among ${CLEAN} clean claims, in the registers`, () => {
  test('one screen of the county finds all of them, says of each what it is, and a second finds nothing new', async ({
    committed,
  }) => {
    const world = await aWorld(committed.db);
    const { county, claimIds } = countyWith(PLANTED, CLEAN);
    const registers = new Registers(world, committed.sql);
    await registers.write(county);
    await committed.sql`analyze`;
    const began = performance.now();
    await screenClaims(world.system);
    const seconds = (performance.now() - began) / 1000;
    const hits = await committed.db.select().from(fraudHits);
    const found = new Set(hits.map(({ claimId }) => registers.nameOf(claimId) ?? claimId));
    const right = claimIds.filter((id) => found.has(id));
    const precision = right.length / found.size;
    console.log(
      `${right.length} of ${claimIds.length} claims of ${PLANTED.length} frauds found among ${county.claims.length}, ` +
        `${found.size - right.length} clean ones hit, precision ${precision.toFixed(3)}, in ${seconds.toFixed(1)} s`,
    );
    expect(claimIds.filter((id) => !found.has(id))).toEqual([]);
    const told = new Set(hits.map(({ claimId, pattern }) => `${registers.nameOf(claimId)?.split('#')[1]} ${pattern}`));
    expect(PLANTED.map((pattern, i) => `${i} ${pattern}`).filter((one) => !told.has(one))).toEqual([]);
    expect([...found].filter((id) => !claimIds.includes(id))).toEqual([]);
    expect(await screenClaims(world.system)).toBe(0);
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  }, 1_200_000);
});
