import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import { DEMANDS, EDUCATIONS, type JobFacts, type LabourerFacts, REACHES } from '@songgang/search/matcher/model.ts';
import { packPeople } from '@songgang/search/matcher/people.ts';
import { LEVEL_DIGITS } from '@songgang/search/matcher/place.ts';
import { type Index, Meilisearch } from 'meilisearch';
import { sortedByWork } from './match-speed.ts';
import type { Population } from './sql.ts';
import { notHere, type Row, row } from './table.ts';
import { ms, sideBySide, times } from './timing.ts';

const FIGURES = [
  'versus one Meilisearch search per labourer, 8 in flight',
  'versus multi-search batches of 100',
] as const;
const GOALS = ['≥ 200 × faster', '≥ 50 × faster'] as const;
/** Labourers asked for; the engine's time is carried over to all of them, since each asks alone. */
const SAMPLE = 1_000;
const IN_FLIGHT = 8;
const BATCH = 100;

const upward = (code: string) => Array.from({ length: code.length / 2 + 1 }, (_, k) => code.slice(0, 2 * k));

const documentOf = (j: JobFacts) => ({
  id: j.id,
  codes: upward(j.occupationCode),
  areas: ['', ...LEVEL_DIGITS.map((digits) => j.regionCode.slice(0, digits))],
  pay: j.payMinFen,
  ageMin: j.ageMin ?? 0,
  ageMax: j.ageMax ?? 999,
  education: EDUCATIONS.indexOf(j.educationMin),
  demands: j.demands,
  shift: j.shift,
});

const FILTERABLE = ['codes', 'areas', 'pay', 'ageMin', 'ageMax', 'education', 'demands', 'shift'];

function queryOf(l: LabourerFacts) {
  const digits = LEVEL_DIGITS[REACHES.indexOf(l.reach)] ?? 0;
  const codes = l.wishes.length === 0 ? [''] : [...l.wishes, ...l.skills.map((skill) => skill.code.slice(0, 4))];
  const list = (values: readonly string[]) => `[${values.map((value) => `"${value}"`).join(', ')}]`;
  const filter = [
    `codes IN ${list(codes)}`,
    `areas = "${l.regionCode.slice(0, digits)}"`,
    `pay >= ${l.payFloorFen}`,
    `ageMin <= ${l.age} AND ageMax >= ${l.age}`,
    `education <= ${EDUCATIONS.indexOf(l.education)}`,
    `shift IN ${list(l.shifts)} AND demands NOT IN ${list(l.limits.length === 0 ? ['none'] : DEMANDS.filter((d) => l.limits.includes(d)))}`,
  ];
  return { q: '', filter, limit: 20, attributesToRetrieve: ['id'] };
}

/** The county judged by masks against a search engine asked for each labourer with six filters. */
export async function againstMeilisearch(
  server: { readonly url: string; readonly key: string | undefined } | undefined,
  county: Population,
): Promise<Row[]> {
  if (!server) return FIGURES.map((figure, k) => notHere(figure, GOALS[k] as string, 'no Meilisearch'));
  const client = new Meilisearch({ host: server.url, ...(server.key && { apiKey: server.key }) });
  const index = client.index('matching-bench');
  await index.updateFilterableAttributes(FILTERABLE).waitTask({ timeout: 0 });
  await index.addDocuments(county.jobs.map(documentOf)).waitTask({ timeout: 0 });
  const jobs = sortedByWork(county.jobs);
  const queries = county.labourers.slice(0, SAMPLE).map(queryOf);
  const scale = county.labourers.length / queries.length;
  const people = packPeople(county.labourers);
  const judge = (batch: BatchJudge) => batch.countSuitable(people);
  const fresh = () => new BatchJudge(jobs);
  const each = await sideBySide(judge, fresh, () => askEach(index, queries));
  const batched = await sideBySide(judge, fresh, () => askInBatches(client, queries));
  return [each, batched].map(({ ours, other }, k) => {
    const faster = (other * scale) / ours;
    const found = `${times(faster)}: ${ms(ours)} against ${ms(other * scale)} (${SAMPLE.toLocaleString('en')} labourers asked, scaled)`;
    return row(FIGURES[k] as string, GOALS[k] as string, found, faster >= (k === 0 ? 200 : 50));
  });
}

async function askEach(index: Index, queries: readonly ReturnType<typeof queryOf>[]): Promise<void> {
  const waiting = queries.values();
  const lane = async () => {
    for (const { q, ...query } of waiting) await index.search(q, query);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function askInBatches(client: Meilisearch, queries: readonly ReturnType<typeof queryOf>[]): Promise<void> {
  for (let at = 0; at < queries.length; at += BATCH) {
    await client.multiSearch({
      queries: queries.slice(at, at + BATCH).map((q) => ({ ...q, indexUid: 'matching-bench' })),
    });
  }
}
