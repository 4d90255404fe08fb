import { JOB_KINDS } from '@songgang/search/matcher/model.ts';
import { type Static, Type } from 'typebox';
import {
  CONTRACT_KINDS,
  END_REASONS,
  FOLLOW_UP_OUTCOMES,
  FOLLOW_UP_WAYS,
  INSURANCES,
  INTRODUCER_KINDS,
  PLACEMENT_ORIGINS,
  PLACEMENT_STATUSES,
} from '../src/domains/placements/core/placement.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Fen,
  Name,
  Note,
  OccupationCode,
  orNull,
  Paging,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const placementRefusals = {
  'placement.not_found': 'not_found',
  'placement.stale': 'conflict',
  'placement.labourer_not_found': 'not_found',
  'placement.employer_not_found': 'not_found',
  'placement.delivery_not_ready': 'conflict',
  'placement.introducer_after_contract': 'unprocessable',
  'placement.introducer_missing': 'unprocessable',
  'placement.dates_out_of_order': 'unprocessable',
  'placement.already_at_work': 'conflict',
  'placement.twice': 'conflict',
  'placement.wrong_status': 'conflict',
  'placement.start_missing': 'unprocessable',
  'placement.end_missing': 'unprocessable',
  'placement.day_to_come': 'unprocessable',
  'placement.month_not_worked': 'unprocessable',
  'follow_up.not_found': 'not_found',
  'follow_up.done': 'conflict',
} as const satisfies Record<string, RefusalKind>;

/** The facts of D-110 and D-165. Self-found work names an employer without an id. */
export const PlacementFacts = Type.Object(
  {
    labourerId: Uuid,
    origin: Type.Enum([...PLACEMENT_ORIGINS]),
    deliveryId: Type.Optional(Uuid),
    intentId: Type.Optional(Uuid),
    jobId: Type.Optional(Uuid),
    employerId: Type.Optional(Uuid),
    employerName: Type.Optional(Name),
    introducerKind: Type.Enum([...INTRODUCER_KINDS]),
    introducerName: Type.Optional(Name),
    introducerFixedOn: Type.Optional(CalendarDate),
    postTitle: Type.Optional(Name),
    postKind: Type.Optional(Type.Enum([...JOB_KINDS])),
    occupationCode: Type.Optional(OccupationCode),
    contractKind: Type.Enum([...CONTRACT_KINDS]),
    contractOn: Type.Optional(CalendarDate),
    contractUntilOn: Type.Optional(CalendarDate),
    regionCode: Type.Optional(RegionCode),
    placeText: Type.Optional(Type.String({ maxLength: 120 })),
    startedOn: Type.Optional(CalendarDate),
    monthlyPayFen: Type.Optional(Fen),
    insurances: Type.Optional(Type.Array(Type.Enum([...INSURANCES]), { uniqueItems: true })),
    lastWageOn: Type.Optional(CalendarDate),
    note: Type.Optional(Note),
  },
  strict,
);

export const FollowUpView = Type.Object({
  id: Uuid,
  dayNumber: Type.Integer(),
  dueOn: CalendarDate,
  doneOn: orNull(CalendarDate),
  way: orNull(Type.String()),
  outcome: orNull(Type.String()),
  opinion: orNull(Type.String()),
});

/** YYYY-MM. */
export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });

/** One month's wage: what the employer's sheet says, and what the person says. */
export const WageMonthView = Type.Object({
  month: Month,
  paidFen: orNull(Fen),
  paidOn: orNull(CalendarDate),
  insurances: Type.Array(Type.String()),
  employerPartFen: orNull(Fen),
  saidPaidFen: orNull(Fen),
  /** Both spoke, and not of the same sum. */
  differs: Type.Boolean(),
});

