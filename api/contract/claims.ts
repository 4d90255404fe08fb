import { type Static, Type } from 'typebox';
import { CLAIM_ACTIONS, CLAIM_STAGES, CLAIM_STATUSES } from '../src/domains/subsidies/core/claim.ts';
import { DOUBTS } from '../src/domains/subsidies/core/doubts.ts';
import { LOOK_RESULTS } from '../src/domains/subsidies/core/look.ts';
import { claimRefusals as stepRefusals } from '../src/domains/subsidies/core/refusals.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CASE_ROLES,
  CalendarDate,
  Fen,
  Instant,
  Note,
  OFFICER_ROLES,
  orNull,
  Paging,
  STAFF_ROLES,
  strict,
  Uuid,
  Version,
} from './scalars.ts';

export const claimRefusals = {
  ...stepRefusals,
  'claim.evidence_missing': 'conflict',
  'claim.not_payable': 'conflict',
  'claim.hit_not_found': 'not_found',
  'claim.hit_looked': 'conflict',
  'claim.rule_not_standing': 'unprocessable',
  'claim.found_by_itself': 'unprocessable',
  'claim.not_due': 'conflict',
  'claim.exists': 'conflict',
  'claim.subject_missing': 'unprocessable',
  'claim.fact_unknown': 'unprocessable',
  'claim.fact_not_stated': 'unprocessable',
  'claim.paper_unknown': 'unprocessable',
  'claim.paper_unreadable': 'unprocessable',
  'claim.paper_not_found': 'not_found',
  'claim.account_wrong': 'unprocessable',
  'claim.settled': 'conflict',
} as const satisfies Record<string, RefusalKind>;

const Text = Type.String();
const Status = Type.Enum([...CLAIM_STATUSES]);
const Action = Type.Enum([...CLAIM_ACTIONS]);
const Stage = Type.Enum([...CLAIM_STAGES]);
const One = Type.Object({ id: Uuid });

/** Everybody who may carry a claim on: the person, the firm, and the desk. */
export const CLAIM_ROLES = ['labourer', 'employer', ...CASE_ROLES, 'finance_officer'] as const;

/** Something that keeps a claim from going on. */
export const MissingPart = Type.Object({
  kind: Type.Enum(['fact', 'paper', 'account']),
  /** The fact's name or the paper's slug. */
  key: Text,
  label: Text,
});

export const ClaimBrief = Type.Object({
  id: Uuid,
  version: Version,
  status: Status,
  returnedTo: orNull(Stage),
  ruleId: Text,
  ruleName: Text,
  /** Whom it is about: a person or a firm. */
  subjectName: Text,
  regionName: Text,
  labourerId: orNull(Uuid),
  employerId: orNull(Uuid),
  employerName: orNull(Text),
  placementId: orNull(Uuid),
  /** The rule's word for whom it pays. */
  payeeKind: Text,
  payeeName: Text,
  periodFrom: orNull(CalendarDate),
  periodTo: orNull(CalendarDate),
  periodKey: Text,
  eventOn: CalendarDate,
  verdict: Text,
  amountFen: orNull(Fen),
  missing: Type.Array(MissingPart),
  openHits: Type.Integer(),
  foundOn: CalendarDate,
  dueOn: orNull(CalendarDate),
  noticeEndsOn: orNull(CalendarDate),
  paidOn: orNull(CalendarDate),
  /** The steps the asker may take today. */
  actions: Type.Array(Action),
});
export type ClaimBrief = Static<typeof ClaimBrief>;

export const ClaimFinding = Type.Object({
  fact: Text,
  /** The condition in plain words. */
  says: Text,
  /** The value seen, in words; null where nothing tells it. */
  value: orNull(Text),
  result: Type.Enum(['met', 'unmet', 'unknown']),
  clause: Text,
  from: orNull(Text),
  part: Text,
  /** What told it: card, household, placement, employer, wage_months, county, hours, counter, or stated:<id>. */
  source: orNull(Text),
});

export const ClaimPaper = Type.Object({
  id: Uuid,
  paper: Text,
  label: Text,
  number: orNull(Text),
  receivedAt: Instant,
  hasScan: Type.Boolean(),
});

export const ClaimHit = Type.Object({
  id: Uuid,
  pattern: Type.Enum([...DOUBTS]),
  rows: Type.Array(Type.Object({ table: Text, id: Text })),
  foundAt: Instant,
  result: orNull(Type.Enum([...LOOK_RESULTS])),
  note: orNull(Text),
  lookedAt: orNull(Instant),
});

export const ClaimStep = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  action: Text,
  actorName: Text,
  actorRole: Text,
  fromStatus: orNull(Text),
  toStatus: orNull(Text),
  note: orNull(Text),
  /** The link of the county's chain. */
  hash: Text,
});

/** A fact an officer can read from a paper: what it is called and what may be said of it. */
export const AskedFact = Type.Object({
  fact: Text,
  label: Text,
  type: Text,
  unit: orNull(Text),
  values: Type.Array(Type.Object({ value: Text, label: Text })),
});

