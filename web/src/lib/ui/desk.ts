import type { IconName } from './icons.ts';

/** The desk's menu: one list without a name, then the named ones. */
export interface NavGroup {
  name?: string;
  items: readonly NavItem[];
}
export interface NavItem {
  href: string;
  label: string;
  /** What waits behind it. */
  count?: number;
  isLate?: boolean;
  /** Said after the count to those who cannot see it: 件逾期或今天到期. */
  countMeans?: string;
}
export interface Tab {
  href: string;
  label: string;
  icon: IconName;
}
export interface Crumb {
  href?: string;
  label: string;
}

/** The entry we are on or under: the longest href that starts the path. */
export function currentOf(hrefs: readonly string[], pathname: string): string | undefined {
  return hrefs
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
