import { getSession } from '@songgang/api/contract/auth.ts';
import { listRegions } from '@songgang/api/contract/regions.ts';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { shortPlace } from '#lib/format.ts';
import { countyOf, isRegionCode, levelOf, townOf } from '#lib/place.ts';
import { attempt, call } from './api.ts';

type Fetch = typeof globalThis.fetch;

/** Where the reader stands: the county that answers, and the town or village they told, if they did. */
export interface Place {
  county: { code: string; name: string };
  /** A village or a town; undefined where only the county is known. */
  code?: string;
  /** 石板镇桃树坪村 */
  name?: string;
}

const YEAR = 365 * 86_400;
/** What a reader told of themselves; at a kiosk it goes when they leave. */
const TOLD = 'place';
/** Where a kiosk stands. */
const STANDS = 'kiosk';
export type On = 'phone' | 'kiosk';

type Keeping = Pick<RequestEvent, 'cookies' | 'url'>;
const options = (url: URL) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url) }) as const;

/** Remembers the town or village that a reader told: for long on their phone, for the visit at a kiosk. */
export function keepPlace({ cookies, url }: Keeping, on: On, code: string) {
  cookies.set(TOLD, code, { ...options(url), ...(on === 'phone' && { maxAge: YEAR }) });
}

/** Tells a kiosk where it stands. */
export function placeKiosk({ cookies, url }: Keeping, code: string) {
  cookies.set(STANDS, code, { ...options(url), maxAge: 10 * YEAR });
}

export const isSecure = (url: URL): boolean => url.protocol === 'https:';

/** The place of this reader: what they told, else where the kiosk stands or the signed-in person lives. */
export async function placeOf(
  { cookies, fetch, locals }: Pick<RequestEvent, 'cookies' | 'fetch' | 'locals'>,
  on: On,
): Promise<Place> {
  const county = await countyHere(fetch, locals.actor);
  const lived = locals.actor?.role === 'labourer' ? locals.actor.regionCode : undefined;
  const code = [told(cookies, TOLD), on === 'kiosk' ? told(cookies, STANDS) : undefined, lived].find(
    (one) => one && levelOf(one) !== 'county' && countyOf(one) === county.code,
  );
  const name = code && (await nameOf(fetch, code));
  return name ? { county, code, name } : { county };
}

async function countyHere(fetch: Fetch, actor: App.Locals['actor']): Promise<Place['county']> {
  const { countyCode, countyName } = actor ?? (await call(fetch, getSession));
  return { code: countyOf(countyCode), name: countyName };
}

function told(cookies: Cookies, name: string): string | undefined {
  const code = cookies.get(name);
  return code !== undefined && isRegionCode(code) ? code : undefined;
}

/** 石板镇桃树坪村; undefined where the register knows no such place. */
async function nameOf(fetch: Fetch, code: string): Promise<string | undefined> {
  const codes = levelOf(code) === 'village' ? [townOf(code), code] : [code];
  const areas = await Promise.all(codes.map((one) => attempt(fetch, listRegions, { params: { code: one } })));
  const names = areas.flatMap((area) => (area.ok ? [shortPlace(area.value.area.name)] : []));
  return names.length === codes.length ? names.join('') : undefined;
}

export interface Choice {
  code: string;
  name: string;
}

/** The places right inside one, by name as it is said. */
export async function placesIn(fetch: Fetch, code: string): Promise<Choice[]> {
  const { children } = await call(fetch, listRegions, { params: { code } });
  return children.map(({ code: inside, name }) => ({ code: inside, name: shortPlace(name) }));
}

/** The towns of the county and, where `town` is one of them, its villages: what a reader chooses their place from. */
export async function placeChoices(fetch: Fetch, county: Place['county'], town: string | null) {
  const towns = await placesIn(fetch, county.code);
  const chosen = towns.find(({ code }) => code === town);
  return { county, towns, town: chosen, villages: chosen ? await placesIn(fetch, chosen.code) : [] };
}

/** Whether a code is a town or village of the county. */
export const isPlaceOf = (county: Place['county'], code: string): boolean =>
  isRegionCode(code) && countyOf(code) === county.code && levelOf(code) !== 'county';
