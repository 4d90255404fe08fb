import type {
  EmployerView,
  editEmployer as editEndpoint,
  getEmployer as getEndpoint,
  listEmployers as listEndpoint,
  registerEmployer as registerEndpoint,
  signUpEmployer as signUpEndpoint,
  takeEmployerStep,
} from '../../../contract/employers.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { countyOf } from '../../kernel/region-code.ts';
import { appendEvent } from '../audit/service.ts';
import { judgePassword } from '../auth/core/password.ts';
import { hashPassword } from '../auth/service.ts';
import { insertUsers, listUsersByLogin } from '../auth/store.ts';
import { getRegion, listCounties, listRegions } from '../regions/store.ts';
import { readCreditCode } from './core/credit-code.ts';
import { advance, type EmployerAction } from './core/employer.ts';
import {
  type Employer,
  findByCreditCode,
  getEmployer,
  insertEmployers,
  listByNames,
  listEmployers,
  lockEmployer,
  type NewEmployer,
  saveEmployer,
} from './store.ts';
import { viewOf } from './view.ts';

type Fields = Input<typeof registerEndpoint>['body'];

const DAY_MS = 86_400_000;

/** The columns of what was typed. Throws employer.credit_code_wrong, employer.workshop_kind_missing. */
function columnsOf(ctx: Pick<Ctx, 'vault'>, body: Fields) {
  const { creditCode, workshopKind, phone, name, kind, regionCode, products, address, contactName } = body;
  if (kind === 'workshop' && !workshopKind) throw new AppError('employer.workshop_kind_missing');
  return {
    creditCode: orThrow(readCreditCode(creditCode)).code,
    sourceName: null,
    name: name.trim(),
    kind,
    workshopKind: kind === 'workshop' ? (workshopKind ?? null) : null,
    regionCode,
    ...(products !== undefined && { products }),
    ...(address !== undefined && { address }),
    ...(contactName !== undefined && { contactName }),
    ...(phone !== undefined && { phoneSealed: ctx.vault.seal(phone) }),
  };
}

async function refuseTwice(tx: Tx, countyCode: string, creditCode: string, ownId?: string) {
  const known = await findByCreditCode(tx, countyCode, creditCode);
  if (known && known.id !== ownId) throw new AppError('employer.exists', { creditCode, name: known.name });
}

async function register(tx: Tx, ctx: Ctx, countyCode: string, body: Fields): Promise<NewEmployer & { id: string }> {
  const columns = columnsOf(ctx, body);
  await getRegion(tx, body.regionCode);
  await refuseTwice(tx, countyCode, columns.creditCode);
  const at = ctx.now();
  const row = { ...columns, countyCode, id: newId(ctx), state: 'registered' as const, createdAt: at, updatedAt: at };
  await insertEmployers(tx, [row]);
  await ctx.outbox.enqueue(tx, 'employer.changed', { countyCode, id: row.id });
  return row;
}

const registered = (id: string) => ({
  subjectKind: 'employer',
  subjectId: id,
  action: 'register',
  toStatus: 'registered',
});

/** A firm opens its own account; it posts at once, and goes public when staff have verified it. Throws auth.login_taken. */
export async function signUpEmployer(
  ctx: Ctx,
  { body }: Input<typeof signUpEndpoint>,
): Promise<Output<typeof signUpEndpoint>> {
  const { loginName, password, ...fields } = body;
  orThrow(judgePassword(password, loginName));
  const passwordHash = await hashPassword(password);
  return ctx.db.transaction(async (tx) => {
    const countyCode = await countyFor(tx, ctx, body.regionCode);
    if ((await listUsersByLogin(tx, loginName)).length > 0) throw new AppError('auth.login_taken', { loginName });
    const { id: employerId } = await register(tx, ctx, countyCode, fields);
    const { regionCode, contactName: displayName } = fields;
    const account = { countyCode, id: newId(ctx), role: 'employer' as const, createdAt: ctx.now() };
    await insertUsers(tx, [{ ...account, loginName, displayName, passwordHash, regionCode, employerId }]);
    const actor = { ...ctx.actor, countyCode, id: account.id, role: 'employer' as const, name: displayName };
    await appendEvent(tx, { ...ctx, actor }, registered(employerId));
    return { employerId, loginName };
  });
}

/** A firm of this installation's counties goes to its own; one from elsewhere to the county whose page it stands on. */
async function countyFor(tx: Tx, { actor }: Ctx, regionCode: string): Promise<string> {
  const here = (await listCounties(tx)).some((county) => county.code === countyOf(regionCode));
  return here ? countyOf(regionCode) : actor.countyCode;
}

export async function registerEmployer(ctx: Ctx, { body }: Input<typeof registerEndpoint>): Promise<EmployerView> {
  return ctx.db.transaction(async (tx) => {
    const { id } = await register(tx, ctx, ctx.actor.countyCode, body);
    // Read through the desk's own eyes: a village desk cannot register a firm it would not see afterwards.
    const employer = await getEmployer(tx, ctx.actor, id);
    await appendEvent(tx, ctx, registered(id));
    return viewOf(tx, ctx, employer);
  });
}

export async function readEmployer(ctx: Ctx, { params }: Input<typeof getEndpoint>): Promise<EmployerView> {
  return viewOf(ctx.db, ctx, await getEmployer(ctx.db, ctx.actor, params.id));
}

