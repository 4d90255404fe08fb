import { EMPLOYER_STATES } from '@songgang/search/matcher/model.ts';
import { type Static, Type } from 'typebox';
import { BANDS } from '../src/domains/jobs/core/bands.ts';
import { REQUIREMENTS } from '../src/domains/jobs/core/complete.ts';
import { JOB_ACTIONS, JOB_STATUSES, PAY_KINDS, SHARED_WITH } from '../src/domains/jobs/core/job.ts';
import { LAW_CODES } from '../src/domains/jobs/core/law-words.ts';
import { endpoint } from './endpoint.ts';
import {
  draftFields,
  HeadCount,
  JobCard,
  JobDesk,
  JobDraft,
  JobPage,
  LawFindingView,
  Line,
  Maybe,
  publicFields,
} from './job-views.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  EVERYONE,
  Fen,
  Instant,
  NewId,
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

export {
  JOB_ACTIONS,
  JOB_STATUSES,
  JobCard,
  JobDesk,
  JobDraft,
  JobPage,
  LAW_CODES,
  LawFindingView,
  PAY_KINDS,
  REQUIREMENTS,
  SHARED_WITH,
};

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

const OWNERS = ['employer', ...OFFICER_ROLES] as const;
const READERS = ['employer', ...STAFF_ROLES] as const;
const ById = Type.Object({ id: Uuid });

export const createJob = endpoint({
  method: 'POST',
  url: '/jobs',
  summary: 'Write a draft: an employer for itself, an officer for a named employer',
  access: OWNERS,
  body: Type.Object({ ...draftFields, id: NewId, employerId: Type.Optional(Uuid) }, strict),
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
  body: Type.Object({ id: NewId }, strict),
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
    /** Asks for the number alone: not counted among the searches of people. */
    peek: Type.Optional(Type.Boolean()),
    ...Paging,
  }),
  response: Type.Object({
    jobs: Type.Array(JobCard),
    total: Type.Integer(),
    engine: Type.String(),
    /** Goes as `from` with the links to these postings, so that a tap is counted; says nothing of who asks. Null where nothing is counted. */
    mark: Maybe(Type.String()),
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
  query: Type.Object({
    /** The `mark` of the page of results that led here. */
    from: Type.Optional(Type.String({ maxLength: 40 })),
  }),
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
