import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { FileBody, Instant, OFFICER_ROLES, Paging, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export const importRefusals = {
  'import.not_found': 'not_found',
  'import.file_kind_unknown': 'unprocessable',
  'import.file_unreadable': 'unprocessable',
  'import.head_missing': 'unprocessable',
  'import.empty': 'unprocessable',
  'import.has_errors': 'conflict',
  'import.wrong_state': 'conflict',
  'import.stood_on': 'conflict',
  'import.changed_meanwhile': 'conflict',
} as const satisfies Record<string, RefusalKind>;

export const IMPORT_KIND_NAMES = ['labourers', 'employers', 'jobs', 'placements'] as const;
export const IMPORT_ACTION_NAMES = ['apply', 'drop', 'takeBack'] as const;
const Kind = Type.Enum([...IMPORT_KIND_NAMES]);
const Action = Type.Enum([...IMPORT_ACTION_NAMES]);
const Outcome = Type.Enum(['create', 'update', 'up_to_date', 'error']);

export const ImportView = Type.Object({
  id: Uuid,
  kind: Kind,
  fileName: Type.String(),
  state: Type.Enum(['staged', 'applied', 'taken_back', 'dropped']),
  toCreate: Type.Integer(),
  toUpdate: Type.Integer(),
  upToDate: Type.Integer(),
  withErrors: Type.Integer(),
  /** Field → in how many rows it was kept as text. */
  unparsed: Type.Record(Type.String(), Type.Integer()),
  createdAt: Instant,
  appliedAt: Type.Union([Instant, Type.Null()]),
  takenBackAt: Type.Union([Instant, Type.Null()]),
  /** Steps the asker may take now. */
  actions: Type.Array(Action),
});
export type ImportView = Static<typeof ImportView>;

const idOnly = Type.Object({ id: Uuid });

export const stageImport = endpoint({
  method: 'POST',
  url: '/imports',
  summary: 'Read a file and show what it would do; nothing is written to the register',
  access: OFFICER_ROLES,
  body: Type.Object({ kind: Kind, file: FileBody }, strict),
  bodyLimit: 44_000_000,
  response: ImportView,
});

export const listImports = endpoint({
  method: 'GET',
  url: '/imports',
  summary: 'The hundred newest imports of the county',
  access: STAFF_ROLES,
  response: Type.Object({ imports: Type.Array(ImportView) }),
});

export const getImport = endpoint({
  method: 'GET',
  url: '/imports/:id',
  summary: 'One import and its rows, those with errors to be asked for by outcome',
  access: STAFF_ROLES,
  params: idOnly,
  query: Type.Object({ ...Paging, outcome: Type.Optional(Outcome) }),
  response: Type.Object({
    import: ImportView,
    rows: Type.Array(
      Type.Object({
        row: Type.Integer(),
        outcome: Outcome,
        label: Type.String(),
        /** Sentences, ready to show. */
        reasons: Type.Array(Type.String()),
      }),
    ),
  }),
});

export const takeImportStep = endpoint({
  method: 'POST',
  url: '/imports/:id/steps',
  summary: 'Apply an import whole, drop it, or take it back while nothing stands on it',
  access: OFFICER_ROLES,
  params: idOnly,
  body: Type.Object({ action: Action }, strict),
  response: ImportView,
});

export const getImportTemplate = endpoint({
  method: 'GET',
  url: '/import-templates/:kind',
  summary: 'The Excel template of a kind, with its drop-downs and a sheet that explains each column',
  access: STAFF_ROLES,
  params: Type.Object({ kind: Kind }),
  response: FileBody,
});
