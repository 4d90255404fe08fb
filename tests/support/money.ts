import { awards, claimDuties, claims as claimsTable } from '../../api/src/domains/subsidies/claims/tables.ts';
import type { ClaimStatus } from '../../api/src/domains/subsidies/core/claim.ts';
import { payeeAccounts } from '../../api/src/domains/subsidies/evidence/tables.ts';
import { budgetLines } from '../../api/src/domains/subsidies/payments/tables.ts';
import { theLibrary } from '../../api/src/domains/subsidies/policies/standing.ts';
import { policyVersions } from '../../api/src/domains/subsidies/policies/tables.ts';
import { uuidv7 } from '../../api/src/kernel/id.ts';
import { COUNTY, NOON, VILLAGE, type World } from './app.ts';
import { aLabourer } from './builders.ts';
import { anIdNumber } from './people.ts';

export const RULE = 'luozhuang-job-introduction';
let serial = 0;

/** A published version of a rule of the library; notices hang seven days unless told. */
export async function aPolicy(world: World, over: Partial<typeof policyVersions.$inferInsert> = {}) {
  const ruleId = over.ruleId ?? RULE;
  const rule = theLibrary().rules.find(({ id }) => id === ruleId);
  if (!rule) throw new Error(`no rule ${ruleId}`);
  const officer = uuidv7(NOON);
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    ruleId,
    number: 1,
    jurisdiction: 'luozhuang',
    document: rule.source.doc,
    rule,
    terms: { wording: null, workflow: { noticeDays: 7 }, noticeFields: null },
    status: 'published' as const,
    madeBy: officer,
    madeAt: NOON,
    publishedBy: officer,
    publishedAt: NOON,
    ...over,
  };
  await world.db.insert(policyVersions).values(row);
  return row;
}

export interface ClaimWish {
  readonly status?: ClaimStatus;
  readonly amountFen?: number;
  readonly over?: Partial<typeof claimsTable.$inferInsert>;
  readonly name?: string;
  readonly accountNumber?: string | null;
  readonly holder?: string;
  readonly officers?: readonly [prepared: string, checked: string, approved: string];
}

/** A claim of a labourer of their own, in the status wished, signed by three officers; its account is in the payee's name. */
export async function aClaim(world: World, policy: Awaited<ReturnType<typeof aPolicy>>, wish: ClaimWish = {}) {
  serial += 1;
  const { vault } = world.deps;
  const idNumber = anIdNumber(serial % 1000, `19${70 + (Math.floor(serial / 1000) % 20)}0101`);
  const labourer = await aLabourer(world, {
    ...(wish.name !== undefined && { name: wish.name }),
    idNumberSealed: vault.seal(idNumber),
    idNumberHash: vault.hashOf('id', `${idNumber}-${serial}`),
  });
  const number = wish.accountNumber === undefined ? `62000000${String(serial).padStart(8, '0')}` : wish.accountNumber;
  const holder = wish.holder ?? labourer.name;
  const accountId = number === null ? null : (await anAccountOf(world, labourer.id, number, holder)).id;
  const officers = wish.officers ?? [uuidv7(NOON), uuidv7(NOON), uuidv7(NOON)];
  const id = uuidv7(NOON);
  const right = { ruleId: policy.ruleId, subjectId: labourer.id, payeeKind: 'labourer', periodKey: 'once' };
  const status = wish.status ?? 'payable';
  const row = {
    countyCode: COUNTY,
    id,
    ...right,
    policyVersionId: policy.id,
    subjectKind: 'labourer' as const,
    labourerId: labourer.id,
    payeeId: labourer.id,
    accountId,
    regionCode: VILLAGE,
    trigger: 'test',
    eventOn: '2026-11-01',
    status,
    verdict: 'payable',
    amountFen: wish.amountFen ?? 100_000 + serial,
    judged: { facts: {}, units: {}, settings: {}, rates: [], jurisdiction: 'luozhuang', sources: {} },
    // Nothing of an evaluation but its findings is read where these claims are used.
    evaluation: { findings: [], working: [] } as unknown as typeof claimsTable.$inferInsert.evaluation,
    judgedAt: NOON,
    foundAt: NOON,
    preparedBy: officers[0],
    checkedBy: officers[1],
    approvedBy: officers[2],
    ...wish.over,
  };
  await world.db.insert(awards).values({ countyCode: COUNTY, ...right, claimId: id });
  await world.db.insert(claimsTable).values(row);
  const duties = (['prepare', 'check', 'approve'] as const).map((duty, i) => ({
    countyCode: COUNTY,
    claimId: id,
    officerId: officers[i] ?? '',
    duty,
    officerRole: 'county_officer' as const,
    officerName: duty,
    takenAt: NOON,
  }));
  await world.db.insert(claimDuties).values(duties);
  return { ...row, amountFen: row.amountFen ?? 0, labourer, idNumber, accountNumber: number };
}

export async function anAccountOf(world: World, ownerId: string, number: string, holder: string) {
  const { vault } = world.deps;
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    ownerKind: 'labourer' as const,
    ownerId,
    numberSealed: vault.seal(number),
    numberHash: vault.hashOf('account', number),
    holderNameSealed: vault.seal(holder),
    bankName: '某某农商行',
    addedBy: uuidv7(NOON),
    addedAt: world.deps.now(),
  };
  await world.db.insert(payeeAccounts).values(row);
  return row;
}

export async function aBudget(world: World, totalFen = 100_000_000, code = '2080704') {
  serial += 1;
  const row = { countyCode: COUNTY, id: uuidv7(NOON), year: 2026, code, name: '就业补助', totalFen };
  await world.db.insert(budgetLines).values(row);
  return row;
}
