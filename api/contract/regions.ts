import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { EVERYONE, OFFICER_ROLES, RegionCode, strict } from './scalars.ts';

export const regionRefusals = {
  'region.not_found': 'not_found',
  'region.county_not_here': 'not_found',
  'region.county_exists': 'conflict',
  'demo.not_a_demo': 'conflict',
  'region.outside': 'forbidden',
  'region.row_invalid': 'unprocessable',
  'region.parent_unknown': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

export const RegionView = Type.Object({
  code: RegionCode,
  level: Type.String(),
  name: Type.String(),
  shortName: Type.String(),
  point: Type.Union([Type.Object({ lat: Type.Number(), lng: Type.Number() }), Type.Null()]),
});
export type RegionView = Static<typeof RegionView>;

export const listRegions = endpoint({
  method: 'GET',
  url: '/regions/:code/children',
  summary: 'The areas directly inside an area: towns of a county, villages of a town',
  access: EVERYONE,
  params: Type.Object({ code: RegionCode }),
  response: Type.Object({ area: RegionView, children: Type.Array(RegionView) }),
});

export const setRegionPoint = endpoint({
  method: 'PUT',
  url: '/regions/:code/point',
  summary: 'Set where a town or village lies (WGS-84 degrees)',
  access: OFFICER_ROLES,
  params: Type.Object({ code: RegionCode }),
  body: Type.Object(
    { lat: Type.Number({ minimum: 15, maximum: 55 }), lng: Type.Number({ minimum: 70, maximum: 140 }) },
    strict,
  ),
  response: RegionView,
});
