import * as contract from '../../../../contract/person-records.ts';
import type { Serve } from '../../../http/endpoint.ts';
import * as records from './records.ts';

export function personRecordRoutes(serve: Serve) {
  serve(contract.getPersonRecords, records.readRecords);
  serve(contract.recordSpan, records.recordSpan);
  serve(contract.removeSpan, records.removeSpan);
  serve(contract.declareRelative, records.declareRelative);
}
