import * as contract from '../../../contract/fairs.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as fairs from './service.ts';

export function fairRoutes(serve: Serve) {
  serve(contract.listFairs, fairs.listFairs);
  serve(contract.getPublicFair, fairs.readPublic);
  serve(contract.getFair, fairs.read);
  serve(contract.planFair, fairs.planFair);
  serve(contract.inviteToFair, fairs.invite);
  serve(contract.takeFairStep, fairs.takeStep);
  serve(contract.checkIn, fairs.checkIn);
  serve(contract.recordIntent, fairs.recordIntent);
}
