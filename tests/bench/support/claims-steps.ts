import { randomUUID } from 'node:crypto';
import { sql as q } from 'drizzle-orm';
import type { Deps } from '../../../api/src/app.ts';
import { type Connection, connect } from '../../../api/src/db/client.ts';
import { keptText } from '../../../api/src/db/kept.ts';
import { addCounty } from '../../../api/src/domains/regions/service.ts';
import { upsertRegions } from '../../../api/src/domains/regions/store.ts';
import { takeStep } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { awards, claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { ClaimAction } from '../../../api/src/domains/subsidies/core/claim.ts';
import { theLibrary } from '../../../api/src/domains/subsidies/policies/standing.ts';
import { policyVersions } from '../../../api/src/domains/subsidies/policies/tables.ts';
import { vaultOf } from '../../../api/src/kernel/crypt.ts';
import { type Ctx, systemActor } from '../../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { openQueue, type Queue } from '../../../api/src/kernel/outbox.ts';
import { emptySearch } from '../../support/search.ts';

const COUNTIES = 20;
export const CLIENTS = 8;
const SCALE = 20;
const RULE = 'luozhuang-job-introduction';
const NOW = new Date('2026-11-20T04:00:00Z');
const codes = Array.from({ length: COUNTIES }, (_, i) => `3713${String(i + 1).padStart(2, '0')}`);

/** The steps of a claim one after the other, each by an officer who has no other duty on it. */
const WAY: readonly (readonly [ClaimAction, number])[] = [
  ['prepare', 0],
  ['submit', 0],
  ['check', 1],
  ['approve', 2],
  ['release', 2],
];
const ROLES = ['township_officer', 'county_officer', 'county_officer'] as const;

interface Timed {
  readonly perSecond: number;
  readonly done: number;
}

/** So many clients, each with one connection, each in a loop of its own until the time is over. */
async function together(seconds: number, once: (client: number, n: number) => Promise<boolean>): Promise<Timed> {
  const since = performance.now();
  const counts = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      let n = 0;
      while (performance.now() - since < seconds * 1000 && (await once(client, n))) n += 1;
      return n;
    }),
  );
  const done = counts.reduce((a, b) => a + b, 0);
  return { done, perSecond: done / ((performance.now() - since) / 1000) };
}

/** TPC-B at scale 20, as pgbench does it: five statements in a transaction. */
export async function makeTpcB({ sql }: Connection): Promise<void> {
  await sql.unsafe(`create unlogged table b_made (x int); drop table b_made;
    create table b_branches (bid int primary key, bbalance int, filler char(88));
    create table b_tellers (tid int primary key, bid int, tbalance int, filler char(84));
    create table b_accounts (aid int primary key, bid int, abalance int, filler char(84));
    create table b_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into b_branches select n, 0, '' from generate_series(1, ${SCALE}) n;
    insert into b_tellers select n, 1 + n / 10, 0, '' from generate_series(1, ${SCALE * 10}) n;
    insert into b_accounts select n, 1 + n / 100000, 0, '' from generate_series(1, ${SCALE * 100_000}) n;`);
  await sql.unsafe('vacuum analyze b_accounts, b_tellers, b_branches');
}

export function runTpcB(pool: readonly Connection[], seconds: number): Promise<Timed> {
  return together(seconds, async (client) => {
    const { aid, bid, tid, delta } = someTransfer();
    await pool[client]?.db.transaction(async (tx) => {
      await tx.execute(q`update b_accounts set abalance = abalance + ${delta}::int where aid = ${aid}::int`);
      await tx.execute(q`select abalance from b_accounts where aid = ${aid}::int`);
      await tx.execute(q`update b_tellers set tbalance = tbalance + ${delta}::int where tid = ${tid}::int`);
      await tx.execute(q`update b_branches set bbalance = bbalance + ${delta}::int where bid = ${bid}::int`);
      await tx.execute(q`insert into b_history values (${tid}::int, ${bid}::int, ${aid}::int, ${delta}::int, now())`);
    });
    return true;
  });
}

const below = (n: number) => 1 + Math.floor(Math.random() * n);
const someTransfer = () => ({
  ...{ aid: below(SCALE * 100_000), bid: below(SCALE), tid: below(SCALE * 10), delta: below(10_000) - 5_000 },
});

const v = q.placeholder;
const KEPT_TPC_B = [
  q`update b_accounts set abalance = abalance + ${v('delta')}::int where aid = ${v('aid')}::int`,
  q`select abalance from b_accounts where aid = ${v('aid')}::int`,
  q`update b_tellers set tbalance = tbalance + ${v('delta')}::int where tid = ${v('tid')}::int`,
  q`update b_branches set bbalance = bbalance + ${v('delta')}::int where bid = ${v('bid')}::int`,
  q`insert into b_history values (${v('tid')}::int, ${v('bid')}::int, ${v('aid')}::int, ${v('delta')}::int, now())`,
].map((text) => keptText(text));

/** The same, its statements put together and planned once, as the product keeps those of a step. */
export function runKeptTpcB(pool: readonly Connection[], seconds: number): Promise<Timed> {
  return together(seconds, async (client) => {
    const transfer = someTransfer();
    await pool[client]?.db.transaction(async (tx) => {
      for (const statement of KEPT_TPC_B) await statement(tx, transfer);
    });
    return true;
  });
}

