import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from './core/message.ts';

/** What leaves the house: mails and short messages, each once by its message id. */
export const messages = pgTable(
  'messages',
  {
    ...tenant,
    channel: text({ enum: MESSAGE_CHANNELS }).notNull(),
    /** Made from what it speaks of, so that a second sending of the same thing carries the same id. */
    messageId: text().notNull(),
    /** Sealed address or number, and its mask for the page. */
    toSealed: text().notNull(),
    toMasked: text().notNull(),
    subject: text().notNull(),
    /** Sealed where it holds a code or a name. */
    bodySealed: text().notNull(),
    deliveryId: uuid(),
    labourerId: uuid(),
    status: text({ enum: MESSAGE_STATUSES }).notNull(),
    attempts: integer().notNull().default(0),
    error: text(),
    queuedAt: instant().notNull(),
    sentAt: instant(),
  },
  (t) => [
    tenantKey(t),
    unique('messages_once').on(t.countyCode, t.messageId),
    index('messages_by_status').on(t.countyCode, t.status, t.queuedAt),
    index('messages_by_delivery').on(t.countyCode, t.deliveryId),
    oneOf('messages_channel_known', t.channel, MESSAGE_CHANNELS),
    oneOf('messages_status_known', t.status, MESSAGE_STATUSES),
  ],
);
