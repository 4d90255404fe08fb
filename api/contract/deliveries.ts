import { type Static, Type } from 'typebox';
import { PAY_KINDS } from '../src/domains/jobs/core/job.ts';
import {
  CLOSE_REASONS,
  DECLINE_REASONS,
  DELIVERY_STATUSES,
  DELIVERY_STEPS,
  type DeliveryAction,
  NOT_PLACED_REASONS,
  TIERS,
} from '../src/domains/matching/core/delivery.ts';
import { CHANNELS } from '../src/domains/people/core/card.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  EVERYONE,
  Fen,
  Instant,
  Name,
  Note,
  orNull,
  Paging,
  Phone,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const deliveryRefusals = {
  'delivery.not_found': 'not_found',
  'delivery.stale': 'conflict',
  'delivery.wrong_status': 'conflict',
  'delivery.role_not_allowed': 'forbidden',
  'delivery.undo_over': 'conflict',
  'delivery.reason_missing': 'unprocessable',
  'delivery.job_closed': 'gone',
  'wish.not_found': 'not_found',
  'wish.settled': 'conflict',
  'wish.too_many': 'too_many',
} as const satisfies Record<string, RefusalKind>;

const Actions = Object.keys(DELIVERY_STEPS) as DeliveryAction[];

export const ReasonView = Type.Object({ code: Type.String(), value: Type.Union([Type.String(), Type.Number()]) });

export const JobBrief = Type.Object({
  id: Uuid,
  title: Type.String(),
  employerName: Type.String(),
  regionName: Type.String(),
  payKind: Type.Enum([...PAY_KINDS]),
  payMinFen: Fen,
  payMaxFen: Fen,
  monthlyMinFen: Fen,
  monthlyMaxFen: Fen,
  headCount: Type.Integer(),
  hasBoard: Type.Boolean(),
  hasLodging: Type.Boolean(),
  status: Type.String(),
});

export const DeliveryView = Type.Object({
  id: Uuid,
  version: Version,
  status: Type.Enum([...DELIVERY_STATUSES]),
  channel: Type.Enum([...CHANNELS]),
  tier: Type.Enum([...TIERS]),
  score: Type.Integer(),
  reasons: Type.Array(ReasonView),
  job: JobBrief,
  labourer: Type.Object({ id: Uuid, name: Type.String(), regionName: Type.String() }),
  declineReason: orNull(Type.Enum([...DECLINE_REASONS])),
  closeReason: orNull(Type.Enum([...CLOSE_REASONS])),
  notPlacedReason: orNull(Type.Enum([...NOT_PLACED_REASONS])),
  note: orNull(Type.String()),
  plannedAt: Instant,
  deliveredAt: orNull(Instant),
  answeredAt: orNull(Instant),
  dueOn: orNull(CalendarDate),
  introducedAt: orNull(Instant),
  /** What the asker may do with it now. */
  actions: Type.Array(Type.Enum(Actions)),
});
export type DeliveryView = Static<typeof DeliveryView>;

const DeliveryList = Type.Object({ deliveries: Type.Array(DeliveryView), total: Type.Integer() });

export const listMyDeliveries = endpoint({
  method: 'GET',
  url: '/my/deliveries',
  summary: 'The postings delivered to the signed-in labourer, newest first, with reasons and state',
  access: ['labourer'],
  response: DeliveryList,
});

export const listAnswersToEmployer = endpoint({
  method: 'GET',
  url: '/my/answers',
  summary: 'What came of an employer’s postings in numbers, and by name only whom staff have introduced',
  access: ['employer'],
  response: Type.Object({
    jobs: Type.Array(
      Type.Object({
        jobId: Uuid,
        delivered: Type.Integer(),
        interested: Type.Integer(),
        introduced: Type.Integer(),
      }),
    ),
    people: Type.Array(
      Type.Object({
        deliveryId: Uuid,
        jobId: Uuid,
        jobTitle: Type.String(),
        status: Type.Enum(['introduced', 'placed', 'not_placed']),
        name: Type.String(),
        regionName: Type.String(),
        introducedAt: orNull(Instant),
        /** By when staff bring them together. */
        dueOn: orNull(CalendarDate),
        notPlacedReason: orNull(Type.Enum([...NOT_PLACED_REASONS])),
      }),
    ),
  }),
});

