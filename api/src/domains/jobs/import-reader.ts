import { createHash } from 'node:crypto';
import { NAMED } from '@songgang/search/chinese/model.ts';
import { mapText } from '@songgang/search/vocabulary/occupations.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import type { RawRow } from '../../kernel/row-file.ts';
import { appendEvents, type News } from '../audit/service.ts';
import { readCreditCode } from '../employers/core/credit-code.ts';
import type { RowError } from '../imports/core/import.ts';
import type { Before, OpenReader, ReadRow, RowReader, Verdict, Written } from '../imports/reader.ts';
import { type FindByText, loadRegionFinder } from '../regions/finder.ts';
import { headOf, type RawPosting, rawPosting } from './core/import-fields.ts';
import { FILE_SOURCE, type ImportedColumns, type Readings, readPosting } from './core/import-row.ts';
import { EDITABLE, type JobStatus } from './core/job.ts';
import { employersByRow } from './import-employers.ts';
import { dropUnusedEmployers, listBySource, overwriteJobs, putBack, removeUntouched } from './import-store.ts';
import { insertJobs, type NewJob } from './store.ts';
import { judgeAll } from './verdict.ts';

/** A posting on its way from a row to the register: plain JSON. */
export interface ImportedPosting {
  readonly source: string;
  readonly sourceRef: string;
  /** Of the whole row: equal hashes mean that the source has not changed. */
  readonly hash: string;
  readonly company: string;
  readonly creditCode: string | null;
  readonly columns: ImportedColumns;
}

/** Postings of public sources and of the template. Each row is a thing by itself: a wrong one does not hold up the others. */
export const openJobReader: OpenReader = async (ctx: Ctx, db: Reader): Promise<RowReader<ImportedPosting>> => {
  const find = await loadRegionFinder(db, ctx.actor.countyCode);
  const readings = readingsOf(find, `${ctx.actor.countyCode}000000`);
  const news: News[] = [];
  return {
    kind: 'jobs',
    rowsStandAlone: true,
    read: (row) => readRow(row, readings),
    compare: (tx, payloads) => compare(tx, ctx, payloads),
    create: async (tx, rows, importId) => {
      const written = await writeNew(tx, ctx, rows, importId);
      news.push(...written.map(({ id, status }) => ({ ...of(id), toStatus: status, details: { importId } })));
    },
    update: async (tx, rows) => {
      const before = await overwriteJobs(tx, ctx, rows.map(updateOf), ctx.now());
      news.push(...before.map(({ subjectId }) => ({ ...of(subjectId), details: { overwrote: true } })));
      return before;
    },
    takeBack: (tx, created, before) => takeBack(tx, ctx, created, before, news),
    // Events lock the county's chain: all at once and last, or every other desk would wait for the whole import.
    afterwards: async (tx, importId) => {
      await dropUnusedEmployers(tx, ctx.actor.countyCode, importId);
      await appendEvents(tx, ctx, news);
    },
  };
};

const of = (subjectId: string) => ({ subjectKind: 'job', subjectId, action: 'import' });

function readingsOf(find: FindByText, home: string): Readings {
  // Places of one source repeat themselves by the hundred.
  const places = new Map<string, ReturnType<Readings['placeOf']>>();
  const placeOf = (text: string) => {
    // All of China first: a village of ours may bear the name of a district elsewhere.
    const wide = find(text);
    const found = wide.kind === 'found' ? wide : find(text, home);
    return found.kind === 'found' ? { code: found.code, rest: found.rest } : null;
  };
  return {
    placeOf: (text) => {
      if (!places.has(text)) places.set(text, placeOf(text));
      return places.get(text) ?? null;
    },
    occupationOf: (text) => {
      const [best] = mapText(text);
      return best && best.strength >= NAMED ? best.code : null;
    },
  };
}

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

