import {
  DEMANDS,
  DISABILITY_KINDS,
  EDUCATIONS,
  EMPLOYER_STATES,
  JOB_KINDS,
  SHIFTS,
} from '@songgang/search/matcher/model.ts';
import { type Static, type TSchema, Type } from 'typebox';
import { BANDS } from '../src/domains/jobs/core/bands.ts';
import { REQUIREMENTS } from '../src/domains/jobs/core/complete.ts';
import { JOB_ACTIONS, JOB_STATUSES, PAY_KINDS, SHARED_WITH } from '../src/domains/jobs/core/job.ts';
import { LAW_CODES } from '../src/domains/jobs/core/law-words.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Empty,
  EVERYONE,
  Fen,
  Instant,
  LongText,
  Name,
  Note,
  OccupationCode,
  OFFICER_ROLES,
  Paging,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export { JOB_ACTIONS, JOB_STATUSES, LAW_CODES, PAY_KINDS, REQUIREMENTS, SHARED_WITH };

export const jobRefusals = {
  'job.not_found': 'not_found',
  'job.stale': 'conflict',
  'job.closed': 'gone',
  'job.wrong_status': 'conflict',
  'job.role_not_allowed': 'forbidden',
  'job.note_needed': 'unprocessable',
  'job.incomplete': 'unprocessable',
  'job.unlawful': 'unprocessable',
  'job.employer_needed': 'unprocessable',
  'job.employer_not_verified': 'conflict',
  'job.employer_shut_out': 'forbidden',
  'job.not_editable': 'conflict',
  'job.not_closed': 'conflict',
  'job.pay_incomplete': 'unprocessable',
  'job.pay_out_of_order': 'unprocessable',
  'job.age_out_of_order': 'unprocessable',
  'job.age_under_sixteen': 'unprocessable',
  'job.occupation_unknown': 'unprocessable',
  'job.validity_passed': 'unprocessable',
  'job.head_count_below_placed': 'unprocessable',
  'job.minimum_wage_stands': 'conflict',
} as const satisfies Record<string, RefusalKind>;

const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Line = Type.String({ minLength: 1, maxLength: 200 });
const Age = Type.Integer({ minimum: 0, maximum: 120 });
const HeadCount = Type.Integer({ minimum: 1, maximum: 100_000 });

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
const draftFields = {
  title: Name,
  description: Type.Optional(LongText),
  kind: Type.Optional(Type.Enum([...JOB_KINDS])),
  occupationCode: Type.Optional(Maybe(OccupationCode)),
  skillCodes: Type.Optional(Type.Array(OccupationCode, { maxItems: 20 })),
  pay: Type.Optional(Maybe(PayBody)),
  /** On which day it is paid, in words. */
  payDay: Type.Optional(Maybe(Line)),
  regionCode: Type.Optional(Maybe(RegionCode)),
  placeText: Type.Optional(Maybe(Line)),
  address: Type.Optional(Maybe(Line)),
  headCount: Type.Optional(Maybe(HeadCount)),
  shift: Type.Optional(Type.Enum([...SHIFTS])),
  hoursText: Type.Optional(Maybe(Line)),
  demands: Type.Optional(Type.Array(Type.Enum([...DEMANDS]), { maxItems: DEMANDS.length })),
  ageMin: Type.Optional(Maybe(Age)),
  ageMax: Type.Optional(Maybe(Age)),
  educationMin: Type.Optional(Type.Enum([...EDUCATIONS])),
  hasBoard: Type.Optional(Type.Boolean()),
  hasLodging: Type.Optional(Type.Boolean()),
  perks: Type.Optional(Type.Array(Line, { maxItems: 30 })),
  suits: Type.Optional(Type.Array(Type.Enum([...DISABILITY_KINDS]), { maxItems: DISABILITY_KINDS.length })),
  validUntilOn: Type.Optional(Maybe(CalendarDate)),
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
  unit: Maybe(Type.String()),
  monthlyMinFen: Maybe(Fen),
  monthlyMaxFen: Maybe(Fen),
});

