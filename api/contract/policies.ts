import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CalendarDate, Empty, Fen, Instant, Note, orNull, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export const policyRefusals = {
  'policy.not_found': 'not_found',
  'policy.jurisdiction_unknown': 'unprocessable',
  'policy.plan_needed': 'unprocessable',
  'policy.plan_unknown': 'unprocessable',
  'policy.no_library': 'unprocessable',
  'policy.published': 'conflict',
  'policy.overlaps': 'conflict',
  'policy.same_officer': 'forbidden',
  'policy.stale': 'conflict',
  'policy.rule_wrong': 'unprocessable',
  'policy.dates_out_of_order': 'unprocessable',
  'policy.rate_one_kind': 'unprocessable',
  'policy.setting_unknown': 'unprocessable',
  'policy.setting_wrong': 'unprocessable',
  'policy.fact_wrong': 'unprocessable',
} as const satisfies Record<`policy.${string}`, RefusalKind>;

/** Those who keep the policies; what one has drafted another publishes. */
export const POLICY_ROLES = ['county_officer', 'administrator'] as const;
const RELEVANCES = ['core', 'adjacent', 'reference'] as const;
const NOTICE_FIELD_NAMES = ['name', 'village', 'maskedId', 'policy', 'amountFen', 'period', 'employer'] as const;

const Text = Type.String();
export const RuleId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 120 });
export const VersionNumber = Type.Integer({ minimum: 1 });
export const Relevance = Type.Enum([...RELEVANCES]);
export const RateView = Type.Object({
  id: Uuid,
  fen: orNull(Fen),
  percent: orNull(Type.Number()),
  per: orNull(Text),
  effectiveFrom: CalendarDate,
  effectiveTo: orNull(CalendarDate),
  cites: Text,
  enteredBy: Text,
  enteredAt: Instant,
});

/** One line of a rule's conditions; groups are headings, what stands in them is one deeper. */
const ConditionLine = Type.Object({
  depth: Type.Integer(),
  kind: Type.Enum(['all', 'any', 'unless', 'condition']),
  text: Text,
  from: orNull(Text),
});

const Office = Type.Enum(['township_officer', 'county_officer']);
const WorkingDays = Type.Optional(Type.Integer({ minimum: 1, maximum: 60 }));
const noticeDays = Type.Integer({ minimum: 0, maximum: 60 });
const Offices = Type.Object(
  { check: Type.Array(Office, { minItems: 1 }), approve: Type.Array(Office, { minItems: 1 }) },
  strict,
);
const StageDays = Type.Object(
  {
    found: WorkingDays,
    prepared: WorkingDays,
    submitted: WorkingDays,
    checked: WorkingDays,
    approved: WorkingDays,
    payable: WorkingDays,
  },
  strict,
);
/** Who checks and who approves, the working days at each stage, and how long the notice hangs. */
const Workflow = Type.Object({ by: Offices, days: StageDays, noticeDays }, strict);
/** The same as it is written; what is left out is as GD-18 proposes. */
const WorkflowBody = Type.Object({ by: Type.Optional(Offices), days: Type.Optional(StageDays), noticeDays }, strict);

const PolicyLine = Type.Object({
  ruleId: RuleId,
  name: Text,
  category: Text,
  beneficiary: Text,
  relevance: Relevance,
  documentTitle: Text,
  clause: Text,
  amount: Text,
  /** The version that holds today; null while none does. */
  number: orNull(VersionNumber),
  validFrom: orNull(CalendarDate),
  validTo: orNull(CalendarDate),
  /** The amount waits for a rate. */
  awaitsRate: Type.Boolean(),
  /** Its rights come about by the registers; nobody enters one by hand. */
  isFoundByItself: Type.Boolean(),
  draftNumber: orNull(VersionNumber),
});

export const listPolicies = endpoint({
  method: 'GET',
  url: '/policies',
  summary: 'Every policy of the county with the version that holds today',
  access: STAFF_ROLES,
  response: Type.Object({ policies: Type.Array(PolicyLine), mayEdit: Type.Boolean() }),
});

const VersionLine = Type.Object({
  number: VersionNumber,
  status: Type.Enum(['draft', 'published']),
  validFrom: orNull(CalendarDate),
  validTo: orNull(CalendarDate),
  /** The days on which it holds, its endings counted in; null where it holds on none. */
  holds: orNull(Type.Object({ from: orNull(CalendarDate), to: orNull(CalendarDate) })),
  note: orNull(Text),
  madeBy: Text,
  madeAt: Instant,
  publishedBy: orNull(Text),
  publishedAt: orNull(Instant),
});

const SettingLine = Type.Object({
  key: Text,
  question: Text,
  default: Text,
  options: Type.Array(Text),
  /** Whether the judgement itself reads the key; the others steer how facts and claims are made. */
  isJudged: Type.Boolean(),
  value: Type.Optional(Type.Unknown()),
  reason: orNull(Text),
  setBy: orNull(Text),
  setAt: orNull(Instant),
});

