import { type Static, Type } from 'typebox';
import { SPAN_KINDS } from '../src/domains/subsidies/core/person-records.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Instant,
  Name,
  Note,
  OFFICER_ROLES,
  orNull,
  STAFF_ROLES,
  strict,
  Uuid,
} from './scalars.ts';

export const personRecordRefusals = {
  'person_record.not_found': 'not_found',
  'person_record.dates_out_of_order': 'unprocessable',
  'person_record.day_to_come': 'unprocessable',
  'person_record.officer_unknown': 'unprocessable',
  'person_record.not_own': 'forbidden',
} as const satisfies Record<string, RefusalKind>;

const ofPerson = Type.Object({ id: Uuid });
const Kind = Type.Enum([...SPAN_KINDS]);

export const PersonRecords = Type.Object({
  name: Type.String(),
  regionName: Type.String(),
  /** Schooling, prison, pension or death, as another office says. Nobody but officers reads them. */
  spans: Type.Array(
    Type.Object({
      id: Uuid,
      kind: Kind,
      fromOn: CalendarDate,
      toOn: orNull(CalendarDate),
      source: Type.String(),
      enteredBy: Type.String(),
      enteredAt: Instant,
    }),
  ),
  relatives: Type.Array(
    Type.Object({
      id: Uuid,
      officerId: Uuid,
      officerName: Type.String(),
      relation: Type.String(),
      declaredAt: Instant,
    }),
  ),
});
export type PersonRecords = Static<typeof PersonRecords>;

export const getPersonRecords = endpoint({
  method: 'GET',
  url: '/labourers/:id/records',
  summary: 'Schooling, prison, pension and death of a person, and the officers who are relatives',
  access: STAFF_ROLES,
  params: ofPerson,
  response: PersonRecords,
});

export const recordSpan = endpoint({
  method: 'POST',
  url: '/labourers/:id/spans',
  summary: 'What another office says of a person, from a day on; the same kind and first day told again is corrected',
  access: OFFICER_ROLES,
  params: ofPerson,
  body: Type.Object(
    {
      kind: Kind,
      fromOn: CalendarDate,
      toOn: Type.Optional(CalendarDate),
      source: Type.String({ minLength: 1, maxLength: 120 }),
    },
    strict,
  ),
  response: PersonRecords,
});

export const removeSpan = endpoint({
  method: 'POST',
  url: '/labourers/:id/spans/:spanId/remove',
  summary: 'A span entered by mistake goes; the log keeps what it said and why it went',
  access: OFFICER_ROLES,
  params: Type.Object({ id: Uuid, spanId: Uuid }),
  body: Type.Object({ note: Note }, strict),
  response: PersonRecords,
});

export const declareRelative = endpoint({
  method: 'POST',
  url: '/labourers/:id/relatives',
  summary: 'An officer is a relative of this person: staff declare themselves, the county office anybody',
  access: [...CASE_ROLES, 'finance_officer'],
  params: ofPerson,
  body: Type.Object({ officerId: Type.Optional(Uuid), relation: Name }, strict),
  response: PersonRecords,
});
