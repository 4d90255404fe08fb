import { describe, expect } from 'vitest';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { listDesk, listReview } from '../../../api/src/domains/jobs/desk-lists.ts';
import {
  checkDraft,
  createJob,
  editJob,
  readDesk,
  repostJob,
  setTerms,
  takeStep,
} from '../../../api/src/domains/jobs/service.ts';
import { insertMinimumWage } from '../../../api/src/domains/regions/store.ts';
import { aWorld, COUNTY, OTHER_TOWN, OTHER_VILLAGE, TOWN, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aDraft, aJob } from './builders.ts';

const step =
  (world: World, role: 'employer' | 'county_officer' | 'township_officer', over = {}) =>
  (job: { id: string; version: number }, action: Parameters<typeof takeStep>[1]['body']['action'], note?: string) =>
    takeStep(world.as(role, over), {
      params: { id: job.id },
      body: { action, version: job.version, ...(note && { note }) },
    });

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('posting a job', () => {
  test('an employer writes a draft, submits it, and a reviewer publishes it; each step is one event and one piece of news', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    const employer = world.as('employer', { employerId });
    const draft = await createJob(employer, { body: aDraft() });
    expect(draft).toMatchObject({
      status: 'draft',
      missing: [],
      findings: [],
      actions: ['submit', 'withdraw'],
      mayEdit: true,
    });
    const submitted = await step(world, 'employer', { employerId })(draft, 'submit');
    const published = await step(world, 'county_officer')(submitted, 'publish');
    expect(published).toMatchObject({
      status: 'published',
      placeName: '罗庄区甲街道甲一村',
      occupationName: expect.any(String),
    });
    expect(published.pay).toMatchObject({ kind: 'month', monthlyMinFen: 320_000 });
    const events = await listEventsOf(db, COUNTY, 'job', draft.id);
    expect(events.map((e) => [e.action, e.fromStatus, e.toStatus])).toEqual([
      ['create', null, 'draft'],
      ['submit', 'draft', 'submitted'],
      ['publish', 'submitted', 'published'],
    ]);
    expect(world.news.map(({ topic }) => topic)).toEqual(['job.changed', 'job.changed']);
  });

  test('what a reader needs must stand in it before it can be submitted, all of it named at once', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'draft', {
      pay: null,
      headCount: null,
      regionCode: '371300000000',
      validUntilOn: '2026-11-19',
      occupationCode: null,
    });
    const missing = ['occupation', 'pay', 'head_count', 'place', 'validity'];
    expect(job.missing).toEqual(missing);
    await expect(step(world, 'county_officer')(job, 'submit')).rejects.toMatchObject({
      code: 'job.incomplete',
      details: { missing },
    });
  });

  test('words that the law forbids are refused with their place', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'draft', { description: '限女性，入职交押金200元' });
    const findings = [
      { code: 'sex', field: 'description', text: '限女性' },
      { code: 'fee', field: 'description' },
    ];
    await expect(step(world, 'county_officer')(job, 'submit')).rejects.toMatchObject({
      code: 'job.unlawful',
      details: { findings },
    });
  });

  test('pay is held against the minimum wage in force that day where the work is done', async ({ db }) => {
    const world = await aWorld(db);
    const source = '测试用标准';
    await db.transaction(async (tx) => {
      await insertMinimumWage(tx, {
        countyCode: COUNTY,
        validFrom: '2025-10-01',
        monthlyFen: 300_000,
        hourlyFen: 2_000,
        source,
      });
      await insertMinimumWage(tx, {
        countyCode: COUNTY,
        validFrom: '2026-12-01',
        monthlyFen: 330_000,
        hourlyFen: 2_200,
        source,
      });
    });
    const job = await aJob(world, 'draft');
    expect(job).toMatchObject({ findings: [], minimumWage: { validFrom: '2025-10-01' } });
    world.setNow(new Date('2026-12-02T04:00:00Z'));
    await expect(step(world, 'county_officer')(job, 'submit')).rejects.toMatchObject({
      code: 'job.unlawful',
      details: { findings: [{ code: 'pay_below_minimum', field: 'pay', clause: '劳动法 第四十八条' }] },
    });
  });

  test('a posting of an employer that nobody has verified waits, and is refused in public', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await anEmployer(world, { state: 'registered' });
    const job = await aJob(world, 'submitted', {}, id);
    expect(await codeOf(step(world, 'county_officer')(job, 'publish'))).toBe('job.employer_not_verified');
  });

  test('a suspended employer cannot write postings', async ({ db }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world, { state: 'suspended', stateNote: '欠薪' });
    expect(await codeOf(createJob(world.as('employer', { employerId }), { body: aDraft() }))).toBe(
      'job.employer_shut_out',
    );
  });

  test('piece work says what a month brings, or cannot be saved', async ({ db }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    const pay = { kind: 'piece', minFen: 30, maxFen: 50, unit: '双' } as const;
    const write = (draft: typeof pay) =>
      createJob(world.as('employer', { employerId }), { body: aDraft({ pay: draft }) });
    expect(await codeOf(write(pay))).toBe('job.pay_incomplete');
    expect((await write({ ...pay, monthlyMinFen: 250_000, monthlyMaxFen: 320_000 } as typeof pay)).pay).toMatchObject({
      monthlyMinFen: 250_000,
      unit: '双',
    });
  });

  test('a draft can be judged while it is typed, and nothing is kept of it', async ({ db }) => {
    const world = await aWorld(db);
    const judged = await checkDraft(world.as('county_officer'), {
      body: { title: '男保安', pay: { kind: 'day', minFen: 20_000, maxFen: 20_000 } },
    });
    expect(judged).toMatchObject({
      missing: ['occupation', 'head_count', 'place', 'validity'],
      findings: [{ code: 'sex', field: 'title' }],
      monthlyMinFen: 435_000,
    });
    expect((await listDesk(world.as('county_officer'), { query: {} })).total).toBe(0);
  });
});

