import type { SQL } from 'drizzle-orm';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type {
  changePoverty,
  editHousehold as editEndpoint,
  endPairing as endEndpoint,
  getHousehold as getEndpoint,
  HouseholdView,
  listHouseholds as listEndpoint,
  listPairingAlarms,
  pairHousehold as pairEndpoint,
  registerHousehold as registerEndpoint,
} from '../../../contract/households.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { ageOn } from '../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import { listRegions } from '../regions/store.ts';
import {
  countLabourers,
  endPairingOn,
  findHelper,
  findPairing,
  getHousehold,
  helperNames,
  insertHouseholds,
  insertPairings,
  insertSpells,
  listByCardNumbers,
  listHelpers,
  listHouseholds,
  listIdleHelpers,
  listMembers,
  listSpells,
  lockHousehold,
  saveHousehold,
} from './household-store.ts';
import { assertHome } from './place.ts';
import type { Household } from './store.ts';

async function viewOf(db: Reader, ctx: Ctx, row: Household): Promise<HouseholdView> {
  const [region] = await listRegions(db, [row.regionCode]);
  const spells = await listSpells(db, row);
  const members = await listMembers(db, row);
  const { id, cardNumber, headName, regionCode, address, isRelocated, memberCount, povertyStatus, state, version } =
    row;
  return {
    id,
    cardNumber,
    headName,
    regionCode,
    regionName: region?.name ?? regionCode,
    address,
    isRelocated,
    memberCount,
    povertyStatus,
    state,
    version,
    spells: spells.map(({ status, fromOn, note }) => ({ status, fromOn, note })),
    members: members.map((m) => ({
      id: m.id,
      name: m.name,
      sex: m.sex,
      age: ageOn(m.birthOn, today(ctx)),
      wantsWork: m.wantsWork,
      employment: m.employment,
      state: m.state,
    })),
    helpers: await listHelpers(db, row),
  };
}

const news = (id: string, action: string, details: Record<string, unknown> = {}) => ({
  subjectKind: 'household',
  subjectId: id,
  action,
  details,
});

async function refuseTwice(tx: Tx, ctx: Ctx, cardNumber: string, ownId?: string): Promise<void> {
  const [known] = await listByCardNumbers(tx, ctx.actor.countyCode, [cardNumber]);
  if (known && known.id !== ownId)
    throw new AppError('people.household_exists', { cardNumber, headName: known.headName });
}

/** Throws people.household_exists, people.region_outside. */
export async function registerHousehold(ctx: Ctx, { body }: Input<typeof registerEndpoint>): Promise<HouseholdView> {
  const { fromOn, ...fields } = body;
  return ctx.db.transaction(async (tx) => {
    await assertHome(tx, ctx.actor, body.regionCode);
    await refuseTwice(tx, ctx, body.cardNumber);
    const at = ctx.now();
    const { countyCode } = ctx.actor;
    const id = newId(ctx);
    await insertHouseholds(tx, [{ ...fields, countyCode, id, createdAt: at, updatedAt: at }]);
    await insertSpells(tx, [{ countyCode, id: newId(ctx), householdId: id, status: body.povertyStatus, fromOn }]);
    const view = await viewOf(tx, ctx, await getHousehold(tx, ctx.actor, id));
    await appendEvent(tx, ctx, { ...news(id, 'register'), toStatus: body.povertyStatus });
    return view;
  });
}

export async function editHousehold(ctx: Ctx, { params, body }: Input<typeof editEndpoint>): Promise<HouseholdView> {
  const { version, ...fields } = body;
  return ctx.db.transaction(async (tx) => {
    const household = await lockHousehold(tx, ctx.actor, params.id, version);
    if (body.regionCode !== household.regionCode) await assertHome(tx, ctx.actor, body.regionCode);
    await refuseTwice(tx, ctx, body.cardNumber, household.id);
    const saved = await saveHousehold(tx, household, { ...fields, updatedAt: ctx.now() });
    const view = await viewOf(tx, ctx, saved);
    await appendEvent(tx, ctx, news(saved.id, 'edit'));
    return view;
  });
}