export const listDeliveries = endpoint({
  method: 'GET',
  url: '/deliveries',
  summary: 'Deliveries in the asker’s area',
  access: STAFF_ROLES,
  query: Type.Object({
    status: Type.Optional(Type.Enum([...DELIVERY_STATUSES])),
    labourerId: Type.Optional(Uuid),
    jobId: Type.Optional(Uuid),
    runId: Type.Optional(Uuid),
    /** Only those whose promised next step is due by this day. */
    dueBy: Type.Optional(CalendarDate),
    ...Paging,
  }),
  response: DeliveryList,
});

export const getDelivery = endpoint({
  method: 'GET',
  url: '/deliveries/:id',
  summary: 'One delivery with its reasons',
  access: ['labourer', ...STAFF_ROLES],
  params: Type.Object({ id: Uuid }),
  response: DeliveryView,
});

export const takeDeliveryStep = endpoint({
  method: 'POST',
  url: '/deliveries/:id/steps',
  summary: 'Answer, take back, introduce: one step of a delivery',
  access: ['labourer', ...CASE_ROLES],
  params: Type.Object({ id: Uuid }),
  body: Type.Object(
    {
      action: Type.Enum([
        'see',
        'accept',
        'decline',
        'undo',
        'introduce',
        'fail',
      ] as const satisfies readonly DeliveryAction[]),
      version: Version,
      declineReason: Type.Optional(Type.Enum([...DECLINE_REASONS])),
      notPlacedReason: Type.Optional(Type.Enum([...NOT_PLACED_REASONS])),
      note: Type.Optional(Note),
    },
    strict,
  ),
  response: DeliveryView,
});

export const wishForJob = endpoint({
  method: 'POST',
  url: '/my/wishes',
  summary: '我想去 on a job that nobody delivered: the signed-in labourer found it',
  access: ['labourer'],
  body: Type.Object({ jobId: Uuid }, strict),
  response: DeliveryView,
});

export const wishAtKiosk = endpoint({
  method: 'POST',
  url: '/kiosk-wishes',
  summary: '我想去 without an account, by name and village; the liaison confirms',
  access: EVERYONE,
  body: Type.Object(
    {
      jobId: Uuid,
      name: Name,
      regionCode: RegionCode,
      phone: Type.Optional(Phone),
      clientKey: Type.String({ minLength: 8, maxLength: 80 }),
    },
    strict,
  ),
  response: Type.Object({ dueOn: CalendarDate, helperName: orNull(Type.String()) }),
});

export const KioskWishView = Type.Object({
  id: Uuid,
  name: Type.String(),
  phoneMasked: orNull(Type.String()),
  regionName: Type.String(),
  job: JobBrief,
  saidAt: Instant,
  dueOn: CalendarDate,
  /** Registered labourers of that village with that name. */
  candidates: Type.Array(
    Type.Object({ id: Uuid, name: Type.String(), birthYear: Type.Integer(), headName: Type.String() }),
  ),
});

export const listKioskWishes = endpoint({
  method: 'GET',
  url: '/kiosk-wishes',
  summary: 'Wishes said at a kiosk in the asker’s area, not yet settled',
  access: STAFF_ROLES,
  response: Type.Object({ wishes: Type.Array(KioskWishView) }),
});

export const settleKioskWish = endpoint({
  method: 'POST',
  url: '/kiosk-wishes/:id/settle',
  summary: 'Confirm who it was, or that nobody of that name is registered, or that they did not mean it',
  access: CASE_ROLES,
  params: Type.Object({ id: Uuid }),
  body: Type.Union([
    Type.Object({ outcome: Type.Literal('confirmed'), labourerId: Uuid }, strict),
    Type.Object({ outcome: Type.Enum(['not_found', 'not_wanted']) }, strict),
  ]),
  response: Type.Object({ deliveryId: orNull(Uuid) }),
});
