import { type Static, Type } from 'typebox';
import { PROPOSAL_STATUSES, QUERY_CLASSES, WORD_KINDS } from '../src/domains/jobs/core/words.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CalendarDate, Empty, Instant, OccupationCode, Paging, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export { PROPOSAL_STATUSES, QUERY_CLASSES, WORD_KINDS };

export const searchRefusals = {
  'search.proposal_not_found': 'not_found',
  'search.proposal_settled': 'conflict',
  'search.entry_not_found': 'not_found',
  'search.entry_exists': 'conflict',
  'search.entry_taken_back': 'conflict',
  'search.phrase_not_words': 'unprocessable',
  'search.occupation_unknown': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

/** Who may change how the whole county's searches are understood. */
const KEEPERS = ['county_officer', 'administrator'] as const;
const ById = Type.Object({ id: Uuid });
const Branch = Type.Object({ code: Type.String(), name: Type.String() });

export const SearchProposal = Type.Object({
  id: Uuid,
  text: Type.String(),
  status: Type.Enum([...PROPOSAL_STATUSES]),
  /** How often nothing was found, and how often only something wider. */
  emptyCount: Type.Integer(),
  widenedCount: Type.Integer(),
  firstOn: CalendarDate,
  lastOn: CalendarDate,
  /** Branches that it is read as today, or that sound or look alike: for the choice. */
  choices: Type.Array(Branch),
});
export type SearchProposal = Static<typeof SearchProposal>;

export const LexiconWord = Type.Object({
  id: Uuid,
  phrase: Type.String(),
  occupation: Branch,
  kind: Type.Enum([...WORD_KINDS]),
  changedAt: Instant,
});
export type LexiconWord = Static<typeof LexiconWord>;

const newWord = {
  phrase: Type.String({ minLength: 2, maxLength: 40 }),
  occupationCode: OccupationCode,
  kind: Type.Enum([...WORD_KINDS]),
};

export const listProposals = endpoint({
  method: 'GET',
  url: '/search/proposals',
  summary: 'What was searched for in vain in this county, asked most first, without anything of who asked',
  access: STAFF_ROLES,
  query: Type.Object({ status: Type.Optional(Type.Enum([...PROPOSAL_STATUSES])), ...Paging }),
  response: Type.Object({ proposals: Type.Array(SearchProposal), total: Type.Integer() }),
});

export const acceptProposal = endpoint({
  method: 'POST',
  url: '/search/proposals/:id/accept',
  summary: 'Say which branch of the occupation tree a query means; from then on it is found',
  access: KEEPERS,
  params: ById,
  body: Type.Object(newWord, strict),
  response: LexiconWord,
});

export const refuseProposal = endpoint({
  method: 'POST',
  url: '/search/proposals/:id/refuse',
  summary: 'Say that a query means no trade: it is not proposed again',
  access: KEEPERS,
  params: ById,
  body: Empty,
  response: Type.Object({ id: Uuid, status: Type.Enum([...PROPOSAL_STATUSES]) }),
});

export const listWords = endpoint({
  method: 'GET',
  url: '/search/words',
  summary: 'Words that staff of the county have added to the vocabulary, newest first',
  access: STAFF_ROLES,
  query: Type.Object(Paging),
  response: Type.Object({ words: Type.Array(LexiconWord), total: Type.Integer() }),
});

export const addWord = endpoint({
  method: 'POST',
  url: '/search/words',
  summary: 'Add a word for a branch of the occupation tree by hand',
  access: KEEPERS,
  body: Type.Object(newWord, strict),
  response: LexiconWord,
});

export const takeBackWord = endpoint({
  method: 'POST',
  url: '/search/words/:id/take-back',
  summary: 'Take an added word out of use',
  access: KEEPERS,
  params: ById,
  body: Empty,
  response: LexiconWord,
});

const Counts = {
  asked: Type.Integer(),
  /** First pages of which something was tapped; the others were left. */
  tapped: Type.Integer(),
  /** Nothing found at all, and only something wider. */
  empty: Type.Integer(),
  widened: Type.Integer(),
};
const QueryClass = Type.Enum([...QUERY_CLASSES]);

export const getSearchFigures = endpoint({
  method: 'GET',
  url: '/search/figures',
  summary: 'Searches of the last weeks by class of query: asked, tapped, in vain; and the trades that were tapped',
  access: STAFF_ROLES,
  query: Type.Object({ weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 26 })) }),
  response: Type.Object({
    from: CalendarDate,
    until: CalendarDate,
    classes: Type.Array(Type.Object({ queryClass: QueryClass, ...Counts })),
    /** By week, from its first day, oldest first. */
    weeks: Type.Array(Type.Object({ from: CalendarDate, ...Counts })),
    tapped: Type.Array(Type.Object({ queryClass: QueryClass, occupation: Branch, taps: Type.Integer() })),
  }),
});
export type SearchFigures = Static<(typeof getSearchFigures)['response']>;
