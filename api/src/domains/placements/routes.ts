import * as contract from '../../../contract/placements.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as placements from './service.ts';

export function placementRoutes(serve: Serve) {
  serve(contract.recordPlacement, placements.recordPlacement);
  serve(contract.startPlacement, placements.startPlacement);
  serve(contract.endPlacement, placements.endPlacement);
  serve(contract.getPlacement, placements.readPlacement);
  serve(contract.listPlacements, placements.listPlacements);
  serve(contract.recordFollowUp, placements.recordFollowUp);
}
