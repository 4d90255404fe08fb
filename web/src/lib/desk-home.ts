import type { DeskHome } from '@songgang/api/contract/desk.ts';
import type { Role } from '@songgang/api/contract/scalars.ts';
import { eventWords } from './events.ts';

type Kind = DeskHome['waiting'][number]['kind'];

const MATCH = { label: '匹配和送岗', href: '/desk/match' };
/** What each desk begins with; whoever only reads begins with the list itself. */
const FIRST: Readonly<Partial<Record<Role, { label: string; href: string }>>> = {
  liaison: { label: '去走访', href: '/visits' },
  township_officer: MATCH,
  county_officer: MATCH,
  administrator: MATCH,
  finance_officer: { label: '补贴发放', href: '/desk/payments' },
};
export const firstOf = (role: Role) => FIRST[role];

/** What waits, as the desk calls it, and the page that opens on it. */
export const WAITING: Readonly<Record<Kind, { label: string; href: string }>> = {
  interested: { label: '想去的人待引荐', href: '/desk/deliveries?status=interested' },
  kiosk_wishes: { label: '一体机上说想去的人待确认', href: '/desk/deliveries/wishes' },
  claims: { label: '等我办的补贴', href: '/desk/claims?view=mine' },
  claims_owed: { label: '应发未发的补贴', href: '/desk/claims?view=owed' },
  job_reviews: { label: '岗位审核', href: '/desk/jobs' },
  employer_checks: { label: '用人单位核验', href: '/desk/employers?state=registered' },
  follow_ups: { label: '上岗回访', href: '/desk/placements?due=week' },
  visits: { label: '入户走访未回', href: '/desk/campaigns' },
  below_five: { label: '送岗不足五个的人', href: '/desk/labourers?wantsWork=1&offersBelow=5' },
  without_helper: { label: '没有联系人的户', href: '/desk/pairings' },
  imports: { label: '导入待确认', href: '/desk/imports?state=staged' },
  failed_messages: { label: '没发出去的短信和邮件', href: '/desk/outbox?status=failed' },
};

const ORDER = Object.keys(WAITING) as Kind[];

/** In the desk's own order: what is late first keeps its place by kind, so that a hand finds it again. */
export const inOrder = (waiting: DeskHome['waiting']): DeskHome['waiting'] =>
  waiting.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

interface Told {
  at: string;
  words: string;
  actorName: string;
  /** How many of the same followed one another. */
  count: number;
}

/** What happened, newest first; the same thing done many times in a row is one line with its number. */
export function gathered(recent: DeskHome['recent']): Told[] {
  const told: Told[] = [];
  for (const event of recent) {
    const [words, last] = [eventWords(event), told.at(-1)];
    if (last?.words === words && last.actorName === event.actorName) last.count += 1;
    else told.push({ at: event.at, words, actorName: event.actorName, count: 1 });
  }
  return told;
}
