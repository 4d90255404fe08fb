import type { Role } from '../../contract/scalars.ts';

/** Who can try the demonstration, all with the same password. */
export const DEMO_PASSWORD = 'songgang-demo';

export interface DemoAccount {
  readonly loginName: string;
  readonly role: Role;
  readonly name: string;
  /** Where: the county, its n-th town, or the first village of its first town. */
  readonly place: 'county' | 'town' | 'village';
  readonly who: string;
}

export const DEMO_STAFF: readonly DemoAccount[] = [
  { loginName: 'admin', role: 'administrator', name: '管理员', place: 'county', who: '管理员' },
  { loginName: 'county', role: 'county_officer', name: '就业股经办', place: 'county', who: '县局经办' },
  { loginName: 'county2', role: 'county_officer', name: '就业股审批', place: 'county', who: '县局审批' },
  { loginName: 'town', role: 'township_officer', name: '镇人社所经办', place: 'town', who: '镇经办' },
  { loginName: 'village', role: 'liaison', name: '村帮扶联系人', place: 'village', who: '村帮扶联系人' },
  { loginName: 'finance', role: 'finance_officer', name: '财务复核', place: 'county', who: '财务' },
  { loginName: 'finance2', role: 'finance_officer', name: '财务出纳', place: 'county', who: '财务出纳' },
  { loginName: 'auditor', role: 'auditor', name: '审计员', place: 'county', who: '审计' },
];

export const DEMO_EMPLOYER = { loginName: 'employer', who: '用人单位' };
/** A labourer signs in with this number; the code stands on the staff page of sent messages. */
export const DEMO_PHONE = '14200000001';
