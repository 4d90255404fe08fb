import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../../contract/scalars.ts';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';

/** An account: staff and employers sign in with a password, labourers with a code sent to their phone. */
export const users = pgTable(
  'users',
  {
    ...tenant,
    role: text({ enum: ROLES }).notNull(),
    /** What is typed to sign in; for labourers the keyed hash of the phone. */
    loginName: text().notNull(),
    displayName: text().notNull(),
    passwordHash: text(),
    regionCode: text().notNull(),
    employerId: uuid(),
    labourerId: uuid(),
    createdAt: instant().notNull(),
    closedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    unique('users_login_unique').on(t.countyCode, t.loginName),
    index('users_by_labourer').on(t.countyCode, t.labourerId),
    index('users_by_employer').on(t.countyCode, t.employerId),
    oneOf('users_role_known', t.role, ROLES),
  ],
);

/** The cookie holds a random token; only its hash stands here. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text().primaryKey(),
    countyCode: text().notNull(),
    userId: uuid().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index('sessions_by_user').on(t.countyCode, t.userId)],
);

/** One-time codes sent to a phone; a few tries each. */
export const loginCodes = pgTable(
  'login_codes',
  {
    countyCode: text().notNull(),
    phoneHash: text().notNull(),
    codeHash: text().notNull(),
    triesLeft: integer().notNull(),
    sentAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.countyCode, t.phoneHash] })],
);

/** Failed sign-ins per account name, to slow guessing down. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    countyCode: text().notNull(),
    loginName: text().notNull(),
    count: integer().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.countyCode, t.loginName] })],
);
