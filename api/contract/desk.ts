import { type Static, Type } from 'typebox';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../src/domains/notices/core/message.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CASE_ROLES, Instant, OFFICER_ROLES, Paging, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export const deskRefusals = {
  'message.not_found': 'not_found',
  'message.not_failed': 'conflict',
} as const satisfies Record<string, RefusalKind>;

/** One kind of thing that waits: how many are late, due today, due within seven days, and new since yesterday. */
export const WAITING_KINDS = [
  'interested',
  'kiosk_wishes',
  'claims',
  'claims_owed',
  'job_reviews',
  'employer_checks',
  'follow_ups',
  'visits',
  'below_five',
  'without_helper',
  'imports',
  'failed_messages',
] as const;

export const WaitingRow = Type.Object({
  kind: Type.Enum([...WAITING_KINDS]),
  late: Type.Integer(),
  today: Type.Integer(),
  week: Type.Integer(),
  fresh: Type.Integer(),
  total: Type.Integer(),
});

export const DeskHome = Type.Object({
  waiting: Type.Array(WaitingRow),
  /** Who wants work: how many hold 0, 1, 2, 3, 4, 5 or more offers of the year. */
  spread: Type.Array(Type.Integer()),
  labourers: Type.Integer(),
  wantWork: Type.Integer(),
  atWork: Type.Integer(),
  zeroEmploymentHouseholds: Type.Integer(),
  openJobs: Type.Integer(),
  answers: Type.Object({ interested: Type.Integer(), declined: Type.Integer(), unanswered: Type.Integer() }),
  /** What is due on each of the next seven days: return visits and promised next steps. */
  days: Type.Array(Type.Object({ on: Type.String(), followUps: Type.Integer(), steps: Type.Integer() })),
  recent: Type.Array(
    Type.Object({
      at: Instant,
      action: Type.String(),
      subjectKind: Type.String(),
      subjectId: Uuid,
      actorName: Type.String(),
      toStatus: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type DeskHome = Static<typeof DeskHome>;

export const getDeskHome = endpoint({
  method: 'GET',
  url: '/desk',
  summary: 'What waits for the asker today, and how the county stands',
  access: STAFF_ROLES,
  response: DeskHome,
});

export const MessageView = Type.Object({
  id: Uuid,
  channel: Type.Enum([...MESSAGE_CHANNELS]),
  to: Type.String(),
  subject: Type.String(),
  /** In a demonstration the whole text, so that a code can be read; elsewhere null. */
  body: Type.Union([Type.String(), Type.Null()]),
  status: Type.Enum([...MESSAGE_STATUSES]),
  attempts: Type.Integer(),
  error: Type.Union([Type.String(), Type.Null()]),
  queuedAt: Instant,
  sentAt: Type.Union([Instant, Type.Null()]),
});

export const listMessages = endpoint({
  method: 'GET',
  url: '/messages',
  summary: 'Short messages and mails sent by the county, newest first',
  access: STAFF_ROLES,
  query: Type.Object({ status: Type.Optional(Type.Enum([...MESSAGE_STATUSES])), ...Paging }),
  response: Type.Object({ messages: Type.Array(MessageView), counts: Type.Record(Type.String(), Type.Integer()) }),
});

export const resendMessage = endpoint({
  method: 'POST',
  url: '/messages/:id/resend',
  summary: 'Put a failed message in the queue again, with the same id',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({}, strict),
  response: Type.Object({ status: Type.Enum([...MESSAGE_STATUSES]) }),
});

export const EventView = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  actorName: Type.String(),
  actorRole: Type.String(),
  subjectKind: Type.String(),
  subjectId: Uuid,
  action: Type.String(),
  fromStatus: Type.Union([Type.String(), Type.Null()]),
  toStatus: Type.Union([Type.String(), Type.Null()]),
  hash: Type.String(),
});

export const listLog = endpoint({
  method: 'GET',
  url: '/log',
  summary: 'The chained log of the county, newest first, and whether the chain is whole',
  access: [...OFFICER_ROLES, 'auditor', 'finance_officer'],
  query: Type.Object({
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ events: Type.Array(EventView), total: Type.Integer() }),
});

export const verifyLog = endpoint({
  method: 'POST',
  url: '/log/verify',
  summary: 'Walk the whole chain: how many rows, and the first broken one',
  access: ['auditor', 'administrator', 'county_officer'],
  response: Type.Object({ rows: Type.Integer(), broken: Type.Union([Type.Integer(), Type.Null()]) }),
});