export const PlacementView = Type.Object({
  id: Uuid,
  version: Version,
  status: Type.Enum([...PLACEMENT_STATUSES]),
  labourer: Type.Object({ id: Uuid, name: Type.String(), regionName: Type.String() }),
  employerId: orNull(Uuid),
  employerName: Type.String(),
  jobId: orNull(Uuid),
  origin: Type.Enum([...PLACEMENT_ORIGINS]),
  introducerKind: Type.Enum([...INTRODUCER_KINDS]),
  introducerName: orNull(Type.String()),
  introducerFixedOn: orNull(CalendarDate),
  postTitle: Type.String(),
  postKind: Type.Enum([...JOB_KINDS]),
  contractKind: Type.Enum([...CONTRACT_KINDS]),
  contractOn: orNull(CalendarDate),
  contractUntilOn: orNull(CalendarDate),
  placeText: orNull(Type.String()),
  startedOn: orNull(CalendarDate),
  endedOn: orNull(CalendarDate),
  endReason: orNull(Type.Enum([...END_REASONS])),
  /** Months complete at the close of yesterday or of the last day (GD-02, GD-03); null before the start. */
  monthsCompleted: orNull(Type.Integer()),
  monthlyPayFen: orNull(Fen),
  insurances: Type.Array(Type.String()),
  note: orNull(Type.String()),
  followUps: Type.Array(FollowUpView),
  /** Newest first. */
  wageMonths: Type.Array(WageMonthView),
});
export type PlacementView = Static<typeof PlacementView>;

export const recordPlacement = endpoint({
  method: 'POST',
  url: '/placements',
  summary: 'Record a labourer at work: from an introduction, a fair, or by hand',
  access: CASE_ROLES,
  body: PlacementFacts,
  response: PlacementView,
});

export const startPlacement = endpoint({
  method: 'POST',
  url: '/placements/:id/start',
  summary: 'The person agreed on has begun to work',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ version: Version, startedOn: CalendarDate }, strict),
  response: PlacementView,
});

export const dropPlacement = endpoint({
  method: 'POST',
  url: '/placements/:id/drop',
  summary: 'What was agreed on, or what a person reported, came to nothing',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ version: Version, note: Note }, strict),
  response: PlacementView,
});

export const endPlacement = endpoint({
  method: 'POST',
  url: '/placements/:id/end',
  summary: 'The work is over, on a date and for a reason',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object(
    { version: Version, endedOn: CalendarDate, endReason: Type.Enum([...END_REASONS]), note: Type.Optional(Note) },
    strict,
  ),
  response: PlacementView,
});

export const getPlacement = endpoint({
  method: 'GET',
  url: '/placements/:id',
  summary: 'One placement with its follow-ups',
  access: STAFF_ROLES,
  params: Type.Object({ id: Uuid }),
  response: PlacementView,
});

export const listPlacements = endpoint({
  method: 'GET',
  url: '/placements',
  summary: 'Placements in the asker’s area, newest first',
  access: STAFF_ROLES,
  query: Type.Object({
    status: Type.Optional(Type.Enum([...PLACEMENT_STATUSES])),
    labourerId: Type.Optional(Uuid),
    /** Only those with a follow-up due by this day and not done. */
    followUpDueBy: Type.Optional(CalendarDate),
    /** Self-found work that nobody has confirmed, or wages of which employer and person say different things. */
    view: Type.Optional(Type.Enum(['self_reported', 'wages_differ'])),
    ...Paging,
  }),
  response: Type.Object({ placements: Type.Array(PlacementView), total: Type.Integer() }),
});

export const recordFollowUp = endpoint({
  method: 'POST',
  url: '/follow-ups/:id',
  summary: 'A return visit was made: how, what came of it, what the person said',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object(
    {
      way: Type.Enum([...FOLLOW_UP_WAYS]),
      outcome: Type.Enum([...FOLLOW_UP_OUTCOMES]),
      opinion: Type.Optional(Note),
      /** What the person says they were paid. */
      wage: Type.Optional(Type.Object({ month: Month, paidFen: Fen }, strict)),
    },
    strict,
  ),
  response: PlacementView,
});
