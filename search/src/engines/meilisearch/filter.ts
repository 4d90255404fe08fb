import type { JobExclusion, JobFilter, Tier } from '../../port.ts';
import { dayNumber, wholeNumber } from '../numbers.ts';

/**
 * Filter syntax ends at the quote, so a value may hold anything: the two characters that could end it are escaped. Half a
 * surrogate pair is no JSON to the server.
 */
export const quoted = (value: string): string =>
  `"${value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const anyOf = (attribute: string, values: readonly string[] | undefined): string[] =>
  values?.length ? [`${attribute} IN [${values.map(quoted).join(', ')}]`] : [];

const eachOf = (attribute: string, values: readonly string[] = []): string[] =>
  values.map((value) => `${attribute} = ${quoted(value)}`);

const atLeast = (attribute: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`${attribute} >= ${wholeNumber(value)}`];

const atMost = (attribute: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`${attribute} <= ${wholeNumber(value)}`];

export const conditionsOf = (where: JobFilter): string[] => [
  ...anyOf('counties', where.countyCode === undefined ? undefined : [where.countyCode]),
  ...anyOf('areas', where.areaCodes),
  ...anyOf('occupations', where.occupationCodes),
  ...anyOf('kind', where.kinds),
  ...eachOf('perks', where.perks),
  ...anyOf('shifts', where.shifts),
  ...atLeast('payMaxFen', where.payMinFen),
  ...atMost('ageMin', where.age),
  ...atLeast('ageMax', where.age),
  ...atLeast('validUntilOn', where.validOn === undefined ? undefined : dayNumber(where.validOn)),
  ...exclusionsOf(where.not ?? {}),
];

const exclusionsOf = ({ areaCodes, kinds, perks, shifts, trades }: JobExclusion): string[] =>
  [
    ...anyOf('areas', areaCodes),
    ...anyOf('kind', kinds),
    ...anyOf('perks', perks),
    ...anyOf('shifts', shifts),
    ...anyOf('trades', trades),
  ].map((condition) => `NOT ${condition}`);

export const tierConditionsOf = (tier: Tier): string[] => [
  ...anyOf('trades', tier.trades),
  ...anyOf('areas', tier.areaCodes),
  ...eachOf('perks', tier.perks),
  ...anyOf('shifts', tier.shifts),
  ...anyOf('sounds', tier.sounds),
  ...atLeast('payMinFen', tier.surePayFen),
];

/** One filter of several conditions. Without any it is met by every posting. */
export const allOf = (conditions: readonly string[]): string => conditions.join(' AND ') || 'id EXISTS';

/** One condition of several filters, to stand among others. */
export const eitherOf = (filters: readonly string[]): string => `(${filters.map((one) => `(${one})`).join(' OR ')})`;
