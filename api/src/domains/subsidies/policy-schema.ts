import { type Static, Type } from 'typebox';
import { orNull, strict } from '../../../contract/scalars.ts';
import { FACT_TYPES } from './core/facts.ts';
import { AMOUNT_KINDS, OPERATORS } from './core/rule.ts';

/** The shape of the files in api/policies. A key that is not written here is a typing mistake and is refused. */
const Text = Type.String({ minLength: 1 });
const Texts = Type.Array(Text);
const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const FactName = Type.String({ pattern: '^[a-z]+(\\.[a-z0-9_]+)+$' });
const ConfigKey = Type.String({ pattern: '^[a-z_]+(\\.[a-z0-9_-]+)*$' });
const Whole = Type.Integer({ minimum: 0 });
const open = Type.Record(Type.String(), Type.Unknown());

const Money = { yuan: Type.Optional(orNull(Type.Number())), fen: Type.Optional(orNull(Type.Integer())) };
const Plain = Type.Union([Type.Boolean(), Type.Number(), Type.String()]);

const Condition = Type.Object(
  {
    fact: FactName,
    op: Type.Enum([...OPERATORS]),
    value: Type.Optional(Type.Union([Plain, Type.Array(Plain)])),
    value_fact: Type.Optional(FactName),
    from: Type.Optional(Text),
    note: Type.Optional(Text),
    says: Type.Optional(Text),
  },
  strict,
);
const Group = Type.Cyclic(
  {
    Group: Type.Object(
      {
        all: Type.Optional(Type.Array(Type.Union([Condition, Type.Ref('Group')]))),
        any: Type.Optional(Type.Array(Type.Union([Condition, Type.Ref('Group')]))),
        unless: Type.Optional(Type.Ref('Group')),
      },
      strict,
    ),
  },
  'Group',
);

const Amount = Type.Object(
  {
    kind: Type.Enum([...AMOUNT_KINDS]),
    ...Money,
    per: Type.Optional(orNull(Text)),
    percent: Type.Optional(Type.Number()),
    points: Type.Optional(Type.Number()),
    base: Type.Optional(FactName),
    expr: Type.Optional(Text),
    expr_is: Type.Optional(Type.Enum(['default', 'stated'])),
    unit: Type.Optional(Type.Literal('yuan')),
    deductible: Type.Optional(Type.Object(Money, strict)),
    split: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z_]+_percent$' }), Type.Number())),
    depends_on: Type.Optional(Type.Array(FactName)),
    applies_to: Type.Optional(Text),
    applies_when: Type.Optional(Text),
    base_set: Type.Optional(Text),
    base_set_by_zh: Type.Optional(Text),
    benefit: Type.Optional(Text),
    components: Type.Optional(Texts),
    optional_components: Type.Optional(Texts),
    computed: Type.Optional(open),
    excludes: Type.Optional(Texts),
    fund_scale: Type.Optional(Type.Object(Money, strict)),
    funded_by_zh: Type.Optional(Text),
    insurances: Type.Optional(Texts),
    meaning: Type.Optional(Text),
    right: Type.Optional(Text),
    set_by: Type.Optional(Text),
    stated_basis: Type.Optional(Text),
    terms: Type.Optional(open),
    unit_rate: Type.Optional(Type.Object({ ...Money, per: Text }, strict)),
    wording_zh: Type.Optional(orNull(Text)),
    worked_example: Type.Optional(open),
  },
  strict,
);
const Cap = Type.Object(
  {
    what: Text,
    ...Money,
    bound: Type.Optional(Type.Enum(['max', 'min'])),
    target: Type.Optional(Type.Union([Type.Literal('payment'), FactName])),
    base: Type.Optional(FactName),
    times: Type.Optional(Type.Number()),
    mode: Type.Optional(Type.Enum(['apply', 'flag'])),
    config: Type.Optional(ConfigKey),
    months: Type.Optional(Whole),
    note: Type.Optional(Text),
    source_clause: Type.Optional(Text),
  },
  strict,
);
const Switch = Type.Object({ default: Type.Boolean(), config: ConfigKey }, strict);
const limit = {
  limit: orNull(Whole),
  per: Text,
  counted_on: Slug,
  stated: Type.Optional(Type.Boolean()),
  reading: Type.Optional(Text),
};
const Frequency = Type.Object(
  { ...limit, also: Type.Optional(Type.Object({ ...limit, enabled: Type.Optional(Switch) }, strict)) },
  strict,
);
const Duration = Type.Object(
  {
    max_months: Type.Optional(orNull(Whole)),
    max_years: Type.Optional(Whole),
    counts: Type.Optional(Type.Enum(['paid-months', 'period-to-act'])),
    wording: Type.Optional(Text),
    after_limit: Type.Optional(Text),
    extension: Type.Optional(orNull(Type.Object({ when: Condition, until: Slug }, strict))),
  },
  strict,
);
const Window = Type.Object({ from: orNull(Text), to: orNull(Text), note: Type.Optional(orNull(Text)) }, strict);
const Band = Type.Object(
  {
    age: Type.Optional(Type.Array(Whole, { minItems: 2, maxItems: 2 })),
    age_from: Type.Optional(Whole),
    main: Text,
    may: Texts,
  },
  strict,
);
const Step = Type.Object({ step: Slug, by_zh: Text }, strict);
const Ambiguity = Type.Object(
  {
    q: Text,
    default: Text,
    config: ConfigKey,
    options: Type.Optional(Texts),
    exclusive_with: Type.Optional(Type.Array(Slug)),
  },
  strict,
);

