import type { DisabilityKind } from '@songgang/search/matcher/model.ts';
import type { employers } from '../domains/employers/tables.ts';
import type { jobs } from '../domains/jobs/tables.ts';
import { addDays, type CalendarDate, startOf } from '../kernel/calendar.ts';
import { townOf } from '../kernel/region-code.ts';
import type { Chance } from './chance.ts';
import type { Village } from './people.ts';
import { TRADES, type TradeProfile } from './trades.ts';

type EmployerRow = typeof employers.$inferInsert;
type JobRow = typeof jobs.$inferInsert;

export interface PostingOrder {
  readonly countyCode: string;
  readonly villages: readonly Village[];
  readonly towns: readonly Village[];
  /** Counties around and far away, where labour goes. */
  readonly outside: readonly Village[];
  readonly count: number;
  readonly on: CalendarDate;
  readonly createdBy: string;
}

/** Firms in towns, workshops in villages, public bodies, and a few firms outside; then postings over all of them. */
export function makePostings(chance: Chance, order: PostingOrder): { employers: EmployerRow[]; jobs: JobRow[] } {
  const firms = Array.from({ length: Math.max(12, Math.ceil(order.count / 6)) }, (_, n) =>
    makeEmployer(chance, order, n),
  );
  const byKind = Map.groupBy(firms, (firm) => firm.kind);
  const jobRows = Array.from({ length: order.count }, () => {
    const trade = chance.weighted(TRADES, (t) => t.jobs);
    const kind = chance.pick(trade.kinds);
    const wanted =
      kind === 'workshop' || kind === 'home_based' ? 'workshop' : kind === 'public_welfare' ? 'public_body' : 'company';
    return makeJob(chance, order, trade, kind, chance.pick(byKind.get(wanted) ?? firms));
  });
  return { employers: firms, jobs: jobRows };
}

const TRADE_WORDS = [
  '服饰',
  '食品',
  '陶瓷',
  '木业',
  '建材',
  '五金',
  '电子',
  '劳务',
  '家政',
  '物流',
  '农业',
  '养殖',
  '建筑',
  '包装',
  '工艺品',
];

function makeEmployer(chance: Chance, order: PostingOrder, n: number): EmployerRow {
  const kind =
    n < 4
      ? 'public_body'
      : chance.weighted(
          ['company', 'workshop', 'public_body', 'agency'] as const,
          (k) => ({ company: 52, workshop: 36, public_body: 8, agency: 4 })[k],
        );
  const village = chance.pick(order.villages);
  const place = kind === 'workshop' ? village : chance.yes(0.2) ? chance.pick(order.outside) : chance.pick(order.towns);
  const at = startOf(addDays(order.on, -chance.between(60, 700)));
  const isVerified = chance.yes(0.94) || kind === 'public_body';
  return {
    countyCode: order.countyCode,
    id: chance.id(),
    creditCode: creditCodeOf(order.countyCode, n),
    name: nameOf(chance, kind, place, n),
    kind,
    workshopKind: kind === 'workshop' ? chance.pick(['factory', 'factory', 'home'] as const) : null,
    regionCode: place.code,
    contactName: chance.faker.person.fullName(),
    state: isVerified ? 'verified' : 'registered',
    verifiedAt: isVerified ? at : null,
    verifiedBy: isVerified ? order.createdBy : null,
    createdAt: at,
    updatedAt: at,
  };
}

