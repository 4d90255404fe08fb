import { addStaff, listStaff } from '../../../contract/auth.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as auth from './service.ts';

export function authRoutes(serve: Serve) {
  serve(listStaff, auth.listStaff);
  serve(addStaff, auth.addStaff);
}
