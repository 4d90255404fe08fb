import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventWords, statusWords } from '../../../web/src/lib/events.ts';

const DOMAINS = path.resolve(import.meta.dirname, '../../../api/src/domains');
const sources = readdirSync(DOMAINS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join(DOMAINS, name), 'utf8'));
const written = (what: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(what)].map(([, word]) => word ?? ''))),
];

describe('the log in words', () => {
  test.each(written(/subjectKind: '(\w+)'/g))('knows what a %s is', (subjectKind) => {
    expect(eventWords({ subjectKind, action: 'edit' })).not.toMatch(/[a-z]/);
  });

  test.each(written(/(?:from|to)Status: '(\w+)'/g))('knows the state %s, whatever the thing', (toStatus) => {
    expect(statusWords({ subjectKind: 'something new', fromStatus: null, toStatus })).not.toMatch(/[a-z]/);
  });

  test('says from where to where, in the words of the thing', () => {
    const job = { subjectKind: 'job', fromStatus: 'submitted', toStatus: 'published' };
    expect(statusWords(job)).toBe('待审核 → 正在招');
    expect(statusWords({ ...job, toStatus: 'submitted' })).toBe('待审核');
    expect(statusWords({ ...job, toStatus: null })).toBe('—');
  });
});
