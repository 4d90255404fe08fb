import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../../search/src/engines/postgres/engine.ts';
import type { Layer } from '../../search/src/eval/search.ts';
import { evalSearch } from '../../search/src/eval/search.ts';
import { evalTitles } from '../../search/src/eval/titles.ts';
import { besideProject, describeWhere } from '../support/skip.ts';
import { type OpenedPostgres, openPostgres } from './servers.ts';

const nothing = { borne: [], perks: [], shifts: [], pinyin: [], initials: [], fuzzy: [], home: false };
const knows = (text: string) => (/瓦工|砌墙/.test(text) ? [{ code: '1001', strength: 1 }] : []);

/** A layer that knows one trade and one place. */
const layer: Layer = {
  understand: (said) => ({
    ...{
      said,
      words: [said],
      rest: [],
      trades: knows(said),
      places: [],
      perks: [],
      shifts: [],
      home: false,
      nearHome: false,
    },
    not: { trades: [], shifts: [], perks: [], away: false },
    chips: [],
  }),
  meaningOf: ({ title }) => ({ ...nothing, title, text: title, trades: knows(title) }),
  areasOf: (region) => (region === '洋县' ? ['610723'] : []),
};

describe('eval search', () => {
  let dir: string;
  let opened: OpenedPostgres;
  beforeAll(async () => {
    opened = await openPostgres('eval');
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-eval-'));
    const ads = ['瓦工', '砌墙师傅', '电工', '保洁'].map((title, n) => ({
      id: `ad ${n}"`,
      title,
      region: '洋县',
      posted: '2026-01-01',
    }));
    fs.writeFileSync(path.join(dir, 'jobs.jsonl'), ads.map((ad) => JSON.stringify(ad)).join('\n'));
    const queries = ['q1\ttrade\t瓦工', 'q2\tspoken\t砌墙', 'q3\ttrade\t保洁'];
    fs.writeFileSync(path.join(dir, 'queries.tsv'), ['q_id\tclass\ttext', ...queries, ''].join('\r\n'));
    const judgements = [
      'q1 0 ad 0" 1',
      'q1 0 ad 1" 1',
      'q1 0 ad 3" -1',
      'q2 0 ad 0" 1',
      'q2 0 ad 1" -1',
      'q3 0 ad 2" 1',
    ];
    const rows = judgements.map((line) => line.replace(/^(\S+) (\S+) (.+) (\S+)$/, '$1\t$2\t$3\t$4'));
    fs.writeFileSync(path.join(dir, 'qrels.tsv'), ['q_id\titer\tid\trelevance', ...rows].join('\n'));
  });
  afterAll(async () => {
    fs.rmSync(dir, { recursive: true, force: true });
    await opened.close();
  });

  test('works the figures out as they are defined, with the layer and without it', async () => {
    const run = path.join(dir, 'run.tsv');
    const open = (index: string) => postgres({ sql: opened.sql, index });
    const seen: number[] = [];
    const report = await evalSearch({ dir, open, layer, run, progress: (done) => seen.push(done) });
    // q1 finds both; q2 finds its wanted first and its unwanted second; q3 finds the wrong one.
    expect(report).toMatchObject({ engine: 'postgres', queries: 3, recallAt20: 0.6667, mrr: 0.6667, misplaced: 1 });
    expect(report.classes).toEqual({
      trade: { queries: 2, recallAt20: 0.5, mrr: 0.5, misplaced: 0 },
      spoken: { queries: 1, recallAt20: 1, mrr: 1, misplaced: 1 },
    });
    // Alone, the engine finds one of two for q1, and for q2 only what must not stand there.
    expect(report.plain).toMatchObject({ queries: 3, recallAt20: 0.1667, mrr: 0.3333, misplaced: 1 });
    expect(fs.readFileSync(run, 'utf8').split('\n').slice(0, 3)).toEqual([
      'q_id\trank\tid',
      'q1\t1\tad 0"',
      'q1\t2\tad 1"',
    ]);
    expect(seen.at(-1)).toBe(14);
  });

  test('leaves no scratch index behind and the live one alone', async () => {
    const [row] = await opened.sql`select count(*)::int as n from search_documents`;
    expect(row?.n).toBe(0);
  });
});

const titles = besideProject('data/relevance/talentclef2025_zh');
describeWhere(titles, 'ranking of titles (../shared/data/relevance)')('eval titles', () => {
  test('ranks better than characters alone (MAP 0.37)', () => {
    const report = evalTitles({ dir: titles ?? '' });
    expect(report.queries).toBe(44);
    expect(report.map).toBeGreaterThan(0.45);
  });
});
