import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { POLICY_ROLES, ruleOnly, VersionNumber } from './policies.ts';
import { CalendarDate, Fen, orNull, STAFF_ROLES, strict, Uuid } from './scalars.ts';

const Text = Type.String();
/** A value of a fact as forms and registers give it; null is unknown. */
const FactValue = Type.Union([Type.Boolean(), Type.Number(), Text, Type.Array(Text), Type.Null()]);
export const FactValues = Type.Record(Type.String(), FactValue);
const Units = Type.Partial(
  Type.Object({ persons: Type.Number(), months: Type.Number(), days: Type.Number(), years: Type.Number() }, strict),
);

/** One condition or limit of a judgement, in words. */
const FindingView = Type.Object({
  says: Text,
  seen: Text,
  result: Type.Enum(['met', 'unmet', 'unknown']),
  part: Text,
  clause: Text,
  from: orNull(Text),
  source: orNull(Text),
});

/** A fact that somebody is asked for, with what may be answered. */
export const AskedFact = Type.Object({
  fact: Text,
  label: Text,
  type: Type.Enum(['bool', 'int', 'number', 'enum', 'date', 'text', 'list']),
  unit: orNull(Text),
  options: Type.Array(Type.Object({ value: Text, label: Text })),
});
export type AskedFact = Static<typeof AskedFact>;

const Judgement = Type.Object({
  status: Text,
  amountFen: orNull(Fen),
  amount: Text,
  findings: Type.Array(FindingView),
  missing: Type.Array(AskedFact),
  working: Type.Array(Text),
});

export const tryPolicy = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/trials',
  summary: 'Try a version on one person of the registers, with facts typed over them; nothing is kept',
  access: STAFF_ROLES,
  params: ruleOnly,
  body: Type.Object(
    {
      number: VersionNumber,
      labourerId: Type.Optional(Uuid),
      facts: FactValues,
      units: Type.Optional(Units),
      eventOn: Type.Optional(CalendarDate),
    },
    strict,
  ),
  response: Type.Object({
    name: orNull(Text),
    eventOn: CalendarDate,
    judgement: Judgement,
    /** Every fact that the rule reads, with the value it was judged on. */
    facts: Type.Array(
      Type.Object({ ...AskedFact.properties, value: FactValue, isTyped: Type.Boolean(), source: orNull(Text) }),
    ),
  }),
});

const CountyCount = Type.Object({ people: Type.Integer(), claims: Type.Integer(), totalFen: Type.Integer() });
const CountyLine = Type.Object({
  labourerId: orNull(Uuid),
  name: Text,
  village: Text,
  before: Text,
  after: Text,
  beforeFen: orNull(Fen),
  afterFen: orNull(Fen),
});

export const tryOnCounty = endpoint({
  method: 'POST',
  url: '/policies/:ruleId/county-trials',
  summary: 'Try a version on the whole county before it is published: who gains, who loses, what it costs this year',
  access: POLICY_ROLES,
  params: ruleOnly,
  body: Type.Object({ number: VersionNumber }, strict),
  response: Type.Object({
    year: Type.Integer(),
    judged: Type.Integer(),
    before: CountyCount,
    after: CountyCount,
    awaitingRate: Type.Integer(),
    needEvidence: Type.Integer(),
    gain: Type.Array(CountyLine),
    lose: Type.Array(CountyLine),
    gainCount: Type.Integer(),
    loseCount: Type.Integer(),
  }),
});
