import { employers } from '../../api/src/domains/employers/tables.ts';
import { jobs } from '../../api/src/domains/jobs/tables.ts';
import { households, labourers } from '../../api/src/domains/people/tables.ts';
import { uuidv7 } from '../../api/src/kernel/id.ts';
import { COUNTY, NOON, VILLAGE, type World } from './app.ts';

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

const dates = { createdAt: NOON, updatedAt: NOON };

/** A registered household of one village. */
export async function aHousehold(world: World, over: Partial<typeof households.$inferInsert> = {}) {
  const n = next();
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    cardNumber: `CARD-${n}`,
    headName: `户主${n}`,
    regionCode: VILLAGE,
    povertyStatus: 'registered' as const,
    ...dates,
    ...over,
  };
  await world.db.insert(households).values(row);
  return row;
}

/** A healthy person of 42 who wants any work in the county by day; skilled in nothing. */
export async function aLabourer(world: World, over: Partial<typeof labourers.$inferInsert> = {}) {
  const n = next();
  const householdId =
    over.householdId ?? (await aHousehold(world, over.regionCode ? { regionCode: over.regionCode } : {})).id;
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    name: `劳动者${n}`,
    idNumberSealed: world.deps.vault.seal(`ID-${n}`),
    idNumberHash: world.deps.vault.hashOf('id', `ID-${n}`),
    birthOn: '1984-05-01',
    sex: 'female' as const,
    regionCode: VILLAGE,
    education: 'junior' as const,
    health: 'healthy' as const,
    employment: 'unemployed' as const,
    wantsWork: true,
    reach: 'county' as const,
    shifts: ['day' as const],
    ...dates,
    ...over,
    householdId,
  };
  await world.db.insert(labourers).values(row);
  return row;
}

/** A verified firm of the county. */
export async function anEmployer(world: World, over: Partial<typeof employers.$inferInsert> = {}) {
  const n = next();
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    creditCode: `TEST${String(n).padStart(14, '0')}`,
    name: `某厂${n}`,
    kind: 'company' as const,
    regionCode: VILLAGE,
    state: 'verified' as const,
    ...dates,
    ...over,
  };
  await world.db.insert(employers).values(row);
  return row;
}

/** A published job for anybody, one vacancy, 3,000 yuan a month, valid for months. */
export async function aJob(world: World, over: Partial<typeof jobs.$inferInsert> = {}) {
  const n = next();
  const id = over.id ?? uuidv7(NOON);
  const employerId = over.employerId ?? (await anEmployer(world)).id;
  const row = {
    countyCode: COUNTY,
    source: 'portal',
    sourceRef: id,
    title: `普工${n}`,
    occupationCode: '0101',
    kind: 'market' as const,
    payKind: 'month' as const,
    payMinFen: 300_000,
    payMaxFen: 350_000,
    monthlyMinFen: 300_000,
    monthlyMaxFen: 350_000,
    regionCode: VILLAGE,
    headCount: 1,
    validUntilOn: '2027-03-31',
    status: 'published' as const,
    publishedAt: NOON,
    createdBy: uuidv7(NOON),
    ...dates,
    ...over,
    id,
    employerId,
  };
  await world.db.insert(jobs).values(row);
  return row;
}
