import { expect } from 'vitest';
import { DEMO_COUNTY, DEMO_DEFAULTS, loadDemo } from '../../../api/src/demo/load.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { counties } from '../../../api/src/domains/regions/tables.ts';
import { systemActor, today } from '../../../api/src/kernel/ctx.ts';
import { aWorld } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { emptySearch } from '../../support/search.ts';
import { countedAfter } from './county-fairness.ts';
import { type Counted, fairnessTable, gapsOf } from './fairness-table.ts';

const GOAL = 1.1;

test('offers by decile of age, sex, disability and poverty, among people with as many suitable jobs', async ({
  db,
}) => {
  const { deps } = await aWorld(db, { search: emptySearch() });
  // The world's county is the demonstration's: emptied, and filled with its people and postings.
  await db.update(counties).set({ isDemo: true });
  await loadDemo(deps, { ...DEMO_DEFAULTS, reset: true });
  const ctx = { ...deps, actor: systemActor(DEMO_COUNTY) };
  const { runId } = await matchCounty(ctx);
  const table = fairnessTable(await countedAfter(db, DEMO_COUNTY, runId, today(ctx)));
  console.table(table.map((row) => ({ ...row, share: row.share.toFixed(3) })));
  expect(new Set(table.map(({ characteristic }) => characteristic)).size).toBe(4);
  for (const [characteristic, gap] of Object.entries(gapsOf(table))) {
    expect(gap, `${characteristic}: most against least`).toBeLessThanOrEqual(GOAL);
  }
}, 300_000);

test('the table tells a group that gets less than others with as many suitable jobs', () => {
  const people = (sex: string, offers: number): Counted[] =>
    Array.from({ length: 60 }, () => ({ groups: { sex }, suitable: 7, offers }));
  expect(gapsOf(fairnessTable([...people('female', 4), ...people('male', 5)]))).toEqual({ sex: expect.closeTo(1.25) });
});
