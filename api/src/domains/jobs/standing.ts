import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { gathering } from '../../kernel/gathering.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from './tables.ts';

/** The versions of a posting's row and its employer's that something was drawn from, and where PostgreSQL keeps them. */
export interface Versions {
  readonly jobAt: string;
  readonly jobVersion: string;
  readonly employerAt: string;
  readonly employerVersion: string;
}

type Table = typeof jobs | typeof employers;

/** Where the row lies: found there without an index. */
export const atOf = (table: Table): SQL<string> => sql<string>`${table}.ctid::text`;

/** Which row, where it lies and who wrote it: never the same for two versions of a row, nor for two rows. */
export const versionOf = (table: Table): SQL<string> =>
  sql<string>`${table.id}::text || ${table}.ctid::text || ${table}.xmin::text`;

type AskStanding = (places: readonly string[]) => Promise<ReadonlySet<string>>;

const [JOB, EMPLOYER] = ['j', 'e'];

/** Asked at every search: planned once for a connection, and put once for all who search at the same time. */
function standingAsker(db: Reader): AskStanding {
  const those = (table: Table, places: string) =>
    sql<
      string | null
    >`(select string_agg(${versionOf(table)}, ' ') from ${table} where ${table}.ctid = any(${sql.placeholder(places)}::tid[]))`;
  const wanted = db
    .select({ jobs: those(jobs, 'jobs'), employers: those(employers, 'employers') })
    .from(sql`(values (1)) as once`)
    .prepare('standing_versions');
  return gathering(async (places) => {
    const of = (kind: string | undefined) =>
      `{${places.flatMap((place) => (place[0] === kind ? `"${place.slice(1)}"` : [])).join(',')}}`;
    const [found] = await wanted.execute({ jobs: of(JOB), employers: of(EMPLOYER) });
    return new Set([found?.jobs, found?.employers].flatMap((versions) => versions?.split(' ') ?? []));
  });
}

const askers = new WeakMap<Reader, AskStanding>();

/** Which of the versions, and maybe of others, are still what everybody sees: the row has neither changed nor gone. */
export async function listStanding(db: Reader, versions: readonly Versions[]): Promise<ReadonlySet<string>> {
  if (versions.length === 0) return new Set();
  const ask = askers.get(db) ?? standingAsker(db);
  askers.set(db, ask);
  return ask([...new Set(versions.flatMap(({ jobAt, employerAt }) => [`${JOB}${jobAt}`, `${EMPLOYER}${employerAt}`]))]);
}
