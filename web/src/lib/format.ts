/** Money, places, times and counts as people read them. A number is glued to its unit with a space that never breaks. */

const GLUE = '\u00a0';
const glued = (amount: string | number, unit: string): string => `${amount}${GLUE}${unit}`;

/** Fen as villagers read yuan: whole where there are no fen, commas only from 10,000. 80 → 0.8; 1500000 → 15,000. */
export function yuan(fen: number): string {
  const whole = Math.trunc(fen / 100);
  const rest = Math.abs(fen % 100);
  const cents = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
  return (Math.abs(whole) < 10_000 ? String(whole) : grouped(whole)) + cents;
}

/** Fen as ledgers print yuan: commas and two decimals, always. 18450000 → 184,500.00 */
export function ledgerYuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const absolute = Math.abs(fen);
  return `${sign}${grouped(Math.trunc(absolute / 100))}.${String(absolute % 100).padStart(2, '0')}`;
}

const PERIODS = { month: '一个月', day: '一天', hour: '一小时' } as const;

/** Pay as the api tells it; `unit` names the piece of piece work. */
export interface PayGiven {
  kind: keyof typeof PERIODS | 'piece';
  minFen: number;
  maxFen: number;
  unit?: string | null;
}

/** The parts that `Pay` draws: the period before the sum, the numbers large, 元 after them. */
export interface PayParts {
  period: string;
  from: string;
  /** Absent where both ends are the same. */
  to?: string;
}

export function payParts(pay: PayGiven): PayParts {
  const period = pay.kind === 'piece' ? `做一${pay.unit ?? '件'}` : PERIODS[pay.kind];
  const ends = { period, from: yuan(pay.minFen) };
  return pay.maxFen === pay.minFen ? ends : { ...ends, to: yuan(pay.maxFen) };
}

/** 一个月 3000 到 3800 元 */
export function payLine(pay: PayGiven): string {
  const { period, from, to } = payParts(pay);
  return `${period} ${to === undefined ? '' : `${from} 到 `}${glued(to ?? from, '元')}`;
}

/** 800 米; 1.2 公里; 23 公里 */
export function distance(metres: number): string {
  if (metres < 1000) return glued(Math.max(50, Math.round(metres / 50) * 50), '米');
  const kilometres = metres / 1000;
  return glued(kilometres < 20 ? Number(kilometres.toFixed(1)) : Math.round(kilometres), '公里');
}

/** Counts at the desk: 22,198. */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** How many people fit, without giving a small band away: 不到 5 人, 5 人以上, 70 多人. */
export function aboutPeople(count: number): string {
  if (count < 5) return `不到 ${glued(5, '人')}`;
  return count < 10 ? `${glued(5, '人')}以上` : `${Math.floor(count / 10) * 10} 多人`;
}

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '0%' : `${((part / whole) * 100).toFixed(1)}%`;

/** The place as it is said: 桃树坪村村委会 → 桃树坪村, 某某街道办事处 → 某某街道. */
export function shortPlace(name: string): string {
  return name
    .replace(/街道办事处$/, '街道')
    .replace(/社区(?:居民委员会|居委会)$/, '社区')
    .replace(/村(?:村民委员会|村委会|民委员会|委会)$/, '村')
    .replace(/(?:居民委员会|居委会)$/, '社区');
}

/** Largest place first, each as it is said: 石板镇, 桃树坪村 → 石板镇桃树坪村. */
export const placeLine = (...names: readonly (string | null | undefined)[]): string =>
  names.flatMap((name) => (name ? [shortPlace(name)] : [])).join('');

const ZONE = 'Asia/Shanghai';
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
// sv-SE is the locale whose dates and times are written as ISO 8601.
const DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'short' });

/** The calendar date of an instant in Shanghai: 2026-11-20. */
export const dateOf = (instant: Date | string): string => DATE.format(new Date(instant));

/** The clock in Shanghai: 09:12. */
export const timeOf = (instant: Date | string): string => TIME.format(new Date(instant));

/** 2026-11-20 09:12, as the desk writes it. */
export const stampOf = (instant: Date | string): string => `${dateOf(instant)} ${timeOf(instant)}`;

/** A calendar date as villagers say it: 11 月 26 日, with the year only where it is not `today`'s. */
export function dayOf(date: string, today: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const within = `${glued(month ?? '', '月')} ${glued(day ?? '', '日')}`;
  return date.slice(0, 4) === today.slice(0, 4) ? within : `${glued(year ?? '', '年')} ${within}`;
}

/** 星期四 */
export const weekdayOf = (date: string): string => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';

/** When something happened, as villagers say it: 今天 14:05, 昨天 9:30, 11 月 3 日. */
export function whenOf(instant: Date | string, now: Date | string): string {
  const [date, today] = [dateOf(instant), dateOf(now)];
  const clock = timeOf(instant).replace(/^0/, '');
  if (date === today) return `今天 ${clock}`;
  if (date === dateOf(new Date(new Date(now).getTime() - 86_400_000))) return `昨天 ${clock}`;
  return dayOf(date, today);
}

/** 9 分 40 秒; 40 秒 */
export function timeLeft(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = glued(seconds % 60, '秒');
  return minutes === 0 ? rest : `${glued(minutes, '分')} ${rest}`;
}
