import type { InjectOptions } from 'fastify';
import type { Role } from '../../api/contract/scalars.ts';
import { buildApp, type Deps } from '../../api/src/app.ts';
import type { Db } from '../../api/src/db/client.ts';
import { hashPassword } from '../../api/src/domains/auth/service.ts';
import { users } from '../../api/src/domains/auth/tables.ts';
import { addCounty } from '../../api/src/domains/regions/service.ts';
import { upsertRegions } from '../../api/src/domains/regions/store.ts';
import { vaultOf } from '../../api/src/kernel/crypt.ts';
import { type Actor, type Ctx, systemActor } from '../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../api/src/kernel/id.ts';
import type { Topic, Topics } from '../../api/src/kernel/outbox.ts';
import { parentOf, type RegionLevel } from '../../api/src/kernel/region-code.ts';
import { emptySearch } from './search.ts';

export const NOON = new Date('2026-11-20T04:00:00Z');
export const COUNTY = '371311';
export const TOWN = '371311001000';
export const VILLAGE = '371311001201';
export const OTHER_TOWN = '371311002000';
export const OTHER_VILLAGE = '371311002202';

const PLACES: [string, RegionLevel, string][] = [
  ['370000000000', 'province', '山东省'],
  ['371300000000', 'prefecture', '临沂市'],
  ['371311000000', 'county', '罗庄区'],
  [TOWN, 'town', '甲街道'],
  [VILLAGE, 'village', '甲一村'],
  ['371311001202', 'village', '甲二村'],
  [OTHER_TOWN, 'town', '乙镇'],
  [OTHER_VILLAGE, 'village', '乙二村'],
];

/** News as a service sent it: kept so that a test can read it, and handed on only where the test says so. */
export interface SentNews {
  readonly topic: Topic;
  readonly payload: Topics[Topic];
}

export interface World {
  readonly db: Db;
  readonly deps: Deps;
  readonly news: SentNews[];
  /** Context of an actor of the county; the area is the whole county unless told. */
  as(role: Role, over?: Partial<Actor>): Ctx;
  system: Ctx;
  /** Moves the clock. */
  setNow(at: Date): void;
}

/** A county with two towns and three villages, a fixed clock, and an outbox whose news can be read. */
export async function aWorld(db: Db, over: Partial<Deps> = {}): Promise<World> {
  let at = NOON;
  const news: SentNews[] = [];
  const deps: Deps = {
    db,
    now: () => at,
    vault: vaultOf('a key for tests only'),
    outbox: {
      enqueue: async (_tx, topic, payload) => {
        news.push({ topic, payload });
      },
    },
    courier: { email: async () => {}, sms: async () => {} },
    search: emptySearch(),
    ...over,
  };
  await db.transaction((tx) =>
    upsertRegions(
      tx,
      PLACES.map(([code, level, name]) => ({
        code,
        level,
        name,
        shortName: name.replace(/(街道|[省市区镇村])$/, ''),
        parentCode: parentOf(code),
        source: 'test',
      })),
    ),
  );
  await addCounty(deps, COUNTY);
  const as = (role: Role, actor: Partial<Actor> = {}): Ctx => ({
    ...deps,
    actor: { ...systemActor(COUNTY), id: uuidv7(at), role, name: role, ...actor },
  });
  return {
    db,
    deps,
    news,
    as,
    system: { ...deps, actor: systemActor(COUNTY) },
    setNow: (next) => {
      at = next;
    },
  };
}

/** An account with the password `correct horse battery`, and a cookie that is signed in. */
export async function anAccount(world: World, role: Role, over: Partial<typeof users.$inferInsert> = {}) {
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    role,
    loginName: `${role}-${Math.round(performance.now() * 1000)}`,
    displayName: role,
    passwordHash: await hashPassword('correct horse battery'),
    regionCode: `${COUNTY}000000`,
    createdAt: NOON,
    ...over,
  };
  await world.db.insert(users).values(row);
  return row;
}

/** The app of production on a world, answering by inject; `asUser` signs an account in and keeps its cookie. */
export async function anApp(world: World) {
  const app = await buildApp(world.deps);
  const signIn = async (loginName: string) => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { loginName, password: 'correct horse battery' },
    });
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    return (options: InjectOptions) => app.inject({ ...options, headers: { ...options.headers, cookie } });
  };
  return { app, inject: (options: InjectOptions) => app.inject(options), signIn };
}
