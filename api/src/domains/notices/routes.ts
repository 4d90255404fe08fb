import { sendCode } from '../../../contract/auth.ts';
import type { Serve } from '../../http/endpoint.ts';
import { sendCode as sendCodeTo } from './sign-in-code.ts';

export function noticeRoutes(serve: Serve) {
  serve(sendCode, sendCodeTo);
}
