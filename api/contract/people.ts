import {
  DEMANDS,
  DISABILITY_KINDS,
  EDUCATIONS,
  REACHES,
  SHIFTS,
  SKILL_GRADES,
} from '@songgang/search/matcher/model.ts';
import { type Static, type TSchema, Type } from 'typebox';
import {
  CARE_DUTIES,
  EMPLOYMENT_STATES,
  HEALTH_STATES,
  LABOURER_STATES,
  MEASURES,
  MEDICAL_KINDS,
  PENSION_KINDS,
  POVERTY_STATUSES,
  SEXES,
} from '../src/domains/people/core/card.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Fen,
  Instant,
  Name,
  Note,
  OccupationCode,
  OFFICER_ROLES,
  orNull,
  Paging,
  Phone,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const peopleRefusals = {
  'people.not_found': 'not_found',
  'people.stale': 'conflict',
  'people.id_number_wrong': 'unprocessable',
  'people.exists': 'conflict',
  'people.household_not_found': 'not_found',
  'people.household_exists': 'conflict',
  'people.household_closed': 'conflict',
  'people.closed': 'conflict',
  'people.region_outside': 'forbidden',
  'people.region_no_village': 'unprocessable',
  'people.disability_incomplete': 'unprocessable',
  'people.spell_too_early': 'conflict',
  'people.helper_not_found': 'not_found',
  'people.paired_already': 'conflict',
  'people.pairing_not_found': 'not_found',
  'people.occupation_unknown': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

const listOf = <S extends TSchema>(schema: S, maxItems = 30) => Type.Array(schema, { maxItems });

export const PovertyStatus = Type.Enum([...POVERTY_STATUSES]);
export const Employment = Type.Enum([...EMPLOYMENT_STATES]);
export const Sex = Type.Enum([...SEXES]);
const Health = Type.Enum([...HEALTH_STATES]);
const Demand = Type.Enum([...DEMANDS]);
const Skill = Type.Object({ code: OccupationCode, grade: Type.Enum([...SKILL_GRADES]) }, strict);

/** The card's five blocks as they are filled in. */
const cardFields = {
  education: Type.Enum([...EDUCATIONS]),
  health: Health,
  limits: listOf(Demand),
  disabilityKind: orNull(Type.Enum([...DISABILITY_KINDS])),
  disabilityGrade: orNull(Type.Integer({ minimum: 1, maximum: 4 })),
  careDuties: listOf(Type.Enum([...CARE_DUTIES])),
  employment: Employment,
  skills: listOf(Skill),
  skillsText: orNull(Type.String({ maxLength: 200 })),
  wantsWork: Type.Boolean(),
  wishes: listOf(OccupationCode),
  reach: Type.Enum([...REACHES]),
  payFloorFen: Fen,
  shifts: Type.Array(Type.Enum([...SHIFTS]), { minItems: 1, maxItems: 6 }),
  homeEveryNight: Type.Boolean(),
  needsLodging: Type.Boolean(),
  needsBoard: Type.Boolean(),
  wantsVenture: orNull(Type.Boolean()),
  ventureWish: orNull(Type.String({ maxLength: 200 })),
  wantsTraining: orNull(Type.Boolean()),
  trainingWishes: listOf(OccupationCode),
  pension: Type.Enum([...PENSION_KINDS]),
  medical: Type.Enum([...MEDICAL_KINDS]),
  measures: listOf(Type.Enum([...MEASURES])),
  measuresNote: orNull(Type.String({ maxLength: 500 })),
  smsAllowed: Type.Boolean(),
};

const person = { householdId: Uuid, name: Name, regionCode: RegionCode };
const Email = Type.String({ format: 'email', maxLength: 120 });

const Block = Type.Object({ isClear: Type.Boolean(), missing: Type.Array(Type.String()) });

export const CardView = Type.Object({
  id: Uuid,
  ...person,
  regionName: Type.String(),
  cardNumber: Type.String(),
  povertyStatus: PovertyStatus,
  idNumberMasked: Type.String(),
  birthOn: CalendarDate,
  age: Type.Integer(),
  sex: Sex,
  phoneMasked: orNull(Type.String()),
  emailMasked: orNull(Type.String()),
  hasAccount: Type.Boolean(),
  ...cardFields,
  /** Null, with limits and disability, for a role that may not see them: `healthShown` tells. */
  health: orNull(Health),
  limits: orNull(listOf(Demand)),
  healthShown: Type.Boolean(),
  personalisedRefusedAt: orNull(Instant),
  checkedAt: orNull(Instant),
  state: Type.Enum([...LABOURER_STATES]),
  closedReason: orNull(Type.String()),
  version: Version,
  updatedAt: Instant,
  blocks: Type.Object({ basic: Block, needs: Block, training: Block, security: Block, measures: Block }),
});
export type CardView = Static<typeof CardView>;

const idOnly = Type.Object({ id: Uuid });

export const listLabourers = endpoint({
  method: 'GET',
  url: '/labourers',
  summary: 'Labourers within the asker’s area, by village, then name',
  access: STAFF_ROLES,
  query: Type.Object({
    ...Paging,
    /** A town or village. */
    area: Type.Optional(RegionCode),
    text: Type.Optional(Type.String({ maxLength: 40 })),
    wantsWork: Type.Optional(Type.Boolean()),
    skill: Type.Optional(OccupationCode),
    employment: Type.Optional(Employment),
    poverty: Type.Optional(PovertyStatus),
    state: Type.Optional(Type.Enum([...LABOURER_STATES])),
    /** Only those with fewer offers than this in the year of today. */
    offersBelow: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Only those with so many offers or more. */
    offersFrom: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  response: Type.Object({
    total: Type.Integer(),
    labourers: Type.Array(
      Type.Object({
        id: Uuid,
        householdId: Uuid,
        name: Type.String(),
        sex: Sex,
        age: Type.Integer(),
        regionCode: RegionCode,
        regionName: Type.String(),
        povertyStatus: PovertyStatus,
        wantsWork: Type.Boolean(),
        employment: Employment,
        skills: Type.Array(Skill),
        hasPhone: Type.Boolean(),
        /** How many of the five blocks are clear. */
        clearBlocks: Type.Integer(),
        state: Type.Enum([...LABOURER_STATES]),
      }),
    ),
  }),
});

export const findLabourer = endpoint({
  method: 'POST',
  url: '/labourers/find',
  summary: 'Find a person by the ID number, which never stands in an address',
  access: STAFF_ROLES,
  body: Type.Object({ idNumber: Type.String({ maxLength: 30 }) }, strict),
  response: Type.Object({ id: orNull(Uuid) }),
});

export const getCard = endpoint({
  method: 'GET',
  url: '/labourers/:id',
  summary: 'One card with its five blocks; numbers are masked',
  access: [...STAFF_ROLES, 'labourer'],
  params: idOnly,
  response: CardView,
});

export const registerLabourer = endpoint({
  method: 'POST',
  url: '/labourers',
  summary: 'Register a person of a household',
  access: CASE_ROLES,
  body: Type.Object(
    {
      ...person,
      idNumber: Type.String({ maxLength: 30 }),
      phone: Type.Optional(Phone),
      email: Type.Optional(Email),
      ...cardFields,
    },
    strict,
  ),
  response: CardView,
});

export const editCard = endpoint({
  method: 'PUT',
  url: '/labourers/:id',
  summary: 'Change a card; the ID number only where it was wrong. A phone or mail left out stays, null takes it away',
  access: CASE_ROLES,
  params: idOnly,
  body: Type.Object(
    {
      ...person,
      idNumber: Type.Optional(Type.String({ maxLength: 30 })),
      phone: Type.Optional(orNull(Phone)),
      email: Type.Optional(orNull(Email)),
      ...cardFields,
      version: Version,
    },
    strict,
  ),
  response: CardView,
});

export const checkCard = endpoint({
  method: 'POST',
  url: '/labourers/:id/check',
  summary: 'Say that the card was checked with the person and is right (D-002, D-026)',
  access: CASE_ROLES,
  params: idOnly,
  body: Type.Object({ version: Version }, strict),
  response: CardView,
});

export const closeLabourer = endpoint({
  method: 'POST',
  url: '/labourers/:id/close',
  summary: 'Close a person’s card (moved away, retired, died); nothing is deleted',
  access: OFFICER_ROLES,
  params: idOnly,
  body: Type.Object({ version: Version, reason: Note }, strict),
  response: CardView,
});

export const DISCLOSED_FIELDS = ['idNumber', 'phone', 'email'] as const;

export const discloseField = endpoint({
  method: 'POST',
  url: '/labourers/:id/disclosures',
  summary: 'Show one field in full, said what for; the look is written down and the person can read it',
  access: CASE_ROLES,
  params: idOnly,
  body: Type.Object(
    {
      field: Type.Enum([...DISCLOSED_FIELDS]),
      purpose: Note,
      caseRef: Type.Optional(Type.String({ maxLength: 80 })),
    },
    strict,
  ),
  response: Type.Object({ value: orNull(Type.String()), hideAfterSeconds: Type.Integer() }),
});

export const listLooks = endpoint({
  method: 'GET',
  url: '/me/looks',
  summary: 'Who looked at my data, at what, what for',
  access: ['labourer'],
  response: Type.Object({
    looks: Type.Array(
      Type.Object({
        at: Instant,
        actorName: Type.String(),
        actorRole: Type.String(),
        field: Type.String(),
        purpose: Type.String(),
      }),
    ),
  }),
});

export const choosePostings = endpoint({
  method: 'POST',
  url: '/me/postings',
  summary: 'Refuse personalised postings with one tap, or have them again',
  access: ['labourer'],
  body: Type.Object({ personalised: Type.Boolean() }, strict),
  response: Type.Object({ personalisedRefusedAt: orNull(Instant) }),
});
