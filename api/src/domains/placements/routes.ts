import * as sheetContract from '../../../contract/employer-sheets.ts';
import * as ownContract from '../../../contract/my-work.ts';
import * as contract from '../../../contract/placements.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as own from './own.ts';
import * as placements from './service.ts';
import * as sheets from './sheets.ts';
import * as view from './view.ts';

export function placementRoutes(serve: Serve) {
  serve(contract.recordPlacement, placements.recordPlacement);
  serve(contract.startPlacement, placements.startPlacement);
  serve(contract.dropPlacement, placements.dropPlacement);
  serve(contract.endPlacement, placements.endPlacement);
  serve(contract.getPlacement, view.readPlacement);
  serve(contract.listPlacements, view.listPlacements);
  serve(contract.recordFollowUp, placements.recordFollowUp);
  serve(ownContract.listMyWork, (ctx) => own.listMyWork(ctx));
  serve(ownContract.reportMyWork, own.reportMyWork);
  serve(ownContract.sayOfMyWork, own.sayOfMyWork);
  serve(sheetContract.readEmployerSheet, sheets.readEmployerSheet);
  serve(sheetContract.listEmployerSheets, sheets.listSheets);
  serve(sheetContract.getEmployerSheet, sheets.readSheet);
  serve(sheetContract.settleEmployerSheet, sheets.settleEmployerSheet);
  serve(sheetContract.getSheetTemplate, sheets.sheetTemplate);
}
