import { replayYear } from '@songgang/search/matcher/simulate.ts';
import { answering, comingAndGoing, openingAndClosing } from '@songgang/search/matcher/year.ts';
import { aCounty } from './county.ts';
import { random } from './random.ts';
import { type Row, row } from './table.ts';

const DAYS = 365;

/** A town's share of the county over a year: most people there all along, vacancies open for one to four months. */
export function yearRow(): Row {
  const { labourers, jobs } = aCounty({ labourers: 2_200, jobs: 900, seed: 4 });
  const { unit } = random(9);
  const town = { people: comingAndGoing(labourers, DAYS, unit), jobs: openingAndClosing(jobs, DAYS, unit) };
  const year = replayYear(town, DAYS, 1, answering(random(11).unit));
  const [kept, worth] = [(100 * year.kept) / year.best.kept, (100 * year.weight) / year.best.weight];
  const measured = `${kept.toFixed(1)} % of the offers (${year.kept} of ${year.best.kept}), ${worth.toFixed(1)} % of the scores`;
  return row('year replay of one town versus the offline optimum', '≥ 95 % of the offers', measured, kept >= 95);
}
