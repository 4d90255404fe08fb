import type { JobText } from '../chinese/model.ts';
import type { JobDocument } from '../documents.ts';
import { linesOf } from './judged.ts';

/** One line of jobs.jsonl; an empty field is left out. */
export interface Ad {
  readonly id: string;
  readonly title: string;
  readonly company?: string;
  readonly region?: string;
  readonly salary?: string;
  readonly benefits?: string | readonly string[];
  readonly category?: string;
  readonly description?: string;
  readonly posted?: string;
}

const TEXTS = ['company', 'region', 'salary', 'benefits', 'category', 'description', 'posted'] as const;

/** A field of a foreign set as text, whatever it is written as: 12, null, ["包吃", "包住"]. */
function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function readAd(line: string, at: number): Ad {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch (cause) {
    throw new Error(`jobs.jsonl: posting ${at + 1} is no JSON`, { cause });
  }
  const fields: Readonly<Record<string, unknown>> = typeof read === 'object' && read !== null ? { ...read } : {};
  const told = TEXTS.map((name) => [name, textIn(fields[name])] as const).filter(([, text]) => text !== '');
  return { id: textIn(fields.id), title: textIn(fields.title), ...Object.fromEntries(told) };
}

export const readAds = (dir: string): Ad[] =>
  linesOf(dir, 'jobs.jsonl')
    .filter((line) => line.trim() !== '')
    .map(readAd);

/** What the layer reads of an ad. */
export const textOf = ({ title, company, description, benefits, category, salary }: Ad): JobText => ({
  title,
  company,
  description,
  benefits,
  category,
  salary,
});

/** An ad as a posting: what the product would know from its own form is left open, and the text has to say it. */
export function documentOf(ad: Ad, id: string, areaCodes: readonly string[]): JobDocument {
  return {
    id,
    countyCode: '',
    sharedWith: [],
    title: ad.title,
    description: ad.description ?? '',
    employerName: ad.company ?? '',
    regionCode: areaCodes[0] ?? '',
    areaCodes,
    regionNames: ad.region ? [ad.region] : [],
    occupationCode: null,
    skillCodes: [],
    kind: '',
    payMinFen: 0,
    payMaxFen: 0,
    perks: [],
    shift: '',
    ageMin: null,
    ageMax: null,
    educationMin: 'none',
    demands: [],
    suits: [],
    headCount: 0,
    publishedAt: Date.parse(ad.posted ?? '') || 0,
    validUntilOn: 99991231,
  };
}
