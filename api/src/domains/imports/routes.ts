import type { Input, Output } from '../../../contract/endpoint.ts';
import { sayRowReason } from '../../../contract/import-reasons.ts';
import {
  getImport as getEndpoint,
  getImportTemplate,
  type ImportView,
  listImports as listEndpoint,
  stageImport as stageEndpoint,
  takeImportStep as stepEndpoint,
} from '../../../contract/imports.ts';
import type { Serve } from '../../http/endpoint.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fileOfBytes, readRows } from '../../kernel/row-file.ts';
import { type Column, writeWorkbook } from '../../kernel/workbook.ts';
import { advance, IMPORT_ACTIONS, type ImportKind } from './core/import.ts';
import type { Readers } from './reader.ts';
import { takeImportStep } from './service.ts';
import { stageImport } from './stage.ts';
import { getImport, type Import, listImports, listRows } from './store.ts';

/** What an import of a kind is made of: how its rows are read, and the columns of its template. */
export interface ImportKinds {
  readonly readers: Readers;
  readonly templates: Readonly<Record<ImportKind, { readonly title: string; readonly columns: readonly Column[] }>>;
}

export const viewOf = (ctx: Ctx, row: Import): ImportView => ({
  id: row.id,
  kind: row.kind,
  fileName: row.fileName,
  state: row.state,
  toCreate: row.createCount,
  toUpdate: row.updateCount,
  upToDate: row.upToDateCount,
  withErrors: row.errorCount,
  unparsed: row.unparsed,
  createdAt: row.createdAt.toISOString(),
  appliedAt: row.appliedAt?.toISOString() ?? null,
  takenBackAt: row.takenBackAt?.toISOString() ?? null,
  actions: IMPORT_ACTIONS.filter((action) => advance(row, action, ctx.actor.role, row.kind === 'jobs').ok),
});

async function stage(ctx: Ctx, { readers }: ImportKinds, { body }: Input<typeof stageEndpoint>): Promise<ImportView> {
  const file = fileOfBytes(body.file.name, Buffer.from(body.file.base64, 'base64'));
  const { id } = await stageImport(ctx, readers[body.kind], readRows(file), { fileName: body.file.name });
  // A staged import has an id; only a dry run has none.
  return viewOf(ctx, await getImport(ctx.db, ctx.actor, id as string));
}

async function read(ctx: Ctx, { params, query }: Input<typeof getEndpoint>): Promise<Output<typeof getEndpoint>> {
  const found = await getImport(ctx.db, ctx.actor, params.id);
  const rows = await listRows(ctx.db, found, query.outcome, query.offset ?? 0, query.limit ?? 100);
  return {
    import: viewOf(ctx, found),
    rows: rows.map(({ rowNumber, outcome, label, errors }) => ({
      row: rowNumber,
      outcome,
      label,
      reasons: errors.map(sayRowReason),
    })),
  };
}

async function templateOf({ templates }: ImportKinds, kind: ImportKind): Promise<Output<typeof getImportTemplate>> {
  const { title, columns } = templates[kind];
  const explained = columns.map((c) => [
    c.head,
    c.head.endsWith('*') ? '必填' : '',
    c.hint ?? '',
    c.choices?.join('、') ?? '',
  ]);
  const heads = [{ head: '列' }, { head: '必填' }, { head: '怎么填', width: 60 }, { head: '可选', width: 60 }];
  const bytes = await writeWorkbook(
    [
      { name: '数据', columns, rows: [] },
      { name: '填写说明', columns: heads, rows: explained },
    ],
    { template: true },
  );
  return { name: `${title}导入模板.xlsx`, base64: bytes.toString('base64') };
}

export const importRoutes = (kinds: ImportKinds) => (serve: Serve) => {
  serve(stageEndpoint, (ctx, input) => stage(ctx, kinds, input));
  serve(listEndpoint, async (ctx) => ({
    imports: (await listImports(ctx.db, ctx.actor)).map((row) => viewOf(ctx, row)),
  }));
  serve(getEndpoint, read);
  serve(stepEndpoint, async (ctx, { params, body }) =>
    viewOf(ctx, await takeImportStep(ctx, kinds.readers, params.id, body.action)),
  );
  serve(getImportTemplate, (_ctx, { params }) => templateOf(kinds, params.kind));
};
