import { PLEDGE } from '@songgang/search/matcher/assign.ts';
import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import { match } from '@songgang/search/matcher/match.ts';
import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import { byWork } from '@songgang/search/matcher/order.ts';
import { suitableCounts, withProspects } from '@songgang/search/matcher/prospects.ts';
import { alike, type Counted, FEWEST, fairnessTable, gapsOf } from '../../service/matching/fairness-table.ts';
import { aFairCounty } from './fair-county.ts';
import { random } from './random.ts';
import { quantile, type Row, row } from './table.ts';

const GOAL = 1.1;
const DRAWS = 100;

/** A person as the table counts them, and what they might expect were every place drawn among all whom it suits. */
interface Expecting extends Counted {
  readonly expected: number;
}

/**
 * Offers by decile of age, sex, disability and poverty against the average of people with as many suitable jobs: as a
 * county starts, and where places are so scarce that most go without. Beside each gap what a lottery of the same offers
 * among people with as many suitable jobs would give, since chance alone parts groups; and the gap between groups
 * where each is compared with what its people might expect of their own jobs and rivals instead. Where places are scarce the
 * gap is told and not judged: people with as many suitable jobs have unequal chances there (docs/decisions/0006).
 */
export function fairnessRows(): Row[] {
  const scarce = fairnessRow('where places are scarce', 2_500, 1);
  return [
    fairnessRow('as a county starts', 5_000, PLEDGE.capFactor),
    { ...scarce, goal: 'told, not judged', isMet: undefined },
  ];
}

function fairnessRow(when: string, postings: number, capFactor: number): Row {
  const people = countedAfterRun(postings, capFactor);
  const gaps = Object.entries(gapsOf(fairnessTable(people)));
  const lots = lotteries(people);
  const measured = gaps.map(([characteristic, gap]) => {
    const byLot = lots.map((drawn) => drawn[characteristic] as number);
    const own = gapToExpected(people, characteristic).toFixed(3);
    return `${characteristic} ${gap.toFixed(3)} (by lot ${quantile(byLot, 0.5).toFixed(3)} to ${quantile(byLot, 0.95).toFixed(3)}; against their own chances ${own})`;
  });
  const offers = people.reduce((sum, one) => sum + one.offers, 0).toLocaleString('en');
  return row(
    `fairness ${when}: most against least by decile of age, sex, disability, poverty among people with as many suitable jobs`,
    `each ≤ ${GOAL}`,
    `${measured.join(', ')}; ${offers} offers to ${people.length.toLocaleString('en')} seekers, ${capFactor} a head`,
    gaps.length === 4 && gaps.every(([, gap]) => gap <= GOAL),
  );
}

function countedAfterRun(postings: number, capFactor: number): Expecting[] {
  const county = aFairCounty(22_198, postings, 1);
  const { seekers, groups } = county;
  const jobs = county.jobs.map((job) => ({ ...job, capLeft: job.headCount * capFactor }));
  const pledge = { ...PLEDGE, capFactor };
  const { offers } = match(withProspects(seekers, jobs), jobs, 1, () => {}, undefined, pledge);
  const suitable = suitableCounts(seekers, jobs);
  const expected = chancesOf(seekers, jobs);
  const given = new Map<string, number>();
  for (const { labourerId } of offers) given.set(labourerId, (given.get(labourerId) ?? 0) + 1);
  return seekers.map(({ id }, i) => ({
    groups: groups[i] ?? {},
    suitable: suitable[i] as number,
    offers: given.get(id) ?? 0,
    expected: expected[i] as number,
  }));
}

/** Of everybody, the sum over their suitable jobs of places by rivals, themselves among them; never more than the promise. */
function chancesOf(seekers: readonly LabourerFacts[], postings: readonly JobFacts[]): Float64Array {
  const jobs = byWork(postings, 1, (job) => job);
  const judge = new BatchJudge(jobs);
  const rivals = new Int32Array(jobs.length);
  judge.countSuitable(seekers, (_, job) => {
    rivals[job] = (rivals[job] as number) + 1;
  });
  const chances = new Float64Array(seekers.length);
  judge.countSuitable(seekers, (row, job) => {
    const { capLeft } = jobs[job] as JobFacts;
    chances[row] = (chances[row] as number) + Math.min(1, capLeft / (rivals[job] as number));
  });
  return chances.map((chance) => Math.min(PLEDGE.offersPerYear, chance));
}

/** How much more than it might expect the best-served group of a characteristic got, against the worst-served. */
function gapToExpected(people: readonly Expecting[], characteristic: string): number {
  const sum = (group: readonly Expecting[], of: (one: Expecting) => number) =>
    group.reduce((all, one) => all + of(one), 0);
  const shares = [...Map.groupBy(people, ({ groups }) => groups[characteristic] ?? '').values()]
    .filter((group) => group.length >= FEWEST)
    .map((group) => sum(group, ({ offers }) => offers) / sum(group, ({ expected }) => expected));
  return Math.max(...shares) / Math.min(...shares);
}

/** The gaps were everybody's offers dealt out anew by lot among people with as many suitable jobs. */
function lotteries(people: readonly Counted[]): Record<string, number>[] {
  const lot = random(7);
  const strata = [...Map.groupBy(people, ({ suitable }) => alike(suitable)).values()];
  return Array.from({ length: DRAWS }, () => {
    const dealt = strata.flatMap((same) => {
      const offers = same.map((one) => one.offers);
      for (let k = offers.length - 1; k > 0; k--) {
        const other = lot.below(k + 1);
        [offers[k], offers[other]] = [offers[other] as number, offers[k] as number];
      }
      return same.map((one, k) => ({ ...one, offers: offers[k] as number }));
    });
    return gapsOf(fairnessTable(dealt));
  });
}
