import { type Answer, type Dated, replayYear } from '@songgang/search/matcher/simulate.ts';
import { aCounty } from './county.ts';
import { random } from './random.ts';
import { type Row, row } from './table.ts';

const DAYS = 365;

/** A town's share of the county over a year: most people there all along, vacancies open for one to four months. */
export function yearRow(): Row {
  const { labourers, jobs } = aCounty({ labourers: 2_200, jobs: 900, seed: 4 });
  const r = random(9);
  const people = labourers.map((facts): Dated<typeof facts> => {
    const from = r.chance(0.85) ? 0 : r.below(DAYS);
    return { facts, from, until: r.chance(0.9) ? DAYS : Math.min(DAYS, from + 30 + r.below(200)) };
  });
  const posts = jobs.map((facts): Dated<typeof facts> => {
    const from = r.below(DAYS - 30);
    return { facts, from, until: Math.min(DAYS, from + 30 + r.below(90)) };
  });
  const answers = random(11);
  const answer = (): Answer => ({
    afterDays: answers.chance(0.6) ? 1 + answers.below(20) : null,
    refusesOccupation: answers.chance(0.05),
  });
  const year = replayYear({ people, jobs: posts }, DAYS, 1, answer);
  const [kept, worth] = [(100 * year.kept) / year.best.kept, (100 * year.weight) / year.best.weight];
  const measured = `${kept.toFixed(1)} % of the offers (${year.kept} of ${year.best.kept}), ${worth.toFixed(1)} % of the scores`;
  return row('year replay of one town versus the offline optimum', '≥ 95 % of the offers', measured, kept >= 95);
}
