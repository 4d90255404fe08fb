import { REACHES, RULES } from '@songgang/search/matcher/model.ts';
import { VERDICTS } from '@songgang/search/matcher/why.ts';
import { type Static, Type } from 'typebox';
import { DeliveryView, JobBrief, ReasonView } from './deliveries.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import {
  CalendarDate,
  Fen,
  Instant,
  OFFICER_ROLES,
  orNull,
  Paging,
  RegionCode,
  STAFF_ROLES,
  strict,
  Uuid,
} from './scalars.ts';

export const matchRefusals = {
  'match.run_not_found': 'not_found',
  'match.interrupted': 'conflict',
  'match.labourer_not_found': 'not_found',
} as const satisfies Record<`match.${string}`, RefusalKind>;

export const RunView = Type.Object({
  id: Uuid,
  kind: Type.String(),
  on: CalendarDate,
  labourers: Type.Integer(),
  jobs: Type.Integer(),
  pairsJudged: Type.Number(),
  suitablePairs: Type.Number(),
  deliveries: Type.Integer(),
  labourersWithFive: Type.Integer(),
  jobsAtCap: Type.Integer(),
  short: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() })),
  seconds: Type.Number(),
  committedAt: orNull(Instant),
  /** How many labourers hold 0, 1, 2, 3, 4, 5 or more offers of the year after the run. */
  spread: Type.Array(Type.Integer()),
});
export type RunView = Static<typeof RunView>;

const Limit = Type.Enum(['reach', 'pay_floor'] as const);
/** A reach, or a monthly pay in fen. */
const LimitValue = Type.Union([Type.Enum([...REACHES]), Fen]);

/** Where the promise could not be kept, and what would help. */
export const ShortageView = Type.Object({
  offersMissing: Type.Integer(),
  people: Type.Integer(),
  /** Columns of `groups`. */
  towns: Type.Array(Type.Object({ code: RegionCode, name: Type.String() })),
  /** People short by group of trades, one number for each town; code and name empty: any work. */
  groups: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), people: Type.Array(Type.Integer()) })),
  /** Vacancies to ask for, most people first. */
  vacancies: Type.Array(
    Type.Object({
      occupationCode: Type.String(),
      occupationName: Type.String(),
      townCode: RegionCode,
      townName: Type.String(),
      people: Type.Integer(),
      /** How many of them one more place would serve. */
      servedByOne: Type.Integer(),
      /** Places that would serve them all. */
      places: Type.Integer(),
      /** Whose vacancies of the trade are full: whom to ask. */
      employers: Type.Array(Type.Object({ id: Uuid, name: Type.String() })),
    }),
  ),
  /** Which single limit, relaxed how far, would bring how many people something; never done without their word. */
  relaxations: Type.Array(Type.Object({ limit: Limit, to: LimitValue, people: Type.Integer() })),
});
export type ShortageView = Static<typeof ShortageView>;

export const runMatch = endpoint({
  method: 'POST',
  url: '/match-runs',
  summary: 'Match every labourer who wants work against every open job; dryRun writes nothing',
  access: OFFICER_ROLES,
  body: Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, strict),
  response: RunView,
});

export const listRuns = endpoint({
  method: 'GET',
  url: '/match-runs',
  summary: 'Match runs of the county, newest first',
  access: STAFF_ROLES,
  query: Type.Object({ ...Paging }),
  response: Type.Object({ runs: Type.Array(RunView) }),
});

export const getRun = endpoint({
  method: 'GET',
  url: '/match-runs/:id',
  summary: 'One match run and the shortage it found',
  access: STAFF_ROLES,
  params: Type.Object({ id: Uuid }),
  response: Type.Object({ run: RunView, shortage: ShortageView }),
});

export const FindingView = Type.Object({
  rule: Type.Enum([...RULES]),
  met: Type.Boolean(),
  labourer: Type.Unknown(),
  job: Type.Unknown(),
});

export const explainPair = endpoint({
  method: 'GET',
  url: '/match-why',
  summary: 'Why a job was or was not delivered to a labourer: every rule with both values',
  access: STAFF_ROLES,
  query: Type.Object({ labourerId: Uuid, jobId: Uuid }),
  response: Type.Object({
    labourer: Type.Object({ id: Uuid, name: Type.String(), regionName: Type.String() }),
    job: JobBrief,
    /** Delivered, or the first thing that stood in its way. */
    verdict: Type.Enum([...VERDICTS]),
    findings: Type.Array(FindingView),
    /** Null where a rule is not met. */
    score: orNull(Type.Integer()),
    reasons: Type.Array(ReasonView),
    offersThisYear: Type.Integer(),
    unanswered: Type.Integer(),
    capLeft: Type.Integer(),
    /** What the last run found that one relaxed limit would bring this person; theirs alone to say. */
    relaxations: Type.Array(Type.Object({ limit: Limit, to: LimitValue, jobs: Type.Integer() })),
    delivery: orNull(DeliveryView),
  }),
});