export interface Claims {
  readonly queue: Queue;
  readonly ctxOf: (client: number, county: string, officer: number) => Ctx;
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

/** Twenty counties with claims that nobody has touched. */
export async function makeClaims(url: string, pool: readonly Connection[], each: number): Promise<Claims> {
  const queue = await openQueue(url, (error) => console.error(error));
  const vault = vaultOf('a key for measuring');
  const base = {
    now: () => NOW,
    vault,
    outbox: queue,
    courier: { email: async () => {}, sms: async () => {} },
    search: emptySearch(),
  };
  const officers = codes.flatMap((code) =>
    ROLES.map((role) => ({ ...systemActor(code), id: randomUUID(), role, name: role })),
  );
  const ctxOf = (client: number, county: string, officer: number): Ctx => {
    const actor = officers[codes.indexOf(county) * ROLES.length + officer];
    const db = pool[client]?.db;
    if (!actor || !db) throw new RangeError('no such officer or client');
    return { ...base, db, actor };
  };
  const ids = await fill({ ...base, db: ctxOf(0, codes[0] ?? '', 0).db }, each);
  return { queue, ctxOf, ids };
}

async function fill(deps: Deps, each: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const region = (code: string, level: 'province' | 'prefecture' | 'county', parentCode: string | null) => ({
    ...{ code, level, name: code, shortName: code, parentCode, source: 'bench' },
  });
  await deps.db.transaction((tx) =>
    upsertRegions(tx, [
      region('370000000000', 'province', null),
      region('371300000000', 'prefecture', '370000000000'),
      ...codes.map((code) => region(`${code}000000`, 'county', '371300000000')),
    ]),
  );
  const ids = new Map<string, string[]>();
  for (const code of codes) {
    await addCounty(deps, code);
    ids.set(code, await fillCounty(deps, code, each));
  }
  return ids;
}

async function fillCounty({ db }: Deps, countyCode: string, each: number): Promise<string[]> {
  const rule = theLibrary().rules.find(({ id }) => id === RULE);
  if (!rule) throw new Error(`no rule ${RULE}`);
  const [policyVersionId, officer] = [uuidv7(NOW), uuidv7(NOW)];
  await db.insert(policyVersions).values({
    ...{
      countyCode,
      id: policyVersionId,
      ruleId: RULE,
      number: 1,
      jurisdiction: 'luozhuang',
      document: rule.source.doc,
      rule,
    },
    ...{ terms: { wording: null, workflow: { noticeDays: 0 }, noticeFields: null }, status: 'published' },
    ...{ madeBy: officer, madeAt: NOW, publishedBy: officer, publishedAt: NOW },
  });
  const rows = Array.from({ length: each }, () => {
    const id = randomUUID();
    const right = { countyCode, ruleId: RULE, subjectId: id, payeeKind: 'labourer', periodKey: 'once' };
    return { award: { ...right, claimId: id }, claim: { ...right, id, ...claimOf(policyVersionId, countyCode, id) } };
  });
  await db.insert(awards).values(rows.map(({ award }) => award));
  await db.insert(claims).values(rows.map(({ claim }) => claim));
  return rows.map(({ claim }) => claim.id);
}

const claimOf = (policyVersionId: string, countyCode: string, id: string) => ({
  policyVersionId,
  subjectKind: 'labourer' as const,
  payeeId: id,
  regionCode: `${countyCode}000000`,
  trigger: 'bench',
  eventOn: '2026-11-01',
  status: 'found' as const,
  verdict: 'payable',
  amountFen: 15_000,
  judged: { facts: {}, units: {}, settings: {}, rates: [], jurisdiction: 'luozhuang', sources: {} },
  // Nothing of an evaluation is read by a step.
  evaluation: { findings: [] } as unknown as typeof claims.$inferInsert.evaluation,
  judgedAt: NOW,
  foundAt: NOW,
});

/** Each client goes through counties of its own share, claim by claim, step by step: the product's own service. */
export function runClaims({ ctxOf, ids }: Claims, seconds: number): Promise<Timed> {
  const ofClient = Array.from({ length: CLIENTS }, (_, client) => shareOf(client, ids));
  return together(seconds, async (client, n) => {
    const at = ofClient[client]?.[Math.floor(n / WAY.length)];
    const step = WAY[n % WAY.length];
    if (!at || !step) throw new Error('there are not enough claims for so much time');
    await takeStep(ctxOf(client, at.county, step[1]), at.id, step[0]);
    return true;
  });
}

/** Claims of all counties in turn, every eighth: clients meet in a county's chain as offices do. */
function shareOf(client: number, ids: Claims['ids']): { county: string; id: string }[] {
  const counties = [...ids];
  const each = counties[0]?.[1].length ?? 0;
  const all = Array.from({ length: each * counties.length }, (_, k) => {
    const [county, own] = counties[k % counties.length] ?? ['', []];
    return { county, id: own[Math.floor(k / counties.length)] ?? '' };
  });
  return all.filter((_, k) => k % CLIENTS === client);
}

export const openPool = (url: string): Connection[] => Array.from({ length: CLIENTS }, () => connect(url, 1));
