import { type Static, Type } from 'typebox';
import { HOUSEHOLD_STATES, LABOURER_STATES } from '../src/domains/people/core/card.ts';
import { endpoint } from './endpoint.ts';
import { Employment, PovertyStatus, Sex } from './people.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Empty,
  Name,
  Note,
  OFFICER_ROLES,
  orNull,
  Paging,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

const ById = Type.Object({ id: Uuid });

const householdFields = {
  cardNumber: Type.String({ minLength: 1, maxLength: 40 }),
  headName: Name,
  regionCode: RegionCode,
  address: orNull(Type.String({ maxLength: 200 })),
  isRelocated: Type.Boolean(),
  memberCount: orNull(Type.Integer({ minimum: 1, maximum: 50 })),
};

export const HouseholdView = Type.Object({
  id: Uuid,
  ...householdFields,
  regionName: Type.String(),
  povertyStatus: PovertyStatus,
  state: Type.Enum([...HOUSEHOLD_STATES]),
  version: Version,
  spells: Type.Array(Type.Object({ status: PovertyStatus, fromOn: CalendarDate, note: orNull(Type.String()) })),
  members: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      sex: Sex,
      age: Type.Integer(),
      wantsWork: Type.Boolean(),
      employment: Employment,
      state: Type.Enum([...LABOURER_STATES]),
    }),
  ),
  helpers: Type.Array(
    Type.Object({
      pairingId: Uuid,
      helperId: Uuid,
      name: Type.String(),
      fromOn: CalendarDate,
      untilOn: orNull(CalendarDate),
    }),
  ),
});
export type HouseholdView = Static<typeof HouseholdView>;

export const listHouseholds = endpoint({
  method: 'GET',
  url: '/households',
  summary: 'Households within the asker’s area, by village, then head',
  access: STAFF_ROLES,
  query: Type.Object({
    ...Paging,
    area: Type.Optional(RegionCode),
    text: Type.Optional(Type.String({ maxLength: 40 })),
    poverty: Type.Optional(PovertyStatus),
    withoutHelper: Type.Optional(Type.Boolean()),
    /** Only those of whom somebody wants work and nobody has any. */
    withoutWork: Type.Optional(Type.Boolean()),
  }),
  response: Type.Object({
    total: Type.Integer(),
    households: Type.Array(
      Type.Object({
        id: Uuid,
        cardNumber: Type.String(),
        headName: Type.String(),
        regionCode: RegionCode,
        regionName: Type.String(),
        povertyStatus: PovertyStatus,
        labourerCount: Type.Integer(),
        helperNames: Type.Array(Type.String()),
      }),
    ),
  }),
});

export const getHousehold = endpoint({
  method: 'GET',
  url: '/households/:id',
  summary: 'One household: members, history of its poverty status, helpers',
  access: STAFF_ROLES,
  params: ById,
  response: HouseholdView,
});

export const registerHousehold = endpoint({
  method: 'POST',
  url: '/households',
  summary: 'Register a household',
  access: CASE_ROLES,
  body: Type.Object({ ...householdFields, povertyStatus: PovertyStatus, fromOn: CalendarDate }, strict),
  response: HouseholdView,
});

export const editHousehold = endpoint({
  method: 'PUT',
  url: '/households/:id',
  summary: 'Correct a household; its poverty status changes by its own step',
  access: CASE_ROLES,
  params: ById,
  body: Type.Object({ ...householdFields, version: Version }, strict),
  response: HouseholdView,
});

export const changePoverty = endpoint({
  method: 'POST',
  url: '/households/:id/poverty',
  summary: 'Leave poverty, fall back, be monitored: a dated entry; the history stays (D-025)',
  access: OFFICER_ROLES,
  params: ById,
  body: Type.Object(
    { status: PovertyStatus, fromOn: CalendarDate, note: Type.Optional(Note), version: Version },
    strict,
  ),
  response: HouseholdView,
});

export const pairHousehold = endpoint({
  method: 'POST',
  url: '/households/:id/pairings',
  summary: 'Give a household its helper (D-031, D-032)',
  access: OFFICER_ROLES,
  params: ById,
  body: Type.Object({ helperId: Uuid }, strict),
  response: HouseholdView,
});

export const endPairing = endpoint({
  method: 'POST',
  url: '/pairings/:id/end',
  summary: 'End a pairing today',
  access: OFFICER_ROLES,
  params: ById,
  response: Empty,
});

export const listPairingAlarms = endpoint({
  method: 'GET',
  url: '/pairings/alarms',
  summary: 'Households without a helper, helpers without a household',
  access: STAFF_ROLES,
  response: Type.Object({
    householdsWithout: Type.Integer(),
    households: Type.Array(
      Type.Object({ id: Uuid, headName: Type.String(), regionCode: RegionCode, regionName: Type.String() }),
    ),
    helpers: Type.Array(
      Type.Object({ id: Uuid, name: Type.String(), regionCode: RegionCode, regionName: Type.String() }),
    ),
  }),
});