/** D-025: an entry with its date; one that does not lie after the last is refused, so that the history stays a history. */
export async function recordPoverty(ctx: Ctx, { params, body }: Input<typeof changePoverty>): Promise<HouseholdView> {
  return ctx.db.transaction(async (tx) => {
    const household = await lockHousehold(tx, ctx.actor, params.id, body.version);
    const [last] = await listSpells(tx, household);
    if ((last && body.fromOn <= last.fromOn) || body.fromOn > today(ctx))
      throw new AppError('people.spell_too_early', { last: last?.fromOn ?? null, today: today(ctx) });
    const { countyCode, id: householdId } = household;
    const { status, fromOn, note = null } = body;
    await insertSpells(tx, [{ countyCode, id: newId(ctx), householdId, status, fromOn, note }]);
    const saved = await saveHousehold(tx, household, { povertyStatus: status, updatedAt: ctx.now() });
    const view = await viewOf(tx, ctx, saved);
    const change = { fromStatus: household.povertyStatus, toStatus: status };
    await appendEvent(tx, ctx, { ...news(householdId, 'poverty', { fromOn }), ...change });
    return view;
  });
}

/** D-031, D-032. Throws people.helper_not_found, people.paired_already. */
export async function pairHousehold(ctx: Ctx, { params, body }: Input<typeof pairEndpoint>): Promise<HouseholdView> {
  return ctx.db.transaction(async (tx) => {
    const household = await lockHousehold(tx, ctx.actor, params.id);
    const helper = await findHelper(tx, household.countyCode, body.helperId);
    if (!helper) throw new AppError('people.helper_not_found', { id: body.helperId });
    const current = await listHelpers(tx, household);
    if (current.some((h) => h.helperId === helper.id && h.untilOn === null))
      throw new AppError('people.paired_already', { name: helper.name });
    const { countyCode, id: householdId } = household;
    const row = { countyCode, id: newId(ctx), householdId, helperId: helper.id, fromOn: today(ctx) };
    // Ended and begun again on one day is one row of the table: nothing inserted means that very row.
    if ((await insertPairings(tx, [row])).length === 0) {
      const same = current.find((h) => h.helperId === helper.id && h.fromOn === row.fromOn);
      if (same) await endPairingOn(tx, countyCode, same.pairingId, null);
    }
    const view = await viewOf(tx, ctx, household);
    await appendEvent(tx, ctx, news(householdId, 'pair', { helperId: helper.id }));
    return view;
  });
}

export async function endPairing(ctx: Ctx, { params }: Input<typeof endEndpoint>): Promise<Record<string, never>> {
  return ctx.db.transaction(async (tx) => {
    const pairing = await findPairing(tx, ctx.actor.countyCode, params.id);
    if (!pairing) throw new AppError('people.pairing_not_found', { id: params.id });
    await lockHousehold(tx, ctx.actor, pairing.householdId);
    await endPairingOn(tx, pairing.countyCode, pairing.id, today(ctx));
    await appendEvent(tx, ctx, news(pairing.householdId, 'unpair', { helperId: pairing.helperId }));
    return {};
  });
}

export async function readHousehold(ctx: Ctx, { params }: Input<typeof getEndpoint>): Promise<HouseholdView> {
  return viewOf(ctx.db, ctx, await getHousehold(ctx.db, ctx.actor, params.id));
}

/** Households of a county of whom nobody works: known to a domain above, which hands its condition in. */
export type WithoutWork = (countyCode: string) => SQL;

export const readHouseholds =
  (withoutWork: WithoutWork) =>
  async (ctx: Ctx, { query }: Input<typeof listEndpoint>): Promise<Output<typeof listEndpoint>> => {
    const idle = query.withoutWork ? withoutWork(ctx.actor.countyCode) : undefined;
    const { total, rows } = await listHouseholds(ctx.db, ctx.actor, query, idle);
    const ids = rows.map((r) => r.household.id);
    const counts = await countLabourers(ctx.db, ctx.actor, ids);
    const helpers = await helperNames(ctx.db, ctx.actor, ids);
    return {
      total,
      households: rows.map(({ household, regionName }) => ({
        id: household.id,
        cardNumber: household.cardNumber,
        headName: household.headName,
        regionCode: household.regionCode,
        regionName: regionName ?? household.regionCode,
        povertyStatus: household.povertyStatus,
        labourerCount: counts.get(household.id) ?? 0,
        helperNames: helpers.get(household.id) ?? [],
      })),
    };
  };

const ALARMS_SHOWN = 200;

/** D-031: every household a contact, every helper a household. */
export async function readAlarms(ctx: Ctx): Promise<Output<typeof listPairingAlarms>> {
  const { total, rows } = await listHouseholds(ctx.db, ctx.actor, { withoutHelper: true, limit: ALARMS_SHOWN });
  const helpers = await listIdleHelpers(ctx.db, ctx.actor);
  return {
    householdsWithout: total,
    households: rows.map(({ household: { id, headName, regionCode }, regionName }) => ({
      id,
      headName,
      regionCode,
      regionName: regionName ?? regionCode,
    })),
    helpers: helpers.map((h) => ({ ...h, regionName: h.regionName ?? h.regionCode })),
  };
}