/** One rule of such a file. */
export const RuleEntry = Type.Object(
  {
    id: Slug,
    version: Type.Integer({ minimum: 1 }),
    name_zh: Text,
    name_en: Text,
    source: Type.Object({ clause: Text, line: Whole, wording: orNull(Text) }, strict),
    relevance: Type.Enum(['core', 'adjacent', 'reference']),
    strength: Type.Enum(['must', 'may', 'encouraged', 'planned', 'pilot', 'reported']),
    category: Slug,
    beneficiary: Slug,
    claimant_options: Type.Optional(Type.Array(Slug)),
    subject: Slug,
    trigger: Type.Object({ event: Slug, note: Type.Optional(Text) }, strict),
    enabled: Type.Optional(Switch),
    effective: Type.Optional(orNull(Window)),
    conditions: Group,
    derived_facts: Type.Optional(Type.Array(Type.Object({ fact: FactName, expr: Text }, strict))),
    priority: Type.Optional(Type.Object({ first: Condition }, strict)),
    band_fact: Type.Optional(FactName),
    bands: Type.Optional(Type.Array(Band)),
    age_reference: Type.Optional(open),
    amount: Amount,
    outcome: Type.Optional(
      Type.Object({ met: Type.Optional(Slug), unmet: Type.Optional(Slug), unless: Type.Optional(Slug) }, strict),
    ),
    caps: orNull(Type.Array(Cap)),
    duration: orNull(Duration),
    frequency: orNull(Frequency),
    overrides: Type.Optional(Type.Array(Slug)),
    evidence: Type.Object({ stated: Texts, suggested: Texts }, strict),
    approval: orNull(Type.Array(Step)),
    publicity: orNull(
      Type.Object({ days: Type.Optional(orNull(Whole)), when: Type.Optional(orNull(Text)), wording: Text }, strict),
    ),
    payment: Type.Optional(open),
    review: Type.Optional(open),
    observed: Type.Optional(open),
    exclusive_with: Type.Array(Slug),
    ambiguities: Type.Array(Ambiguity),
  },
  strict,
);

const DocumentEntry = Type.Object(
  {
    doc: Slug,
    jurisdiction: Slug,
    /** The file of the text that the clauses were read from; `source.line` counts its lines. */
    text: Text,
    title_zh: Text,
    doc_no: orNull(Text),
    issued: orNull(Text),
    issuer_zh: orNull(Text),
    effective: orNull(Window),
    notes: Type.Optional(Texts),
  },
  strict,
);
export type PolicyDocument = Static<typeof DocumentEntry>;

/** One file rules.yaml. */
export const RuleFile = Type.Object({ document: DocumentEntry, rules: Type.Array(RuleEntry) }, strict);

const FactEntry = Type.Object(
  {
    fact: FactName,
    type: Type.Enum([...FACT_TYPES]),
    label_zh: Text,
    no_zh: Type.Optional(Text),
    unit_zh: Type.Optional(Text),
    values_zh: Type.Optional(Type.Record(Type.String(), Text)),
    values: Type.Optional(Texts),
    value: Type.Optional(orNull(Type.Number())),
    absent: Type.Optional(Type.Union([Type.Number(), Type.Array(Text)])),
    name_zh: Type.Optional(Text),
    meaning: Type.Optional(Text),
    note: Type.Optional(Text),
    source: Type.Optional(Text),
    supplied_by_zh: Type.Optional(Text),
  },
  strict,
);
const GeneralDefault = Type.Object({ id: Text, topic: Text, default: Text, config: ConfigKey }, strict);
const JurisdictionEntry = Type.Object(
  {
    slug: Slug,
    name_zh: orNull(Text),
    name_en: Text,
    level: Slug,
    code: orNull(Text),
    applies_to: Type.Optional(Type.Array(Type.Object({ name_zh: Text, code: Text }, strict))),
    note: Type.Optional(Text),
  },
  strict,
);
export type Jurisdiction = Static<typeof JurisdictionEntry>;

/** The file vocabulary.yaml. Of `vocabulary` only the word lists are read by machine; the rest is for people. */
export const VocabularyFile = Type.Object(
  {
    schema: Type.Literal('county-subsidy-vocabulary'),
    schema_version: Type.Literal(1),
    jurisdictions: Type.Array(JurisdictionEntry),
    general_defaults: Type.Array(GeneralDefault),
    vocabulary: Type.Object({
      categories: Type.Record(Type.String(), Text),
      beneficiaries: Texts,
      triggers: Type.Record(Type.String(), Text),
      statuses: Type.Record(Type.String(), Text),
    }),
    papers: Type.Record(Type.String(), Text),
    facts: Type.Array(FactEntry),
  },
  strict,
);
export type Vocabulary = Static<typeof VocabularyFile>;
