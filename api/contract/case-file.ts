import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { FileBody, Note, OFFICER_ROLES, strict, Uuid } from './scalars.ts';

export const caseFileRefusals = {
  'case_file.nothing_there': 'not_found',
} as const satisfies Record<string, RefusalKind>;

const READERS = [...OFFICER_ROLES, 'finance_officer', 'auditor'] as const;

export const printClaimFile = endpoint({
  method: 'POST',
  url: '/claims/:id/case-file',
  summary: 'The whole case of a claim as PDF; who takes it and what for is written down',
  access: READERS,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ purpose: Note }, strict),
  response: FileBody,
});

export const printPersonFile = endpoint({
  method: 'POST',
  url: '/labourers/:id/case-file',
  summary: 'Every claim of a person as one PDF; who takes it and what for is written down',
  access: READERS,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ purpose: Note }, strict),
  response: FileBody,
});
