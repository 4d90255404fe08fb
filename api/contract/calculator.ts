import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Relevance, RuleId } from './policies.ts';
import { AskedFact, FactValues } from './policy-trials.ts';
import { EVERYONE, Fen, orNull, strict } from './scalars.ts';

const Text = Type.String();

export const WHO = ['seeker', 'employer', 'workshop', 'agency'] as const;
export const TOPICS = ['work', 'training', 'school', 'startup', 'insurance', 'hardship'] as const;

/** One policy as the calculator answers it. */
const CalculatedPolicy = Type.Object({
  ruleId: RuleId,
  name: Text,
  relevance: Relevance,
  status: Text,
  amount: Text,
  amountFen: orNull(Fen),
  working: Type.Array(Text),
  documentTitle: Text,
  documentNumber: orNull(Text),
  clause: Text,
  wording: orNull(Text),
  papers: Type.Object({ stated: Type.Array(Text), suggested: Type.Array(Text) }),
  /** What is met, what is not, and what is still open, in words. */
  met: Type.Array(Text),
  unmet: Type.Array(Text),
  open: Type.Array(Text),
});
export type CalculatedPolicy = Static<typeof CalculatedPolicy>;

export const calculate = endpoint({
  method: 'POST',
  url: '/calculator',
  summary: 'What a seeker or an employer may get on what they answer; nothing is kept',
  access: EVERYONE,
  body: Type.Object(
    {
      who: Type.Optional(Type.Enum([...WHO])),
      topics: Type.Optional(Type.Array(Type.Enum([...TOPICS]), { maxItems: TOPICS.length })),
      /** Answers so far; null: asked, and not known. */
      answers: FactValues,
    },
    strict,
  ),
  response: Type.Object({
    countyName: Text,
    /** Whom the county's policies speak of, and of what. */
    whos: Type.Array(Type.Object({ who: Type.Enum([...WHO]), topics: Type.Array(Type.Enum([...TOPICS])) })),
    questions: Type.Array(AskedFact),
    /** Questions that may still follow those, at most. */
    remaining: Type.Integer(),
    may: Type.Array(CalculatedPolicy),
    open: Type.Array(CalculatedPolicy),
    not: Type.Array(CalculatedPolicy),
  }),
});
