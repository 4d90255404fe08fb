import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import type { Workflow } from '../core/claim.ts';
import { policyVersions } from '../policies/tables.ts';

type OfVersion = { readonly policyVersionId: string };

/** The way of each version that claims stand on. Published versions never change, so that a way once read is kept. */
export async function workflowsOf(
  db: Reader,
  countyCode: string,
  claims: readonly OfVersion[],
): Promise<ReadonlyMap<string, Workflow>> {
  const ids = [...new Set(claims.map(({ policyVersionId }) => policyVersionId))];
  const keyOf = (id: string) => `${countyCode}/${id}`;
  const unread = ids.filter((id) => !read.has(keyOf(id)));
  if (unread.length > 0) {
    const rows = await db
      .select({ id: policyVersions.id, terms: policyVersions.terms, status: policyVersions.status })
      .from(policyVersions)
      .where(and(eq(policyVersions.countyCode, countyCode), inArray(policyVersions.id, unread)));
    for (const { id, terms, status } of rows) if (status === 'published') remember(keyOf(id), terms.workflow);
  }
  return new Map(
    ids.flatMap((id) => {
      const known = read.get(keyOf(id));
      return known ? [[id, known]] : [];
    }),
  );
}

const KEPT = 2000;
const read = new Map<string, Workflow>();

function remember(key: string, workflow: Workflow): void {
  const [oldest] = read.keys();
  if (read.size >= KEPT && oldest !== undefined) read.delete(oldest);
  read.set(key, workflow);
}
