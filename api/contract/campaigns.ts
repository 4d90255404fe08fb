import { type Static, Type } from 'typebox';
import { CAMPAIGN_STATUSES, VISIT_OUTCOMES, VISIT_STATUSES } from '../src/domains/campaigns/core/visit.ts';
import { DECLINE_REASONS } from '../src/domains/matching/core/delivery.ts';
import { DeliveryView } from './deliveries.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Instant,
  Name,
  NewId,
  Note,
  OFFICER_ROLES,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const campaignRefusals = {
  'campaign.not_found': 'not_found',
  'campaign.dates_out_of_order': 'unprocessable',
  'campaign.village_outside': 'forbidden',
  'campaign.no_households': 'unprocessable',
  'visit.not_found': 'not_found',
  'visit.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;

export const CampaignView = Type.Object({
  id: Uuid,
  version: Version,
  title: Type.String(),
  fromOn: CalendarDate,
  untilOn: CalendarDate,
  status: Type.Enum([...CAMPAIGN_STATUSES]),
  villages: Type.Array(
    Type.Object({
      regionCode: RegionCode,
      name: Type.String(),
      visits: Type.Integer(),
      done: Type.Integer(),
      helpers: Type.Integer(),
    }),
  ),
  visits: Type.Integer(),
  done: Type.Integer(),
  /** Households of the villages that nobody looks after. */
  withoutHelper: Type.Integer(),
});
export type CampaignView = Static<typeof CampaignView>;

export const VisitBrief = Type.Object({
  id: Uuid,
  version: Version,
  campaignId: Uuid,
  campaignTitle: Type.String(),
  household: Type.Object({
    id: Uuid,
    headName: Type.String(),
    regionCode: RegionCode,
    regionName: Type.String(),
    address: Type.Union([Type.String(), Type.Null()]),
  }),
  helperName: Type.String(),
  status: Type.Enum([...VISIT_STATUSES]),
  visitedAt: Type.Union([Instant, Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  labourers: Type.Integer(),
  offers: Type.Integer(),
});

/** The sheet that is carried to the door: postings and reasons, no ID number, no health. */
export const VisitSheet = Type.Object({
  ...VisitBrief.properties,
  people: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      sex: Type.String(),
      age: Type.Integer(),
      offers: Type.Array(DeliveryView),
    }),
  ),
});
export type VisitSheet = Static<typeof VisitSheet>;

const One = Type.Object({ id: Uuid });

export const listCampaigns = endpoint({
  method: 'GET',
  url: '/campaigns',
  summary: 'Campaigns with their progress',
  access: STAFF_ROLES,
  response: Type.Object({ campaigns: Type.Array(CampaignView) }),
});

export const getCampaign = endpoint({
  method: 'GET',
  url: '/campaigns/:id',
  summary: 'One campaign by village',
  access: STAFF_ROLES,
  params: One,
  response: CampaignView,
});

export const planCampaign = endpoint({
  method: 'POST',
  url: '/campaigns',
  summary: 'Choose villages and a period; every household with a labourer who wants work is assigned to its helper',
  access: OFFICER_ROLES,
  body: Type.Object(
    {
      id: NewId,
      title: Name,
      fromOn: CalendarDate,
      untilOn: CalendarDate,
      villages: Type.Array(RegionCode, { minItems: 1, maxItems: 300, uniqueItems: true }),
    },
    strict,
  ),
  response: CampaignView,
});

export const listVisits = endpoint({
  method: 'GET',
  url: '/visits',
  summary: 'Visits in the asker’s area; a liaison sees their own',
  access: STAFF_ROLES,
  query: Type.Object({
    campaignId: Type.Optional(Uuid),
    regionCode: Type.Optional(RegionCode),
    status: Type.Optional(Type.Enum([...VISIT_STATUSES])),
    offset: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ visits: Type.Array(VisitBrief), total: Type.Integer() }),
});

export const getVisit = endpoint({
  method: 'GET',
  url: '/visits/:id',
  summary: 'One household’s sheet: its labourers’ postings with reasons',
  access: STAFF_ROLES,
  params: One,
  response: VisitSheet,
});

export const recordVisit = endpoint({
  method: 'POST',
  url: '/visits/:id',
  summary: 'Outcome and answers of a visit in one go; the same record sent twice is the same record',
  access: CASE_ROLES,
  params: One,
  body: Type.Object(
    {
      version: Version,
      clientKey: Type.String({ minLength: 8, maxLength: 80 }),
      outcome: Type.Enum([...VISIT_OUTCOMES]),
      note: Type.Optional(Note),
      answers: Type.Array(
        Type.Object(
          {
            deliveryId: Uuid,
            answer: Type.Enum(['accept', 'decline', 'none']),
            declineReason: Type.Optional(Type.Enum([...DECLINE_REASONS])),
          },
          strict,
        ),
        { maxItems: 100 },
      ),
    },
    strict,
  ),
  response: VisitSheet,
});
