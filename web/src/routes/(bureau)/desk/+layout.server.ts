import { dateOf, weekdayOf } from '#lib/format.ts';
import { admit } from '#lib/server/guard.ts';
import { PAGES } from '#lib/server/pages.ts';
import { isStaff } from '#lib/server/session.ts';
import { DESK_NAV, DESK_TABS, openTo } from '#lib/shell/desk-nav.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  const actor = admit(event, isStaff);
  const today = dateOf(new Date());
  return {
    actor,
    nav: openTo(actor.role, DESK_NAV, PAGES),
    tabs: DESK_TABS.filter(({ href }) => PAGES.has(href)),
    search: PAGES.has('/desk/search') ? '/desk/search' : undefined,
    today: `${today} ${weekdayOf(today)}`,
  };
};
