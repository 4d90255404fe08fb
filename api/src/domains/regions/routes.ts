import { listRegions, setRegionPoint } from '../../../contract/regions.ts';
import type { Serve } from '../../http/endpoint.ts';
import { listAreas, placeRegion } from './service.ts';

export function regionRoutes(serve: Serve) {
  serve(listRegions, listAreas);
  serve(setRegionPoint, placeRegion);
}
