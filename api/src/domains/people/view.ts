import type { CardView } from '../../../contract/people.ts';
import type { Role } from '../../../contract/scalars.ts';
import type { Reader } from '../../db/client.ts';
import { ageOn } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { findUserOfLabourer } from '../auth/store.ts';
import { maskAddress } from '../notices/service.ts';
import { listRegions } from '../regions/store.ts';
import { missingOf } from './core/card-blocks.ts';
import { maskIdNumber } from './core/id-number.ts';
import { listByIds } from './household-store.ts';
import type { Labourer } from './store.ts';

/** Who may see health, limits and disability (D-173): those who carry the case, the auditor on record, the person. */
const SEES_HEALTH: readonly Role[] = [
  'labourer',
  'liaison',
  'township_officer',
  'county_officer',
  'administrator',
  'auditor',
  'system',
];

export const seesHealth = (role: Role): boolean => SEES_HEALTH.includes(role);

const HIDDEN = { health: null, limits: null, disabilityKind: null, disabilityGrade: null };

const masked = ({ vault }: Pick<Ctx, 'vault'>, sealed: string | null, mask: (plain: string) => string) =>
  sealed === null ? null : mask(vault.open(sealed));

/** The card as it is shown: numbers masked, health left out for a role that may not see it. */
export async function cardView(db: Reader, ctx: Ctx, row: Labourer): Promise<CardView> {
  const [household] = await listByIds(db, row.countyCode, [row.householdId]);
  const [region] = await listRegions(db, [row.regionCode]);
  const account = await findUserOfLabourer(db, row.countyCode, row.id);
  const healthShown = seesHealth(ctx.actor.role);
  const missing = missingOf(row);
  const block = (fields: string[]) => ({ isClear: fields.length === 0, missing: fields });
  return {
    ...plainFields(row),
    ...(healthShown ? {} : HIDDEN),
    healthShown,
    regionName: region?.name ?? row.regionCode,
    cardNumber: household?.cardNumber ?? '',
    povertyStatus: household?.povertyStatus ?? 'none',
    idNumberMasked: maskIdNumber(ctx.vault.open(row.idNumberSealed)),
    age: ageOn(row.birthOn, today(ctx)),
    phoneMasked: masked(ctx, row.phoneSealed, maskAddress),
    emailMasked: masked(ctx, row.emailSealed, maskAddress),
    hasAccount: account !== undefined,
    personalisedRefusedAt: row.personalisedRefusedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    blocks: {
      basic: block(missing.basic),
      needs: block(missing.needs),
      training: block(missing.training),
      security: block(missing.security),
      measures: block(missing.measures),
    },
  };
}

/** What leaves as it stands. Spelled out: a column added one day must not leave by itself. */
const plainFields = (row: Labourer) => ({
  id: row.id,
  householdId: row.householdId,
  name: row.name,
  regionCode: row.regionCode,
  birthOn: row.birthOn,
  sex: row.sex,
  education: row.education,
  health: row.health,
  limits: row.limits,
  disabilityKind: row.disabilityKind,
  disabilityGrade: row.disabilityGrade,
  careDuties: row.careDuties,
  employment: row.employment,
  skills: row.skills,
  skillsText: row.skillsText,
  wantsWork: row.wantsWork,
  wishes: row.wishes,
  reach: row.reach,
  payFloorFen: row.payFloorFen,
  shifts: row.shifts,
  homeEveryNight: row.homeEveryNight,
  needsLodging: row.needsLodging,
  needsBoard: row.needsBoard,
  wantsVenture: row.wantsVenture,
  ventureWish: row.ventureWish,
  wantsTraining: row.wantsTraining,
  trainingWishes: row.trainingWishes,
  pension: row.pension,
  medical: row.medical,
  measures: row.measures,
  measuresNote: row.measuresNote,
  smsAllowed: row.smsAllowed,
  state: row.state,
  closedReason: row.closedReason,
  version: row.version,
});
