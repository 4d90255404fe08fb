import { EMPLOYER_STATES } from '@songgang/search/matcher/model.ts';
import { Type } from 'typebox';
import { BANDS } from '../src/domains/jobs/core/bands.ts';
import { REQUIREMENTS } from '../src/domains/jobs/core/complete.ts';
import { JOB_ACTIONS, JOB_STATUSES } from '../src/domains/jobs/core/job.ts';
import { endpoint } from './endpoint.ts';
import { draftFields, HeadCount, JobDesk, JobDraft, LawFindingView, Line, publicFields } from './job-views.ts';
import {
  CalendarDate,
  Fen,
  Instant,
  NewId,
  Note,
  OFFICER_ROLES,
  orNull,
  Paging,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

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
    monthlyMinFen: orNull(Fen),
    monthlyMaxFen: orNull(Fen),
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
    fit: orNull(Type.Object({ village: FitBand, town: FitBand, county: FitBand, all: FitBand })),
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
