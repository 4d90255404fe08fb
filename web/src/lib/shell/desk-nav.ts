import { listLog } from '@songgang/api/contract/desk.ts';
import { getIndexState } from '@songgang/api/contract/jobs.ts';
import { listBatches } from '@songgang/api/contract/payments.ts';
import { getNoticeDesk } from '@songgang/api/contract/publicity.ts';
import type { Role } from '@songgang/api/contract/scalars.ts';
import { listSamples } from '@songgang/api/contract/supervision.ts';
import type { NavGroup, Tab } from '#lib/ui/desk.ts';

/** The desk's menu in its order. An entry is drawn where its page exists and may be read (`openTo`), so nothing leads nowhere. */
export const DESK_NAV: readonly NavGroup[] = [
  { items: [{ href: '/desk', label: '今日要办', countMeans: ' 件逾期或今天到期' }] },
  {
    name: '人',
    items: [
      { href: '/desk/labourers', label: '劳动力登记册' },
      { href: '/desk/pairings', label: '结对帮扶' },
      { href: '/desk/imports', label: '导入' },
    ],
  },
  {
    name: '岗位与送岗',
    items: [
      { href: '/desk/employers', label: '用人单位' },
      { href: '/desk/jobs', label: '岗位审核' },
      { href: '/desk/match', label: '匹配' },
      { href: '/desk/deliveries', label: '送岗记录' },
      { href: '/desk/campaigns', label: '送岗入户' },
      { href: '/desk/fairs', label: '专场招聘会' },
      { href: '/desk/words', label: '词库与搜索' },
    ],
  },
  {
    name: '上岗与补贴',
    items: [
      { href: '/desk/placements', label: '上岗与回访' },
      { href: '/desk/claims', label: '补贴申领' },
      { href: '/desk/notices-public', label: '公示' },
      { href: '/desk/payments', label: '发放' },
      { href: '/desk/samples', label: '抽查' },
      { href: '/desk/policies', label: '政策' },
    ],
  },
  {
    name: '上报与监督',
    items: [
      { href: '/desk/reports', label: '月报与台账' },
      { href: '/desk/issues', label: '问题清单' },
      { href: '/desk/log', label: '日志' },
      { href: '/desk/outbox', label: '发出的短信和邮件' },
      { href: '/desk/status', label: '系统状态' },
    ],
  },
];

export const DESK_TABS: readonly Tab[] = [
  { href: '/desk', label: '今日', icon: 'list' },
  { href: '/desk/labourers', label: '人', icon: 'people' },
  { href: '/visits', label: '走访', icon: 'house' },
  { href: '/desk/jobs', label: '岗位', icon: 'briefcase' },
  { href: '/desk/more', label: '更多', icon: 'more' },
];

/** Pages that not all of the staff may read, by what they ask the api for. */
const READERS: Readonly<Record<string, readonly Role[]>> = {
  '/desk/notices-public': getNoticeDesk.access,
  '/desk/payments': listBatches.access,
  '/desk/samples': listSamples.access,
  '/desk/log': listLog.access,
  '/desk/status': getIndexState.access,
};

/** Only the entries whose address is among `pages` and whose page opens to the role. */
export function openTo(role: Role, groups: readonly NavGroup[], pages: ReadonlySet<string>): NavGroup[] {
  const isOpen = (href: string) => pages.has(href) && (READERS[href]?.includes(role) ?? true);
  return groups
    .map((group) => ({ ...group, items: group.items.filter(({ href }) => isOpen(href)) }))
    .filter(({ items }) => items.length > 0);
}
