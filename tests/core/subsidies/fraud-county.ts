import type {
  AccountRow,
  ClaimRow,
  FraudPattern,
  FraudRows,
  PersonRow,
  PlacementRow,
  RowRef,
} from '../../../api/src/domains/subsidies/core/fraud-rows.ts';
import { addDays } from '../../../api/src/kernel/calendar.ts';

const NONE: FraudRows = {
  claims: [],
  placements: [],
  people: [],
  accounts: [],
  employers: [],
  insurance: [],
  spans: [],
  hours: [],
  attendances: [],
  relatives: [],
  wages: [],
  deadlines: [],
};
export const merge = (a: FraudRows, b: Partial<FraudRows>): FraudRows =>
  Object.fromEntries(
    Object.keys(NONE).map((table) => [table, [...a[table as keyof FraudRows], ...(b[table as keyof FraudRows] ?? [])]]),
  ) as unknown as FraudRows;

/** A county in which nothing is wrong, though nothing is tidy: households share a phone, shops change hands, work follows work. */
export function cleanCounty(claims: number): FraudRows {
  const people = Array.from({ length: claims }, (_, i) => i);
  return {
    ...NONE,
    people: people.map((i) => ({
      id: `p${i}`,
      name: `村民${i}`,
      phoneHash: `phone${Math.floor(i / 2)}`,
      deviceHashes: [`device${Math.floor(i / 2)}`],
    })),
    placements: people.flatMap((i) => [
      work(`w${i}`, `p${i}`, `e${i % 97}`, addDays('2025-01-01', i % 200)),
      // The job before, which ended when this one began, and beside it some hours elsewhere.
      { ...work(`b${i}`, `p${i}`, `e${(i + 1) % 97}`, '2024-03-01'), endOn: addDays('2025-01-01', i % 200) },
      { ...work(`h${i}`, `p${i}`, `e${(i + 2) % 97}`, '2025-01-01'), isFullTime: false, monthlyPayFen: 60_000 },
    ]),
    claims: people.map((i) => aClaim(`c${i}`, `p${i}`, { placementId: `w${i}`, accountId: `a${i}` })),
    accounts: people.map((i) => account(`a${i}`, `p${i}`, `村民${i}`)),
    employers: Array.from({ length: 97 }, (_, i) => ({ id: `e${i}` })),
    insurance: people.map((i) => ({ id: `i${i}`, labourerId: `p${i}`, employerId: `e${i % 97}`, monthsPaid: 12 })),
    spans: people
      .filter((i) => i % 10 === 0)
      .map((i) => ({
        id: `s${i}`,
        labourerId: `p${i}`,
        kind: 'enrolled' as const,
        fromOn: '2015-09-01',
        toOn: '2018-07-01',
      })),
    hours: people
      .filter((i) => i % 5 === 0)
      .flatMap((i) => [hours(`k${i}`, `p${i}`, 'work', 480, 720), hours(`t${i}`, `p${i}`, 'training', 720, 960)]),
    attendances: people.filter((i) => i % 7 === 0).map((i) => ({ id: `f${i}`, claimId: `c${i}`, isCheckedIn: true })),
    relatives: people
      .filter((i) => i % 11 === 0)
      .map((i) => ({ id: `r${i}`, officerId: 'nobody here', labourerId: `p${i}` })),
    wages: [
      { id: 'wage-2018', fromOn: '2018-01-01', monthFen: 150_000 },
      { id: 'wage-2024', fromOn: '2024-01-01', monthFen: 190_000 },
    ],
    deadlines: ['2025-06-30'],
  };
}

const work = (id: string, labourerId: string, employerId: string, startOn: string): PlacementRow => ({
  id,
  labourerId,
  employerId,
  startOn,
  contractOn: startOn,
  isFullTime: true,
  monthlyPayFen: 250_000,
});
const aClaim = (id: string, labourerId: string, over: Partial<ClaimRow> = {}): ClaimRow => ({
  id,
  labourerId,
  claimedOn: '2026-01-15',
  handlerIds: ['wang', 'li'],
  ...over,
});
const account = (id: string, labourerId: string, holderName: string): AccountRow => ({
  id,
  labourerId,
  numberHash: `card of ${id}`,
  holderName,
});
const person = (id: string, over: Partial<PersonRow> = {}): PersonRow => ({
  id,
  name: `外来${id}`,
  deviceHashes: [],
  ...over,
});
const hours = (id: string, labourerId: string, kind: 'work' | 'training', fromMinute: number, toMinute: number) => ({
  id,
  labourerId,
  kind,
  on: '2025-05-05',
  fromMinute,
  toMinute,
});

