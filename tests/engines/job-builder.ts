import type { Meaning } from '../../search/src/chinese/model.ts';
import { type IndexedJob, indexed, type JobDocument } from '../../search/src/documents.ts';

/** A posting as an engine is given it; everything can be overridden, the meaning too. */
export function aJob(over: Partial<JobDocument> & { meaning?: Partial<Meaning> } = {}): IndexedJob {
  const { meaning, ...doc } = { ...base, ...over };
  return indexed(doc, { ...noMeaning, title: doc.title, text: `${doc.title} ${doc.description}`, ...meaning });
}

const base: JobDocument = {
  id: '0190a000-0000-7000-8000-000000000001',
  countyCode: '371311',
  sharedWith: [],
  title: '普工',
  description: '',
  employerName: '某厂',
  regionCode: '371311001001',
  areaCodes: ['37', '3713', '371311', '371311001', '371311001001'],
  regionNames: ['山东省', '临沂市', '罗庄区'],
  occupationCode: null,
  skillCodes: [],
  kind: 'market',
  payMinFen: 300_000,
  payMaxFen: 400_000,
  perks: [],
  shift: 'day',
  ageMin: null,
  ageMax: null,
  educationMin: 'none',
  demands: [],
  suits: [],
  headCount: 3,
  publishedAt: 1_772_000_000_000,
  validUntilOn: 20261231,
};

const noMeaning: Meaning = {
  trades: [],
  borne: [],
  title: '',
  text: '',
  pinyin: [],
  initials: [],
  fuzzy: [],
  perks: [],
  shifts: [],
  home: false,
};

/** Readable ids whose order is that of their numbers. */
export const idOf = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
