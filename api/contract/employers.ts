import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  Empty,
  EVERYONE,
  Instant,
  Name,
  Note,
  OccupationCode,
  orNull,
  Paging,
  Phone,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const employerRefusals = {
  'employer.not_found': 'not_found',
  'employer.stale': 'conflict',
  'employer.exists': 'conflict',
  'employer.credit_code_wrong': 'unprocessable',
  'employer.credit_code_missing': 'conflict',
  'employer.workshop_kind_missing': 'unprocessable',
  'employer.identity_fixed': 'conflict',
  'employer.wrong_state': 'conflict',
  'employer.role_not_allowed': 'forbidden',
  'employer.note_missing': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

export const EMPLOYER_KIND_NAMES = ['company', 'workshop', 'agency', 'public_body'] as const;
export const WORKSHOP_KIND_NAMES = ['factory', 'home'] as const;
export const EMPLOYER_STATE_NAMES = ['registered', 'verified', 'suspended', 'blacklisted'] as const;
export const EMPLOYER_ACTION_NAMES = ['verify', 'suspend', 'restore', 'blacklist'] as const;
export const CONTACT_WAYS = ['visit', 'phone', 'message'] as const;

const Kind = Type.Enum([...EMPLOYER_KIND_NAMES]);
const WorkshopKind = Type.Enum([...WORKSHOP_KIND_NAMES]);
const State = Type.Enum([...EMPLOYER_STATE_NAMES]);
const Action = Type.Enum([...EMPLOYER_ACTION_NAMES]);

/** What an employer tells of itself. Optional fields left out are kept as they are on an edit, empty on a registration. */
const fields = {
  creditCode: Type.String({ minLength: 1, maxLength: 40 }),
  name: Name,
  kind: Kind,
  workshopKind: Type.Optional(WorkshopKind),
  products: Type.Optional(Type.String({ maxLength: 200 })),
  regionCode: RegionCode,
  address: Type.Optional(Type.String({ maxLength: 200 })),
  contactName: Type.Optional(Type.String({ maxLength: 40 })),
  phone: Type.Optional(Phone),
};

export const EmployerView = Type.Object({
  id: Uuid,
  creditCode: orNull(Type.String()),
  name: Type.String(),
  kind: Kind,
  workshopKind: Type.Union([WorkshopKind, Type.Null()]),
  products: orNull(Type.String()),
  regionCode: RegionCode,
  regionName: Type.String(),
  address: orNull(Type.String()),
  contactName: orNull(Type.String()),
  phoneMasked: orNull(Type.String()),
  state: State,
  stateNote: orNull(Type.String()),
  verifiedAt: orNull(Instant),
  createdAt: Instant,
  version: Version,
  /** Steps the asker may take now. */
  actions: Type.Array(Action),
});
export type EmployerView = Static<typeof EmployerView>;

const idOnly = Type.Object({ id: Uuid });

export const signUpEmployer = endpoint({
  method: 'POST',
  url: '/employers/sign-up',
  summary: 'Register a firm and open its account',
  access: EVERYONE,
  body: Type.Object(
    {
      ...fields,
      contactName: Name,
      phone: Phone,
      loginName: Type.String({ minLength: 2, maxLength: 40 }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
    },
    strict,
  ),
  response: Type.Object({ employerId: Uuid, loginName: Type.String() }),
});

export const registerEmployer = endpoint({
  method: 'POST',
  url: '/employers',
  summary: 'Register a firm that came to the desk',
  access: CASE_ROLES,
  body: Type.Object(fields, strict),
  response: EmployerView,
});

export const listEmployers = endpoint({
  method: 'GET',
  url: '/employers',
  summary: 'Employers within the asker’s area; those that wait for verification oldest first',
  access: STAFF_ROLES,
  query: Type.Object({
    ...Paging,
    state: Type.Optional(State),
    kind: Type.Optional(Kind),
    area: Type.Optional(RegionCode),
    text: Type.Optional(Type.String({ maxLength: 80 })),
  }),
  response: Type.Object({
    total: Type.Integer(),
    /** How many there are in each state, whatever the filter says of states. */
    states: Type.Record(Type.String(), Type.Integer()),
    employers: Type.Array(
      Type.Object({
        id: Uuid,
        name: Type.String(),
        creditCode: orNull(Type.String()),
        kind: Kind,
        regionCode: RegionCode,
        regionName: Type.String(),
        state: State,
        createdAt: Instant,
        /** Whole days since registration, for those that wait; else null. */
        waitingDays: Type.Union([Type.Integer(), Type.Null()]),
      }),
    ),
  }),
});

export const getEmployer = endpoint({
  method: 'GET',
  url: '/employers/:id',
  summary: 'One employer; an employer sees itself alone',
  access: [...STAFF_ROLES, 'employer'],
  params: idOnly,
  response: EmployerView,
});

export const editEmployer = endpoint({
  method: 'PUT',
  url: '/employers/:id',
  summary: 'Correct what stands of an employer; name and code of a verified one only staff correct',
  access: [...CASE_ROLES, 'employer'],
  params: idOnly,
  body: Type.Object({ ...fields, version: Version }, strict),
  response: EmployerView,
});

export const takeEmployerStep = endpoint({
  method: 'POST',
  url: '/employers/:id/steps',
  summary: 'Verify, suspend, restore or blacklist an employer',
  access: CASE_ROLES,
  params: idOnly,
  body: Type.Object({ action: Action, version: Version, note: Type.Optional(Note) }, strict),
  response: EmployerView,
});

export const ContactView = Type.Object({
  id: Uuid,
  at: Instant,
  byName: Type.String(),
  how: Type.Enum([...CONTACT_WAYS]),
  note: Type.String(),
  needs: Type.Array(Type.Object({ occupationCode: OccupationCode, headCount: Type.Integer() })),
});

export const listEmployerContacts = endpoint({
  method: 'GET',
  url: '/employers/:id/contacts',
  summary: 'Visits, calls and messages by which an employer’s needs were collected (D-097)',
  access: STAFF_ROLES,
  params: idOnly,
  response: Type.Object({ contacts: Type.Array(ContactView) }),
});

export const recordEmployerContact = endpoint({
  method: 'POST',
  url: '/employers/:id/contacts',
  summary: 'Record a visit, call or message and the hands that are needed',
  access: CASE_ROLES,
  params: idOnly,
  body: Type.Object(
    {
      how: Type.Enum([...CONTACT_WAYS]),
      note: Note,
      needs: Type.Optional(
        Type.Array(
          Type.Object(
            { occupationCode: OccupationCode, headCount: Type.Integer({ minimum: 1, maximum: 10_000 }) },
            strict,
          ),
          { maxItems: 50 },
        ),
      ),
    },
    strict,
  ),
  response: Empty,
});

export const showEmployerPhone = endpoint({
  method: 'POST',
  url: '/employers/:id/phone',
  summary: 'Show the phone of an employer’s contact, said what for and written down',
  access: STAFF_ROLES,
  params: idOnly,
  body: Type.Object({ purpose: Note, caseRef: Type.Optional(Type.String({ maxLength: 80 })) }, strict),
  response: Type.Object({ phone: orNull(Type.String()), hideAfterSeconds: Type.Integer() }),
});