/** What a version says, in words. */
export const PolicyVersionView = Type.Object({
  ...VersionLine.properties,
  id: Uuid,
  name: Text,
  clause: Text,
  wording: orNull(Text),
  conditions: Type.Array(ConditionLine),
  limits: Type.Array(Text),
  amount: Text,
  amountNotes: Type.Array(Text),
  papers: Type.Object({ stated: Type.Array(Text), suggested: Type.Array(Text) }),
  approval: Type.Array(Text),
  workflow: Workflow,
  noticeFields: Type.Array(Type.Enum([...NOTICE_FIELD_NAMES])),
  excludes: Type.Array(Text),
  trigger: Text,
  /** The rule's data as it is edited. */
  ruleText: Text,
});
export type PolicyVersionView = Static<typeof PolicyVersionView>;

export const PolicyView = Type.Object({
  ruleId: RuleId,
  name: Text,
  category: Text,
  beneficiary: Text,
  relevance: Relevance,
  document: Type.Object({ slug: Text, title: Text, number: orNull(Text), issuer: orNull(Text), issued: orNull(Text) }),
  shown: PolicyVersionView,
  versions: Type.Array(VersionLine),
  rates: Type.Array(RateView),
  takesRate: Type.Boolean(),
  awaitsRate: Type.Boolean(),
  settings: Type.Array(SettingLine),
  actions: Type.Array(Type.Enum(['draft', 'discard', 'publish', 'enterRate', 'set'])),
});
export type PolicyView = Static<typeof PolicyView>;

export const ruleOnly = Type.Object({ ruleId: RuleId });
const ruleAndNumber = Type.Object({ ruleId: RuleId, number: VersionNumber });

export const getPolicy = endpoint({
  method: 'GET',
  url: '/policies/:ruleId',
  summary: 'One policy in words, with its versions, rates and settings',
  access: STAFF_ROLES,
  params: ruleOnly,
  query: Type.Object({ number: Type.Optional(VersionNumber) }),
  response: PolicyView,
});

export const enterRate = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/rates',
  summary: 'Enter a dated rate that cites its document (GD-11, GD-17)',
  access: POLICY_ROLES,
  params: ruleOnly,
  body: Type.Object(
    {
      fen: Type.Optional(Fen),
      percentHundredths: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
      per: Type.Optional(
        Type.Enum(['person', 'person-month', 'person-day', 'person-year', 'year', 'month', 'project']),
      ),
      effectiveFrom: CalendarDate,
      effectiveTo: Type.Optional(CalendarDate),
      cites: Type.String({ minLength: 4, maxLength: 300 }),
    },
    strict,
  ),
  response: RateView,
});

export const setSetting = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/settings',
  summary: 'Set a configuration key that a rule names, with the reason',
  access: POLICY_ROLES,
  params: ruleOnly,
  body: Type.Object(
    {
      key: Type.String({ pattern: '^[a-z_]+(\\.[a-z0-9_-]+)*$', maxLength: 120 }),
      value: Type.Union([Type.Boolean(), Type.Number(), Type.String({ minLength: 1, maxLength: 300 })]),
      reason: Note,
    },
    strict,
  ),
  response: Empty,
});

/** What a bureau may write in a new version; the rule's data stay as they are where no text is given. */
export const DraftBody = Type.Object(
  {
    /** The version it starts from. */
    from: VersionNumber,
    wording: orNull(Type.String({ maxLength: 5000 })),
    workflow: WorkflowBody,
    noticeFields: Type.Array(Type.Enum([...NOTICE_FIELD_NAMES])),
    validFrom: orNull(CalendarDate),
    validTo: orNull(CalendarDate),
    note: Note,
    ruleText: Type.Optional(Type.String({ maxLength: 50_000 })),
    /** When the draft that this writes over was made; left out where there was none. */
    over: Type.Optional(Instant),
  },
  strict,
);
export type DraftBody = Static<typeof DraftBody>;

export const draftVersion = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/versions',
  summary: 'Draft a new version, or write over the draft there is',
  access: POLICY_ROLES,
  params: ruleOnly,
  body: DraftBody,
  response: VersionLine,
});

export const discardDraft = endpoint({
  method: 'DELETE',
  url: '/policies/:ruleId/versions/:number',
  summary: 'Throw a draft away',
  access: POLICY_ROLES,
  params: ruleAndNumber,
  response: Empty,
});

export const publishVersion = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/versions/:number/publication',
  summary: 'Publish a draft; with `replaces`, what stood on its days ends the day before',
  access: POLICY_ROLES,
  params: ruleAndNumber,
  body: Type.Object({ replaces: Type.Boolean() }, strict),
  response: VersionLine,
});

export const compareVersions = endpoint({
  method: 'GET',
  url: '/policies/:ruleId/comparison',
  summary: 'What two versions of a policy say differently',
  access: STAFF_ROLES,
  params: ruleOnly,
  query: Type.Object({ a: VersionNumber, b: VersionNumber }),
  response: Type.Object({
    name: Text,
    a: VersionLine,
    b: VersionLine,
    differences: Type.Array(
      Type.Object({
        part: Type.Enum([
          'name',
          'wording',
          'days',
          'condition',
          'limit',
          'amount',
          'paper',
          'workflow',
          'notice',
          'excludes',
          'other',
        ]),
        a: orNull(Text),
        b: orNull(Text),
      }),
    ),
  }),
});
