import { dateOf, dayOf, timeOf, weekdayOf } from './format.ts';

interface Held {
  startsAt: string;
  endsAt: string;
}

const clock = (instant: string): string => timeOf(instant).replace(/^0/, '');

/** 11 月 28 日（星期六）9:00 到 12:00 */
export function fairWhen({ startsAt, endsAt }: Held, today: string): string {
  const [from, to] = [dateOf(startsAt), dateOf(endsAt)];
  const day = (date: string) => `${dayOf(date, today)}（${weekdayOf(date)}）`;
  return from === to
    ? `${day(from)}${clock(startsAt)} 到 ${clock(endsAt)}`
    : `${day(from)}${clock(startsAt)} 到 ${day(to)}${clock(endsAt)}`;
}

interface Listed extends Held {
  status: string;
}
const PUBLIC: readonly string[] = ['announced', 'registration', 'open'];

/** Those that people may still go to, soonest first. Staff are told of planned and past ones too; these pages are the public's. */
export const comingFairs = <Fair extends Listed>(fairs: readonly Fair[]): Fair[] =>
  fairs.filter(({ status }) => PUBLIC.includes(status)).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