function nameOf(chance: Chance, kind: EmployerRow['kind'], place: Village, n: number): string {
  const word = chance.pick(TRADE_WORDS);
  const given = chance.faker.person.firstName().slice(0, 2);
  if (kind === 'workshop') return `${place.name}${word}帮扶车间${n}`;
  if (kind === 'public_body') return `${place.name}公共服务站${n}`;
  return `${place.name}${given}${word}有限公司${n}`;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const NESTED_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const WHOLE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code with both check characters right, among organisation codes that begin with YY. */
function creditCodeOf(countyCode: string, n: number): string {
  const nested = `YY${String(n).padStart(6, '0')}`;
  const value = (char: string) => Number.parseInt(char, 36);
  const nestedSum = [...nested].reduce((sum, char, i) => sum + value(char) * (NESTED_WEIGHTS[i] ?? 0), 0);
  const nestedCheck = ['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'][nestedSum % 11];
  const body = `91${countyCode}${nested}${nestedCheck}`;
  const sum = [...body].reduce((total, char, i) => total + ALPHABET.indexOf(char) * (WHOLE_WEIGHTS[i] ?? 0), 0);
  return `${body}${ALPHABET[(31 - (sum % 31)) % 31]}`;
}

const PERKS = ['paid_on_time', 'shuttle', 'overtime_pay', 'training', 'insurance'];
const SUITS: readonly DisabilityKind[] = ['physical', 'hearing', 'speech', 'intellectual'];

function makeJob(
  chance: Chance,
  order: PostingOrder,
  trade: TradeProfile,
  kind: JobRow['kind'],
  firm: EmployerRow,
): JobRow {
  const id = chance.id();
  const { fields, low, high } = makePay(chance, trade, kind);
  const isFar = !firm.regionCode.startsWith(order.countyCode);
  const publishedOn = addDays(order.on, -chance.between(1, 80));
  const publishedAt = new Date(startOf(publishedOn).getTime() + chance.between(8, 17) * 3_600_000);
  return {
    countyCode: order.countyCode,
    id,
    employerId: firm.id,
    source: 'portal',
    sourceRef: id,
    title: chance.pick(trade.titles),
    description: `${trade.works}${chance.pick(['', '生手也要，有人带。', '熟手优先，工资面谈往上走。', '离家近的先来。'])}`,
    occupationCode: trade.code,
    skillCodes: trade.isSkilled ? [trade.code] : [],
    kind,
    ...fields,
    monthlyMinFen: low,
    monthlyMaxFen: high,
    payDay: chance.pick(['每月 10 号', '每月 15 号', '月底', '每月 25 号']),
    regionCode: firm.regionCode,
    address: townOf(firm.regionCode) === firm.regionCode ? '镇驻地' : '村委会旁',
    headCount: headCount(chance),
    shift: chance.pick(trade.shifts),
    hoursText:
      kind === 'home_based' ? '自己安排' : chance.pick(['8:00–17:30', '7:30–17:00', '8:00–18:00，中午歇一个半小时']),
    demands: [...trade.demands],
    ageMin: kind === 'public_welfare' ? 18 : chance.pick([16, 18, 18]),
    ageMax: trade.ageMax,
    educationMin: trade.demands.includes('reading') ? 'primary' : chance.yes(0.12) ? 'junior' : 'none',
    hasBoard: isFar || chance.yes(0.35),
    hasLodging: isFar || chance.yes(0.2),
    perks: PERKS.filter(() => chance.yes(0.25)),
    suits: chance.yes(0.12) ? [chance.pick(SUITS)] : [],
    validUntilOn: addDays(order.on, chance.between(20, 150)),
    status: firm.state === 'verified' ? 'published' : 'submitted',
    publishedAt: firm.state === 'verified' ? publishedAt : null,
    submittedAt: publishedAt,
    createdBy: order.createdBy,
    createdAt: publishedAt,
    updatedAt: publishedAt,
  };
}

/** Head counts from 1 to 30 with a mean of about five. */
const headCount = (chance: Chance): number => Math.min(30, 1 + Math.floor(-Math.log(1 - chance.next()) * 4.2));

const DAYS = 26;

/** By the month, the day or the piece, with what it comes to in a month (26 days, in fen). */
function makePay(chance: Chance, { pay: [from, to] }: TradeProfile, kind: JobRow['kind']) {
  const low = Math.round((from + chance.next() * (to - from) * 0.5) / 100) * 100;
  const high = Math.max(low, Math.round((low + chance.next() * (to - low)) / 100) * 100);
  if (kind === 'home_based') {
    const piece = chance.between(30, 250);
    return {
      fields: { payKind: 'piece' as const, payMinFen: piece, payMaxFen: piece + chance.between(0, 60), payUnit: '件' },
      low: low * 100,
      high: high * 100,
    };
  }
  if (chance.yes(0.16)) {
    const [min, max] = [Math.round(low / DAYS / 5) * 5, Math.round(high / DAYS / 5) * 5];
    return {
      fields: { payKind: 'day' as const, payMinFen: min * 100, payMaxFen: max * 100 },
      low: min * DAYS * 100,
      high: max * DAYS * 100,
    };
  }
  return {
    fields: { payKind: 'month' as const, payMinFen: low * 100, payMaxFen: high * 100 },
    low: low * 100,
    high: high * 100,
  };
}
