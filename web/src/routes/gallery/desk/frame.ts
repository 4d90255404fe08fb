import { DESK_NAV } from '#lib/shell/desk-nav.ts';
import type { NavGroup, Tab } from '#lib/ui/desk.ts';

const COUNTS: Readonly<Record<string, number>> = { '/desk': 82, '/desk/labourers': 22_198, '/desk/jobs': 7 };

/** The whole menu, whether or not its pages exist yet. */
export const NAV: readonly NavGroup[] = DESK_NAV.map((group) => ({
  ...group,
  items: group.items.map((item) => ({ ...item, count: COUNTS[item.href], isLate: item.href === '/desk' })),
}));
export const TABS: readonly Tab[] = [
  { href: '/gallery/desk', label: '今日', icon: 'list' },
  { href: '/gallery/desk/judging', label: '人', icon: 'people' },
  { href: '/gallery/visit', label: '走访', icon: 'house' },
];
