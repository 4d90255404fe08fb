import type { Input, Output } from '../../../contract/endpoint.ts';
import type { listRegions as listRegionsEndpoint, RegionView, setRegionPoint } from '../../../contract/regions.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { isInside } from '../../kernel/region-code.ts';
import { getCounty, getRegion, insertCounty, listChildren, type Region, setPoint } from './store.ts';
import { DEFAULT_SETTINGS } from './tables.ts';

export const viewOfRegion = ({ code, level, name, shortName, lat, lng }: Region): RegionView => ({
  code,
  level,
  name,
  shortName,
  point: lat === null || lng === null ? null : { lat, lng },
});

export async function listAreas(
  { db }: Ctx,
  { params }: Input<typeof listRegionsEndpoint>,
): Promise<Output<typeof listRegionsEndpoint>> {
  const area = await getRegion(db, params.code);
  const children = await listChildren(db, params.code);
  return { area: viewOfRegion(area), children: children.map(viewOfRegion) };
}

export async function placeRegion(ctx: Ctx, { params, body }: Input<typeof setRegionPoint>): Promise<RegionView> {
  if (!isInside(params.code, ctx.actor.regionCode)) throw new AppError('region.outside', { code: params.code });
  return ctx.db.transaction(async (tx) => {
    const region = await getRegion(tx, params.code);
    await setPoint(tx, params.code, body, ctx.actor.name);
    return viewOfRegion({ ...region, ...body });
  });
}

/** Opens a county on this installation. Throws region.not_found for a code that is no county, region.county_exists. */
export async function addCounty(
  ctx: Pick<Ctx, 'db' | 'now'>,
  code: string,
  isDemo = false,
): Promise<{ code: string; name: string }> {
  return ctx.db.transaction(async (tx) => {
    const region = await getRegion(tx, `${code}000000`);
    const known = await getCounty(tx, code).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'region.county_not_here') return undefined;
      throw error;
    });
    if (known) throw new AppError('region.county_exists', { code, name: known.name });
    await insertCounty(tx, { code, name: region.name, isDemo, settings: DEFAULT_SETTINGS, createdAt: ctx.now() });
    return { code, name: region.name };
  });
}
