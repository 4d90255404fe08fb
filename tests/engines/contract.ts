import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IndexedJob, tradeToken } from '../../search/src/documents.ts';
import type { Fingerprint, JobSearch, Tier } from '../../search/src/port.ts';
import { describeFilters } from './filters-contract.ts';
import { describeHostileInput } from './hostile-contract.ts';
import { aJob, idOf } from './job-builder.ts';
import { describeReconcile } from './reconcile-contract.ts';
import type { Opened } from './servers.ts';

const ALL: Tier = { name: 'all' };
const named = (code: string): Tier => ({ name: 'trade', trades: [tradeToken('named', code)] });

/** What every engine promises. `open` gives an empty index of its own, which is removed at the end. */
export function describeContract(open: () => Promise<Opened>) {
  let opened: Opened;
  let search: JobSearch;
  beforeAll(async () => {
    opened = await open();
    search = opened.search;
    expect(await search.prepare()).toBe('ready');
  });
  afterAll(async () => {
    await search?.remove();
    await opened?.close();
  });
  // An engine takes half a second to be emptied: most tests keep apart by a kind of their own instead.
  let kind = 0;
  beforeEach(() => {
    kind += 1;
  });
  const put = async (...jobs: IndexedJob[]) => search.put(jobs.map((job) => ({ ...job, kind: `test ${kind}` })));
  const find = async (tiers: Tier[], page = { offset: 0, limit: 100 }) =>
    search.find({ tiers, where: { kinds: [`test ${kind}`] }, ...page });
  const ids = async (tiers: Tier[], page?: { offset: number; limit: number }) =>
    (await find(tiers, page)).hits.map(({ id }) => Number(id.slice(-6)));

  const held = async (): Promise<Fingerprint[]> => {
    const all: Fingerprint[] = [];
    for await (const batch of search.fingerprints()) all.push(...batch);
    return all;
  };
  const ofThisTest = (n: number) => aJob({ id: idOf(n), kind: `test ${kind}` });
  const empty = async () => search.drop((await held()).map(({ id }) => id));

  describe('what is put', () => {
    beforeEach(empty);

    test('can be found when put resolves, and not when drop does', async () => {
      await put(aJob({ id: idOf(1) }), aJob({ id: idOf(2) }));
      expect(await ids([ALL])).toEqual([1, 2]);
      await search.drop([idOf(1), idOf(99)]);
      expect(await ids([ALL])).toEqual([2]);
      expect(await search.count()).toBe(1);
    });

    test('stands there once however often it is sent, in its last form', async () => {
      await put(aJob({ id: idOf(1), occupationCode: '01' }), aJob({ id: idOf(1), occupationCode: '02' }));
      await put(aJob({ id: idOf(1), occupationCode: '03' }));
      expect(await search.count()).toBe(1);
      expect(await ids([named('03')])).toEqual([1]);
      expect(await ids([named('01'), named('02')])).toEqual([]);
    });

    test('nothing is a valid thing to put or drop', async () => {
      await search.put([]);
      await search.drop([]);
      expect(await search.count()).toBe(0);
    });

    test('is listed with its hash by rising id, batch after batch', async () => {
      const jobs = Array.from({ length: 2_300 }, (_, n) => aJob({ id: idOf((n * 7) % 2_300) }));
      await search.put(jobs);
      const all = await held();
      expect(all.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).sort());
      expect(all[5]).toEqual({ id: idOf(5), hash: jobs.find(({ id }) => id === idOf(5))?.hash });
    });

    test('is replaced as a whole: the old ones are gone, the new ones found', async () => {
      await put(aJob({ id: idOf(1) }), aJob({ id: idOf(2) }));
      const batches = async function* () {
        expect(await ids([ALL])).toEqual([1, 2]);
        yield [ofThisTest(3)];
        expect(await ids([ALL])).toEqual([1, 2]);
        yield [ofThisTest(4)];
      };
      expect(await search.replaceAll(batches)).toBe(2);
      expect(await ids([ALL])).toEqual([3, 4]);
      expect(await search.prepare()).toBe('ready');
    });

    test('a replacement that breaks off changes nothing', async () => {
      await put(aJob({ id: idOf(1) }));
      const broken = async function* () {
        yield [ofThisTest(3)];
        throw new Error('the source went away');
      };
      await expect(search.replaceAll(broken)).rejects.toThrow('the source went away');
      expect(await ids([ALL])).toEqual([1]);
    });
  });

  describeFilters(() => search);

  describe('order', () => {
    test('is newest first, then by id, where nothing else decides', async () => {
      await put(
        aJob({ id: idOf(3), publishedAt: 5 }),
        aJob({ id: idOf(2), publishedAt: 9 }),
        aJob({ id: idOf(1), publishedAt: 5 }),
      );
      expect(await ids([ALL])).toEqual([2, 1, 3]);
    });

    test('goes by tiers first: a posting stands in the first tier it meets, once', async () => {
      await put(
        aJob({ id: idOf(1), occupationCode: '620302', publishedAt: 9 }),
        aJob({ id: idOf(2), occupationCode: '620301', publishedAt: 1 }),
        aJob({ id: idOf(3), occupationCode: '6301', publishedAt: 9 }),
        aJob({ id: idOf(4), occupationCode: '6203', publishedAt: 2 }),
      );
      const found = await find([named('620301'), named('6203'), ALL]);
      expect(found.hits).toEqual([
        { id: idOf(2), tier: 0 },
        { id: idOf(1), tier: 1 },
        { id: idOf(4), tier: 1 },
        { id: idOf(3), tier: 2 },
      ]);
      expect(found.total).toBe(4);
      expect(['meilisearch', 'postgres']).toContain(found.engine);
    });

    test('a tier asks all of its conditions', async () => {
      const near = { ...named('6203'), areaCodes: ['371311003'], perks: ['meals'], surePayFen: 300_000 };
      await put(
        aJob({ id: idOf(1), occupationCode: '6203', areaCodes: ['371311003'], perks: ['meals'], payMinFen: 300_000 }),
        aJob({ id: idOf(2), occupationCode: '6203', areaCodes: ['371311003'], perks: ['meals'], payMinFen: 299_999 }),
        aJob({ id: idOf(3), occupationCode: '6203', areaCodes: ['371311003'] }),
        aJob({ id: idOf(4), occupationCode: '6203', perks: ['meals'] }),
      );
      expect(await ids([near])).toEqual([1]);
    });

    test('sounds are compared whole', async () => {
      const meaning = { pinyin: ['yalujisiji', 'yaluji'], initials: ['yljsj', 'ylj'] };
      await put(aJob({ id: idOf(1), meaning }), aJob({ id: idOf(2), meaning: { initials: ['yl'] } }));
      expect(await ids([{ name: 'sounds', sounds: ['iylj', 'pylj'] }])).toEqual([1]);
      expect(await ids([{ name: 'sounds', sounds: ['pyaluji'] }])).toEqual([1]);
      expect(await ids([{ name: 'sounds', sounds: ['pyalu'] }])).toEqual([]);
    });

    test('a hit tells its trades where the query asks for them', async () => {
      await put(aJob({ id: idOf(1), occupationCode: '6203' }), aJob({ id: idOf(2) }));
      const query = { where: { kinds: [`test ${kind}`] }, tiers: [ALL], offset: 0, limit: 5 };
      const told = await search.find({ ...query, readTrades: true });
      expect(told.hits.map(({ trades }) => [...(trades ?? [])].sort())).toEqual([
        ['n62', 'n6203', 'o6203', 's62', 's6203'],
        [],
      ]);
      expect((await search.find(query)).hits[0]).toEqual({ id: idOf(1), tier: 0 });
    });

    test('words find the postings that hold some of them, the title before the text', async () => {
      await put(
        aJob({ id: idOf(1), title: '保洁', description: '打扫卫生' }),
        aJob({ id: idOf(2), title: '普工', description: '厂区保洁' }),
        aJob({ id: idOf(3), title: '电工', description: '持证上岗' }),
      );
      expect(await ids([{ name: 'words', words: ['保洁'] }])).toEqual([1, 2]);
      expect(await ids([{ name: 'words', words: ['宇航员'] }])).toEqual([]);
    });

    test('preferred words only order', async () => {
      await put(
        aJob({ id: idOf(1), occupationCode: '6203', title: '司机', publishedAt: 9 }),
        aJob({ id: idOf(2), occupationCode: '6203', title: '叉车', description: '冷库叉车', publishedAt: 1 }),
      );
      const found = await find([{ ...named('6203'), prefer: ['冷库'] }]);
      expect(found.hits.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
      expect(found.total).toBe(2);
    });

    test('is the same for every page of one query', async () => {
      const jobs = Array.from({ length: 57 }, (_, n) =>
        aJob({
          id: idOf(n),
          occupationCode: n % 3 ? '6203' : '6301',
          title: n % 2 ? '叉车' : '司机',
          publishedAt: n % 5,
        }),
      );
      await put(...jobs);
      const tiers: Tier[] = [{ ...named('6301'), prefer: ['叉车'] }, named('6203')];
      const whole = await ids(tiers);
      const pages = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => ids(tiers, { offset: at * 10, limit: 10 })));
      expect(whole).toHaveLength(57);
      expect(pages.flat()).toEqual(whole);
    });

    test.each([90, 560])('is the tiers’ in full for %i postings, asked for page by page', async (count) => {
      const codes = ['6301', '6203', '4012'] as const;
      const jobs = Array.from({ length: count }, (_, n) =>
        aJob({ id: idOf(n), occupationCode: codes[n % 3] ?? '', publishedAt: n % 7 }),
      );
      await put(...jobs);
      const of = (at: number) =>
        jobs
          .map((job, n) => ({ job, n }))
          .filter(({ n }) => n % 3 === at)
          .sort((a, b) => b.job.publishedAt - a.job.publishedAt || a.n - b.n)
          .map(({ n }) => n);
      const tiers = codes.map(named);
      const starts = Array.from({ length: Math.ceil(count / 50) }, (_, page) => page * 50);
      const pages = await Promise.all(starts.map((offset) => find(tiers, { offset, limit: 50 })));
      expect(pages.map(({ total }) => total)).toEqual(starts.map(() => count));
      expect(pages.flatMap(({ hits }) => hits.map(({ id }) => Number(id.slice(-6))))).toEqual([0, 1, 2].flatMap(of));
    });

    test('beyond the last page there is nothing, and the total still stands', async () => {
      await put(aJob({ id: idOf(1) }), aJob({ id: idOf(2) }));
      expect(await find([ALL], { offset: 50, limit: 20 })).toMatchObject({ hits: [], total: 2 });
    });
  });

  describeHostileInput(() => search);
  describeReconcile(() => search);

  test('says that it is healthy', async () => {
    expect(await search.isHealthy()).toBe(true);
  });

  test('stops asking when the asker has gone', async () => {
    const gone = AbortSignal.abort();
    await expect(search.find({ tiers: [ALL], where: {}, offset: 0, limit: 1 }, gone)).rejects.toThrow();
  });
}
