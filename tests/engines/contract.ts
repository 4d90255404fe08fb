import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IndexedJob, tradeToken } from '../../search/src/documents.ts';
import type { Fingerprint, JobFilter, JobSearch, Tier } from '../../search/src/port.ts';
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
  beforeEach(async () => {
    await search.drop((await held()).map(({ id }) => id));
  });

  const held = async (): Promise<Fingerprint[]> => {
    const all: Fingerprint[] = [];
    for await (const batch of search.fingerprints()) all.push(...batch);
    return all;
  };
  const ids = async (tiers: Tier[], where: JobFilter = {}, page = { offset: 0, limit: 20 }) => {
    const found = await search.find({ tiers, where, ...page });
    return found.hits.map(({ id }) => Number(id.slice(-6)));
  };
  const put = async (...jobs: IndexedJob[]) => search.put(jobs);

  describe('what is put', () => {
    test('can be found when put resolves, and not when drop does', async () => {
      await put(aJob({ id: idOf(1) }), aJob({ id: idOf(2) }));
      expect(await ids([ALL])).toEqual([1, 2]);
      await search.drop([idOf(1), idOf(99)]);
      expect(await ids([ALL])).toEqual([2]);
      expect(await search.count()).toBe(1);
    });

    test('stands there once however often it is sent, in its last form', async () => {
      await put(aJob({ id: idOf(1), kind: 'market' }), aJob({ id: idOf(1), kind: 'workshop' }));
      await put(aJob({ id: idOf(1), kind: 'home_based' }));
      expect(await search.count()).toBe(1);
      expect(await ids([ALL], { kinds: ['home_based'] })).toEqual([1]);
      expect(await ids([ALL], { kinds: ['market', 'workshop'] })).toEqual([]);
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
        yield [aJob({ id: idOf(3) })];
        expect(await ids([ALL])).toEqual([1, 2]);
        yield [aJob({ id: idOf(4) })];
      };
      expect(await search.replaceAll(batches)).toBe(2);
      expect(await ids([ALL])).toEqual([3, 4]);
      expect(await search.prepare()).toBe('ready');
    });

    test('a replacement that breaks off changes nothing', async () => {
      await put(aJob({ id: idOf(1) }));
      const broken = async function* () {
        yield [aJob({ id: idOf(3) })];
        throw new Error('the source went away');
      };
      await expect(search.replaceAll(broken)).rejects.toThrow('the source went away');
      expect(await ids([ALL])).toEqual([1]);
    });
  });

  describe('filters are exact', () => {
    const one = async (over: Parameters<typeof aJob>[0], where: JobFilter) => {
      await put(
        aJob({ id: idOf(1), ...over }),
        aJob({ id: idOf(2), areaCodes: [], payMaxFen: 0, validUntilOn: 20200101 }),
      );
      return (await ids([ALL], where)).includes(1);
    };

    test('by place, at any level of the tree', async () => {
      const areaCodes = ['37', '371311', '371311003'];
      expect(await one({ areaCodes }, { areaCodes: ['371311'] })).toBe(true);
      expect(await one({ areaCodes }, { areaCodes: ['222424', '37'] })).toBe(true);
      expect(await one({ areaCodes }, { areaCodes: ['3713'] })).toBe(false);
    });

    test('by county: its own postings and those shared with it', async () => {
      expect(await one({ countyCode: '371311' }, { countyCode: '371311' })).toBe(true);
      expect(await one({ countyCode: '610723' }, { countyCode: '371311' })).toBe(false);
      expect(await one({ countyCode: '610723', sharedWith: ['371311'] }, { countyCode: '371311' })).toBe(true);
    });

    test('by pay that the upper end reaches', async () => {
      expect(await one({ payMinFen: 300_000, payMaxFen: 500_000 }, { payMinFen: 500_000 })).toBe(true);
      expect(await one({ payMinFen: 300_000, payMaxFen: 499_999 }, { payMinFen: 500_000 })).toBe(false);
    });

    test('by age, where no limit lets everyone in', async () => {
      expect(await one({ ageMax: 55 }, { age: 55 })).toBe(true);
      expect(await one({ ageMax: 55 }, { age: 56 })).toBe(false);
      expect(await one({ ageMin: 18 }, { age: 17 })).toBe(false);
      expect(await one({}, { age: 71 })).toBe(true);
    });

    test('by the last day of validity', async () => {
      expect(await one({ validUntilOn: 20260302 }, { validOn: '2026-03-02' })).toBe(true);
      expect(await one({ validUntilOn: 20260301 }, { validOn: '2026-03-02' })).toBe(false);
    });

    test('by perks, all of them; by shifts and kinds, any of them', async () => {
      expect(await one({ perks: ['meals', 'lodging'] }, { perks: ['meals', 'lodging'] })).toBe(true);
      expect(await one({ perks: ['meals'] }, { perks: ['meals', 'lodging'] })).toBe(false);
      expect(await one({ shift: 'night' }, { shifts: ['day', 'night'] })).toBe(true);
      expect(await one({ kind: 'workshop' }, { kinds: ['home_based', 'workshop'] })).toBe(true);
      expect(await one({ kind: 'workshop' }, { kinds: ['home_based'] })).toBe(false);
    });

    test('by occupation, the branches below included', async () => {
      expect(await one({ occupationCode: '620301' }, { occupationCodes: ['62'] })).toBe(true);
      expect(await one({ occupationCode: '6203' }, { occupationCodes: ['620301'] })).toBe(false);
    });

    test('by what is not wanted', async () => {
      expect(await one({ shift: 'night' }, { not: { shifts: ['night'] } })).toBe(false);
      expect(await one({ shift: 'day' }, { not: { shifts: ['night'], kinds: ['workshop'] } })).toBe(true);
      expect(await one({ occupationCode: '6203' }, { not: { trades: [tradeToken('named', '6203')] } })).toBe(false);
      expect(await one({ areaCodes: ['37'] }, { not: { areaCodes: ['37'] } })).toBe(false);
      expect(await one({ perks: ['piece_pay'] }, { not: { perks: ['piece_pay'] } })).toBe(false);
    });
  });

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
      const found = await search.find({
        tiers: [named('620301'), named('6203'), ALL],
        where: {},
        offset: 0,
        limit: 20,
      });
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
      const found = await search.find({
        tiers: [{ ...named('6203'), prefer: ['冷库'] }],
        where: {},
        offset: 0,
        limit: 20,
      });
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
      await search.put(jobs);
      const tiers: Tier[] = [{ ...named('6301'), prefer: ['叉车'] }, named('6203')];
      const whole = await ids(tiers, {}, { offset: 0, limit: 100 });
      const pages = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => ids(tiers, {}, { offset: at * 10, limit: 10 })));
      expect(whole).toHaveLength(57);
      expect(pages.flat()).toEqual(whole);
    });

    test('beyond the last page there is nothing, and the total still stands', async () => {
      await put(aJob({ id: idOf(1) }), aJob({ id: idOf(2) }));
      expect(await search.find({ tiers: [ALL], where: {}, offset: 50, limit: 20 })).toMatchObject({
        hits: [],
        total: 2,
      });
    });
  });

  describe('nothing of a query is syntax', () => {
    const hostile: Record<string, string> = {
      'filter syntax': '" OR id EXISTS',
      'query syntax': "' | 'a",
      SQL: "'; drop table search_documents; --",
      'a backslash': '\\',
      'an excluded word': '-宇航员',
      'a phrase': '"宇航员"',
      NUL: '\0',
      emoji: '😀',
      '100 KB': 'a'.repeat(100_000),
    };

    test.each(Object.keys(hostile))('%s as a word, a code, a perk and a sound', async (name) => {
      const text = hostile[name] ?? '';
      await put(aJob({ id: idOf(1), title: '电工' }));
      const everywhere = {
        areaCodes: [text],
        perks: [text],
        shifts: [text],
        countyCode: text,
        occupationCodes: [text],
      };
      expect(await ids([ALL], everywhere)).toEqual([]);
      expect(await ids([{ name: 'sounds', sounds: [text] }])).toEqual([]);
      expect(await ids([{ name: 'trade', trades: [text], areaCodes: [text] }])).toEqual([]);
      expect(await ids([{ name: 'words', words: [text] }])).toEqual([]);
      expect(await ids([ALL])).toEqual([1]);
    });

    test('a word with a sign before it is the word', async () => {
      await put(aJob({ id: idOf(1), title: '电工' }), aJob({ id: idOf(2), title: '普工' }));
      expect(await ids([{ name: 'words', words: ['-普工'] }])).toEqual([2]);
    });

    test('hostile postings are stored like any other', async () => {
      const all = Object.values(hostile);
      await put(aJob({ id: idOf(1), title: all.join(' '), perks: all, meaning: { pinyin: all } }));
      expect(await search.count()).toBe(1);
    });

    test('numbers that are none do not raise', async () => {
      await put(aJob({ id: idOf(1) }));
      for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300]) {
        await search.find({
          tiers: [{ name: 'pay', surePayFen: number }],
          where: { payMinFen: number, age: number },
          offset: 0,
          limit: 1,
        });
      }
      expect(await ids([ALL])).toEqual([1]);
    });
  });

  describeReconcile(() => search);

  test('says that it is healthy', async () => {
    expect(await search.isHealthy()).toBe(true);
  });

  test('stops asking when the asker has gone', async () => {
    const gone = AbortSignal.abort();
    await expect(search.find({ tiers: [ALL], where: {}, offset: 0, limit: 1 }, gone)).rejects.toThrow();
  });
}
