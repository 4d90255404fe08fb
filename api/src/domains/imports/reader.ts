import type { Reader, Tx } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { RawRow } from '../../kernel/row-file.ts';
import type { ImportKind, RowError, RowOutcome } from './core/import.ts';

/** What a reader makes of one row of a file. */
export interface ReadRow<P> {
  /** What to show of the row: a name and a village, never a number that identifies. */
  readonly label: string;
  /** What makes the row one thing in the file, null where it cannot be known. Two rows of one key are a mistake. */
  readonly key: string | null;
  /** The column that `key` comes from, for the message. */
  readonly keyField: string;
  /** Plain JSON: it is sealed into the staged row. Null exactly where there are errors. */
  readonly payload: P | null;
  readonly errors: readonly RowError[];
  /** Fields kept as text because they could not be read. */
  readonly unparsed: readonly string[];
}

/** What writing a payload would do, told by comparing it with the register. */
export interface Verdict {
  readonly outcome: RowOutcome;
  /** The row of the register that it meets, where there is one. */
  readonly subjectId: string | null;
  readonly errors?: readonly RowError[];
}

export interface Written<P> {
  readonly subjectId: string;
  readonly payload: P;
}

/** What an update replaced: plain JSON, and the version the update left behind. */
export interface Before {
  readonly subjectId: string;
  readonly version: number;
  readonly row: unknown;
}

/** How files of one kind are read, compared and written. Made anew for each import: it may remember what it has read. */
export interface RowReader<P = unknown> {
  readonly kind: ImportKind;
  /** Each row is a thing by itself (ads of a public source): wrong ones are left out and reported, the others are taken. */
  readonly rowsStandAlone: boolean;
  read(row: RawRow): ReadRow<P>;
  /** One verdict for each payload, in order. */
  compare(tx: Reader, payloads: readonly P[]): Promise<Verdict[]>;
  create(tx: Tx, rows: readonly Written<P>[], importId: string): Promise<void>;
  /** Writes over what is there, and tells what was there. */
  update(tx: Tx, rows: readonly Written<P>[], importId: string): Promise<Before[]>;
  /**
   * Takes back: removes what was created, puts back what was replaced. Returns how many rows were changed since by someone
   * else; the frame refuses where there is one, or where something stands on a row (a foreign key says so).
   */
  takeBack(tx: Tx, created: readonly string[], before: readonly Before[], importId: string): Promise<number>;
  /** Told once after the import has been applied or taken back, still in its transaction. */
  afterwards?(tx: Tx, importId: string): Promise<void>;
}

/** Opens a reader on the names and vocabularies of the moment. Methods are bivariant, so every RowReader<P> is one. */
export type OpenReader = (ctx: Ctx, db: Reader) => Promise<RowReader>;
export type Readers = Readonly<Record<ImportKind, OpenReader>>;
