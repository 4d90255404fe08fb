import { authRefusals } from './auth.ts';
import { campaignRefusals } from './campaigns.ts';
import { caseFileRefusals } from './case-file.ts';
import { claimRefusals } from './claims.ts';
import { deliveryRefusals } from './deliveries.ts';
import { deskRefusals } from './desk.ts';
import { sheetRefusals } from './employer-sheets.ts';
import { employerRefusals } from './employers.ts';
import { fairRefusals } from './fairs.ts';
import { importRefusals } from './imports.ts';
import { jobRefusals } from './jobs.ts';
import { matchRefusals } from './matching.ts';
import { paymentRefusals } from './payments.ts';
import { peopleRefusals } from './people.ts';
import { personRecordRefusals } from './person-records.ts';
import { placementRefusals } from './placements.ts';
import { policyRefusals } from './policies.ts';
import { noticeRefusals } from './publicity.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { regionRefusals } from './regions.ts';
import { searchRefusals } from './search.ts';
import { sampleRefusals } from './supervision.ts';

/** Refusals that any request may meet. */
export const generalRefusals = {
  'request.invalid': 'invalid',
  'request.not_found': 'not_found',
  'request.foreign_origin': 'forbidden',
  'request.too_large': 'too_large',
  'server.failed': 'failed',
} as const satisfies Record<string, RefusalKind>;

/** Every code the api can refuse with; the web has a Chinese sentence for each. */
export const refusals = {
  ...generalRefusals,
  ...authRefusals,
  ...regionRefusals,
  ...peopleRefusals,
  ...importRefusals,
  ...employerRefusals,
  ...jobRefusals,
  ...searchRefusals,
  ...matchRefusals,
  ...deliveryRefusals,
  ...campaignRefusals,
  ...fairRefusals,
  ...placementRefusals,
  ...sheetRefusals,
  ...policyRefusals,
  ...claimRefusals,
  ...personRecordRefusals,
  ...caseFileRefusals,
  ...sampleRefusals,
  ...noticeRefusals,
  ...paymentRefusals,
  ...deskRefusals,
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusals;
