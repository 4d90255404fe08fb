import type { JobSearch } from '@songgang/search/port.ts';
import type { Role } from '../../contract/scalars.ts';
import type { Db } from '../db/client.ts';
import type { CalendarDate } from './calendar.ts';
import { dateAt } from './calendar.ts';
import type { Courier } from './courier.ts';
import type { Vault } from './crypt.ts';
import { uuidv7 } from './id.ts';
import type { Outbox } from './outbox.ts';

/** Who asks. A visitor and the system are actors too: nothing is done by nobody. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly countyCode: string;
  /** 12-digit code of the area whose rows this actor may touch: county, town or village. */
  readonly regionCode: string;
  /** The employer or labourer this account belongs to. */
  readonly employerId: string | null;
  readonly labourerId: string | null;
}

/** What a use case is handed: the database, who asks, the clock, and the ports. */
export interface Ctx {
  readonly db: Db;
  readonly actor: Actor;
  readonly now: () => Date;
  readonly vault: Vault;
  readonly outbox: Outbox;
  readonly courier: Courier;
  readonly search: JobSearch;
}

export const today = (ctx: Pick<Ctx, 'now'>): CalendarDate => dateAt(ctx.now());

export const newId = (ctx: Pick<Ctx, 'now'>): string => uuidv7(ctx.now());

/** A fixed id for what the software does of its own accord. */
export const SYSTEM_ID = '00000000-0000-7000-8000-000000000001';
export const VISITOR_ID = '00000000-0000-7000-8000-000000000002';

export const systemActor = (countyCode: string): Actor => ({
  id: SYSTEM_ID,
  role: 'system',
  name: '系统',
  countyCode,
  regionCode: `${countyCode}000000`,
  employerId: null,
  labourerId: null,
});

export const visitorActor = (countyCode: string): Actor => ({
  ...systemActor(countyCode),
  id: VISITOR_ID,
  role: 'visitor',
  name: '访客',
});
