import * as contract from '../../../contract/supervision.ts';
import type { Serve } from '../../http/endpoint.ts';
import { drawSample, redrawSample } from './draw.ts';
import { decide, listOwnChecks, listSamples, readSample, recordVisit, reply } from './service.ts';

export function supervisionRoutes(serve: Serve) {
  serve(contract.listSamples, listSamples);
  serve(contract.drawSample, drawSample);
  serve(contract.getSample, readSample);
  serve(contract.redrawSample, redrawSample);
  serve(contract.recordCheckVisit, recordVisit);
  serve(contract.replyToCheck, reply);
  serve(contract.decideCheck, decide);
  serve(contract.listOwnChecks, listOwnChecks);
}