export const ClaimView = Type.Object({
  ...ClaimBrief.properties,
  rule: Type.Object({
    clause: Text,
    document: Text,
    documentNumber: orNull(Text),
    wording: orNull(Text),
    relevance: Text,
    policyVersionId: Uuid,
    number: Type.Integer(),
    trigger: Text,
    noticeDays: Type.Integer(),
  }),
  placement: orNull(
    Type.Object({
      id: Uuid,
      employerName: Text,
      postTitle: Text,
      startedOn: orNull(CalendarDate),
      endedOn: orNull(CalendarDate),
    }),
  ),
  /** Only the last four characters of the number. */
  account: orNull(Type.Object({ id: Uuid, bankName: Text, tail: Text, holderName: Text })),
  findings: Type.Array(ClaimFinding),
  /** How the amount came about, a line a step. */
  working: Type.Array(Text),
  /** Papers that the clause names, and those proposed beside them. */
  papersNeeded: Type.Array(Type.Object({ paper: Text, label: Text, isStated: Type.Boolean(), isHere: Type.Boolean() })),
  papers: Type.Array(ClaimPaper),
  asked: Type.Array(AskedFact),
  hits: Type.Array(ClaimHit),
  steps: Type.Array(ClaimStep),
});
export type ClaimView = Static<typeof ClaimView>;

const Sum = Type.Object({ count: Type.Integer(), fen: Type.Integer() });

export const listClaims = endpoint({
  method: 'GET',
  url: '/claims',
  summary: 'Claims in the asker’s area, what falls due first on top, with counts of each status',
  access: STAFF_ROLES,
  query: Type.Object({
    status: Type.Optional(Status),
    /** Only those that wait for a step of the asker. */
    mine: Type.Optional(Type.Boolean()),
    /** Owed and unpaid: neither paid nor refused nor given up. */
    owed: Type.Optional(Type.Boolean()),
    /** Past the day by which the next office should have decided. */
    late: Type.Optional(Type.Boolean()),
    /** With a hit of the fraud screen that nobody cleared. */
    doubted: Type.Optional(Type.Boolean()),
    ruleId: Type.Optional(Type.String({ maxLength: 120 })),
    labourerId: Type.Optional(Uuid),
    employerId: Type.Optional(Uuid),
    placementId: Type.Optional(Uuid),
    q: Type.Optional(Type.String({ maxLength: 40 })),
    ...Paging,
  }),
  response: Type.Object({
    claims: Type.Array(ClaimBrief),
    total: Type.Integer(),
    counts: Type.Record(Type.String(), Type.Integer()),
    owed: Sum,
    mine: Sum,
    rules: Type.Array(Type.Object({ id: Text, name: Text, count: Type.Integer() })),
  }),
});

export const getClaim = endpoint({
  method: 'GET',
  url: '/claims/:id',
  summary: 'One claim: verdict, each condition with the value seen, papers, hits, steps and what may be done',
  access: [...STAFF_ROLES, 'labourer', 'employer'],
  params: One,
  response: ClaimView,
});

export const listMyClaims = endpoint({
  method: 'GET',
  url: '/my-claims',
  summary: 'What the person or the firm that asks is owed, and where it is',
  access: ['labourer', 'employer'],
  response: Type.Object({ claims: Type.Array(ClaimBrief), owed: Sum, paid: Sum }),
});

export const takeClaimStep = endpoint({
  method: 'POST',
  url: '/claims/:id/steps',
  summary: 'One step of the way, on the version that was seen',
  access: CLAIM_ROLES,
  params: One,
  body: Type.Object(
    { action: Action, version: Version, note: Type.Optional(Note), backTo: Type.Optional(Stage) },
    strict,
  ),
  response: ClaimView,
});

export const checkClaims = endpoint({
  method: 'POST',
  url: '/claims/check',
  summary: 'Check many claims that have nothing open; each that may not be checked says why',
  access: OFFICER_ROLES,
  body: Type.Object(
    { claims: Type.Array(Type.Object({ id: Uuid, version: Version }, strict), { minItems: 1, maxItems: 200 }) },
    strict,
  ),
  response: Type.Object({
    done: Type.Integer(),
    refused: Type.Array(Type.Object({ id: Uuid, code: Text, details: Type.Record(Text, Type.Unknown()) })),
  }),
});

/** A fact as an officer read it from a paper. */
export const StatedFact = Type.Object(
  {
    fact: Type.String({ maxLength: 80 }),
    value: Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 200 })]),
    paper: Type.String({ minLength: 1, maxLength: 120 }),
    note: Type.Optional(Note),
  },
  strict,
);

export const createClaim = endpoint({
  method: 'POST',
  url: '/claims',
  summary: 'Enter a right that no register brings about by itself: a course, a loan, a business',
  access: OFFICER_ROLES,
  body: Type.Object(
    {
      ruleId: Type.String({ maxLength: 120 }),
      labourerId: Type.Optional(Uuid),
      employerId: Type.Optional(Uuid),
      placementId: Type.Optional(Uuid),
      eventOn: CalendarDate,
      periodFrom: Type.Optional(CalendarDate),
      periodTo: Type.Optional(CalendarDate),
      /** What no register holds of this right: read from papers, and judged at once. */
      facts: Type.Optional(Type.Array(StatedFact, { maxItems: 60 })),
    },
    strict,
  ),
  response: ClaimView,
});

export const lookAgain = endpoint({
  method: 'POST',
  url: '/claims/:id/hits/:hitId',
  summary: 'A second look at a hit of the fraud screen, by an officer with no duty on the claim',
  access: OFFICER_ROLES,
  params: Type.Object({ id: Uuid, hitId: Uuid }),
  body: Type.Object({ result: Type.Enum([...LOOK_RESULTS]), note: Note }, strict),
  response: ClaimView,
});
