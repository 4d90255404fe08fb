import { type Static, Type } from 'typebox';
import { LEAKS } from '../src/domains/subsidies/core/notice.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CalendarDate, EVERYONE, Instant, Note, OFFICER_ROLES, strict, Uuid } from './scalars.ts';

export const noticeRefusals = {
  'notice.not_found': 'not_found',
  'notice.over': 'gone',
  'notice.nothing_to_show': 'conflict',
  'notice.leaks': 'conflict',
  'notice.line_not_found': 'not_found',
  'notice.too_many_objections': 'too_many',
  'objection.not_found': 'not_found',
  'objection.answered': 'conflict',
} as const satisfies Record<string, RefusalKind>;
export { LEAKS };

/** Those who read notices with what was said against them. */
const READERS = [...OFFICER_ROLES, 'auditor', 'finance_officer'] as const;
const PUBLISHERS = ['county_officer'] as const;

/** One line as it hangs: the permitted fields alone, in words. */
const Line = Type.Object({ number: Type.Integer(), cells: Type.Array(Type.String()) });

export const PublicNoticeView = Type.Object({
  id: Uuid,
  title: Type.String(),
  /** Document and clause that the money stands on. */
  basis: Type.String(),
  publishedOn: CalendarDate,
  /** The last day on which it hangs. */
  endsOn: CalendarDate,
  heads: Type.Array(Type.String()),
  lines: Type.Array(Line),
});
export type PublicNoticeView = Static<typeof PublicNoticeView>;

const noticeOnly = Type.Object({ id: Uuid });

export const listPublicNotices = endpoint({
  method: 'GET',
  url: '/public-notices',
  summary: 'The notices that hang today',
  access: EVERYONE,
  response: Type.Object({
    notices: Type.Array(
      Type.Object({
        id: Uuid,
        title: Type.String(),
        publishedOn: CalendarDate,
        endsOn: CalendarDate,
        lineCount: Type.Integer(),
      }),
    ),
  }),
});

export const getPublicNotice = endpoint({
  method: 'GET',
  url: '/public-notices/:id',
  summary: 'A notice while it hangs; afterwards it is gone',
  access: EVERYONE,
  params: noticeOnly,
  response: PublicNoticeView,
});

export const objectToLine = endpoint({
  method: 'POST',
  url: '/public-notices/:id/objections',
  summary: 'Say something against a line, with or without a name; the payment waits for the answer',
  access: EVERYONE,
  params: noticeOnly,
  body: Type.Object(
    {
      number: Type.Integer({ minimum: 1 }),
      text: Type.String({ minLength: 5, maxLength: 1000 }),
      contact: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    },
    strict,
  ),
  response: Type.Object({ number: Type.Integer() }),
});

const NoticeRow = Type.Object({
  id: Uuid,
  title: Type.String(),
  publishedOn: CalendarDate,
  endsOn: CalendarDate,
  lineCount: Type.Integer(),
  objections: Type.Integer(),
  openObjections: Type.Integer(),
  isEmptied: Type.Boolean(),
  textHash: Type.String(),
});

export const getNoticeDesk = endpoint({
  method: 'GET',
  url: '/notice-desk',
  summary: 'Approved claims that wait to be put up, and every notice so far',
  access: READERS,
  response: Type.Object({
    waiting: Type.Array(
      Type.Object({ ruleId: Type.String(), title: Type.String(), count: Type.Integer(), days: Type.Integer() }),
    ),
    notices: Type.Array(NoticeRow),
    mayPublish: Type.Boolean(),
  }),
});

export const publishNotice = endpoint({
  method: 'POST',
  url: '/notice-desk',
  summary:
    'Put up the approved claims of a policy; read once more before it goes out, and refused where it tells too much',
  access: PUBLISHERS,
  body: Type.Object({ ruleId: Type.String({ minLength: 1, maxLength: 120 }) }, strict),
  response: Type.Object({ id: Uuid, lineCount: Type.Integer(), endsOn: CalendarDate }),
});

export const getNotice = endpoint({
  method: 'GET',
  url: '/notice-desk/:id',
  summary: 'A notice at the desk, with the objections against its lines',
  access: READERS,
  params: noticeOnly,
  response: Type.Object({
    ...NoticeRow.properties,
    basis: Type.String(),
    heads: Type.Array(Type.String()),
    lines: Type.Array(Type.Object({ ...Line.properties, claimId: Uuid, claimStatus: Type.String() })),
    said: Type.Array(
      Type.Object({
        id: Uuid,
        number: Type.Integer(),
        claimId: Uuid,
        text: Type.String(),
        contact: Type.Union([Type.String(), Type.Null()]),
        at: Instant,
        answer: Type.Union([Type.String(), Type.Null()]),
        answeredAt: Type.Union([Instant, Type.Null()]),
        isUpheld: Type.Union([Type.Boolean(), Type.Null()]),
      }),
    ),
    mayAnswer: Type.Boolean(),
  }),
});

export const answerObjection = endpoint({
  method: 'POST',
  url: '/objections/:id/answer',
  summary: 'Answer an objection; one that is upheld sends the claim back to be checked anew',
  access: PUBLISHERS,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ answer: Note, isUpheld: Type.Boolean() }, strict),
  response: Type.Object({ id: Uuid, claimStatus: Type.String() }),
});
