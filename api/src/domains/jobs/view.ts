import { occupationOf } from '@songgang/search/vocabulary/occupations.ts';
import type { JobCard } from '../../../contract/jobs.ts';
import type { Reader } from '../../db/client.ts';
import { areasOf, isInside } from '../../kernel/region-code.ts';
import { listRegions } from '../regions/store.ts';
import type { Job, JobOfEmployer } from './store.ts';

/** Names of places by code, as many as the postings of a page need. */
export type PlaceNames = ReadonlyMap<string, string>;

export async function placeNames(db: Reader, codes: readonly (string | null)[]): Promise<PlaceNames> {
  const wanted = new Set(codes.flatMap((code) => (code === null ? [] : areasOf(code))));
  return new Map((await listRegions(db, [...wanted])).map(({ code, name }) => [code, name]));
}

/** 花埠圈村村民委员会 is 花埠圈村 to everybody who lives there. */
const spoken = (name: string): string =>
  name.replace(/村?村(?:民委员会|委会)$/, '村').replace(/居(?:民委员会|委会)$/, '');

/** 罗庄区罗庄街道某村 at home, 山东省临沂市兰山区 elsewhere; unknown levels are left out. */
export function placeNameOf(names: PlaceNames, code: string | null, countyCode: string): string {
  if (code === null) return '';
  const isHere = isInside(code, `${countyCode}000000`);
  const areas = areasOf(code).filter((area) => !isHere || area.slice(0, 6) === countyCode);
  return areas.map((area) => spoken(names.get(area) ?? '')).join('');
}

const occupationName = (code: string | null): string | null =>
  code === null ? null : (occupationOf(code)?.name ?? null);

const payViewOf = ({
  payKind: kind,
  payMinFen: minFen,
  payMaxFen: maxFen,
  payUnit: unit,
  ...job
}: Job): JobCard['pay'] =>
  kind === null || minFen === null || maxFen === null
    ? null
    : { kind, minFen, maxFen, unit, monthlyMinFen: job.monthlyMinFen, monthlyMaxFen: job.monthlyMaxFen };

export const cardOf = ({ job, employer }: JobOfEmployer, names: PlaceNames, countyCode: string): JobCard => ({
  id: job.id,
  countyCode: job.countyCode,
  title: job.title,
  kind: job.kind,
  occupationCode: job.occupationCode,
  occupationName: occupationName(job.occupationCode),
  pay: payViewOf(job),
  payText: job.payText,
  regionCode: job.regionCode,
  placeName: placeNameOf(names, job.regionCode, countyCode),
  headCount: job.headCount,
  openCount: job.headCount === null ? null : Math.max(0, job.headCount - job.placedCount),
  shift: job.shift,
  ageMin: job.ageMin,
  ageMax: job.ageMax,
  educationMin: job.educationMin,
  hasBoard: job.hasBoard,
  hasLodging: job.hasLodging,
  perks: job.perks,
  suits: job.suits,
  validUntilOn: job.validUntilOn,
  publishedAt: job.publishedAt?.toISOString() ?? null,
  employer: { id: employer.id, name: employer.name, kind: employer.kind },
});

export async function cardsOf(db: Reader, rows: readonly JobOfEmployer[], countyCode: string): Promise<JobCard[]> {
  const names = await placeNames(
    db,
    rows.map(({ job }) => job.regionCode),
  );
  return rows.map((row) => cardOf(row, names, countyCode));
}

export const pageFieldsOf = ({ job }: JobOfEmployer) => ({
  description: job.description,
  skills: job.skillCodes.map((code) => ({ code, name: occupationName(code) ?? code })),
  demands: job.demands,
  hoursText: job.hoursText,
  payDay: job.payDay,
  placeText: job.placeText,
  address: job.address,
  sharedWith: job.sharedWith,
});
