import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/**
 * What a person's rights were last judged on, as one fingerprint: a sweep leaves out whom nothing new was said of. It may
 * be lost at any time, then everybody is judged. It holds on to nobody, so that a card can go without it.
 */
export const lookMarks = pgTable(
  'look_marks',
  {
    countyCode: text().notNull(),
    labourerId: uuid().notNull(),
    fingerprint: text().notNull(),
    lookedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ name: 'look_marks_one_each', columns: [t.countyCode, t.labourerId] })],
);
