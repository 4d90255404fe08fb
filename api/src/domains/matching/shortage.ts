import type { MissingVacancies, Relaxation, Shortage } from '@songgang/search/matcher/shortage.ts';
import { occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import type { ShortageView } from '../../../contract/matching.ts';
import type { Reader } from '../../db/client.ts';
import { listRegions } from '../regions/store.ts';
import { listEmployersOf } from './store.ts';

/** Full vacancies kept of a line: enough to name whom to ask. */
const KEPT_JOBS = 20;

/** The shortage list as the run's row keeps it: codes and ids, no names. */
export const storable = ({ missing, ...rest }: Shortage): Shortage => ({
  ...rest,
  missing: missing.map((line) => ({ ...line, fullJobIds: line.fullJobIds.slice(0, KEPT_JOBS) })),
});

/** Lines of vacancies shown: what a vacancy officer can act on in a week. */
const SHOWN_LINES = 12;
const ASKED_EMPLOYERS = 3;

/**
 * The shortage list of a run as staff read it. `capFactor` is how many people one more place of a vacancy serves.
 * Limits are counted, never named: whose they are is told beside the person alone.
 */
export async function viewOfShortage(db: Reader, shortage: Shortage, capFactor: number): Promise<ShortageView> {
  const { missing, relaxations, offersMissing } = shortage;
  const townCodes = [...new Set(missing.map(({ townCode }) => townCode))].sort();
  const names = new Map((await listRegions(db, townCodes)).map(({ code, name }) => [code, name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const shown = missing.slice(0, SHOWN_LINES);
  const employers = await listEmployersOf(
    db,
    shown.flatMap(({ fullJobIds }) => fullJobIds),
  );
  return {
    offersMissing,
    people: missing.reduce((sum, line) => sum + line.people, 0),
    towns: townCodes.map((code) => ({ code, name: nameOf(code) })),
    groups: groupsOf(missing, townCodes),
    vacancies: shown.map((line) => ({
      ...vacancyOf(line, capFactor),
      townName: nameOf(line.townCode),
      employers: uniqueById(line.fullJobIds.flatMap((id) => employers.get(id) ?? [])).slice(0, ASKED_EMPLOYERS),
    })),
    relaxations: relaxationsOf(relaxations),
  };
}

function vacancyOf({ occupationCode, townCode, people, offers, vacancies }: MissingVacancies, capFactor: number) {
  return {
    occupationCode,
    occupationName: occupationOf(occupationCode)?.name ?? '',
    townCode,
    people,
    servedByOne: Math.min(people, capFactor),
    // Offers of one person are of different vacancies, and a vacancy of one place takes so many offers.
    places: Math.max(vacancies, Math.ceil(offers / capFactor)),
  };
}

/** People by group of trades (the code's first two digits; '' any work) and town, the shortest-handed group first. */
function groupsOf(missing: readonly MissingVacancies[], towns: readonly string[]): ShortageView['groups'] {
  const byGroup = Map.groupBy(missing, ({ occupationCode }) => occupationCode.slice(0, 2));
  const groups = [...byGroup].map(([code, lines]) => ({
    code,
    name: occupationOf(code)?.name ?? '',
    people: towns.map((town) => sumOf(lines.filter(({ townCode }) => townCode === town))),
    all: sumOf(lines),
  }));
  return groups.sort((a, b) => b.all - a.all || (a.code < b.code ? -1 : 1)).map(({ all: _, ...group }) => group);
}

const sumOf = (lines: readonly MissingVacancies[]): number => lines.reduce((sum, { people }) => sum + people, 0);

const uniqueById = <T extends { readonly id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** Pay floors are told by the half thousand yuan below which everybody counted would be served. */
const PAY_STEP_FEN = 50_000;

const stepOf = ({ to }: Relaxation) => (typeof to === 'number' ? Math.floor(to / PAY_STEP_FEN) * PAY_STEP_FEN : to);

function relaxationsOf(all: readonly Relaxation[]): ShortageView['relaxations'] {
  const counts = Map.groupBy(all, (one) => `${one.limit} ${stepOf(one)}`);
  const rows = [...counts.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ limit: first.limit, to: stepOf(first), people: same.length }] : [];
  });
  return rows.sort((a, b) => b.people - a.people || (`${a.to}` < `${b.to}` ? -1 : 1));
}
