import { type JobFacts, type LabourerFacts, type Point, REACHES } from './model.ts';

/** Significant digits of the code that two places share at each level but the last; index = level. */
export const LEVEL_DIGITS = [12, 9, 6, 4, 2] as const;
export const COUNTY_LEVEL = REACHES.indexOf('county');
const ANYWHERE_LEVEL = REACHES.indexOf('anywhere');

/** How deep a 12-digit code goes: a town ends in 000, a county in 000000, and neither lies in a village. */
export function depthOf(code: string): number {
  if (!code.endsWith('000')) return 12;
  if (code.slice(6, 9) !== '000') return 9;
  if (code.slice(4, 6) !== '00') return 6;
  return code.slice(2, 4) === '00' ? 2 : 4;
}

/** Level of the lowest area that holds both places: 0 the same village … 5 nothing nearer than the country. */
export function commonLevel(home: string, work: string): number {
  const depth = Math.min(depthOf(home), depthOf(work));
  const level = LEVEL_DIGITS.findIndex((digits) => digits <= depth && home.slice(0, digits) === work.slice(0, digits));
  return level === -1 ? ANYWHERE_LEVEL : level;
}

/** Level that a labourer's reach is compared with: work done at home, in the county, is as near as their own village. */
export function reachLevel(l: Pick<LabourerFacts, 'regionCode'>, j: Pick<JobFacts, 'regionCode' | 'kind'>): number {
  const level = commonLevel(l.regionCode, j.regionCode);
  return j.kind === 'home_based' && level <= COUNTY_LEVEL ? 0 : level;
}

/** Whether the work takes the person out of the county; work done at home never does. */
export function leavesCounty(l: Pick<LabourerFacts, 'regionCode'>, j: Pick<JobFacts, 'regionCode' | 'kind'>): boolean {
  return j.kind !== 'home_based' && commonLevel(l.regionCode, j.regionCode) > COUNTY_LEVEL;
}

const METRES_PER_DEGREE = 111_195;

/** Whole metres as the crow flies; the flat-earth error stays under one per cent inside a province. */
export function metresBetween(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * METRES_PER_DEGREE;
  const east = (a.lng - b.lng) * METRES_PER_DEGREE * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.round(Math.sqrt(north * north + east * east));
}