describe('changing a posting', () => {
  test('what a reviewer approved cannot be reworded', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'published');
    const body = { ...aDraft({ title: '换个说法' }), version: job.version };
    expect(await codeOf(editJob(world.as('county_officer'), { params: { id: job.id }, body }))).toBe(
      'job.not_editable',
    );
  });

  test('of two who change the same version the second is told, and nothing of the first is lost', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'draft');
    const edit = (title: string) =>
      editJob(world.as('county_officer'), {
        params: { id: job.id },
        body: { ...aDraft({ title }), version: job.version },
      });
    await edit('第一');
    expect(await codeOf(edit('第二'))).toBe('job.stale');
    expect((await readDesk(world.as('county_officer'), { params: { id: job.id } })).title).toBe('第一');
  });

  test('head count and last day of a published posting may change without a review, never below those already placed', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'published');
    const terms = (body: { headCount: number; validUntilOn: string; version: number }) =>
      setTerms(world.as('county_officer'), { params: { id: job.id }, body });
    expect(await codeOf(terms({ headCount: 5, validUntilOn: '2026-11-19', version: job.version }))).toBe(
      'job.validity_passed',
    );
    expect(await terms({ headCount: 5, validUntilOn: '2027-03-31', version: job.version })).toMatchObject({
      headCount: 5,
      status: 'published',
    });
  });

  test('the same form sent twice is one posting, with the words sent last; nobody else can take its id', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    const ctx = world.as('employer', { employerId });
    const id = '019a0000-0000-7000-8000-000000000001';
    const first = await createJob(ctx, { body: { ...aDraft(), id } });
    expect(await createJob(ctx, { body: { ...aDraft(), id } })).toEqual(first);
    const changed = await createJob(ctx, { body: { ...aDraft({ title: '包装工' }), id } });
    expect(changed).toMatchObject({ id, title: '包装工', version: first.version + 1 });
    expect((await listDesk(ctx, { query: {} })).total).toBe(1);
    const other = world.as('employer', { employerId });
    expect(await codeOf(createJob(other, { body: { ...aDraft(), id } }))).toBe('job.not_found');
  });

  test('a withdrawn posting comes back as a new draft without its last day', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world, 'published');
    const again = () => repostJob(world.as('county_officer'), { params: { id: job.id }, body: {} });
    expect(await codeOf(again())).toBe('job.not_closed');
    await step(world, 'county_officer')(job, 'withdraw');
    expect(await again()).toMatchObject({
      status: 'draft',
      title: job.title,
      pay: job.pay,
      headCount: 3,
      validUntilOn: null,
      missing: ['validity'],
    });
  });
});

describe('who sees what', () => {
  test('an employer sees and touches its own postings and no others', async ({ db }) => {
    const world = await aWorld(db);
    const [mine, theirs] = [await anEmployer(world), await anEmployer(world)];
    const own = await aJob(world, 'draft', {}, mine.id);
    const other = await aJob(world, 'draft', {}, theirs.id);
    const me = { employerId: mine.id };
    expect((await listDesk(world.as('employer', me), { query: {} })).jobs.map(({ id }) => id)).toEqual([own.id]);
    expect(await codeOf(readDesk(world.as('employer', me), { params: { id: other.id } }))).toBe('job.not_found');
    expect(await codeOf(step(world, 'employer', me)(other, 'submit'))).toBe('job.not_found');
  });

  test('a township sees what lies in it or is posted from it', async ({ db }) => {
    const world = await aWorld(db);
    const far = await anEmployer(world, { regionCode: OTHER_VILLAGE });
    const here = await aJob(world, 'draft');
    const there = await aJob(world, 'draft', { regionCode: OTHER_VILLAGE }, far.id);
    const seenFrom = async (regionCode: string) =>
      (await listDesk(world.as('township_officer', { regionCode }), { query: {} })).jobs.map(({ id }) => id);
    expect([await seenFrom(TOWN), await seenFrom(OTHER_TOWN)]).toEqual([[here.id], [there.id]]);
  });

  test('the review queue begins with what has waited longest and shows what the law finds', async ({ db }) => {
    const world = await aWorld(db);
    const first = await aJob(world, 'submitted');
    world.setNow(new Date('2026-11-23T04:00:00Z'));
    const second = await aJob(world, 'submitted');
    const { jobs, total } = await listReview(world.as('county_officer'), { query: {} });
    expect(total).toBe(2);
    expect(jobs.map(({ id, waitingDays }) => [id, waitingDays])).toEqual([
      [first.id, 3],
      [second.id, 0],
    ]);
    expect(jobs[0]).toMatchObject({ findings: [], missing: [], actions: ['publish', 'reject', 'withdraw'] });
  });
});