export async function listAll(ctx: Ctx, { query }: Input<typeof listEndpoint>): Promise<Output<typeof listEndpoint>> {
  const { rows, states } = await listEmployers(ctx.db, ctx.actor, query);
  const codes = [...new Set(rows.map((r) => r.regionCode))];
  const names = new Map((await listRegions(ctx.db, codes)).map((r) => [r.code, r.name]));
  const total = query.state ? (states.get(query.state) ?? 0) : [...states.values()].reduce((a, b) => a + b, 0);
  const waiting = (e: Employer) =>
    e.state === 'registered' ? Math.floor((ctx.now().getTime() - e.createdAt.getTime()) / DAY_MS) : null;
  return {
    total,
    states: Object.fromEntries(states),
    employers: rows.map((e) => ({
      id: e.id,
      name: e.name,
      creditCode: e.creditCode,
      kind: e.kind,
      regionCode: e.regionCode,
      regionName: names.get(e.regionCode) ?? e.regionCode,
      state: e.state,
      createdAt: e.createdAt.toISOString(),
      waitingDays: waiting(e),
    })),
  };
}

/** Throws employer.stale, employer.identity_fixed where a verified employer itself changes its name or code. */
export async function editEmployer(ctx: Ctx, { params, body }: Input<typeof editEndpoint>): Promise<EmployerView> {
  const { version, ...fields } = body;
  return ctx.db.transaction(async (tx) => {
    const employer = await lockEmployer(tx, ctx.actor, params.id);
    if (employer.version !== version) throw new AppError('employer.stale', { id: employer.id });
    const columns = columnsOf(ctx, fields);
    const isAnother = columns.creditCode !== employer.creditCode || columns.name !== employer.name;
    if (ctx.actor.role === 'employer' && isAnother && employer.state !== 'registered')
      throw new AppError('employer.identity_fixed', { state: employer.state });
    await getRegion(tx, columns.regionCode);
    await refuseTwice(tx, employer.countyCode, columns.creditCode, employer.id);
    const saved = await saveEmployer(tx, employer, { ...columns, updatedAt: ctx.now() });
    await ctx.outbox.enqueue(tx, 'employer.changed', { countyCode: saved.countyCode, id: saved.id });
    await appendEvent(tx, ctx, { subjectKind: 'employer', subjectId: saved.id, action: 'edit' });
    return viewOf(tx, ctx, saved);
  });
}

/** One step of the employer's table. Its postings hide or come back by the news of it. */
export async function takeStep(ctx: Ctx, { params, body }: Input<typeof takeEmployerStep>): Promise<EmployerView> {
  return ctx.db.transaction(async (tx) => {
    const employer = await lockEmployer(tx, ctx.actor, params.id);
    if (employer.version !== body.version) throw new AppError('employer.stale', { id: employer.id });
    const { to } = orThrow(advance(employer, body.action, ctx.actor.role, body.note));
    const saved = await saveEmployer(tx, employer, stateColumns(ctx, body.action, to, body.note));
    await ctx.outbox.enqueue(tx, 'employer.changed', { countyCode: saved.countyCode, id: saved.id });
    await appendEvent(tx, ctx, {
      subjectKind: 'employer',
      subjectId: saved.id,
      action: body.action,
      fromStatus: employer.state,
      toStatus: to,
      details: body.note ? { note: body.note } : {},
    });
    return viewOf(tx, ctx, saved);
  });
}

function stateColumns(ctx: Ctx, action: EmployerAction, to: Employer['state'], note: string | undefined) {
  const at = ctx.now();
  const checked = action === 'verify' ? { verifiedAt: at, verifiedBy: ctx.actor.id } : {};
  return { state: to, stateNote: note ?? null, updatedAt: at, ...checked };
}

export interface NamedEmployer {
  readonly id: string;
  readonly state: Employer['state'];
}

/**
 * Firms as a public source names them, for postings that come in by import: known ones by their name, the others entered
 * without a code. A name is one firm, however often it is asked for.
 */
export async function findOrEnterByNames(
  tx: Tx,
  ctx: Ctx,
  firms: ReadonlyMap<string, { readonly regionCode: string }>,
  importId: string,
): Promise<Map<string, NamedEmployer>> {
  const known = await listByNamesInBatches(tx, ctx, [...firms.keys()]);
  const at = ctx.now();
  const rows = [...firms]
    .filter(([name]) => !known.has(name))
    .map(([name, { regionCode }]) => ({
      countyCode: ctx.actor.countyCode,
      id: newId(ctx),
      creditCode: null,
      sourceName: name,
      name,
      kind: 'company' as const,
      regionCode,
      state: 'registered' as const,
      importId,
      createdAt: at,
      updatedAt: at,
    }));
  await insertEmployers(tx, rows);
  for (const { name, id, state } of rows) known.set(name, { id, state });
  return known;
}

async function listByNamesInBatches(tx: Tx, ctx: Ctx, names: readonly string[]) {
  const known = new Map<string, NamedEmployer>();
  for (let i = 0; i < names.length; i += 5000) {
    const found = await listByNames(tx, ctx.actor.countyCode, names.slice(i, i + 5000));
    for (const { name, id, state } of found) if (!known.has(name)) known.set(name, { id, state });
  }
  return known;
}
