import { type Static, Type } from 'typebox';
import { ANSWERS, CHECK_ACTIONS, CHECK_STATUSES, CHECKLIST } from '../src/domains/supervision/core/check.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CalendarDate, Fen, Instant, Note, orNull, strict, Uuid } from './scalars.ts';

export const sampleRefusals = {
  'sample.not_found': 'not_found',
  'sample.role_not_allowed': 'forbidden',
  'sample.wrong_status': 'conflict',
  'sample.same_officer': 'forbidden',
  'sample.reply_over': 'conflict',
  'sample.reply_open': 'conflict',
  'sample.nothing_paid': 'conflict',
  'sample.drawn_already': 'conflict',
  'sample.period_wrong': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;
export { CHECKLIST };

const READERS = ['township_officer', 'county_officer', 'auditor', 'administrator'] as const;

const SampleBrief = {
  id: Uuid,
  fromOn: CalendarDate,
  toOn: CalendarDate,
  /** Whoever has it draws the same again. */
  seed: Type.String(),
  populationHash: Type.String(),
  drawnAt: Instant,
  repliesDueOn: CalendarDate,
  employerShare: Type.Number(),
  employers: Type.Integer(),
  checks: Type.Integer(),
  open: Type.Integer(),
  failed: Type.Integer(),
};

export const listSamples = endpoint({
  method: 'GET',
  url: '/samples',
  summary: 'Samples drawn of paid placements, newest first',
  access: READERS,
  response: Type.Object({ samples: Type.Array(Type.Object(SampleBrief)), mayDraw: Type.Boolean() }),
});

export const drawSample = endpoint({
  method: 'POST',
  url: '/samples',
  summary:
    'Draw 20 to 40 percent of the employers paid in a period, and a fifth of their placements, by a recorded seed',
  access: ['county_officer'],
  body: Type.Object(
    {
      fromOn: CalendarDate,
      toOn: CalendarDate,
      employerShare: Type.Number({ minimum: 0.2, maximum: 0.4 }),
      repliesDueOn: CalendarDate,
    },
    strict,
  ),
  response: Type.Object({ id: Uuid }),
});

const Checklist = Type.Record(Type.Enum([...CHECKLIST]), Type.Enum([...ANSWERS]));

export const SampleCheckView = Type.Object({
  id: Uuid,
  employerId: Uuid,
  employerName: Type.String(),
  placementId: Uuid,
  labourerName: Type.String(),
  postTitle: Type.String(),
  status: Type.Enum([...CHECK_STATUSES]),
  checklist: orNull(Checklist),
  visitedOn: orNull(CalendarDate),
  finding: orNull(Type.String()),
  reply: orNull(Type.String()),
  decision: orNull(Type.String()),
  repliesDueOn: CalendarDate,
  actions: Type.Array(Type.Enum([...CHECK_ACTIONS])),
  /** What was paid for the placement in the period, and how much of it came back. */
  claims: Type.Array(Type.Object({ id: Uuid, title: Type.String(), paidFen: Fen, recoveredFen: Fen })),
});
export type SampleCheckView = Static<typeof SampleCheckView>;

const sampleOnly = Type.Object({ id: Uuid });

export const getSample = endpoint({
  method: 'GET',
  url: '/samples/:id',
  summary: 'A sample with its checks',
  access: READERS,
  params: sampleOnly,
  response: Type.Object({ ...SampleBrief, list: Type.Array(SampleCheckView) }),
});

export const redrawSample = endpoint({
  method: 'POST',
  url: '/samples/:id/redraw',
  summary:
    'Draw again by the recorded seed: whether the same comes out, and whether what was drawn from is still the same',
  access: READERS,
  params: sampleOnly,
  body: Type.Object({}, strict),
  response: Type.Object({ isSame: Type.Boolean(), isPopulationSame: Type.Boolean(), populationHash: Type.String() }),
});

export const recordCheckVisit = endpoint({
  method: 'POST',
  url: '/sample-checks/:id/visit',
  summary: 'Write down what was found on the spot',
  access: ['township_officer', 'county_officer'],
  params: sampleOnly,
  body: Type.Object({ checklist: Checklist, finding: Note }, strict),
  response: SampleCheckView,
});

export const replyToCheck = endpoint({
  method: 'POST',
  url: '/sample-checks/:id/reply',
  summary: 'What the employer says to the finding, until the due day; an officer enters what came by letter',
  access: ['employer', 'county_officer'],
  params: sampleOnly,
  body: Type.Object({ reply: Type.String({ minLength: 1, maxLength: 2000 }) }, strict),
  response: SampleCheckView,
});

export const decideCheck = endpoint({
  method: 'POST',
  url: '/sample-checks/:id/decision',
  summary: 'Pass or fail a check somebody else made; one that fails has its payments recovered',
  access: ['county_officer'],
  params: sampleOnly,
  body: Type.Object({ passes: Type.Boolean(), decision: Note }, strict),
  response: SampleCheckView,
});

export const listOwnChecks = endpoint({
  method: 'GET',
  url: '/employer-checks',
  summary: 'Checks of the asking employer that wait for its reply or have ended',
  access: ['employer'],
  response: Type.Object({ checks: Type.Array(SampleCheckView) }),
});
