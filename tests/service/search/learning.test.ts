import { describe, expect } from 'vitest';
import type { Connection } from '../../../api/src/db/client.ts';
import { listEventsAfter } from '../../../api/src/domains/audit/store.ts';
import { jobHandlers } from '../../../api/src/domains/jobs/jobs.ts';
import { languageFor } from '../../../api/src/domains/jobs/language.ts';
import { countSearch, countTap, forgetOld } from '../../../api/src/domains/jobs/lexicon/counting.ts';
import * as lexicon from '../../../api/src/domains/jobs/lexicon/service.ts';
import { tappedPages } from '../../../api/src/domains/jobs/lexicon/tables.ts';
import { readJob, searchJobs } from '../../../api/src/domains/jobs/public.ts';
import { understand } from '../../../search/src/chinese/understand.ts';
import { postgres } from '../../../search/src/engines/postgres/engine.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aJob } from '../jobs/builders.ts';

const ROLLER = '压路机操作手';
/** What nobody's vocabulary knows: a word of one county. */
const WORD = '轧马盘';

const aSearchedWorld = ({ db, sql }: Connection): Promise<World> => aWorld(db, { search: postgres({ sql }) });

async function follow(world: World) {
  const handlers = jobHandlers(world.deps);
  for (let news = world.news.shift(); news; news = world.news.shift()) {
    if (news.topic === 'job.changed' || news.topic === 'word.changed') await handlers[news.topic]?.(news.payload);
  }
}

const ask = (world: World, text: string, more: object = {}) =>
  searchJobs(world.as('visitor'), { query: { text, ...more } });

const proposals = async (world: World) =>
  (await lexicon.readProposals(world.as('county_officer'), { query: {} })).proposals;

async function aProposal(world: World, text = WORD) {
  await ask(world, text);
  const [proposal] = await proposals(world);
  if (!proposal) throw new Error('the query was not kept');
  return proposal;
}

/** The branch of the roller driver, as the posting form would be given it. */
const rollerCode = understand('压路机操作手').trades[0]?.code ?? '';
const meant = { occupationCode: rollerCode, kind: 'spoken' } as const;

describe('a query asked in vain', () => {
  test('is kept without anything of the person, counted, and dated', async ({ db }) => {
    const world = await aWorld(db);
    await ask(world, ` ${WORD} `);
    await ask(world, WORD);
    expect(await proposals(world)).toMatchObject([
      { text: WORD, emptyCount: 2, widenedCount: 0, firstOn: '2026-11-20', lastOn: '2026-11-20', status: 'open' },
    ]);
  });

  test('is not kept where it tells who asks', async ({ db }) => {
    const world = await aWorld(db);
    for (const text of ['张三', '保安 13812345678', '我叫二妮想找活', '371311196803054321']) await ask(world, text);
    expect(await proposals(world)).toEqual([]);
  });

  test('is not counted twice by a further page, a number asked for or a chip removed', async ({ db }) => {
    const world = await aWorld(db);
    for (const more of [{ offset: 20 }, { peek: true }, { drop: 'pay' }, { perks: 'meals' }]) {
      expect((await ask(world, WORD, more)).mark).toBeNull();
    }
    expect(await proposals(world)).toEqual([]);
  });
});

