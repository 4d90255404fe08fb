import { createHash, randomInt } from 'node:crypto';
import type { sendCode as sendCodeEndpoint, signInWithCode } from '../../../contract/auth.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { describeSession, openSession, type SignedIn } from '../auth/service.ts';
import { actorOf, deleteCode, findCode, listUsersByLogin, saveCode, type User, useTry } from '../auth/store.ts';
import { queueMessage } from './service.ts';

const VALID_MINUTES = 10;
const TRIES = 5;
const PAUSE_MS = 60_000;

const hashCode = (code: string, phoneHash: string): string =>
  createHash('sha256').update(`${phoneHash}:${code}`).digest('base64url');

const labourerOf = async (ctx: Ctx, phoneHash: string): Promise<User | undefined> =>
  (await listUsersByLogin(ctx.db, phoneHash)).find((u) => u.role === 'labourer');

/** Sends six digits to a phone that an account has. The answer is the same for any phone. Throws auth.code_too_soon. */
export async function sendCode(
  ctx: Ctx,
  { body }: Input<typeof sendCodeEndpoint>,
): Promise<Output<typeof sendCodeEndpoint>> {
  const phoneHash = ctx.vault.hashOf('phone', body.phone);
  const user = await labourerOf(ctx, phoneHash);
  const countyCode = user?.countyCode ?? ctx.actor.countyCode;
  const last = await findCode(ctx.db, countyCode, phoneHash);
  const at = ctx.now();
  if (last && at.getTime() - last.sentAt.getTime() < PAUSE_MS)
    throw new AppError('auth.code_too_soon', { seconds: 60 });
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await ctx.db.transaction(async (tx) => {
    await saveCode(tx, {
      countyCode,
      phoneHash,
      codeHash: hashCode(code, phoneHash),
      triesLeft: TRIES,
      sentAt: at,
      expiresAt: new Date(at.getTime() + VALID_MINUTES * 60_000),
    });
    if (!user) return;
    const text = `您的送岗登录码是 ${code}，${VALID_MINUTES} 分钟内有效。不要告诉别人。`;
    await queueMessage(tx, ctx, {
      countyCode,
      channel: 'sms',
      to: body.phone,
      subject: '登录码',
      body: text,
      messageId: `code-${newId(ctx)}`,
    });
  });
  return { validMinutes: VALID_MINUTES };
}

/** Throws auth.wrong_code for a wrong, used up or outdated code. */
export async function signInWithPhone(ctx: Ctx, { body }: Input<typeof signInWithCode>): Promise<SignedIn> {
  const phoneHash = ctx.vault.hashOf('phone', body.phone);
  const user = await labourerOf(ctx, phoneHash);
  const countyCode = user?.countyCode ?? ctx.actor.countyCode;
  // The try is spent before the code is compared and stays spent: guesses run out however many come at once.
  const [code] = await useTry(ctx.db, countyCode, phoneHash);
  const right = code && code.expiresAt > ctx.now() && code.codeHash === hashCode(body.code, phoneHash);
  if (!user || !right) throw new AppError('auth.wrong_code');
  const token = await ctx.db.transaction(async (tx) => {
    await deleteCode(tx, countyCode, phoneHash);
    return openSession(tx, ctx, user);
  });
  return { token, session: await describeSession({ db: ctx.db, actor: actorOf(user) }) };
}