/** The facts of a posting that anybody may read, as plain values. */
const publicFields = {
  id: Uuid,
  countyCode: Type.String(),
  title: Type.String(),
  kind: Type.Enum([...JOB_KINDS]),
  occupationCode: Maybe(Type.String()),
  occupationName: Maybe(Type.String()),
  pay: Maybe(PayView),
  payText: Maybe(Type.String()),
  regionCode: Maybe(Type.String()),
  /** The place in words, county first: 罗庄区罗庄街道某村. */
  placeName: Type.String(),
  headCount: Maybe(Type.Integer()),
  /** Places still free. */
  openCount: Maybe(Type.Integer()),
  shift: Type.Enum([...SHIFTS]),
  ageMin: Maybe(Type.Integer()),
  ageMax: Maybe(Type.Integer()),
  educationMin: Type.Enum([...EDUCATIONS]),
  hasBoard: Type.Boolean(),
  hasLodging: Type.Boolean(),
  perks: Type.Array(Type.String()),
  suits: Type.Array(Type.String()),
  validUntilOn: Maybe(Type.String()),
  publishedAt: Maybe(Instant),
  employer: Type.Object({ id: Uuid, name: Type.String(), kind: Type.String() }),
};
export const JobCard = Type.Object(publicFields);
export type JobCard = Static<typeof JobCard>;

const pageFields = {
  ...publicFields,
  description: Type.String(),
  skills: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  demands: Type.Array(Type.String()),
  hoursText: Maybe(Type.String()),
  payDay: Maybe(Type.String()),
  placeText: Maybe(Type.String()),
  address: Maybe(Type.String()),
  sharedWith: Type.Enum([...SHARED_WITH]),
};
/** The page of one open posting. */
export const JobPage = Type.Object({ ...pageFields, similar: Type.Array(JobCard) });
export type JobPage = Static<typeof JobPage>;

