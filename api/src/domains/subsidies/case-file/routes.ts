import * as contract from '../../../../contract/case-file.ts';
import type { Serve } from '../../../http/endpoint.ts';
import { printClaimFile, printPersonFile } from './service.ts';

export function caseFileRoutes(serve: Serve) {
  serve(contract.printClaimFile, printClaimFile);
  serve(contract.printPersonFile, printPersonFile);
}
