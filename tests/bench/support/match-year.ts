import { type Replay, replayYear } from '@songgang/search/matcher/simulate.ts';
import { answering, comingAndGoing, openingAndClosing } from '@songgang/search/matcher/year.ts';
import { aCounty } from './county.ts';
import { random } from './random.ts';
import { type Row, row } from './table.ts';

const DAYS = 365;

/**
 * Three towns, each a share of a county over a year: most people there all along, vacancies open for one to four
 * months. Nothing is known of the year before, as in the first year of a county; once more with its postings known.
 */
export function yearRow(): Row {
  const years = [4, 14, 24].map((seed) => yearOf(seed));
  const shares = years.map(({ bare }) => (100 * bare.kept) / bare.best.kept);
  const told = years.map(
    ({ bare, informed }, k) =>
      `${shares[k]?.toFixed(1)} % (${bare.kept} of ${bare.best.kept}; ${percent(informed)} % with the postings of the year before)`,
  );
  const measured = `${told.join(', ')}; the first in ${years[0]?.seconds.toFixed(1)} s`;
  return row(
    'year replay of a town versus the offline optimum',
    '≥ 95 % of the offers',
    measured,
    Math.min(...shares) >= 95,
  );
}

const percent = ({ kept, best }: Replay) => ((100 * kept) / best.kept).toFixed(1);

function yearOf(seed: number): { bare: Replay; informed: Replay; seconds: number } {
  const { labourers, jobs } = aCounty({ labourers: 2_200, jobs: 900, seed });
  const past = aCounty({ labourers: 1, jobs: 900, seed: seed + 1_000 }).jobs;
  const { unit } = random(seed + 5);
  const town = { people: comingAndGoing(labourers, DAYS, unit), jobs: openingAndClosing(jobs, DAYS, unit) };
  const since = performance.now();
  const bare = replayYear(town, DAYS, 1, answering(11));
  const seconds = (performance.now() - since) / 1_000;
  return { bare, informed: replayYear({ ...town, past }, DAYS, 1, answering(11)), seconds };
}
