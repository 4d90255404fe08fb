/** Hash chain of events, pure but for the hash function it is handed. */
export interface EventBody {
  readonly countyCode: string;
  readonly seq: number;
  /** ISO 8601 in UTC, milliseconds. */
  readonly at: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly actorName: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly action: string;
  readonly fromStatus: string | null;
  readonly toStatus: string | null;
  readonly details: Record<string, unknown>;
}

export type Hash = (text: string) => string;

export const GENESIS = '0'.repeat(64);

/** One text for one value, whatever order its keys were written in: what jsonb gives back hashes as what went in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join(',')}}`;
}

export const hashOf = (hash: Hash, prevHash: string, body: EventBody): string =>
  hash(`${prevHash}\n${canonical(body)}`);

export interface ChainedEvent extends EventBody {
  readonly prevHash: string;
  readonly hash: string;
}

/** Links bodies behind a head; their `seq` must follow it without a gap. */
export function link(hash: Hash, prevHash: string, bodies: readonly EventBody[]): ChainedEvent[] {
  let prev = prevHash;
  return bodies.map((body) => {
    const linked = { ...body, prevHash: prev, hash: hashOf(hash, prev, body) };
    prev = linked.hash;
    return linked;
  });
}

/** The first event that does not follow from the one before it, walking in order of seq; null where all do. */
export function firstBroken(hash: Hash, prevHash: string, seq: number, events: readonly ChainedEvent[]): number | null {
  let prev = prevHash;
  let expected = seq + 1;
  for (const { prevHash: claimed, hash: own, ...body } of events) {
    if (body.seq !== expected) return expected;
    if (claimed !== prev || hashOf(hash, prev, body) !== own) return body.seq;
    prev = own;
    expected += 1;
  }
  return null;
}