/** A posting as its owner and staff see it: status, what is missing, what the law forbids, and the steps open to the asker. */
export const JobDesk = Type.Object({
  ...pageFields,
  status: Type.Enum([...JOB_STATUSES]),
  statusNote: Maybe(Type.String()),
  employerState: Type.Enum([...EMPLOYER_STATES]),
  source: Type.String(),
  placedCount: Type.Integer(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
  /** Since when it waits for review. */
  submittedAt: Maybe(Instant),
  closedAt: Maybe(Instant),
  missing: Type.Array(Type.Enum([...REQUIREMENTS])),
  findings: Type.Array(LawFindingView),
  /** The minimum wage it was held against; null where none is entered for the place: then pay was not checked. */
  minimumWage: Maybe(Type.Object({ monthlyFen: Fen, hourlyFen: Fen, validFrom: Type.String(), source: Type.String() })),
  actions: Type.Array(Type.Enum([...JOB_ACTIONS])),
  mayEdit: Type.Boolean(),
});
export type JobDesk = Static<typeof JobDesk>;

const OWNERS = ['employer', ...OFFICER_ROLES] as const;
const READERS = ['employer', ...STAFF_ROLES] as const;
const ById = Type.Object({ id: Uuid });

export const createJob = endpoint({
  method: 'POST',
  url: '/jobs',
  summary: 'Write a draft: an employer for itself, an officer for a named employer',
  access: OWNERS,
  body: Type.Object({ ...draftFields, employerId: Type.Optional(Uuid) }, strict),
  response: JobDesk,
});

export const editJob = endpoint({
  method: 'PUT',
  url: '/jobs/:id',
  summary: 'Replace the words of a posting that no reviewer has approved yet',
  access: OWNERS,
  params: ById,
  body: Type.Object({ ...draftFields, version: Version }, strict),
  response: JobDesk,
});

export const checkJob = endpoint({
  method: 'POST',
  url: '/jobs/check',
  summary: 'What a draft still lacks and what in it the law forbids, without saving it',
  access: OWNERS,
  body: JobDraft,
  response: Type.Object({
    missing: Type.Array(Type.Enum([...REQUIREMENTS])),
    findings: Type.Array(LawFindingView),
    monthlyMinFen: Maybe(Fen),
    monthlyMaxFen: Maybe(Fen),
  }),
});

export const takeJobStep = endpoint({
  method: 'POST',
  url: '/jobs/:id/steps',
  summary: 'Submit, publish, reject, pause, resume, fill or withdraw a posting',
  access: OWNERS,
  params: ById,
  body: Type.Object({ action: Type.Enum([...JOB_ACTIONS]), version: Version, note: Type.Optional(Note) }, strict),
  response: JobDesk,
});

export const setJobTerms = endpoint({
  method: 'PUT',
  url: '/jobs/:id/terms',
  summary: 'Change the head count and the last day of a published posting without a new review',
  access: OWNERS,
  params: ById,
  body: Type.Object({ version: Version, headCount: HeadCount, validUntilOn: CalendarDate }, strict),
  response: JobDesk,
});

export const repostJob = endpoint({
  method: 'POST',
  url: '/jobs/:id/repost',
  summary: 'Make a new draft of a closed posting',
  access: OWNERS,
  params: ById,
  body: Empty,
  response: JobDesk,
});

export const getJobDesk = endpoint({
  method: 'GET',
  url: '/jobs/:id/desk',
  summary: 'A posting as its owner and staff see it',
  access: READERS,
  params: ById,
  response: JobDesk,
});

const FitBand = Type.Enum([...BANDS]);

export const getJobFit = endpoint({
  method: 'GET',
  url: '/jobs/:id/fit',
  summary: 'How many labourers a posting would fit and how near they live, in bands and never under five',
  access: READERS,
  params: ById,
  response: Type.Object({
    /** Each counts those nearer as well; null while the posting lacks its trade, place or pay. */
    fit: Maybe(Type.Object({ village: FitBand, town: FitBand, county: FitBand, all: FitBand })),
  }),
});

const JobRow = Type.Object({
  ...publicFields,
  status: Type.Enum([...JOB_STATUSES]),
  placedCount: Type.Integer(),
  version: Version,
  updatedAt: Instant,
  actions: Type.Array(Type.Enum([...JOB_ACTIONS])),
});

export const listDeskJobs = endpoint({
  method: 'GET',
  url: '/jobs/desk',
  summary: 'An employer’s own postings, or those of an officer’s area, newest change first',
  access: READERS,
  query: Type.Object({
    status: Type.Optional(Type.Enum([...JOB_STATUSES])),
    employerId: Type.Optional(Uuid),
    ...Paging,
  }),
  response: Type.Object({ jobs: Type.Array(JobRow), total: Type.Integer() }),
});

export const listReviewQueue = endpoint({
  method: 'GET',
  url: '/jobs/review',
  summary: 'Postings that wait for review, longest first, with what the law finds in them',
  access: STAFF_ROLES,
  query: Type.Object(Paging),
  response: Type.Object({
    jobs: Type.Array(
      Type.Object({
        ...publicFields,
        employerState: Type.Enum([...EMPLOYER_STATES]),
        submittedAt: Instant,
        waitingDays: Type.Integer(),
        missing: Type.Array(Type.Enum([...REQUIREMENTS])),
        findings: Type.Array(LawFindingView),
        version: Version,
        actions: Type.Array(Type.Enum([...JOB_ACTIONS])),
      }),
    ),
    total: Type.Integer(),
  }),
});

/** Lists in a query are written with commas: perks=meals,lodging. */
const List = Type.String({ maxLength: 400, pattern: '^[\\w,-]*$' });

export const searchJobs = endpoint({
  method: 'GET',
  url: '/jobs',
  summary: 'Search the open postings that this county may see',
  access: EVERYONE,
  query: Type.Object({
    text: Type.Optional(Type.String({ maxLength: 2000 })),
    /** 12-digit codes of places. */
    areas: Type.Optional(List),
    kinds: Type.Optional(List),
    occupations: Type.Optional(List),
    perks: Type.Optional(List),
    shifts: Type.Optional(List),
    payMinFen: Type.Optional(Fen),
    age: Type.Optional(Type.Integer({ minimum: 16, maximum: 100 })),
    /** Keys of the chips that the person took away. */
    drop: Type.Optional(Type.String({ maxLength: 400 })),
    ...Paging,
  }),
  response: Type.Object({
    jobs: Type.Array(JobCard),
    total: Type.Integer(),
    engine: Type.String(),
    /** What was understood of the words, each to be taken away by its key. */
    chips: Type.Array(Type.Object({ key: Type.String(), label: Type.String() })),
    /** Where nothing fitted exactly: how the search was widened, as codes. */
    widened: Type.Array(Type.String()),
    corrected: Maybe(Type.Object({ from: Type.String(), to: Type.String() })),
  }),
});
export type JobSearchPage = Static<(typeof searchJobs)['response']>;

export const countJobs = endpoint({
  method: 'GET',
  url: '/jobs/counts',
  summary: 'Numbers of open postings for the tiles of a kiosk; near a village where its code is given',
  access: EVERYONE,
  query: Type.Object({ regionCode: Type.Optional(RegionCode) }),
  response: Type.Object({
    open: Type.Integer(),
    /** In the town of the place asked from. */
    near: Type.Integer(),
    newToday: Type.Integer(),
    homeBased: Type.Integer(),
    withBoard: Type.Integer(),
    partTime: Type.Integer(),
  }),
});

/** An open posting; one that was open and is no longer is 410 `job.closed` with `details.title` and `details.similar`. */
export const getJob = endpoint({
  method: 'GET',
  url: '/jobs/:id',
  summary: 'The page of one posting',
  access: EVERYONE,
  params: ById,
  response: JobPage,
});

export const completeSearch = endpoint({
  method: 'GET',
  url: '/search/completions',
  summary: 'Trades and places that begin with what is typed: characters, pinyin or initials',
  access: EVERYONE,
  query: Type.Object({ typed: Type.String({ maxLength: 60 }) }),
  response: Type.Object({
    suggestions: Type.Array(
      Type.Object({ text: Type.String(), kind: Type.Enum(['trade', 'place']), code: Type.String() }),
    ),
  }),
});

const OccupationChoice = Type.Object({ code: Type.String(), name: Type.String(), strength: Type.Number() });

export const suggestOccupations = endpoint({
  method: 'GET',
  url: '/occupations/suggest',
  summary: 'Branches of the occupation tree that a text may mean, surest first',
  access: EVERYONE,
  query: Type.Object({ text: Type.String({ maxLength: 2000 }) }),
  response: Type.Object({ choices: Type.Array(OccupationChoice) }),
});

export const listOccupations = endpoint({
  method: 'GET',
  url: '/occupations',
  summary: 'The branches right below one of the tree, or its groups',
  access: EVERYONE,
  query: Type.Object({ parent: Type.Optional(OccupationCode) }),
  response: Type.Object({ occupations: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })) }),
});

export const setMinimumWage = endpoint({
  method: 'POST',
  url: '/minimum-wages',
  summary: 'Enter a minimum wage of this county from the document that sets it; a date has one figure for good',
  access: ['county_officer', 'administrator'],
  body: Type.Object(
    {
      validFrom: CalendarDate,
      monthlyFen: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
      hourlyFen: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
      source: Line,
    },
    strict,
  ),
  response: Type.Object({ validFrom: CalendarDate, monthlyFen: Fen, hourlyFen: Fen, source: Type.String() }),
});

export const getIndexState = endpoint({
  method: 'GET',
  url: '/search/state',
  summary: 'The search engine, whether it answers, and how far its index lies from the postings',
  access: CASE_ROLES,
  response: Type.Object({
    engine: Type.String(),
    isHealthy: Type.Boolean(),
    open: Type.Integer(),
    indexed: Type.Integer(),
    /** Where two engines stand behind one another: whether the first is left alone, since when, and what it missed. */
    failover: Maybe(
      Type.Object({
        circuit: Type.Enum(['closed', 'open', 'trying']),
        since: Maybe(Instant),
        lastError: Maybe(Type.String()),
        missedWrites: Type.Integer(),
      }),
    ),
  }),
});
