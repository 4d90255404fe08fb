import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type {
  addStaff as addStaffEndpoint,
  listStaff as listStaffEndpoint,
  SessionView,
  signIn as signInEndpoint,
} from '../../../contract/auth.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { StaffRole } from '../../../contract/scalars.ts';
import type { Db, Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Actor, type Ctx, newId, visitorActor } from '../../kernel/ctx.ts';
import { isInside } from '../../kernel/region-code.ts';
import { appendEvent } from '../audit/service.ts';
import { getCounty, getRegion, listCounties, listRegions } from '../regions/store.ts';
import { judgePassword } from './core/password.ts';
import { waitAfter } from './core/throttle.ts';
import {
  actorOf,
  clearFailures,
  countFailure,
  deleteSession,
  findFailures,
  findSessionUser,
  insertSession,
  insertUsers,
  listStaffWithin,
  listUsersByLogin,
  type User,
} from './store.ts';

const SESSION_HOURS = 12;

/** 19 MiB, two passes: some ten milliseconds. */
export const hashPassword = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2 });

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The sender of a request by its cookie. A visitor belongs to the first county of the installation. */
export async function recognise(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  const user = token ? await findSessionUser(db, tokenHash(token), now) : undefined;
  if (user) return actorOf(user);
  return visitorActor((await firstCounty(db, now)) ?? '000000');
}

interface FirstCounty {
  readonly code: string;
  readonly readAt: number;
}

const firstCounties = new WeakMap<Db, FirstCounty>();
/** Every page of every visitor asks for it, and it changes when a county is added: once in years. */
const KEPT_MS = 10_000;

async function firstCounty(db: Db, now: Date): Promise<string | undefined> {
  const at = now.getTime();
  const known = firstCounties.get(db);
  if (known && Math.abs(at - known.readAt) < KEPT_MS) return known.code;
  const [first] = await listCounties(db);
  if (first) firstCounties.set(db, { code: first.code, readAt: at });
  return first?.code;
}

export async function describeSession({ db, actor }: Pick<Ctx, 'db' | 'actor'>): Promise<SessionView> {
  const { role, name, countyCode, regionCode, employerId, labourerId } = actor;
  const county = await getCounty(db, countyCode);
  const region = await getRegion(db, regionCode);
  return {
    role,
    name,
    countyCode,
    countyName: county.name,
    regionCode,
    regionName: region.name,
    employerId,
    labourerId,
    isDemo: county.isDemo,
  };
}

/** A session that lasts a working day; the token is told once and kept only as a hash. */
export async function openSession(tx: Tx, ctx: Pick<Ctx, 'now'>, user: User): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_HOURS * 3_600_000);
  await insertSession(tx, {
    tokenHash: tokenHash(token),
    countyCode: user.countyCode,
    userId: user.id,
    createdAt,
    expiresAt,
  });
  return token;
}

export interface SignedIn {
  readonly token: string;
  readonly session: SessionView;
}

/** Throws auth.wrong_password for a wrong name and a wrong password alike, auth.too_many_tries with the seconds to wait. */
export async function signIn(ctx: Ctx, { body }: Input<typeof signInEndpoint>): Promise<SignedIn> {
  const candidates = await listUsersByLogin(ctx.db, body.loginName);
  const countyCode = candidates[0]?.countyCode ?? ctx.actor.countyCode;
  const waitMs = waitAfter(await findFailures(ctx.db, countyCode, body.loginName), ctx.now());
  if (waitMs > 0) throw new AppError('auth.too_many_tries', { seconds: Math.ceil(waitMs / 1000) });
  const user = await firstThatOpens(candidates, body.password);
  if (!user) {
    await countFailure(ctx.db, countyCode, body.loginName, ctx.now());
    throw new AppError('auth.wrong_password');
  }
  const token = await ctx.db.transaction(async (tx) => {
    await clearFailures(tx, countyCode, body.loginName);
    return openSession(tx, ctx, user);
  });
  return { token, session: await describeSession({ db: ctx.db, actor: actorOf(user) }) };
}

// A name nobody has is checked against a hash too, so that the time taken does not tell whether it exists.
const NOBODY = hashPassword('no such account');

async function firstThatOpens(candidates: readonly User[], password: string): Promise<User | undefined> {
  if (candidates.length === 0) await verify(await NOBODY, password);
  for (const user of candidates) if (user.passwordHash && (await verify(user.passwordHash, password))) return user;
  return undefined;
}

export const signOut = (ctx: Ctx, token: string): Promise<unknown> =>
  ctx.db.transaction((tx) => deleteSession(tx, tokenHash(token)));

/** Opens an account within the asker's area. Throws auth.login_taken, auth.password_weak, auth.region_outside. */
export async function addStaff(
  ctx: Ctx,
  { body }: Input<typeof addStaffEndpoint>,
): Promise<Output<typeof addStaffEndpoint>> {
  if (!isInside(body.regionCode, ctx.actor.regionCode))
    throw new AppError('auth.region_outside', { code: body.regionCode });
  orThrow(judgePassword(body.password, body.loginName));
  const { password, name: displayName, ...rest } = body;
  const row = {
    ...rest,
    displayName,
    countyCode: ctx.actor.countyCode,
    id: newId(ctx),
    passwordHash: await hashPassword(password),
    createdAt: ctx.now(),
  };
  return ctx.db.transaction(async (tx) => {
    const region = await getRegion(tx, body.regionCode);
    if ((await listUsersByLogin(tx, body.loginName)).length > 0)
      throw new AppError('auth.login_taken', { loginName: body.loginName });
    await insertUsers(tx, [row]);
    await appendEvent(tx, ctx, {
      subjectKind: 'user',
      subjectId: row.id,
      action: 'open',
      toStatus: 'open',
      details: { role: body.role },
    });
    return {
      id: row.id,
      loginName: body.loginName,
      name: displayName,
      role: body.role,
      regionCode: body.regionCode,
      regionName: region.name,
    };
  });
}

export async function listStaff(ctx: Ctx): Promise<Output<typeof listStaffEndpoint>> {
  const staff = await listStaffWithin(ctx.db, ctx.actor);
  const names = new Map(
    (await listRegions(ctx.db, [...new Set(staff.map((s) => s.regionCode))])).map((r) => [r.code, r.name]),
  );
  return {
    staff: staff.map(({ id, loginName, displayName: name, role, regionCode }) => ({
      id,
      loginName,
      name,
      // The store selects staff roles only.
      role: role as StaffRole,
      regionCode,
      regionName: names.get(regionCode) ?? regionCode,
    })),
  };
}