interface Planted {
  readonly rows: Partial<FraudRows>;
  readonly claimIds: readonly string[];
  readonly standsOn: readonly RowRef['table'][];
  /** As near to it as may be, and still no hit. */
  readonly beside: Partial<FraudRows>;
}

const three = ['x1', 'x2', 'x3'];
const claimsOfThree = three.map((id) => aClaim(`claim ${id}`, id));
const one = {
  people: [person('x')],
  placements: [work('wx', 'x', 'ex', '2025-02-01')],
  claims: [aClaim('cx', 'x', { placementId: 'wx' })],
};

function span(kind: 'retired' | 'enrolled' | 'deceased' | 'jailed'): Planted {
  const spanOf = (fromOn: string, toOn?: string) => ({
    spans: [{ id: 'sx', labourerId: 'x', kind, fromOn, ...(toOn && { toOn }) }],
  });
  const ended = { ...one, placements: one.placements.map((row) => ({ ...row, endOn: '2025-12-31' })) };
  return {
    rows: { ...one, ...spanOf('2025-12-01') },
    claimIds: ['cx'],
    standsOn: ['spans', 'claims', 'placements'],
    beside: { ...ended, ...spanOf('2026-01-01') },
  };
}

export const PLANTED: Record<FraudPattern, Planted> = {
  'two-employers-at-once': {
    rows: {
      ...one,
      placements: [
        { ...work('wx', 'x', 'ex', '2025-02-01'), endOn: '2025-08-31' },
        work('wy', 'x', 'ey', '2025-08-25'),
      ],
    },
    claimIds: ['cx'],
    standsOn: ['placements'],
    beside: {
      ...one,
      placements: [
        { ...work('wx', 'x', 'ex', '2025-02-01'), endOn: '2025-08-31' },
        work('wy', 'x', 'ey', '2025-08-26'),
      ],
    },
  },
  'shared-phone': {
    rows: { people: three.map((id) => person(id, { phoneHash: 'one phone' })), claims: claimsOfThree },
    claimIds: claimsOfThree.map(({ id }) => id),
    standsOn: ['people'],
    beside: { people: three.slice(1).map((id) => person(id, { phoneHash: 'one phone' })), claims: claimsOfThree },
  },
  'shared-device': {
    rows: {
      people: three.map((id) => person(id, { deviceHashes: [`own ${id}`, 'one device'] })),
      claims: claimsOfThree,
    },
    claimIds: claimsOfThree.map(({ id }) => id),
    standsOn: ['people'],
    beside: { people: three.map((id) => person(id, { deviceHashes: [`own ${id}`] })), claims: claimsOfThree },
  },
  'shared-card': {
    rows: {
      people: three.map((id) => person(id)),
      accounts: ['x1', 'x2'].map((id) => ({ ...account(`a${id}`, id, `外来${id}`), numberHash: 'one card' })),
      claims: claimsOfThree,
    },
    claimIds: ['claim x1', 'claim x2'],
    standsOn: ['accounts'],
    beside: {
      people: [person('x1')],
      accounts: ['old', 'new'].map((id) => ({ ...account(id, 'x1', '外来x1'), numberHash: 'one card' })),
      claims: claimsOfThree.slice(0, 1),
    },
  },
  'short-insurance': {
    rows: {
      ...one,
      insurance: [{ id: 'ix', labourerId: 'x', employerId: 'ex', monthsPaid: 3, stoppedOn: '2025-05-01' }],
    },
    claimIds: ['cx'],
    standsOn: ['insurance', 'claims'],
    beside: {
      ...one,
      insurance: [{ id: 'ix', labourerId: 'x', employerId: 'ex', monthsPaid: 4, stoppedOn: '2025-06-01' }],
    },
  },
  retired: span('retired'),
  enrolled: span('enrolled'),
  deceased: span('deceased'),
  jailed: span('jailed'),
  'contract-after-claim': {
    rows: { ...one, placements: [{ ...work('wx', 'x', 'ex', '2025-02-01'), contractOn: '2026-01-16' }] },
    claimIds: ['cx'],
    standsOn: ['claims', 'placements'],
    beside: { ...one, placements: [{ ...work('wx', 'x', 'ex', '2025-02-01'), contractOn: '2026-01-15' }] },
  },
  'work-and-training-at-once': {
    rows: { ...one, hours: [hours('kx', 'x', 'work', 480, 721), hours('tx', 'x', 'training', 720, 960)] },
    claimIds: ['cx'],
    standsOn: ['hours'],
    beside: { ...one, hours: [hours('kx', 'x', 'work', 480, 720), hours('tx', 'x', 'training', 720, 960)] },
  },
  'relative-of-handler': {
    rows: { ...one, relatives: [{ id: 'rx', officerId: 'wang', labourerId: 'x' }] },
    claimIds: ['cx'],
    standsOn: ['relatives', 'claims'],
    beside: { ...one, relatives: [{ id: 'rx', officerId: 'zhao', labourerId: 'x' }] },
  },
  'attendance-without-check-in': {
    rows: { ...one, attendances: [{ id: 'fx', claimId: 'cx', isCheckedIn: false }] },
    claimIds: ['cx'],
    standsOn: ['attendances'],
    beside: { ...one, attendances: [{ id: 'fx', claimId: 'cx', isCheckedIn: true }] },
  },
  'blacklisted-employer': {
    rows: { ...one, employers: [{ id: 'ex', blacklistedOn: '2026-01-15' }] },
    claimIds: ['cx'],
    standsOn: ['employers', 'placements'],
    beside: { ...one, employers: [{ id: 'ex', blacklistedOn: '2025-01-01', removedOn: '2026-01-15' }] },
  },
  'wage-under-minimum': {
    rows: { ...one, placements: [{ ...work('wx', 'x', 'ex', '2025-02-01'), monthlyPayFen: 189_999 }] },
    claimIds: ['cx'],
    standsOn: ['placements', 'wages'],
    beside: { ...one, placements: [{ ...work('wx', 'x', 'ex', '2025-02-01'), monthlyPayFen: 190_000 }] },
  },
  'starts-before-deadline': {
    rows: cluster(5),
    claimIds: ['x1', 'x2', 'x3', 'x4', 'x5'].map((id) => `claim ${id}`),
    standsOn: ['placements'],
    beside: cluster(4),
  },
  'account-in-other-name': {
    rows: {
      ...one,
      accounts: [account('ax', 'x', '他人')],
      claims: [aClaim('cx', 'x', { placementId: 'wx', accountId: 'ax' })],
    },
    claimIds: ['cx'],
    standsOn: ['accounts', 'people'],
    beside: {
      ...one,
      people: [person('x', { name: '阿依·古丽' })],
      accounts: [account('ax', 'x', '阿依古 丽')],
      claims: [aClaim('cx', 'x', { accountId: 'ax' })],
    },
  },
};

