import { type Static, Type } from 'typebox';
import {
  BOOTH_STATUSES,
  FAIR_ACTIONS,
  FAIR_KINDS,
  FAIR_STATUSES,
  INTENT_OUTCOMES,
} from '../src/domains/fairs/core/fair.ts';
import { JobBrief } from './deliveries.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  EVERYONE,
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

export const fairRefusals = {
  'fair.not_found': 'not_found',
  'fair.stale': 'conflict',
  'fair.wrong_status': 'conflict',
  'fair.role_not_allowed': 'forbidden',
  'fair.times_out_of_order': 'unprocessable',
  'fair.no_jobs': 'unprocessable',
  'fair.too_early': 'conflict',
  'fair.not_open': 'conflict',
  'fair.labourer_not_found': 'not_found',
  'fair.job_not_here': 'not_found',
  'fair.summary_needed': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

const FairFacts = {
  title: Name,
  kind: Type.Enum([...FAIR_KINDS]),
  regionCode: RegionCode,
  place: Name,
  startsAt: Instant,
  endsAt: Instant,
  notes: Type.Optional(Note),
};

export const FairBrief = Type.Object({
  id: Uuid,
  version: Version,
  title: Type.String(),
  kind: Type.Enum([...FAIR_KINDS]),
  regionName: Type.String(),
  place: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  notes: Type.Union([Type.String(), Type.Null()]),
  status: Type.Enum([...FAIR_STATUSES]),
  summary: Type.Union([Type.String(), Type.Null()]),
  employers: Type.Integer(),
  jobs: Type.Integer(),
});

/** D-071: what a fair brings. */
export const FairFigures = Type.Object({
  invited: Type.Integer(),
  checkedIn: Type.Integer(),
  intents: Type.Integer(),
  signed: Type.Integer(),
});

/** What anybody may see: no labourer in it. */
export const PublicFair = Type.Object({ ...FairBrief.properties, postings: Type.Array(JobBrief) });

export const BoothView = Type.Object({
  employerId: Uuid,
  employerName: Type.String(),
  boothNumber: Type.Union([Type.Integer(), Type.Null()]),
  status: Type.Enum([...BOOTH_STATUSES]),
  jobs: Type.Integer(),
  intents: Type.Integer(),
});

export const VisitorView = Type.Object({
  labourer: Type.Object({ id: Uuid, name: Type.String(), regionName: Type.String() }),
  jobIds: Type.Array(Uuid),
  isInvited: Type.Boolean(),
  checkedInAt: Type.Union([Instant, Type.Null()]),
});

export const IntentView = Type.Object({
  id: Uuid,
  labourer: Type.Object({ id: Uuid, name: Type.String() }),
  job: JobBrief,
  outcome: Type.Enum([...INTENT_OUTCOMES]),
  note: Type.Union([Type.String(), Type.Null()]),
  recordedAt: Instant,
});

export const FairView = Type.Object({
  ...PublicFair.properties,
  figures: FairFigures,
  booths: Type.Array(BoothView),
  visitors: Type.Array(VisitorView),
  intentList: Type.Array(IntentView),
  actions: Type.Array(Type.Enum([...FAIR_ACTIONS])),
});
export type FairView = Static<typeof FairView>;

const One = Type.Object({ id: Uuid });

export const listFairs = endpoint({
  method: 'GET',
  url: '/fairs',
  summary: 'Fairs that are announced or open, soonest first; staff see planned and past ones too',
  access: EVERYONE,
  response: Type.Object({ fairs: Type.Array(FairBrief) }),
});

export const getPublicFair = endpoint({
  method: 'GET',
  url: '/fairs/:id',
  summary: 'A fair as everybody may see it: place, time, employers’ postings',
  access: EVERYONE,
  params: One,
  response: PublicFair,
});

export const getFair = endpoint({
  method: 'GET',
  url: '/desk/fairs/:id',
  summary: 'A fair with booths, invited and present labourers, intents and figures',
  access: STAFF_ROLES,
  params: One,
  response: FairView,
});

export const planFair = endpoint({
  method: 'POST',
  url: '/fairs',
  summary: 'Plan a special fair',
  access: OFFICER_ROLES,
  body: Type.Object({ id: NewId, ...FairFacts }, strict),
  response: FairView,
});

export const inviteToFair = endpoint({
  method: 'POST',
  url: '/fairs/:id/invite',
  summary: 'Invite the employers of the chosen postings, and the labourers whom one of the postings fits',
  access: OFFICER_ROLES,
  params: One,
  body: Type.Object({ version: Version, jobIds: Type.Array(Uuid, { maxItems: 200 }) }, strict),
  response: FairView,
});

export const takeFairStep = endpoint({
  method: 'POST',
  url: '/fairs/:id/steps',
  summary: 'Announce, open, close, summarise',
  access: OFFICER_ROLES,
  params: One,
  body: Type.Object({ action: Type.Enum([...FAIR_ACTIONS]), version: Version, summary: Type.Optional(Note) }, strict),
  response: FairView,
});

export const checkIn = endpoint({
  method: 'POST',
  url: '/fairs/:id/check-ins',
  summary: 'A labourer has come; said twice it is one check-in',
  access: CASE_ROLES,
  params: One,
  body: Type.Object({ labourerId: Uuid }, strict),
  response: FairView,
});

export const recordIntent = endpoint({
  method: 'POST',
  url: '/fairs/:id/intents',
  summary: 'What was agreed at a booth',
  access: CASE_ROLES,
  params: One,
  body: Type.Object(
    { labourerId: Uuid, jobId: Uuid, outcome: Type.Enum([...INTENT_OUTCOMES]), note: Type.Optional(Note) },
    strict,
  ),
  response: FairView,
});
