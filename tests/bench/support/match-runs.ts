/** A process of its own, as the worker's: runs of the county one after the other until it is told to stop; it tells when each begins and ends. */
import { comeSecond } from '@songgang/search/priority.ts';
import { connect } from '../../../api/src/db/client.ts';
import { DEMO_COUNTY } from '../../../api/src/demo/load.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { systemActor } from '../../../api/src/kernel/ctx.ts';
import { openQueue } from '../../../api/src/kernel/outbox.ts';
import { emptySearch } from '../../support/search.ts';
import { depsOf, forgetRuns } from './match-product.ts';

const url = process.argv[2] ?? '';
const { db } = connect(url);
const queue = await openQueue(url, (error) => console.error(error));
const ctx = { ...depsOf(db, queue, emptySearch()), actor: systemActor(DEMO_COUNTY) };
process.on('SIGTERM', () => process.exit(0));
comeSecond();
for (;;) {
  await forgetRuns(db);
  process.send?.('running');
  await matchCounty(ctx);
  process.send?.('done');
}
