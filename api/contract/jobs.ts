import { type Static, Type } from 'typebox';
import { REQUIREMENTS } from '../src/domains/jobs/core/complete.ts';
import { JOB_ACTIONS, JOB_STATUSES, PAY_KINDS, SHARED_WITH } from '../src/domains/jobs/core/job.ts';
import { LAW_CODES } from '../src/domains/jobs/core/law-words.ts';
import { endpoint } from './endpoint.ts';
import { JobCard, JobDesk, JobDraft, JobPage, LawFindingView } from './job-views.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CASE_ROLES, EVERYONE, Fen, Instant, OccupationCode, orNull, Paging, RegionCode, Uuid } from './scalars.ts';

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

const ById = Type.Object({ id: Uuid });

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
    mark: orNull(Type.String()),
    /** What was understood of the words, each to be taken away by its key. */
    chips: Type.Array(Type.Object({ key: Type.String(), label: Type.String() })),
    /** Where nothing fitted exactly: how the search was widened, as codes. */
    widened: Type.Array(Type.String()),
    corrected: orNull(Type.Object({ from: Type.String(), to: Type.String() })),
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
    failover: orNull(
      Type.Object({
        circuit: Type.Enum(['closed', 'open', 'trying']),
        since: orNull(Instant),
        lastError: orNull(Type.String()),
        missedWrites: Type.Integer(),
      }),
    ),
  }),
});