describe('what staff make of it', () => {
  test('accepted, the query finds the postings of the trade, and the chain says who did it', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    await aJob(world, 'published', { title: ROLLER, occupationCode: rollerCode });
    await follow(world);
    const proposal = await aProposal(world);
    expect(proposal.widenedCount).toBe(1);
    const word = await lexicon.acceptProposal(world.as('county_officer'), {
      params: { id: proposal.id },
      body: { phrase: WORD, ...meant },
    });
    const found = await ask(world, WORD);
    expect(found.jobs.map(({ title }) => title)).toEqual([ROLLER]);
    expect(found.widened).toEqual([]);
    expect(await proposals(world)).toEqual([]);
    const last = (await listEventsAfter(world.db, COUNTY, 0, 100)).at(-1);
    expect(last).toMatchObject({ subjectKind: 'word', subjectId: word.id, action: 'add', actorRole: 'county_officer' });
    await expect(
      lexicon.refuseProposal(world.as('county_officer'), { params: { id: proposal.id }, body: {} }),
    ).rejects.toMatchObject({ code: 'search.proposal_settled' });
  });

  test('a posting that bears the new word is read by it, and no longer once it is taken back', async ({
    committed,
  }) => {
    const world = await aSearchedWorld(committed);
    const job = await aJob(world, 'published', { title: `${WORD}师傅`, occupationCode: '0101' });
    await follow(world);
    const code = rollerCode;
    const trades = async () =>
      (await languageFor(world.deps, COUNTY)).meaningOf({ title: job.title }).trades.map((trade) => trade.code);
    const isFound = async () => (await ask(world, '压路机', { peek: true })).widened.length === 0;
    expect(await trades()).not.toContain(code);
    expect(await isFound()).toBe(false);
    const word = await lexicon.addWord(world.as('county_officer'), { body: { phrase: WORD, ...meant } });
    expect(await trades()).toContain(code);
    await follow(world);
    expect(await isFound()).toBe(true);
    await lexicon.takeBackWord(world.as('county_officer'), { params: { id: word.id }, body: {} });
    await follow(world);
    expect(await trades()).not.toContain(code);
    expect(await isFound()).toBe(false);
  });

  test('refused, it is not proposed again however often it is asked', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aProposal(world);
    await lexicon.refuseProposal(world.as('county_officer'), { params: { id }, body: {} });
    await ask(world, WORD);
    expect(await proposals(world)).toEqual([]);
    await expect(
      lexicon.acceptProposal(world.as('county_officer'), { params: { id }, body: { phrase: WORD, ...meant } }),
    ).rejects.toMatchObject({ code: 'search.proposal_settled' });
  });

  test('a word stands once for a branch, and one taken back can be added again', async ({ db }) => {
    const world = await aWorld(db);
    const officer = world.as('county_officer');
    const body = { phrase: WORD, ...meant };
    const word = await lexicon.addWord(officer, { body });
    await expect(lexicon.addWord(officer, { body })).rejects.toMatchObject({ code: 'search.entry_exists' });
    await lexicon.takeBackWord(officer, { params: { id: word.id }, body: {} });
    await expect(lexicon.takeBackWord(officer, { params: { id: word.id }, body: {} })).rejects.toMatchObject({
      code: 'search.entry_taken_back',
    });
    expect((await lexicon.addWord(officer, { body })).id).toBe(word.id);
    expect((await lexicon.readWords(officer, { query: {} })).total).toBe(1);
  });

  test('a person is no word, and a branch must be in the tree', async ({ db }) => {
    const officer = (await aWorld(db)).as('county_officer');
    const add = (body: object) => lexicon.addWord(officer, { body: { phrase: WORD, ...meant, ...body } });
    await expect(add({ phrase: '王小明' })).rejects.toMatchObject({ code: 'search.phrase_not_words' });
    await expect(add({ occupationCode: '999999' })).rejects.toMatchObject({ code: 'search.occupation_unknown' });
    expect((await lexicon.readWords(officer, { query: {} })).words).toEqual([]);
  });
});

describe('searches counted', () => {
  test('by class and week: asked, tapped once a page, and in vain', async ({ db }) => {
    const world = await aWorld(db);
    const visitor = world.as('visitor');
    const outcome = { understood: understand('压路机'), total: 3, isWidened: false };
    const { mark, written } = countSearch(visitor, outcome);
    await written;
    await countSearch(visitor, { ...outcome, isWidened: true }).written;
    await countSearch(visitor, { understood: understand('ylj'), total: 0, isWidened: true }).written;
    await countTap(visitor, mark, '0101');
    await countTap(visitor, mark, '0101');
    await countTap(visitor, 'made up', '0101');
    const figures = await lexicon.readFigures(world.as('county_officer'), { query: { weeks: 2 } });
    expect(figures.classes.toSorted((a, b) => (a.queryClass < b.queryClass ? -1 : 1))).toEqual([
      { queryClass: 'initials', asked: 1, tapped: 0, empty: 1, widened: 0 },
      { queryClass: 'trade', asked: 2, tapped: 1, empty: 0, widened: 1 },
    ]);
    expect(figures.weeks).toEqual([
      { from: '2026-11-07', asked: 0, tapped: 0, empty: 0, widened: 0 },
      { from: '2026-11-14', asked: 3, tapped: 1, empty: 1, widened: 1 },
    ]);
    expect(figures.tapped).toMatchObject([{ queryClass: 'trade', occupation: { code: '0101' }, taps: 1 }]);
  });

  test('many at once are all counted', async ({ committed }) => {
    const world = await aWorld(committed.db);
    const outcome = { understood: understand('压路机'), total: 3, isWidened: false };
    const counted = Array.from({ length: 200 }, () => countSearch(world.as('visitor'), outcome));
    await Promise.all(counted.map(({ written }) => written));
    expect(new Set(counted.map(({ mark }) => mark)).size).toBe(200);
    const { classes } = await lexicon.readFigures(world.as('county_officer'), { query: {} });
    expect(classes).toMatchObject([{ queryClass: 'trade', asked: 200 }]);
  });

  test('the page of a posting counts the tap of the page that led to it', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const job = await aJob(world, 'published', { title: ROLLER, occupationCode: rollerCode });
    await follow(world);
    const { mark } = await ask(world, '压路机');
    await readJob(world.as('visitor'), { params: { id: job.id }, query: { from: mark ?? '' } });
    const { tapped } = await lexicon.readFigures(world.as('county_officer'), { query: {} });
    expect(tapped).toMatchObject([{ queryClass: 'trade', occupation: { code: rollerCode }, taps: 1 }]);
  });

  test('what need not be known any longer is forgotten', async ({ db }) => {
    const world = await aWorld(db);
    await aProposal(world, '轧马盘');
    await ask(world, '轮马盘');
    await ask(world, '轮马盘');
    await countTap(world.as('visitor'), 'trade.0123456789ab', null);
    world.setNow(new Date('2027-03-20T04:00:00Z'));
    await forgetOld(world.deps);
    expect((await proposals(world)).map(({ text }) => text)).toEqual(['轮马盘']);
    expect(await db.select().from(tappedPages)).toEqual([]);
  });
});
