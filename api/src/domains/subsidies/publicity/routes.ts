import * as contract from '../../../../contract/publicity.ts';
import type { Serve } from '../../../http/endpoint.ts';
import { readNotice, readNoticeDesk } from './desk.ts';
import { answerObjection, listPublicNotices, objectToLine, publishNotice, readPublicNotice } from './service.ts';

export function publicityRoutes(serve: Serve) {
  serve(contract.listPublicNotices, listPublicNotices);
  serve(contract.getPublicNotice, readPublicNotice);
  serve(contract.objectToLine, objectToLine);
  serve(contract.getNoticeDesk, readNoticeDesk);
  serve(contract.publishNotice, publishNotice);
  serve(contract.getNotice, readNotice);
  serve(contract.answerObjection, answerObjection);
}
