import {
  DEMANDS,
  DISABILITY_KINDS,
  EDUCATIONS,
  EMPLOYER_STATES,
  JOB_KINDS,
  SHIFTS,
} from '@songgang/search/matcher/model.ts';
import { type Static, Type } from 'typebox';
import { REQUIREMENTS } from '../src/domains/jobs/core/complete.ts';
import { JOB_ACTIONS, JOB_STATUSES, PAY_KINDS, SHARED_WITH } from '../src/domains/jobs/core/job.ts';
import { LAW_CODES } from '../src/domains/jobs/core/law-words.ts';
import {
  CalendarDate,
  Fen,
  Instant,
  LongText,
  Name,
  OccupationCode,
  orNull,
  RegionCode,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const Line = Type.String({ minLength: 1, maxLength: 200 });
const Age = Type.Integer({ minimum: 0, maximum: 120 });
export const HeadCount = Type.Integer({ minimum: 1, maximum: 100_000 });

/** Pay as agreed. For piece work `unit` names the piece, and `monthly…` what an ordinary worker makes of it. */
const PayBody = Type.Object(
  {
    kind: Type.Enum([...PAY_KINDS]),
    minFen: Fen,
    maxFen: Fen,
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 10 })),
    monthlyMinFen: Type.Optional(Fen),
    monthlyMaxFen: Type.Optional(Fen),
  },
  strict,
);

/** What a form or a row of a file says of a posting. A draft may lack almost everything; publication tells what is missing. */
export const draftFields = {
  title: Name,
  description: Type.Optional(LongText),
  kind: Type.Optional(Type.Enum([...JOB_KINDS])),
  occupationCode: Type.Optional(orNull(OccupationCode)),
  skillCodes: Type.Optional(Type.Array(OccupationCode, { maxItems: 20 })),
  pay: Type.Optional(orNull(PayBody)),
  /** On which day it is paid, in words. */
  payDay: Type.Optional(orNull(Line)),
  regionCode: Type.Optional(orNull(RegionCode)),
  placeText: Type.Optional(orNull(Line)),
  address: Type.Optional(orNull(Line)),
  headCount: Type.Optional(orNull(HeadCount)),
  shift: Type.Optional(Type.Enum([...SHIFTS])),
  hoursText: Type.Optional(orNull(Line)),
  demands: Type.Optional(Type.Array(Type.Enum([...DEMANDS]), { maxItems: DEMANDS.length })),
  ageMin: Type.Optional(orNull(Age)),
  ageMax: Type.Optional(orNull(Age)),
  educationMin: Type.Optional(Type.Enum([...EDUCATIONS])),
  hasBoard: Type.Optional(Type.Boolean()),
  hasLodging: Type.Optional(Type.Boolean()),
  perks: Type.Optional(Type.Array(Line, { maxItems: 30 })),
  suits: Type.Optional(Type.Array(Type.Enum([...DISABILITY_KINDS]), { maxItems: DISABILITY_KINDS.length })),
  validUntilOn: Type.Optional(orNull(CalendarDate)),
  sharedWith: Type.Optional(Type.Enum([...SHARED_WITH])),
};
export const JobDraft = Type.Object(draftFields, strict);
export type JobDraft = Static<typeof JobDraft>;

export const LawFindingView = Type.Object({
  code: Type.Enum([...LAW_CODES]),
  field: Type.String(),
  from: Type.Integer(),
  to: Type.Integer(),
  text: Type.String(),
  clause: Type.String(),
});
export type LawFindingView = Static<typeof LawFindingView>;

const PayView = Type.Object({
  kind: Type.Enum([...PAY_KINDS]),
  minFen: Fen,
  maxFen: Fen,
  unit: orNull(Type.String()),
  monthlyMinFen: orNull(Fen),
  monthlyMaxFen: orNull(Fen),
});

/** The facts of a posting that anybody may read, as plain values. */
export const publicFields = {
  id: Uuid,
  countyCode: Type.String(),
  title: Type.String(),
  kind: Type.Enum([...JOB_KINDS]),
  occupationCode: orNull(Type.String()),
  occupationName: orNull(Type.String()),
  pay: orNull(PayView),
  payText: orNull(Type.String()),
  regionCode: orNull(Type.String()),
  /** The place in words, county first: 罗庄区罗庄街道某村. */
  placeName: Type.String(),
  headCount: orNull(Type.Integer()),
  /** Places still free. */
  openCount: orNull(Type.Integer()),
  shift: Type.Enum([...SHIFTS]),
  ageMin: orNull(Type.Integer()),
  ageMax: orNull(Type.Integer()),
  educationMin: Type.Enum([...EDUCATIONS]),
  hasBoard: Type.Boolean(),
  hasLodging: Type.Boolean(),
  perks: Type.Array(Type.String()),
  suits: Type.Array(Type.String()),
  validUntilOn: orNull(Type.String()),
  publishedAt: orNull(Instant),
  employer: Type.Object({ id: Uuid, name: Type.String(), kind: Type.String() }),
};
export const JobCard = Type.Object(publicFields);
export type JobCard = Static<typeof JobCard>;

const pageFields = {
  ...publicFields,
  description: Type.String(),
  skills: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  demands: Type.Array(Type.String()),
  hoursText: orNull(Type.String()),
  payDay: orNull(Type.String()),
  placeText: orNull(Type.String()),
  address: orNull(Type.String()),
  sharedWith: Type.Enum([...SHARED_WITH]),
};
/** The page of one open posting. */
export const JobPage = Type.Object({ ...pageFields, similar: Type.Array(JobCard) });
export type JobPage = Static<typeof JobPage>;

/** A posting as its owner and staff see it: status, what is missing, what the law forbids, and the steps open to the asker. */
export const JobDesk = Type.Object({
  ...pageFields,
  status: Type.Enum([...JOB_STATUSES]),
  statusNote: orNull(Type.String()),
  employerState: Type.Enum([...EMPLOYER_STATES]),
  source: Type.String(),
  placedCount: Type.Integer(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
  /** Since when it waits for review. */
  submittedAt: orNull(Instant),
  closedAt: orNull(Instant),
  missing: Type.Array(Type.Enum([...REQUIREMENTS])),
  findings: Type.Array(LawFindingView),
  /** The minimum wage it was held against; null where none is entered for the place: then pay was not checked. */
  minimumWage: orNull(
    Type.Object({ monthlyFen: Fen, hourlyFen: Fen, validFrom: Type.String(), source: Type.String() }),
  ),
  actions: Type.Array(Type.Enum([...JOB_ACTIONS])),
  mayEdit: Type.Boolean(),
});
export type JobDesk = Static<typeof JobDesk>;
