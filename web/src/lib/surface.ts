/** How large, how dense and how far apart: the one attribute that tells kiosk, phone, desk and paper apart. */
export type Surface = 'kiosk' | 'phone' | 'elder' | 'employer' | 'desk' | 'paper';
export type Theme = 'auto' | 'light' | 'dark';

const HOMES: readonly (readonly [prefix: string, surface: Surface])[] = [
  ['/kiosk', 'kiosk'],
  ['/desk', 'desk'],
  ['/employer', 'employer'],
  ['/print', 'paper'],
];

/** The surface of an address. `elder` (字大一些) changes only what a villager reads on a phone. */
export function surfaceOf(pathname: string, elder: boolean): Surface {
  // The gallery shows each surface under its own name: /gallery/desk.
  const path = pathname.replace(/^\/gallery(?=\/)/, '');
  const home = HOMES.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return home?.[1] ?? (elder ? 'elder' : 'phone');
}

export function themeOf(cookie: string | undefined): Theme {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'auto';
}
