import type { EmployerView } from '@songgang/api/contract/employers.ts';
import { dateOf } from '#lib/format.ts';
import type { JobFields } from '#lib/job-form.ts';
import { jobKindLabels } from '#lib/labels.ts';
import { countyOf } from '#lib/place.ts';
import { newFormId } from './form-id.ts';
import { tradesFor } from './job-form.ts';
import { occupationNames } from './occupations.ts';
import { type Choice, placesIn } from './place.ts';
import type { Actor } from './session.ts';

type Fetch = typeof globalThis.fetch;
type Kind = keyof typeof jobKindLabels;

const KINDS: Readonly<Record<EmployerView['kind'], readonly Kind[]>> = {
  company: ['market', 'home_based', 'auxiliary'],
  workshop: ['workshop', 'home_based'],
  agency: ['market', 'home_based'],
  public_body: ['market', 'public_welfare'],
};
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  ...jobKindLabels,
  market: '到单位上班',
  workshop: '到车间上班',
  home_based: '领料回家做',
};

/** The kind of post that an employer of a kind offers as a rule. */
export const usualKind = (employer: EmployerView): Kind => KINDS[employer.kind][0] ?? 'market';

/** All that the posting form asks to choose from. */
export async function formChoices(fetch: Fetch, actor: Actor, employer: EmployerView, fields: JobFields) {
  const [towns, trades, names] = await Promise.all([
    placesIn(fetch, countyOf(`${actor.countyCode}000000`)),
    tradesFor(fetch, fields),
    fields.occupationCode ? occupationNames(fetch, [fields.occupationCode]) : undefined,
  ]);
  const chosen = names?.[fields.occupationCode];
  return {
    places: placesOf(employer, towns, fields.regionCode),
    trades: trades.choices,
    trade: chosen ? { code: fields.occupationCode, name: chosen } : undefined,
    kinds: kindsOf(employer, fields.kind),
    formId: newFormId(),
    today: dateOf(new Date()),
  };
}

/** The employer's own place first, then the towns; a place further off that stands already is kept. */
function placesOf(employer: EmployerView, towns: readonly Choice[], current: string): Choice[] {
  const own = { code: employer.regionCode, name: `${employer.regionName}（单位所在地）` };
  const rest = towns.filter(({ code }) => code !== own.code);
  const isKnown = current === '' || current === own.code || rest.some(({ code }) => code === current);
  return [own, ...(isKnown ? [] : [{ code: current, name: '原来填的地方' }]), ...rest];
}

function kindsOf(employer: EmployerView, current: string) {
  const kinds = KINDS[employer.kind];
  // A posting taken over from a file may be of a kind that its employer does not usually offer.
  const all = kinds.some((kind) => kind === current) ? kinds : [...kinds, current as Kind];
  return all.map((value) => ({ value, label: KIND_WORDS[value] }));
}
