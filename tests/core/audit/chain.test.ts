import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type EventBody, firstBroken, GENESIS, link } from '../../../api/src/domains/audit/core/chain.ts';

const hash = (text: string) => createHash('sm3').update(text).digest('hex');

const anEvent = (seq: number): EventBody => ({
  countyCode: '371311',
  seq,
  at: '2026-11-20T04:00:00.000Z',
  actorId: 'a',
  actorRole: 'county_officer',
  actorName: '某',
  subjectKind: 'job',
  subjectId: 'j',
  action: 'publish',
  fromStatus: 'submitted',
  toStatus: 'published',
  details: { n: seq },
});

const chainOf = (length: number) =>
  link(
    hash,
    GENESIS,
    Array.from({ length }, (_, i) => anEvent(i + 1)),
  );

describe('the chain of events', () => {
  test('a whole chain is whole', () => {
    expect(firstBroken(hash, GENESIS, 0, chainOf(20))).toBeNull();
  });

  test('names the first row after any single change, deletion, insertion or exchange', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 18 }), fc.constantFrom('change', 'delete', 'insert', 'swap'), (at, how) => {
        const chain = chainOf(20);
        const row = chain[at];
        const after = chain[at + 1];
        if (!row || !after) throw new Error('the draw lies inside the chain');
        if (how === 'change') chain[at] = { ...row, toStatus: 'rejected' };
        if (how === 'delete') chain.splice(at, 1);
        if (how === 'insert') chain.splice(at, 0, { ...row, action: 'forged' });
        if (how === 'swap') chain.splice(at, 2, after, row);
        expect(firstBroken(hash, GENESIS, 0, chain)).toBe(at + 1);
      }),
    );
  });

  test('a value hashes the same whatever order its keys came in', () => {
    expect(canonical({ b: [1, { d: null, c: '二' }], a: true })).toBe(
      canonical({ a: true, b: [1, { c: '二', d: null }] }),
    );
    expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
  });
});