function cluster(count: number): Partial<FraudRows> {
  const ids = Array.from({ length: count }, (_, i) => `x${i + 1}`);
  return {
    people: ids.map((id) => person(id)),
    placements: ids.map((id) => work(`w${id}`, id, 'cluster', '2025-06-25')),
    claims: ids.map((id) => aClaim(`claim ${id}`, id, { placementId: `w${id}` })),
  };
}

/** A clean county with one fraud of each pattern named, and the claims that stand on them. */
export function countyWith(patterns: readonly FraudPattern[], clean: number) {
  const planted = patterns.map((pattern, i) => relabelled(PLANTED[pattern].rows, `#${i}`));
  return {
    county: planted.reduce<FraudRows>(merge, cleanCounty(clean)),
    claimIds: patterns.flatMap((pattern, i) => PLANTED[pattern].claimIds.map((id) => `${id}#${i}`)),
  };
}

/** The same fraud once more under other ids. */
function relabelled(rows: Partial<FraudRows>, suffix: string): Partial<FraudRows> {
  const visit = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => visit(one, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]));
    return typeof value === 'string' && /(^id|Ids?|Hash|Hashes)$/.test(key) ? value + suffix : value;
  };
  const { wages, deadlines, ...rest } = rows;
  return { ...(visit(rest) as Partial<FraudRows>), ...(wages && { wages }), ...(deadlines && { deadlines }) };
}
