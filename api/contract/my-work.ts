import { type Static, Type } from 'typebox';
import { CONTRACT_KINDS, END_REASONS, PLACEMENT_STATUSES } from '../src/domains/placements/core/placement.ts';
import { endpoint } from './endpoint.ts';
import { Month } from './placements.ts';
import { CalendarDate, Fen, Name, orNull, strict, Uuid, Version } from './scalars.ts';

/** A placement as the person sees it. */
export const MyWork = Type.Object({
  id: Uuid,
  version: Version,
  status: Type.Enum([...PLACEMENT_STATUSES]),
  employerName: Type.String(),
  postTitle: Type.String(),
  startedOn: orNull(CalendarDate),
  endedOn: orNull(CalendarDate),
  monthsCompleted: orNull(Type.Integer()),
  /** The person reported it, and nobody of the staff has confirmed it yet. */
  isUnconfirmed: Type.Boolean(),
  /** Months of which the person may say what was paid, the newest first, with what they said. */
  months: Type.Array(Type.Object({ month: Month, saidPaidFen: orNull(Fen) })),
});
export type MyWork = Static<typeof MyWork>;
const MyWorkList = Type.Object({ placements: Type.Array(MyWork) });

export const listMyWork = endpoint({
  method: 'GET',
  url: '/my/placements',
  summary: 'Where the signed-in labourer works and worked, newest first',
  access: ['labourer'],
  response: MyWorkList,
});

export const reportMyWork = endpoint({
  method: 'POST',
  url: '/my/placements',
  summary: '自主就业: the signed-in labourer found work; staff confirm it',
  access: ['labourer'],
  body: Type.Object(
    {
      employerName: Name,
      postTitle: Name,
      contractKind: Type.Enum([...CONTRACT_KINDS]),
      startedOn: CalendarDate,
      monthlyPayFen: Type.Optional(Fen),
      placeText: Type.Optional(Type.String({ maxLength: 120 })),
    },
    strict,
  ),
  response: MyWorkList,
});

export const sayOfMyWork = endpoint({
  method: 'POST',
  url: '/my/placements/:id/say',
  summary: 'The person’s own tap: still at work, gone since a day, or what was paid for a month',
  access: ['labourer'],
  params: Type.Object({ id: Uuid }),
  body: Type.Object(
    {
      version: Version,
      outcome: Type.Enum(['at_work', 'left']),
      endedOn: Type.Optional(CalendarDate),
      endReason: Type.Optional(Type.Enum([...END_REASONS])),
      wage: Type.Optional(Type.Object({ month: Month, paidFen: Fen }, strict)),
    },
    strict,
  ),
  response: MyWorkList,
});
