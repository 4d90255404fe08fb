import { type Static, Type } from 'typebox';
import { SHEET_RESULTS, SHEET_STATUSES } from '../src/domains/placements/core/placement.ts';
import { endpoint } from './endpoint.ts';
import { Month } from './placements.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { Fen, FileBody, Instant, OFFICER_ROLES, orNull, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export const sheetRefusals = {
  'sheet.not_found': 'not_found',
  'sheet.month_wrong': 'unprocessable',
  'sheet.nothing_to_take': 'conflict',
  'sheet.wrong_status': 'conflict',
} as const satisfies Record<string, RefusalKind>;

export const SheetView = Type.Object({
  id: Uuid,
  employerId: Uuid,
  employerName: Type.String(),
  month: Month,
  fileName: Type.String(),
  sentAt: Instant,
  status: Type.Enum([...SHEET_STATUSES]),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      name: Type.String(),
      result: Type.Enum([...SHEET_RESULTS]),
      placementId: orNull(Uuid),
      /** Sentences, ready to show. */
      reasons: Type.Array(Type.String()),
      paidFen: orNull(Fen),
    }),
  ),
});
export type SheetView = Static<typeof SheetView>;

const SHEET_ROLES = ['employer', ...OFFICER_ROLES] as const;

export const readEmployerSheet = endpoint({
  method: 'POST',
  url: '/employer-sheets',
  summary: 'Read a monthly sheet and show what each row would do; nothing is written to the wages',
  access: SHEET_ROLES,
  body: Type.Object({ employerId: Uuid, month: Month, file: FileBody }, strict),
  bodyLimit: 8_000_000,
  response: SheetView,
});

export const listEmployerSheets = endpoint({
  method: 'GET',
  url: '/employer-sheets',
  summary: 'The sheets of an employer, newest first',
  access: ['employer', ...STAFF_ROLES],
  query: Type.Object({ employerId: Uuid }),
  response: Type.Object({ sheets: Type.Array(SheetView) }),
});

export const getEmployerSheet = endpoint({
  method: 'GET',
  url: '/employer-sheets/:id',
  summary: 'One sheet with the result of each row',
  access: ['employer', ...STAFF_ROLES],
  params: Type.Object({ id: Uuid }),
  response: SheetView,
});

export const settleEmployerSheet = endpoint({
  method: 'POST',
  url: '/employer-sheets/:id/steps',
  summary: 'Take a sheet in as it was shown, or drop it',
  access: SHEET_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ action: Type.Enum(['take_in', 'drop']) }, strict),
  response: SheetView,
});

export const getSheetTemplate = endpoint({
  method: 'GET',
  url: '/employer-sheet-template',
  summary: 'The Excel template of the monthly sheet',
  access: ['employer', ...STAFF_ROLES],
  response: FileBody,
});
