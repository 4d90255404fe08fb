import fs from 'node:fs';
import path from 'node:path';
import type { JobText } from '../chinese/model.ts';
import type { JobDocument } from '../documents.ts';

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

export function readAds(dir: string): Ad[] {
  const lines = fs.readFileSync(path.join(dir, 'jobs.jsonl'), 'utf8').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Ad);
}

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