function readRow(row: RawRow, readings: Readings): ReadRow<ImportedPosting> {
  const raw = rawPosting(row.cells);
  const { fields } = raw;
  const [source, sourceRef] = [fields.source ?? FILE_SOURCE, fields.id ?? refOf(raw)];
  const errors = errorsOf(raw);
  const { columns, unparsed } = readPosting(raw, readings);
  const creditCode = fields.creditCode === undefined ? null : readCreditCode(fields.creditCode);
  const payload = {
    source,
    sourceRef,
    hash: digest(raw),
    company: fields.company ?? '',
    creditCode: creditCode?.ok ? creditCode.code : null,
    columns,
  };
  const label = [fields.title, fields.company].filter(Boolean).join(' · ');
  return {
    label,
    key: `${source}\0${sourceRef}`,
    keyField: headOf('id'),
    payload: errors.length > 0 ? null : payload,
    errors,
    unparsed,
  };
}

/** A row without an id of its own is the same row as long as it names the same post of the same firm at the same place. */
const refOf = ({ fields: { title, company, creditCode, region } }: RawPosting): string =>
  digest([title, company, creditCode, region]);

function errorsOf({ fields }: RawPosting): RowError[] {
  const errors: RowError[] = [];
  if (!fields.title) errors.push({ field: headOf('title'), code: 'row.missing', details: {} });
  const code = fields.creditCode === undefined ? undefined : readCreditCode(fields.creditCode);
  if (code && !code.ok)
    errors.push({ field: headOf('creditCode'), code: 'row.credit_code_wrong', details: code.details });
  return errors;
}

/** New, changed at its source, or as it was. What a reviewer has approved since is not put back to the source's words. */
async function compare(db: Reader, ctx: Ctx, payloads: readonly ImportedPosting[]): Promise<Verdict[]> {
  const known = await listBySource(db, ctx.actor.countyCode, payloads);
  return payloads.map(({ source, sourceRef, hash }) => {
    const job = known.get(`${source}\0${sourceRef}`);
    if (!job) return { outcome: 'create', subjectId: null };
    const isSame = job.sourceHash === hash || !EDITABLE.includes(job.status);
    return { outcome: isSame ? 'up_to_date' : 'update', subjectId: job.id };
  });
}

async function writeNew(
  tx: Tx,
  ctx: Ctx,
  rows: readonly Written<ImportedPosting>[],
  importId: string,
): Promise<{ id: string; status: JobStatus }[]> {
  const at = ctx.now();
  const employerOf = await employersByRow(
    tx,
    ctx,
    rows.map(({ payload }) => payload),
    importId,
  );
  const verdicts = await judgeAll(
    tx,
    rows.map(({ payload }) => ({ ...payload.columns })),
    today(ctx),
  );
  const jobs = rows.map(({ subjectId, payload }, i) => {
    const { columns, source, sourceRef, hash } = payload;
    const verdict = verdicts[i];
    // What is whole and lawful waits for a reviewer at once; what is not is a draft that says what it lacks.
    const isReady = verdict?.missing.length === 0 && verdict.findings.length === 0;
    const status: JobStatus = isReady ? 'submitted' : 'draft';
    const own = { countyCode: ctx.actor.countyCode, id: subjectId, employerId: employerOf(payload), source, sourceRef };
    const dates = { submittedAt: isReady ? at : null, createdAt: at, updatedAt: at };
    return {
      ...columns,
      ...own,
      ...dates,
      status,
      sourceHash: hash,
      importId,
      createdBy: ctx.actor.id,
    } satisfies NewJob;
  });
  await insertJobs(tx, jobs);
  return jobs.map(({ id, status }) => ({ id, status }));
}

const updateOf = ({ subjectId, payload: { columns, hash } }: Written<ImportedPosting>) => ({
  id: subjectId,
  set: { ...columns, sourceHash: hash },
});

async function takeBack(
  tx: Tx,
  ctx: Ctx,
  created: readonly string[],
  before: readonly Before[],
  news: News[],
): Promise<number> {
  const removed = await removeUntouched(tx, ctx.actor.countyCode, created);
  const restored = await putBack(tx, ctx.actor.countyCode, before);
  news.push(...removed.map((id) => ({ ...of(id), action: 'takeBack' })));
  return created.length - removed.length + before.length - restored;
}
