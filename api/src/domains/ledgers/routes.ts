import * as contract from '../../../contract/desk.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as desk from './service.ts';

export function ledgerRoutes(serve: Serve) {
  serve(contract.getDeskHome, desk.readHome);
  serve(contract.listMessages, desk.listMessages);
  serve(contract.resendMessage, desk.resend);
  serve(contract.listLog, desk.listLog);
  serve(contract.verifyLog, desk.verify);
}
